"""Sentences around verbatim words of a passage: where they stand, what to know of them, what was considered."""

from collections.abc import Sequence

from app.evidence.weighing import Evidence
from app.question.understanding import Understood
from app.records.answer import Considered, Language
from app.records.quote import DraftSentence, Quote, quote_of
from app.words.replies import reply
from kb.knowledge_base import KnowledgeBase

LONG = 50
"""Words from which a sentence of a source is better cited by the part that matters."""
OPEN = ("under_study", "proposed", "planned")
"""Firmness of what is not decided, and told so."""


def fact_of(question: Understood, quote: Quote, base: KnowledgeBase) -> DraftSentence:
    """ "Volgens het plan (1.1): …", in the language of the question around the words of the source.

    Whoever speaks for the government gets the words first, then their place and how firm they are.
    """
    if question.persona == "communication":
        element = base.document(quote.source_id).element_at(quote.start)
        said_by = element.quoted if element else None
        return DraftSentence(literal(quote, question.language, said_by), "fact", (quote,), "quote")
    name = "according_to_parent" if question.persona == "parent" else "according_to"
    text = reply(name, question.language, place=_place(question, quote, base), quote=quote.text)
    end = "" if text.endswith((".", "!", "?", "…", "»", ":")) else "."
    return DraftSentence(f"{text}{end}", "fact", (quote,), "quote")


def literal(quote: Quote, language: Language, said_by: str | None = None) -> str:
    """ "«…» (2.3, actie 9, blz. 6; wordt onderzocht)"; first the document that the text itself quotes there, if any."""
    status = reply(f"status_{quote.modality}", language)
    action = reply("place_of_action", language, number=quote.action.rpartition("/")[2]) if quote.action else ""
    page = reply("place_of_page", language, page=quote.page) if quote.page is not None else ""
    place = ", ".join(part for part in (said_by, quote.section, action, page) if part) or quote.title
    return reply("literal", language, quote=quote.text, place=place, status=status)


def firmness_of(question: Understood, quote: Quote) -> list[DraftSentence]:
    """The sentence on how firm the quote is; none where it is a fact, or where its place already says so."""
    if quote.modality not in OPEN or question.persona == "communication":
        return []
    return [DraftSentence(reply(quote.modality, question.language), "frame")]


def _place(question: Understood, quote: Quote, base: KnowledgeBase) -> str:
    """Where it stands and who speaks: an action with its parties, a document that is quoted, a section, a title."""
    document = base.document(quote.source_id)
    element = document.element_at(quote.start)
    action = next((action for action in document.actions if action.key == quote.action), None)
    if action is not None and question.persona == "parent":
        return reply("place_action", question.language, number=action.number, section=action.section, parties="")
    if action is not None:
        names = ", ".join(base.names.name(party.partner, question.language) for party in action.involved)
        parties = f": {names}" if names else ""
        return reply("place_action", question.language, number=action.number, section=action.section, parties=parties)
    if element is not None and element.quoted:
        article = "de" if "nota" in element.quoted else "het"
        return reply("place_quoted", question.language, document=f"{article} {element.quoted}", section=quote.section)
    if document.actions and quote.section:
        return reply("place_section", question.language, section=quote.section)
    section = f" ({quote.section})" if quote.section else ""
    return reply("place_source", question.language, title=f"{quote.title}{section}")


def notices_of(quotes: Sequence[Quote], base: KnowledgeBase) -> tuple[str, ...]:
    """What a reader must know of the actions that are cited."""
    notices: dict[str, None] = {}
    for quote in quotes:
        for action in base.document(quote.source_id).actions:
            if action.key == quote.action:
                notices.update(dict.fromkeys(action.notices))
    return tuple(notices)


def considered(evidence: Evidence, kept: set[str]) -> tuple[Considered, ...]:
    """Every passage that was found, and whether the answer rests on it."""
    return tuple(
        Considered(found.passage.passage_id, found.score, found.passage.passage_id in kept)
        for found in evidence.passages
    )


def whole_sentence(quote: Quote, base: KnowledgeBase) -> Quote:
    """The sentence that a piece of it stands in, where it is short and no less firm."""
    document = base.document(quote.source_id)
    element = document.element_at(quote.start)
    for start, end in element.sentences if element else ():
        if start <= quote.start and quote.end <= end:
            whole = quote_of(document, start, end)
            return whole if whole.modality == quote.modality and len(whole.text.split()) <= LONG else quote
    return quote
