"""The answers to the parts of one question → one answer that says which part the sources leave open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.answers.refusing import missing_words
from app.evidence.reasons import gives_reason
from app.evidence.weighing import holds_answer
from app.question.understanding import Understood
from app.records.answer import Language, Status
from app.records.quote import Draft, DraftParticipation, DraftSentence, followed_by
from app.words.question import ASKING_TERMS, plain
from app.words.replies import reply
from app.words.wording import wording
from kb.dutch import terms_of
from kb.partner import PartnerNames

_MEASURED = frozenset({"amount", "duration", "date", "age", "contact_detail"})
_WHO_TOO = re.compile(wording("role_words")["who_too"])
_WHO = frozenset({"who", "whom_to_contact"})
_NAMING = frozenset({"who", "whom_to_contact", "names", "count"})


@dataclass(frozen=True, slots=True)
class AnsweredPart:
    """One part of a question with its answer."""

    asked: Understood
    draft: Draft


def one_answer(parts: Sequence[AnsweredPart], language: Language, names: PartnerNames) -> Draft:
    """Part by part, each under its question; a sentence that was said is not said again."""
    if all(part.draft.status == "out_of_scope" for part in parts):
        return Draft("out_of_scope", (DraftSentence(reply("out_of_scope", language), "frame"),))
    parts = _of_the_field(parts)
    # Where nothing is answered, what stands nearest is all there is.
    is_open = all(part.draft.status == "not_in_sources" for part in parts)
    nearest = next(filter(_has_near, parts), None) if is_open else None
    said: list[DraftSentence] = []
    drafts: list[Draft] = []
    for part in parts:
        draft = part.draft
        kept = draft.sentences if part is nearest else _kept(draft)
        # That the plan does not say it is said of each part.
        new = [sentence for sentence in kept if not _was_said(sentence, said) or sentence.kind == "gap"]
        # "Het zijn er 5:" says nothing without those that were said above.
        new = new if any(sentence not in said and sentence.kind != "frame" for sentence in new) else []
        new = _with_answer_again(part.asked, new, kept, names)
        if not new and draft.is_from_texts and (lacking := _lacking(part, said, drafts, names)):
            new, draft = [lacking], replace(draft, status="not_in_sources")
        if not new and draft.status == "not_in_sources":
            new = [DraftSentence(reply("part_not_either", language), "gap")]
        said.append(DraftSentence(reply("part", language, question=part.asked.text), "frame"))
        said.extend(new or [DraftSentence(reply("part_said_above", language), "frame")])
        drafts.append(draft)
    return Draft(
        _status(drafts),
        tuple(said),
        _participations(parts),
        tuple(dict.fromkeys(notice for draft in drafts for notice in draft.notices)),
        next((draft.handover for draft in drafts if draft.handover is not None), None),
        tuple({found.passage_id: found for draft in reversed(drafts) for found in draft.considered}.values()),
    )


def tell_more(apart: Sequence[AnsweredPart], whole: AnsweredPart) -> bool:
    """Whether the questions that a part was put together from name all of its partners, and others."""
    named = {found.partner for part in apart for found in part.draft.participations}
    return named > {found.partner for found in whole.draft.participations}


def with_those_apart(whole: AnsweredPart, apart: Sequence[AnsweredPart]) -> AnsweredPart:
    """A part with the partners that the questions it was put together from name beside its own."""
    draft = whole.draft
    own = {found.partner for found in draft.participations}
    for part in apart:
        others = tuple(found for found in part.draft.participations if found.partner not in own)
        if others and part.draft.is_from_texts and draft.is_from_texts:
            draft = followed_by(draft, replace(part.draft, participations=others))
    return whole if draft is whole.draft else replace(whole, draft=draft)


def _was_said(sentence: DraftSentence, said: Sequence[DraftSentence]) -> bool:
    """Whether it was said for an earlier part, be it that the words were only quoted there without a bullet."""
    is_quote = sentence.made_of == "quote"
    return sentence in said or (is_quote and any(s.made_of == "quote" and s.quotes == sentence.quotes for s in said))


def _with_answer_again(
    asked: Understood, new: Sequence[DraftSentence], kept: Sequence[DraftSentence], names: PartnerNames
) -> list[DraftSentence]:
    """Of a part that asks for a date or an amount: the sentence that holds it once more, where what is new does not; of
    one that asks why, the reason that was told.
    """
    if asked.asks == "why" and not new:
        return [sentence for sentence in kept if sentence.made_of == "quote" and gives_reason(sentence.text)][:1]
    if asked.asks not in _MEASURED or not any(sentence.kind == "fact" for sentence in new):
        return list(new)
    holding = [sentence for sentence in kept if sentence.kind == "fact" and holds_answer(asked, sentence.text, names)]
    return list(new) if not holding or any(sentence in new for sentence in holding) else holding


def _of_the_field(parts: Sequence[AnsweredPart]) -> Sequence[AnsweredPart]:
    """A part beside one on duaal leren is not off the subject; the sources leave it open."""
    return [
        replace(part, draft=Draft("not_in_sources", (missing_words(part.asked, None),)))
        if part.draft.status == "out_of_scope"
        else part
        for part in parts
    ]


def _participations(parts: Sequence[AnsweredPart]) -> tuple[DraftParticipation, ...]:
    """Those of the parts that ask who does something, though it be nobody, or also to whom or with whom; of every part
    where none asks.
    """
    asking = [part for part in parts if part.asked.seeks_partner]
    # Where something comes from or is found is with somebody.
    asking = asking or [part for part in parts if part.asked.asks == "place" and part.draft.participations]
    if asking:
        asking = [part for part in parts if part in asking or _WHO_TOO.search(plain(part.asked.text))]
    return tuple(dict.fromkeys(found for part in asking or parts for found in part.draft.participations))


def _lacking(
    part: AnsweredPart, said: Sequence[DraftSentence], before: Sequence[Draft], names: PartnerNames
) -> DraftSentence | None:
    """What is missing where all that was found for a later part was said for an earlier one: the date or amount that it
    asks for, who does it, or whatever it asks in words of its own; null where what was said answers it.
    """
    asked = part.asked
    facts = [sentence.text for sentence in said if sentence.kind == "fact"]
    if asked.asks in _MEASURED:
        return None if any(holds_answer(asked, fact, names) for fact in facts) else missing_words(asked, None)
    if asked.asks in _WHO and asked.seeks_partner and not (part.draft.participations or asked.action_numbers):
        return missing_words(asked, None)
    own = set(terms_of(asked.text)) - ASKING_TERMS
    is_named = asked.asks in _NAMING and any(draft.participations for draft in before)
    # All that can be told of an action was told.
    if not own or asked.action_numbers or is_named or any(own & set(terms_of(fact)) for fact in facts):
        return None
    return DraftSentence(reply("part_no_more", asked.language), "gap")


def _kept(draft: Draft) -> tuple[DraftSentence, ...]:
    """Of a part that the sources leave open only that: what stands nearest to it belongs to another part."""
    if draft.status != "not_in_sources":
        return draft.sentences
    gap = tuple(sentence for sentence in draft.sentences if sentence.kind == "gap")[:1]
    # "Dit staat er het dichtst bij:" says nothing without that.
    return draft.sentences if not gap or gap[0].text.endswith(":") else gap


def _has_near(part: AnsweredPart) -> bool:
    return any(sentence.kind == "fact" for sentence in part.draft.sentences)


def _status(drafts: Sequence[Draft]) -> Status:
    statuses = [draft.status for draft in drafts]
    if all(status == "answered" for status in statuses):
        return "answered"
    if any(draft.is_from_texts for draft in drafts):
        return "partly_answered"
    return next((status for status in statuses if status != "not_in_sources"), "not_in_sources")
