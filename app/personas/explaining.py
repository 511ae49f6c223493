"""Plain words beside the quotes of an answer, and for a parent an answer no longer than they need."""

from collections.abc import Sequence
from dataclasses import replace

from app.evidence.passage_sentences import fact_of
from app.personas.plain_words import explanation_of
from app.question.understanding import Understood
from app.records.quote import Draft, DraftSentence, Quote
from kb.knowledge_base import KnowledgeBase

# Quotes with their explanation that a parent reads.
OF_PARENT = 2


def explained(draft: Draft, question: Understood, base: KnowledgeBase, *, after: bool = False) -> Draft:
    """Each quoted sentence with what it means before it (or `after` it), where a statement tells; each told once."""
    said: list[DraftSentence] = []
    shown: list[Quote] = []
    for sentence in draft.sentences:
        if sentence.made_of != "quote":
            said.append(sentence)
            continue
        if any(_lies_in(sentence.quotes[0], quote) for quote in shown):
            continue
        found = explanation_of(sentence.quotes[0], question.language, base, shortens=question.persona == "parent")
        if found is None or found[0].text in {other.text for other in said}:
            said.append(sentence)
            continue
        explanation, quote = found
        if quote != sentence.quotes[0]:
            said = [_citing(quote, before, sentence.quotes[0]) for before in said]
            sentence = fact_of(question, quote, base)
        shown.append(quote)
        # The same words are not said before by themselves.
        said = [other for other in said if other.made_of != "quote" or not _lies_in(other.quotes[0], quote)]
        said += [sentence, explanation] if after else [explanation, sentence]
    return replace(draft, sentences=tuple(said))


def shortened(draft: Draft) -> Draft:
    """Where the first quote is explained, without further ones that are not, and no more than a parent reads."""
    quoted = [sentence for sentence in draft.sentences if sentence.made_of == "quote"]
    clear = [sentence.quotes[0] for sentence in draft.sentences if sentence.made_of == "explanation"]
    if not quoted or quoted[0].quotes[0] not in clear:
        return draft
    kept = clear[:OF_PARENT]
    said: list[DraftSentence] = []
    is_left_out = False
    for sentence in draft.sentences:
        # How firm the words are is not said without them; what opens what follows is.
        is_of_words = sentence.kind == "frame" and not sentence.text.endswith(":")
        is_left_out = _is_further(sentence, kept) or (is_left_out and is_of_words)
        said += [] if is_left_out else [sentence]
    return replace(draft, sentences=tuple(said))


def _is_further(sentence: DraftSentence, kept: Sequence[Quote]) -> bool:
    return sentence.made_of in ("quote", "explanation") and sentence.quotes[0] not in kept


def _lies_in(quote: Quote, other: Quote) -> bool:
    return quote.source_id == other.source_id and other.start <= quote.start and quote.end <= other.end


def _citing(quote: Quote, sentence: DraftSentence, instead_of: Quote) -> DraftSentence:
    """A verdict cites the words that are shown under it."""
    if sentence.made_of != "verdict" or sentence.quotes != (instead_of,):
        return sentence
    return replace(sentence, quotes=(quote,))
