"""Sentences around verbatim words of a passage: where they stand, what to know of them, what was considered."""

from collections.abc import Sequence

from app.answer import Considered
from app.evidence import Evidence
from app.quote import DraftSentence, Quote
from app.replies import reply
from app.understanding import Understood
from kb.knowledge_base import KnowledgeBase


def fact_of(question: Understood, quote: Quote, base: KnowledgeBase) -> DraftSentence:
    """ "Volgens het plan (1.1): …", in the language of the question around the words of the source."""
    text = reply("according_to", question.language, place=_place(question, quote, base), quote=quote.text)
    end = "" if text.endswith((".", "!", "?", "…", "»", ":")) else "."
    return DraftSentence(f"{text}{end}", "fact", (quote,))


def _place(question: Understood, quote: Quote, base: KnowledgeBase) -> str:
    """Where it stands and who speaks: an action with its parties, a document that is quoted, a section, a title."""
    document = base.document(quote.source_id)
    element = document.element_at(quote.start)
    action = next((action for action in document.actions if action.key == quote.action), None)
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
