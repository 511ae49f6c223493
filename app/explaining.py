"""Plain words beside the quotes of an answer, and an answer no longer than they need."""

from dataclasses import replace

from app.passage_sentences import fact_of
from app.plain_words import explanation_of
from app.quote import Draft, DraftSentence, Quote
from app.understanding import Understood
from kb.knowledge_base import KnowledgeBase

# A sentence of the plan that is longer than this is cited by the part of it that is explained.
LONG = 40
"""Words."""


def explained(draft: Draft, question: Understood, base: KnowledgeBase, *, after: bool = False) -> Draft:
    """Each quoted sentence with what it means before it (or after it), where a statement tells; each told once."""
    said: list[DraftSentence] = []
    told: set[str] = set()
    for sentence in draft.sentences:
        found = None if sentence.made_of != "quote" else explanation_of(sentence.quotes[0], question.language, base)
        if found is None or found[0].text in told:
            said.append(sentence)
            continue
        explanation, words = found
        told.add(explanation.text)
        if question.persona == "parent" and (part := _part(sentence.quotes[0], words)) is not None:
            sentence, explanation = fact_of(question, part, base), replace(explanation, quotes=(part,))
            said = [_citing(before, draft, part) for before in said]
        said += [sentence, explanation] if after else [explanation, sentence]
    return replace(draft, sentences=tuple(said))


def shortened(draft: Draft) -> Draft:
    """Without further quotes that are not explained, where the first one is: it says what there is to say."""
    quoted = [sentence for sentence in draft.sentences if sentence.made_of == "quote"]
    clear = {quote for sentence in draft.sentences if sentence.made_of == "explanation" for quote in sentence.quotes}
    if not quoted or not set(quoted[0].quotes) & clear:
        return draft
    kept = tuple(
        sentence for sentence in draft.sentences
        if sentence.made_of != "quote" or sentence is quoted[0] or set(sentence.quotes) & clear
    )  # fmt: skip
    return replace(draft, sentences=kept)


def _part(quote: Quote, words: Quote) -> Quote | None:
    """The words of a long quote that are explained, when they lie in it; null when the whole is short enough."""
    inside = quote.start <= words.start and words.end <= quote.end and words != quote
    if not inside or len(quote.text.split()) <= LONG:
        return None
    return replace(words, modality=quote.modality)


def _citing(sentence: DraftSentence, draft: Draft, part: Quote) -> DraftSentence:
    """A verdict that cites the long quote cites its part, as the sentence beside it does."""
    lies_in = any(quote.start <= part.start and part.end <= quote.end for quote in sentence.quotes)
    return replace(sentence, quotes=(part,)) if sentence.made_of == "verdict" and lies_in else sentence
