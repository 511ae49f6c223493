"""The answers to the parts of one question → one answer that says which part the sources leave open."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.answer import Language, Status
from app.quote import Draft, DraftSentence
from app.replies import reply

_FROM_THE_TEXTS = ("answered", "partly_answered")


@dataclass(frozen=True, slots=True)
class AnsweredPart:
    """One part of a question with its answer."""

    question: str
    draft: Draft


def one_answer(parts: Sequence[AnsweredPart], language: Language) -> Draft:
    """Part by part, each under its question; a sentence that was said is not said again."""
    said: list[DraftSentence] = []
    for part in parts:
        said.append(DraftSentence(reply("part", language, question=part.question), "frame"))
        new = [sentence for sentence in _kept(part.draft) if sentence not in said]
        said.extend(new or [DraftSentence(reply("part_said_above", language), "frame")])
    drafts = [part.draft for part in parts]
    return Draft(
        _status([draft.status for draft in drafts]),
        tuple(said),
        tuple(dict.fromkeys(participation for draft in drafts for participation in draft.participations)),
        tuple(dict.fromkeys(notice for draft in drafts for notice in draft.notices)),
        next((draft.handover for draft in drafts if draft.handover is not None), None),
        tuple({found.passage_id: found for draft in reversed(drafts) for found in draft.considered}.values()),
    )


def _kept(draft: Draft) -> tuple[DraftSentence, ...]:
    """Of a part that the sources leave open only that: what stands nearest to it belongs to another part."""
    if draft.status != "not_in_sources":
        return draft.sentences
    return tuple(sentence for sentence in draft.sentences if sentence.kind == "gap")[:1] or draft.sentences


def _status(statuses: Sequence[Status]) -> Status:
    if all(status == "answered" for status in statuses):
        return "answered"
    if any(status in _FROM_THE_TEXTS for status in statuses):
        return "partly_answered"
    return next((status for status in statuses if status != "not_in_sources"), "not_in_sources")
