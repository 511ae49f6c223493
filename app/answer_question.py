"""The read path as a list of steps: understand, care → end early or route → find, judge, compose → verify → present."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.actions.answers import answer_about_actions
from app.answers.abbreviations import answer_about_abbreviation
from app.answers.action_partners import partners_in_action
from app.answers.asked_figures import answer_about_figure
from app.answers.care import ending_with_care, opened_with_care
from app.answers.continuing import (
    asks_on,
    asks_only_of_its_change,
    change_noted,
    change_of,
    continued,
    of_what_is_not_said,
    reason_told,
    with_those_who_work_on_it,
)
from app.answers.differences import answer_about_difference
from app.answers.mentions import answer_with_mentions
from app.answers.nobody import answer_about_person, with_unknown_minister
from app.answers.notices import notices_for
from app.answers.part_reading import of_action_told, read_parts
from app.answers.parts import AnsweredPart, one_answer, tell_more, with_those_apart
from app.answers.passages import answer_from_passages
from app.answers.quoted_words import answer_about_quoted_words
from app.answers.reading_along import reading_notes, with_words_along
from app.answers.roles import answer_about_roles
from app.answers.strangers import answer_about_stranger
from app.personas.plain_support import supported_in_plain_words
from app.personas.wording import worded
from app.question.care import Care, care_for, is_of_other_topic
from app.question.common_names import with_common_names
from app.question.leaning import only_points_back, says_nothing
from app.question.likeness import pointers
from app.question.parts import asked_after_story, parts_of, sentences_told, without_age_told
from app.question.personal_data import without_personal_data
from app.question.understanding import Understood, understand
from app.question.who_learns import as_adult_learner
from app.records.answer import Answer, Language, Persona
from app.records.quote import Draft, DraftSentence, followed_by, numbered, supported
from app.roles.matching import best_fit, fitting_services, services_of_trade
from app.roles.places import answer_about_place
from app.verdict.asserted import with_statement_checked
from app.verdict.opening import opened
from app.words.question import ASKING_TERMS
from app.words.replies import reply
from app.words.wording import wording
from kb.dutch import terms_of
from kb.knowledge_base import KnowledgeBase

# More notices than these nobody reads, and a parent fewer; the records hold them all.
_MOST_NOTICES = (6, 3)
# A sentence that asks who is read without what was told before it when a service fits it as well as this.
SURE_ALONE = 4.0
# What a later part may ask by itself, and the terms that it must then hold: "wanneer loopt ze?" asks of what was told.
_OF_ITS_OWN, TERMS_BY_ITSELF = ("yes_no", "what", "why"), 2
# How like an expected question the sentence that asks must be by itself, and how much more than with its story.
CLEAR_ALONE, CLEARER = 0.6, 0.08
# Sentences from which on a question tells a story, terms from which on one of them may tell its matter, and how well a
# service must fit that one, and how much better than the whole.
FEWEST_TOLD, TELLING, FITS_TOLD, BETTER_TOLD = 2, 3, 2.3, 0.5
# Whether it is decided or only looked into says nothing of what it is.
_OF_FIRMNESS = frozenset(terms_of(wording("action_words")["of_firmness"]))
_GENERAL = wording("role_words")["general_contact"]


def answer_question(
    text: str, base: KnowledgeBase, *, persona: Persona = "any", language: Language | None = None,
    history: Sequence[str] = (), today: date | None = None,
) -> Answer:  # fmt: skip
    """Answers a question from the sources. Raises QuestionError for a question that cannot be taken."""
    started = time.perf_counter()
    question = understand(text, persona, language, history, base.names)
    care = care_for(question.text, with_common_names(question.text, base.names))
    question = replace(question, resolved=without_personal_data(question.resolved))
    draft = _early_ending(question, care) or _by_parts(question, history, base, today or date.today())
    draft = with_words_along(opened_with_care(draft, care, question, base), question, base)
    cited = {quote.source_id for quote in draft.quotes}
    draft = supported(draft, [base.document(source_id) for source_id in sorted(cited)])
    draft = supported_in_plain_words(draft, base.names)
    return _presented(question, draft, reading_notes(draft, question.language, base), started)


def _early_ending(question: Understood, care: Care) -> Draft | None:
    """Care comes first, and a question that names nothing is asked back: neither needs a source."""
    if not _is_off_in_part(question, care) and (draft := ending_with_care(care, question.language)):
        return draft
    if question.is_bare:
        return Draft("needs_clarification", (DraftSentence(reply("needs_clarification", question.language), "frame"),))
    return None


def _is_off_in_part(question: Understood, care: Care) -> bool:
    """Whether only some of several questions are about something else altogether."""
    parts = parts_of(question.text) if care.ending == "other_topic" else ()
    return len(parts) > 1 and not all(is_of_other_topic(part) for part in parts)


def _by_parts(question: Understood, history: Sequence[str], base: KnowledgeBase, today: date) -> Draft:
    """Each question of several in one is answered on its own, a later one read together with those before it."""
    # An answer to several questions repeats them: without what should not have been in them.
    parts = read_parts(without_personal_data(question.text), question, history, base)
    if len(parts) == 1 and not parts[0].pieces:
        return _routed(_without_story(question, history, base), base, today)
    answered: list[AnsweredPart] = []
    for read in parts:
        asked = of_action_told(read, answered, base)
        part = _change_told(asked, answered, base, today) or _answered_part(asked, answered, base, today)
        apart = [_answered_part(piece, answered, base, today) for piece in asked.pieces]
        answered.extend(apart if tell_more(apart, part) else [with_those_apart(part, apart)])
    if len(answered) == 1:
        return answered[0].draft
    return one_answer(answered, question.language, base.names)


def _answered_part(
    asked: Understood, earlier: Sequence[AnsweredPart], base: KnowledgeBase, today: date
) -> AnsweredPart:  # fmt: skip
    if earlier and (draft := of_what_is_not_said(asked, earlier[-1].draft)) is not None:
        return AnsweredPart(asked, draft)
    if earlier and (draft := reason_told(asked, earlier[-1].draft)) is not None:
        return AnsweredPart(asked, draft)
    is_off = is_of_other_topic(asked.text)
    part = AnsweredPart(asked, Draft("out_of_scope", ()) if is_off else _routed(asked, base, today))
    part = _by_itself(part, earlier, base, today)
    if not earlier or not part.asked.follows_up:
        return part
    draft = with_those_who_work_on_it(part.draft, part.asked, earlier[-1].draft, base, today)
    return part if draft is part.draft else replace(part, draft=worded(draft, part.asked, base))


def _change_told(
    asked: Understood, earlier: Sequence[AnsweredPart], base: KnowledgeBase, today: date
) -> AnsweredPart | None:  # fmt: skip
    """Whether, or when, what the part before told will change; null where that is not asked or no action is known."""
    if not earlier or not asks_only_of_its_change(asked, base):
        return None
    draft = change_of(asked, earlier[-1].draft, base, today)
    return None if draft is None else AnsweredPart(asked, worded(draft, asked, base))


def _by_itself(part: AnsweredPart, earlier: Sequence[AnsweredPart], base: KnowledgeBase, today: date) -> AnsweredPart:
    """A part that leaned on those before it and got their words again, answered by itself where that tells more ("moet
    hij daar papieren voor invullen?").
    """
    asked, found = part.asked, set(part.draft.quotes)
    told = {quote for before in earlier for quote in before.draft.quotes}
    is_again = part.draft.is_from_texts and bool(found) and found <= told
    if not asked.follows_up or asked.seeks_partner or not is_again or asked.asks not in _OF_ITS_OWN:
        return part
    own = set(terms_of(asked.text)) - ASKING_TERMS
    if own and own <= _OF_FIRMNESS:
        return part
    # "Waarom doet bijna niemand dat?" says nothing without what was told.
    if len(own) >= TERMS_BY_ITSELF and not only_points_back(asked.text):
        alone = understand(asked.text, asked.persona, asked.language, (), base.names)
        draft = _routed(alone, base, today)
        if not alone.seeks_partner:
            draft = replace(draft, participations=())
        if draft.is_from_texts and set(draft.quotes) - told:
            return AnsweredPart(alone, draft)
    if says_nothing(asked.text) or asked.action_numbers or not asks_on(asked.text):
        return part
    more = continued(asked, part.draft, told, base)
    return part if more is None else replace(part, draft=worded(more, asked, base))


def _without_story(question: Understood, history: Sequence[str], base: KnowledgeBase) -> Understood:
    """The sentence that asks, where it says by itself what it asks, and more surely than with what was told before. A
    trade that was told of still counts.
    """
    told = without_personal_data(question.text)
    asked = asked_after_story(told)
    if asked is None and question.asks == "what" and (shorter := without_age_told(told)) != told:
        return understand(shorter, question.persona, question.language, history, base.names)
    if asked is None:
        return question
    alone = understand(asked, question.persona, question.language, history, base.names)
    if not question.seeks_partner:
        return alone if _is_clearer(alone, question, base) else question
    is_whole = alone.seeks_partner and not services_of_trade(question, base) - services_of_trade(alone, base)
    if is_whole and best_fit(alone, base) >= max(SURE_ALONE, best_fit(question, base)):
        return alone
    return _with_its_matter(asked, question, base) if question.asks == "whom_to_contact" else question


def _is_clearer(alone: Understood, question: Understood, base: KnowledgeBase) -> bool:
    """Whether the sentence that asks is much more like a question that the texts answer than with what was told; not
    where a trade was told of.
    """
    if alone.seeks_partner or services_of_trade(question, base) - services_of_trade(alone, base):
        return False
    if len(set(terms_of(alone.text)) - ASKING_TERMS) < TERMS_BY_ITSELF:
        return False
    own, whole = (max(pointers(one.resolved, base).passages.values(), default=0.0) for one in (alone, question))
    return own >= max(CLEAR_ALONE, whole + CLEARER)


def _with_its_matter(asked: str, question: Understood, base: KnowledgeBase) -> Understood:
    """Whom to turn to, with the one sentence of a longer story that tells the matter; the whole where none does so much
    better.
    """
    told = [sentence for sentence in sentences_told(question.text) if len(terms_of(sentence)) >= TELLING]
    if len(told) < FEWEST_TOLD:
        return question
    # That somebody is there for whatever it be says nothing of the matter.
    of_matter = (found for found in fitting_services(question, base, nearly=0.0) if found.service_id != _GENERAL)
    least = max(FITS_TOLD, max((found.score for found in of_matter), default=0.0) + BETTER_TOLD)
    shorter = (
        understand(f"{sentence} {asked}", question.persona, question.language, (), base.names) for sentence in told
    )
    # The matter comes first, and then what others say of it.
    return next((one for one in shorter if best_fit(one, base) >= least), question)


def _routed(question: Understood, base: KnowledgeBase, today: date) -> Draft:
    """Records first: they are complete. Passages for everything else. Then the verdict and the words of who asks."""
    question = as_adult_learner(question)
    base.begin_reading(question.resolved)
    draft = (
        answer_about_abbreviation(question, base)
        or answer_about_quoted_words(question, base)
        or answer_with_mentions(question, base)
        or answer_about_figure(question, base)
        or answer_about_person(question, base)
        or answer_about_stranger(question, base)
        or partners_in_action(question, base)
        or answer_about_actions(question, base.actions, base.names, today)
        or answer_about_place(question, base)
        or answer_about_roles(question, base)
        or answer_about_difference(question, base, today)
        or answer_from_passages(question, base, today)
    )
    change = change_noted(draft, question, base)
    draft = with_statement_checked(opened(draft, question, base), question, base)
    draft = worded(draft, question, base)
    draft = draft if change is None else followed_by(draft, worded(change, question, base))
    return with_unknown_minister(draft, question, base)


def _presented(question: Understood, draft: Draft, notes: tuple[str, ...], started: float) -> Answer:
    sentences, citations, participations = numbered(draft)
    return Answer(
        question=question.text,
        language=question.language,
        persona=question.persona,
        status=draft.status,
        sentences=sentences,
        citations=citations,
        participations=participations,
        handover=draft.handover,
        considered=draft.considered,
        notices=_notices(question, draft, notes),
        timings_ms={"total": round((time.perf_counter() - started) * 1000, 2)},
    )


def _notices(question: Understood, draft: Draft, notes: tuple[str, ...]) -> tuple[str, ...]:
    """What must be known of the words that are cited first, then what the records note."""
    most = _MOST_NOTICES[question.persona == "parent"]
    return tuple(dict.fromkeys((*notes, *notices_for(draft.notices, question.language))))[:most]
