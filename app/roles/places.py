"""Where something of the field is done: the sentences of a policy text that say where it takes place."""

import re

from app.evidence.passage_sentences import fact_of
from app.question.understanding import Understood
from app.records.quote import Draft, Quote, quote_of
from app.roles.resting_rows import resting_on
from app.words.question import ASKING_TERMS, plain
from app.words.wording import patterns, wording
from kb.document import Document
from kb.dutch import terms_of
from kb.glossary import Concept
from kb.knowledge_base import KnowledgeBase

_WORDS = wording("text_questions")
_WHERE = patterns(_WORDS["where_done"])
_LESSONS, _OF_LESSONS = re.compile(_WORDS["lessons"]), re.compile(_WORDS["of_lessons"])
_TAKES_PLACE = re.compile(_WORDS["takes_place"])
_PEOPLE = frozenset(terms_of(wording("role_words")["people"]))
_AROUND = frozenset(terms_of(_WORDS["around_places"])) | ASKING_TERMS | _PEOPLE


def answer_about_place(question: Understood, base: KnowledgeBase) -> Draft | None:
    """Where that which the question names is done; null where it asks something else, or more: a town, a trade."""
    if not _WHERE.search(question.plain) or (concept := _only_concept(question, base)) is None:
        return None
    quotes = [
        quote
        for source in base.sources
        if source.kind == "policy_text"
        for quote in _places_in(base.document(source.source_id), concept, base)
    ]
    if _LESSONS.search(question.plain):
        quotes = [quote for quote in quotes if _OF_LESSONS.search(plain(quote.text))] or quotes
    if not quotes:
        return None
    said = tuple(fact_of(question, quote, base) for quote in quotes)
    parts = [part for quote in quotes for part in resting_on(quote, base.participations, question, base)]
    return Draft("answered", said, tuple(parts))


def _only_concept(question: Understood, base: KnowledgeBase) -> Concept | None:
    """The concept that a question names when it names nothing else."""
    found = base.concepts_in(question.resolved)
    if len(found) != 1:
        return None
    beside = plain(question.resolved).replace(plain(found[0].label), " ").replace("-", " ")
    return None if set(terms_of(beside)) - _AROUND else found[0].concept


def _places_in(document: Document, concept: Concept, base: KnowledgeBase) -> list[Quote]:
    """The sentences on where it takes place: they name it, or the sentence right before them in the paragraph does."""
    quotes: list[Quote] = []
    for element in document.elements:
        before = ""
        for start, end in element.sentences:
            text = document.text[start:end]
            if _TAKES_PLACE.search(plain(text)) and _names(concept, f"{before} {text}", base):
                quotes.append(quote_of(document, start, end))
            before = text
    return quotes


def _names(concept: Concept, text: str, base: KnowledgeBase) -> bool:
    return any(found.concept == concept for found in base.concepts_in(text))
