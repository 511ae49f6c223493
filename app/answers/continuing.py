"""A later part of a question that only found the words of an earlier one: what the sources say beside those."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from app.actions.lists import ActionIn
from app.actions.sentences import ActionWords, first_sentence, parties_of, timing_of
from app.answers.reading_along import reading_notes
from app.evidence.passage_sentences import fact_of, firmness_of, notices_of
from app.evidence.reasons import gives_reason
from app.evidence.weighing import PASSAGES, evidence_for
from app.question.action_numbers import action_numbers
from app.question.leaning import says_nothing, speaks_with_pronoun
from app.question.understanding import Understood
from app.records.quote import Draft, DraftParticipation, DraftSentence, Quote
from app.roles.matching import is_surely_of_a_service
from app.words.question import plain
from app.words.replies import reply
from app.words.wording import wording
from kb.knowledge_base import KnowledgeBase

_CHANGES = re.compile(wording("question_parts")["asks_if_it_changes"])
_WORKS_ON_IT = re.compile(wording("question_parts")["asks_who_works_on_it"])
_HOLDS_TOO = re.compile(wording("question_parts")["holds_too"])
_OF_CHANGE = re.compile(wording("question_parts")["of_a_change"])
_ASKS_OTHERWISE = re.compile(wording("yes_no")["asks_otherwise"])
# How much alike the questions that a sentence answers must be to the one asked, in the section of what was told and
# elsewhere (read off the questions of strangers in two parts, evals/answers/dev.jsonl).
BESIDE, ELSEWHERE = 0.4, 0.55
# More actions than these are a list to be asked for.
MOST_NOTED = 3


def asks_on(part: str) -> bool:
    """Whether a part asks for more ("hoe zetten we dat op papier?") or for a change; whether something is so is not
    told by what stands beside it.
    """
    return bool(_ASKS_OTHERWISE.search(plain(part)) or _CHANGES.search(plain(part)))


def asks_only_of_its_change(part: Understood, base: KnowledgeBase) -> bool:
    """Whether a part asks nothing but if, or when, what was told will change ("wanneer gaan ze dat veranderen?"), or
    who works on that ("wie is daarmee bezig?").
    """
    simple = plain(part.text)
    rest, count = _CHANGES.subn(" ", simple)
    if part.seeks_partner and not part.action_numbers and not is_surely_of_a_service(part, base):
        rest, works = _WORKS_ON_IT.subn(" ", rest)
        count += works
    return count > 0 and says_nothing(_OF_CHANGE.sub(" ", rest))


def of_what_is_not_said(asked: Understood, told: Draft) -> Draft | None:
    """That the sources do not say it of others either, where they leave open what was asked before; null for a part
    that asks more.
    """
    is_open = told.status == "not_in_sources" and _HOLDS_TOO.match(plain(asked.text))
    return (
        Draft("not_in_sources", (DraftSentence(reply("part_not_either", asked.language), "gap"),)) if is_open else None
    )


def reason_told(asked: Understood, told: Draft) -> Draft | None:
    """For a part that asks why what was told is so ("waarom doet bijna niemand dat?"): the sentence told that gives a
    reason; null for another, and where none does.
    """
    if not (asked.asks == "why" and asked.follows_up and told.is_from_texts and speaks_with_pronoun(asked.text)):
        return None
    reason = next((s for s in told.sentences if s.made_of == "quote" and gives_reason(s.quotes[0].text)), None)
    return None if reason is None else Draft("answered", (reason,))


def change_of(asked: Understood, told: Draft, base: KnowledgeBase, today: date) -> Draft | None:
    """The actions that are about what was told, who works on them where that is asked, and their timing; null where
    none is known to be.
    """
    said: list[DraftSentence] = []
    parts: list[DraftParticipation] = []
    quotes: list[Quote] = []
    words = ActionWords(base.names, asked.language, today)
    for document, action in _actions_about(told, base):
        quotes.append(first_sentence(document, action))
        said.extend(_told(quotes[-1], asked, base))
        if asked.seeks_partner:
            doers, named = parties_of(document, action, words, lead=False)
            said.extend(doers)
            parts.extend(named)
        if asked.asks == "date":
            said.extend(timing_of(document, action, words))
    return Draft("answered", tuple(said), tuple(parts), notices_of(quotes, base)) if said else None


def with_those_who_work_on_it(
    draft: Draft, asked: Understood, told: Draft, base: KnowledgeBase, today: date
) -> Draft:  # fmt: skip
    """Behind the word that the sources do not say who helps: the action that is about what was told before, and its
    parties, who are not said to be the ones to turn to; as it was where none is known to be.
    """
    if draft.status != "not_in_sources" or not (asked.seeks_partner and told.is_from_texts):
        return draft
    found = _actions_about(told, base)
    if not found:
        return draft
    document, action = found[0]
    doers, _ = parties_of(document, action, ActionWords(base.names, asked.language, today), lead=False)
    quote = first_sentence(document, action)
    gap = [sentence for sentence in draft.sentences if sentence.kind == "gap"][:1]
    opening = DraftSentence(reply("works_on_it", asked.language), "frame")
    said = (*gap, opening, *_told(quote, asked, base), *doers)
    return replace(draft, status="partly_answered", sentences=said, notices=notices_of([quote], base))


def change_noted(draft: Draft, asked: Understood, base: KnowledgeBase) -> Draft | None:
    """For a question if something will change: the actions that a note on the words told points at; null for another,
    and where those words stand in an action themselves.
    """
    if not draft.is_from_texts or not _CHANGES.search(asked.plain) or any(quote.action for quote in draft.quotes):
        return None
    actions = [first_sentence(*noted) for noted in _actions_noted(draft, base)]
    said = tuple(sentence for action in actions for sentence in _told(action, asked, base))
    return Draft("answered", said, notices=notices_of(actions, base)) if said else None


def continued(asked: Understood, draft: Draft, told: Collection[Quote], base: KnowledgeBase) -> Draft | None:
    """The best sentence that was not told yet, behind a word that it stands beside; null where none is near enough.

    Whether it answers is left open: the part counts as answered in part.
    """
    if _CHANGES.search(plain(asked.text)) and (noted := _actions_noted(draft, base)):
        actions = [first_sentence(*action) for action in noted]
        said = tuple(sentence for action in actions for sentence in _told(action, asked, base))
        return replace(draft, sentences=said, participations=(), notices=notices_of(actions, base))
    evidence = evidence_for(asked, base, base.search(asked.resolved, PASSAGES, "policy_text"))
    sections = {(quote.source_id, quote.section) for quote in told}
    near = (
        sentence.quote
        for sentence in evidence.sentences
        if not any(sentence.quote.overlaps(quote) for quote in told)
        and sentence.asked >= (BESIDE if (sentence.quote.source_id, sentence.quote.section) in sections else ELSEWHERE)
    )
    quote = next(near, None)
    if quote is None:
        return None
    opening = DraftSentence(reply("also_said", asked.language), "frame")
    said = (opening, *_told(quote, asked, base))
    return replace(
        draft, status="partly_answered", sentences=said, participations=(), notices=notices_of([quote], base)
    )


def _told(quote: Quote, asked: Understood, base: KnowledgeBase) -> tuple[DraftSentence, ...]:
    """The words, and how firm they are."""
    return (fact_of(asked, quote, base), *firmness_of(asked, quote))


def _actions_about(draft: Draft, base: KnowledgeBase) -> Sequence[ActionIn]:
    """The action in which the first words of an answer stand, else those that a note on its words points at, else the
    first one in which others of its words stand.
    """
    keys = [quote.action for quote in draft.quotes] if draft.is_from_texts else []
    first = _numbered(keys[:1], base) or _actions_noted(draft, base)
    return first or _numbered([key for key in keys if key][:1], base)


def _actions_noted(draft: Draft, base: KnowledgeBase) -> Sequence[ActionIn]:
    """The actions that a note on the words told points at."""
    numbers = action_numbers(plain(" ".join(reading_notes(draft, "nl", base))))
    return _numbered(numbers, base)[:MOST_NOTED]


def _numbered(numbers: Sequence[str | None], base: KnowledgeBase) -> list[ActionIn]:
    """The actions with these numbers or keys, in that order."""
    return [pair for number in numbers for pair in base.actions if number in (pair[1].number, pair[1].key)]
