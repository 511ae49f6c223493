"""The sentence in plain words that may stand beside a quote, from the statements of the corpus."""

from dataclasses import dataclass, replace

from app.evidence.passage_sentences import LONG
from app.personas.plain_support import holds
from app.records.answer import Language
from app.records.quote import DraftSentence, Quote, quote_of_span
from app.words.replies import reply
from kb.action import Span
from kb.knowledge_base import KnowledgeBase
from kb.modality import weaker
from kb.statement import Statement

# Share of a statement's quote that the quote of the answer must hold, to be about the same.
MOST = 0.6


@dataclass(frozen=True, slots=True)
class Explained:
    """A statement beside a quote that holds its own quote, or most of it."""

    statement: Statement
    span: Span
    share: float
    """Of the statement's quote, 0 to 1."""
    reach: float
    """Of the answer's quote that the statement's quote covers, 0 to 1."""


def explanation_of(
    quote: Quote, language: Language, base: KnowledgeBase, *, shortens: bool
) -> tuple[DraftSentence, Quote] | None:
    """The plain sentence beside a quote, and the quote to show with it; null where no statement has one that holds.

    That is the quote itself, or the whole of the words that the sentence rests on where the quote holds a part of them.
    Of a long quote it is, where it `shortens`, the part that the sentence rests on.
    """
    for explained in _statements_of(quote, base):
        text = explained.statement.in_plain_words(language)
        if text is None:
            continue
        shown = quote
        words = quote_of_span(base.document(quote.source_id), explained.span)
        if explained.share < 1:
            shown = words
        elif shortens and len(quote.text.split()) > LONG:
            shown = replace(words, modality=weaker(words.modality, quote.modality))
        if holds(text, (shown,), base.names, explained.statement.modality or "stated"):
            return DraftSentence(reply("explained", language, text=text), "fact", (shown,), "explanation"), shown
    return None


def _statements_of(quote: Quote, base: KnowledgeBase) -> list[Explained]:
    """Those that rest on the quote, the one that covers most of it first."""
    found = [
        Explained(statement, span, both / (span.end - span.start), both / (quote.end - quote.start))
        for statement in base.statements
        if statement.source_id == quote.source_id and statement.plain
        for span in statement.quotes
        if (both := min(span.end, quote.end) - max(span.start, quote.start)) > 0
        and both >= MOST * (span.end - span.start)
    ]
    return sorted(found, key=lambda explained: (-explained.reach, -explained.share))
