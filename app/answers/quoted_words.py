"""A question about words that it quotes from a policy text: who says them there, where they stand, what they mean."""

import re
from collections.abc import Iterator

from app.evidence.passage_sentences import fact_of, notices_of
from app.question.quotation import QUOTED
from app.question.understanding import Understood
from app.records.quote import Draft, Quote, quote_of
from app.words.question import ASKING_TERMS, plain
from app.words.wording import patterns, wording
from kb.document import Document
from kb.dutch import terms_of
from kb.knowledge_base import KnowledgeBase

_WORDS = wording("text_questions")
_WHO_SAYS = patterns(_WORDS["who_says"])
_MEANT = patterns(_WORDS["meant"])
_AROUND = frozenset(terms_of(_WORDS["around_words"])) | ASKING_TERMS
# Fewer words than these stand in a text by chance.
FEWEST = 4


def answer_about_quoted_words(question: Understood, base: KnowledgeBase) -> Draft | None:
    """The sentence that the quoted words stand in; null where the question quotes none or is not about the words.

    Where they stand and who says them is told by their place; what they mean only by a note on them.
    """
    around = QUOTED.sub(" ", question.resolved)
    if set(terms_of(around)) - _AROUND or (quote := _quoted_sentence(question.resolved, base)) is None:
        return None
    asked = plain(around)
    if not _WHO_SAYS.search(asked) and not (_MEANT.search(asked) and _has_note(quote, base)):
        return None
    return Draft("answered", (fact_of(question, quote, base),), notices=notices_of([quote], base))


def _has_note(quote: Quote, base: KnowledgeBase) -> bool:
    return any(
        note.note is not None and note.is_about(quote.source_id, quote.start, quote.end) for note in base.reading_notes
    )


def _quoted_sentence(question: str, base: KnowledgeBase) -> Quote | None:
    """The first sentence of a policy text that holds a quoted piece of the question word for word."""
    pieces = [piece.split() for piece in QUOTED.findall(question) if len(piece.split()) >= FEWEST]
    wanted = [re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE) for words in pieces]
    return next(
        (
            quote_of(document, start, end)
            for document, start, end in _sentences(base)
            if any(words.search(document.text, start, end) for words in wanted)
        ),
        None,
    )


def _sentences(base: KnowledgeBase) -> Iterator[tuple[Document, int, int]]:
    for source in base.sources:
        document = base.document(source.source_id)
        if source.kind == "policy_text":
            for element in document.elements:
                yield from ((document, start, end) for start, end in element.sentences if element.kind != "heading")
