"""Answers with care: the fixed replies, and the kind sentence and the partner beside an ordinary answer."""

from dataclasses import replace
from typing import Any

from app.answers.next_contact import general_contact
from app.question.care import Care, asks_something
from app.question.understanding import Understood
from app.records.answer import Handover, Language
from app.records.quote import Draft, DraftSentence
from app.words.replies import reply
from app.words.wording import wording
from kb.knowledge_base import KnowledgeBase
from kb.participation import Audience, Participation

# Whom a row of the role maps must be for before the one who asks is sent there; others may be sent to any.
_FOR: dict[str, frozenset[Audience]] = {
    "parent": frozenset({"parent", "learner"}),
    "mentor": frozenset({"mentor", "company"}),
}
_TURNED_TO = ("contact_point", "lead", "executor", "adviser")


def ending_with_care(care: Care, language: Language) -> Draft | None:
    """The fixed reply; null when the question may go on to the sources."""
    return _fixed(care.ending, language) if care.ending else None


def opened_with_care(draft: Draft, care: Care, question: Understood, base: KnowledgeBase) -> Draft:
    """The ordinary answer behind its kind sentences, with whom to turn to where a row of the role maps holds it."""
    if not care.openings:
        return draft
    replies = [_replies()["openings"][name] for name in care.openings]
    if not (asks_something(question.text) or _states(draft)) or draft.status in ("out_of_scope", "needs_clarification"):
        draft = _fixed(replies[0]["alone"], question.language)
    said = tuple(DraftSentence(_filled(opening[question.language]), "frame") for opening in replies)
    handover = draft.handover
    if handover is None or handover.partner is None:
        services = [opening["service"] for opening in replies if "service" in opening]
        handover = _turn_to(services, question, base) or handover or general_contact(question, base)
    return replace(draft, sentences=(*said, *draft.sentences), handover=handover)


def _fixed(name: str, language: Language) -> Draft:
    found = _replies()["endings"][name]
    return Draft(found["status"], (DraftSentence(_filled(found[language]), "frame"),))


def _filled(text: str) -> str:
    return text.format(**{name: line["number"] for name, line in _replies()["help_lines"].items()})


def _turn_to(services: list[str], question: Understood, base: KnowledgeBase) -> Handover | None:
    """The partner of a row that holds a contact, for the one who asks; those of every trade first, then by role."""
    rows = [row for row in base.participations if row.service in services and _may_be_named(row, question)]
    if not rows:
        return None
    best = min(rows, key=lambda row: (bool(row.sectors), _TURNED_TO.index(row.role)))
    name = base.names.name(best.partner, question.language)
    return Handover(reply("handover_partner", question.language, partner=name), best.partner, best.contact)


def _states(draft: Draft) -> bool:
    """Whether a text says something of it; "we zijn ten einde raad" shares a word with what others do."""
    return draft.status != "other_source_only" and any(sentence.kind == "fact" for sentence in draft.sentences)


def _may_be_named(row: Participation, question: Understood) -> bool:
    asked_by = _FOR.get(question.persona)
    return (
        row.evidence != "unverified"
        and row.contact is not None
        and row.role in _TURNED_TO
        and (asked_by is None or bool(asked_by & set(row.audience)))
    )


def _replies() -> dict[str, Any]:
    return wording("care_replies")
