"""What a word of the field means: the sentences of a policy text that say what it is."""

from collections.abc import Sequence
from dataclasses import replace

from app.evidence.weighing import Sentence
from app.question.understanding import Understood
from app.words.question import plain
from app.words.wording import patterns, wording
from kb.glossary import Concept
from kb.knowledge_base import KnowledgeBase

_ASKS_WHAT_IT_IS = patterns(wording("question_kinds")["what_is"])
_IS = (" is ", " zijn ", " betekent ")


def as_plainly_asked(question: Understood, base: KnowledgeBase) -> Understood:
    """A question for nothing but the meaning of one concept that a text says, as it is asked most plainly in the words
    of the texts; any other question as it is.
    """
    concept = _asked_concept(question, base)
    if concept is None or not _is_said(concept, base):
        return question
    return replace(question, resolved=f"wat is {concept.preferred[0]}?")


def _is_said(concept: Concept, base: KnowledgeBase) -> bool:
    """Whether a sentence of a policy text says what the concept is."""
    documents = [base.document(source.source_id) for source in base.sources if source.kind == "policy_text"]
    return any(
        _says_what_is(concept, document.text[start:end])
        for document in documents
        for element in document.elements
        for start, end in element.sentences
    )


def _says_what_is(concept: Concept, text: str) -> bool:
    openings = tuple(plain(concept.preferred[0]) + verb for verb in _IS)
    return plain(text).removeprefix("de ").startswith(openings)


def defining(question: Understood, sentences: Sequence[Sentence], base: KnowledgeBase) -> list[Sentence]:
    """Those that open with the very concept that the question asks the meaning of and say what it is; none where it
    asks something else or more.
    """
    concept = _asked_concept(question, base)
    if concept is None:
        return []
    return [sentence for sentence in sentences if _says_what_is(concept, sentence.quote.text)]


def _asked_concept(question: Understood, base: KnowledgeBase) -> Concept | None:
    asked = question.plain.strip(" ?!.")
    matter = _ASKS_WHAT_IT_IS.sub(" ", asked).strip(" ?!.")
    concepts = base.concepts_in(question.resolved) if matter != asked else []
    return concepts[0].concept if len(concepts) == 1 and plain(concepts[0].label) == matter else None
