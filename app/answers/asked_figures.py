"""Figures that a question names: whom a percentage of the policy texts is about, of what there are so many."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.checking.figures import figures_of, is_among
from app.checking.reading import Reading, read
from app.evidence.passage_sentences import fact_of, notices_of
from app.question.understanding import Understood
from app.records.quote import Draft, DraftSentence, Quote, quote_of
from app.words.question import plain
from app.words.replies import reply
from app.words.wording import patterns, wording
from kb.document import Document
from kb.knowledge_base import KnowledgeBase

_OF_DUAL = re.compile(wording("yes_no")["of_dual"])
_WHOSE = patterns(wording("text_questions")["whose_figure"])
_SO_MANY = patterns(wording("text_questions")["so_many"])


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """A percentage with the sentence that it stands in."""

    quote: Quote
    value: float
    group: str
    """Whom it is about, word for word."""


def answer_about_figure(question: Understood, base: KnowledgeBase) -> Draft | None:
    """Whom the percentages that a question names are about; null where that is not asked, or no text holds them."""
    if not _WHOSE.search(question.plain):
        return None
    asked = {count.value for count in figures_of(question.plain).counts if count.kind == "percent"}
    found = [figure for figure in figure_groups(base) if is_among(figure.value, asked)]
    if not found:
        return None
    said = [_told(figure, question) for figure in found]
    quotes = list(dict.fromkeys(figure.quote for figure in found))
    facts = [fact_of(question, quote, base) for quote in quotes]
    return Draft("answered", (*said, *facts), notices=notices_of(quotes, base))


def _told(figure: FigureGroup, question: Understood) -> DraftSentence:
    text = reply("figure_is_about", question.language, value=f"{figure.value:g}".replace(".", ","), group=figure.group)
    return DraftSentence(text, "fact", (figure.quote,), "verdict")


def numbers_asked_after(question: Understood) -> set[float]:
    """The numbers of a question whether there are so many of something ("zijn er 20 …?"); none in another."""
    if not _SO_MANY.search(question.plain):
        return set()
    return {count.value for count in figures_of(question.plain).counts if count.kind == "count"}


def figure_groups(base: KnowledgeBase) -> Iterator[FigureGroup]:
    """Each percentage of the policy texts with its sentence and its group."""
    pattern = re.compile(rf"(?P<value>\d+(?:,\d+)?)\s?{wording('yes_no')['figure_group']}")
    for source in base.sources:
        if source.kind == "policy_text":
            document = base.document(source.source_id)
            for start, end in _sentences(document):
                for match in pattern.finditer(document.text[start:end]):
                    group = " ".join(match["group"].split())
                    yield FigureGroup(quote_of(document, start, end), float(match["value"].replace(",", ".")), group)


def _sentences(document: Document) -> Iterator[tuple[int, int]]:
    return (span for element in document.elements if element.kind != "heading" for span in element.sentences)


def figure_of_others(claim: Reading, base: KnowledgeBase) -> FigureGroup | None:
    """The percentage of a claim as the texts have it, where it is about others there; null where it is not."""
    shares = {count.value for count in claim.figures.counts if count.kind == "percent"}
    found = [figure for figure in figure_groups(base) if is_among(figure.value, shares)] if shares else []
    return found[0] if found and not any(_is_of(figure.group, claim, base) for figure in found) else None


def _is_of(group: str, claim: Reading, base: KnowledgeBase) -> bool:
    """Whether the claim names what sets the group apart."""
    telling = read(group, base.names).concepts - {"leerling"}
    # "De duale leerlingen van de dubbele finaliteit" are others than all of that finality.
    is_of_some = _OF_DUAL.search(plain(claim.text)) and not _OF_DUAL.search(plain(group))
    return bool(telling) and telling <= claim.concepts and not is_of_some
