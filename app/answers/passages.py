"""Answers from passages: the sentences that answer, verbatim, each with its citation; or what is missing."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.actions.answers import asks_lead
from app.actions.sentences import ActionWords, parties_of
from app.answers.refusing import refusal, with_plan_beside
from app.answers.roles import answer_from_other_sources
from app.answers.supposed_end import no_such_end, supposes_an_end
from app.evidence.definitions import as_plainly_asked, defining
from app.evidence.enumerations import enumerated
from app.evidence.judging import ENOUGH, is_foreign, signs
from app.evidence.passage_sentences import considered, fact_of, firmness_of, notices_of
from app.evidence.quoted_documents import of_quoted_document
from app.evidence.reasons import reasons_first
from app.evidence.weighing import PASSAGES, Evidence, Sentence, counts_partners, coverage_of, evidence_for, holds_answer
from app.question.likeness import Pointers, pointers
from app.question.understanding import HOW_MUCH_OF_IT, Understood
from app.records.quote import Draft, DraftParticipation, DraftSentence, Quote, quote_of_span, say_the_same
from app.roles.acting_rows import acting
from app.roles.matching import fitting_services
from app.roles.resting_rows import named_doers, resting_on
from app.words.replies import reply
from app.words.wording import patterns, wording
from kb.action import Action
from kb.dutch import terms_of
from kb.knowledge_base import KnowledgeBase
from kb.question_form import asks_outcome

_POINTS_BACK = re.compile(wording("text_questions")["points_back_within"], re.IGNORECASE)
_ABOUT = patterns(wording("question_kinds")["about"])
# Share of what it is asked about that a sentence must hold, by rarity.
ON_TOPIC = 0.7
_TAKES_CARE = patterns(wording("question_kinds")["takes_care"])
_STUDIES = patterns(wording("question_kinds")["studies"])
_HOW_TO = patterns(wording("question_kinds")["how_to"])
_OF_PLAN = patterns(wording("question_kinds")["of_plan"])

# A further sentence must be nearly as good as the first one to be said too.
NEARLY = 0.94
# And a sentence that does not hold a date makes one that does give way when it fits so much better.
FAR_BETTER = 1.2
# A question that does not ask who names those of a service all the same when it fits this well.
SURELY_ABOUT = 2.4
# How to go about something is told by every service that fits as well as this, beside the best one.
OF_A_WAY = 0.8
# And the words of that service come first when it fits as well as this.
BEYOND_DOUBT = 3.0
# A gap gives way to a passage that is likelier by more than this.
NEARLY_AS_LIKELY = 0.1
# From this confidence on it is no matter which kind of thing its words seem to ask for.
SURELY_ANSWERED = 0.9
# Then a sentence answers it that answers a question this alike; and it does not ask what came of something when its
# form says so with less probability than this.
AFTER_ALL = 0.5
SENTENCES = {"parent": 2, "mentor": 3, "communication": 4, "any": 3}


def answer_from_passages(question: Understood, base: KnowledgeBase, today: date) -> Draft:
    """Finds, judges and composes. Never returns null: a question that nothing answers is told so."""
    question = as_plainly_asked(_without_how_much(question), base)
    evidence = evidence_for(question, base, base.search(question.resolved, PASSAGES, "policy_text"))
    if is_foreign(question, evidence):
        said = (DraftSentence(reply("out_of_scope", question.language), "frame"),)
        return Draft("out_of_scope", said, considered=considered(evidence, set()))
    if _HOW_TO.search(question.plain) and (told := answer_from_other_sources(question, base, OF_A_WAY)) is not None:
        # How somebody goes about it is in no plan.
        return with_plan_beside(told, question, evidence, base)
    holding = [sentence for sentence in evidence.sentences if holds_answer(question, sentence.quote.text, base.names)]
    holding = of_quoted_document(question, holding, base)
    defined = defining(question, holding, base)
    holding = [*defined, *(sentence for sentence in holding if sentence not in defined)]
    holding = reasons_first(question, _of_who_studies(question, holding))
    holding = _of_sure_service(question, holding, base)
    timed: list[tuple[Action, Quote]] = []
    if question.asks == "date" and _is_of_another(holding, evidence):
        holding, timed = [], _timed_action(evidence, base)
    like = pointers(question.resolved, base)
    read = signs(question, evidence, like, base, holds=bool(holding or timed))
    is_sure = read.confidence >= SURELY_ANSWERED
    if question.asks == "whom_to_contact" and is_sure and not holding:
        # "Ik weet nooit bij wie ik moet aankloppen. Erkent het plan dat?" asks for nobody.
        holding = [sentence for sentence in evidence.sentences if sentence.asked >= AFTER_ALL]
    is_enough = bool(defined) or read.confidence >= ENOUGH or _is_on_topic(question, holding, base)
    is_enough = is_enough or _counts_partners(question, holding, base)
    if holding and supposes_an_end(question, holding[0].quote):
        return no_such_end(question, holding[0].quote, evidence, base)
    asks_what_came = question.asks == "outcome" and not (is_sure and asks_outcome(question.resolved) < AFTER_ALL)
    if asks_what_came or not is_enough or not (holding or timed):
        return _not_answered(question, evidence, base)
    draft = _answered(question, holding, timed, evidence, base, today)
    if draft.participations or not question.seeks_partner:
        return draft
    if _leaves_open_who(like, base):
        return _not_answered(question, evidence, base)
    return _with_nobody(draft, question) if question.asks == "who" and _TAKES_CARE.search(question.plain) else draft


def _without_how_much(question: Understood) -> Understood:
    """Without what is said behind it of how much is wanted ("donnez la liste complète"): no text tells of that."""
    asked = HOW_MUCH_OF_IT.sub(" ", question.resolved).strip()
    if asked == question.resolved or question.asks != "names":
        return replace(question, resolved=asked)
    return replace(question, resolved=asked, asks="what")


def _with_nobody(draft: Draft, question: Understood) -> Draft:
    """That nobody is named who does it, when that was asked."""
    return replace(draft, sentences=(*draft.sentences, DraftSentence(reply("nobody_named", question.language), "gap")))


def _leaves_open_who(like: Pointers, base: KnowledgeBase) -> bool:
    """Whether the likeliest gap is that the sources do not say who, and no passage is much likelier."""
    gap = like.best_gap()
    if gap is None or base.gaps[gap].asks != "who":
        return False
    return like.gaps[gap] > max(like.passages.values(), default=0.0) - NEARLY_AS_LIKELY


def _is_of_another(holding: Sequence[Sentence], evidence: Evidence) -> bool:
    """Whether the sentences with a date are about something else than the one that fits the question by far the best,
    or there are none: the line with the timing of its action says when.
    """
    if not holding:
        return True
    best, dated = evidence.sentences[0], holding[0]
    return best.weight > FAR_BETTER * dated.weight and best.quote.action != dated.quote.action


def _of_who_studies(question: Understood, holding: list[Sentence]) -> list[Sentence]:
    """Who looks into a problem stands with the action, not with the problem: its sentences of the same part first."""
    if not (holding and question.seeks_partner and _STUDIES.search(question.plain)):
        return holding
    first = [s for s in holding if s.quote.action and s.quote.section == holding[0].quote.section]
    return [*first, *(sentence for sentence in holding if sentence not in first)]


def _of_sure_service(question: Understood, holding: list[Sentence], base: KnowledgeBase) -> list[Sentence]:
    """The sentence on which the rows of a service rest comes first where the question is surely about that one."""
    best = next(iter(fitting_services(question, base)), None)
    if question.seeks_partner or len(question.partners) > 1 or best is None or best.score < BEYOND_DOUBT:
        return holding
    rows = [row for row in base.participations if row.service == best.service_id and row.evidence != "other_source"]
    first = [s for s in holding if resting_on(s.quote, rows, question, base)]
    return [*first, *(sentence for sentence in holding if sentence not in first)]


def _counts_partners(question: Understood, holding: Sequence[Sentence], base: KnowledgeBase) -> bool:
    """Whether the best sentence says how many there are of the very partners that the question counts."""
    return question.asks == "count" and bool(holding) and counts_partners(question, holding[0].quote.text, base.names)


def _is_on_topic(question: Understood, holding: Sequence[Sentence], base: KnowledgeBase) -> bool:
    """Whether it is asked what the plan says about something, and the best sentence is about just that."""
    if not holding or not _ABOUT.search(question.plain):
        return False
    topic = base.rarity(terms_of(_ABOUT.sub(" ", question.plain)))
    return coverage_of(topic, holding[0].quote.text) >= ON_TOPIC


def _not_answered(question: Understood, evidence: Evidence, base: KnowledgeBase) -> Draft:
    """What another source says of it, unless the question is what the plan says; else what is missing."""
    other = None if _OF_PLAN.search(question.plain) else answer_from_other_sources(question, base)
    return with_plan_beside(other, question, evidence, base) if other else refusal(question, evidence, base)


def _answered(
    question: Understood,
    holding: Sequence[Sentence],
    timed: Sequence[tuple[Action, Quote]],
    evidence: Evidence,
    base: KnowledgeBase,
    today: date,
) -> Draft:
    best = holding[0] if holding else evidence.sentences[0]
    chosen = _chosen(question, holding) if holding else [best]
    said = [fact_of(question, chosen[0].quote, base)]
    said.extend(firmness_of(question, chosen[0].quote))
    items = enumerated(question, chosen[0].quote, base)
    said.extend(items or [fact_of(question, sentence.quote, base) for sentence in chosen[1:]])
    for action, quote in timed or ([] if _is_brief(question) else _timing_of(chosen[0].quote, base)):
        words = {
            "number": action.number,
            "section": action.section,
            "timing": (action.timing or "").rstrip(". "),
        }
        said.append(DraftSentence(reply("action_timing", question.language, **words), "fact", (quote,)))
        if action.ends and action.ends < today.isoformat():
            said.append(DraftSentence(reply("past_timing", question.language), "gap"))
    kept = {sentence.passage.passage_id for sentence in chosen}
    doers, parts = _doers(question, best, chosen, base, today)
    said.extend(doers)
    parts = parts or _those_asked_of(question, said, base)
    return Draft(
        "answered",
        tuple(said),
        tuple(parts),
        notices_of([sentence.quote for sentence in chosen], base),
        None,
        considered(evidence, kept),
    )


def _is_brief(question: Understood) -> bool:
    """A parent who does not ask when is not told the school year of an action."""
    return question.persona == "parent" and question.asks not in ("date", "outcome")


def _chosen(question: Understood, holding: Sequence[Sentence]) -> list[Sentence]:
    """The best sentence and those nearly as good, no two of them alike, in reading order when they share a passage."""
    chosen: list[Sentence] = []
    for sentence in holding:
        if len(chosen) == SENTENCES[question.persona] or (chosen and sentence.weight < NEARLY * holding[0].weight):
            break
        # What introduces a list says nothing beside other words.
        is_lead = bool(chosen) and sentence.quote.text.rstrip().endswith(":")
        if not is_lead and not any(say_the_same(sentence.quote.text, other.quote.text) for other in chosen):
            chosen.append(sentence)
    first = chosen[0]
    rest = sorted(chosen[1:], key=lambda sentence: (sentence.passage is not first.passage, sentence.quote.start))
    return _in_order([first, *rest])


def _in_order(chosen: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of one section as they stand there, where one of them points back at what stands before it: "een
    uitzondering hierop" says nothing by itself.
    """
    place = (chosen[0].quote.source_id, chosen[0].quote.section)
    beside = [sentence for sentence in chosen if (sentence.quote.source_id, sentence.quote.section) == place]
    told = sorted(beside, key=lambda sentence: sentence.quote.start)
    if not any(_POINTS_BACK.search(sentence.quote.text) for sentence in told[1:]):
        return list(chosen)
    return [*told, *(sentence for sentence in chosen if sentence not in beside)]


def _doers(
    question: Understood, best: Sentence, chosen: Sequence[Sentence], base: KnowledgeBase, today: date
) -> tuple[list[DraftSentence], list[DraftParticipation]]:
    """For a question about who: the parties of the action that the best sentence stands in, else the partners of the
    role-map rows that rest on that sentence. For another question: those of the service that it is surely about, and
    those whom the sentence itself names as doing what the question names.
    """
    quote = best.quote
    if not question.seeks_partner:
        sure = {service.service_id for service in fitting_services(question, base) if service.score >= SURELY_ABOUT}
        about = [row for row in base.participations if row.service in sure or row.partner in question.partners]
        parts = next((found for one in chosen if (found := resting_on(one.quote, about, question, base))), [])
        if question.asks == "place" and not parts:
            # Where it happens is with those who let it happen there.
            parts = [
                part for sentence in chosen for part in resting_on(sentence.quote, base.participations, question, base)
            ]
        known = {part.partner for part in parts}
        named = [part for sentence in chosen for part in named_doers(question, sentence.quote, base)]
        return [], [*parts, *(part for part in named if part.partner not in known)]
    document = base.document(quote.source_id)
    action = next((action for action in document.actions if action.key == quote.action), None)
    if action is not None and action.involved_span is not None:
        words = ActionWords(base.names, question.language, today)
        return parties_of(document, action, words, lead=asks_lead(question))
    doers = resting_on(quote, acting(question, base.participations, base), question, base)
    # Nobody who acts stands there, so those are meant whom it reaches: "avec quels participants".
    return [], doers or resting_on(quote, base.participations, question, base)


def _those_asked_of(
    question: Understood, said: Sequence[DraftSentence], base: KnowledgeBase
) -> list[DraftParticipation]:
    """The partners whom the question names, by the first words cited on which a row of theirs rests."""
    if question.seeks_partner:
        return []
    rows = [row for row in base.participations if row.partner in question.partners]
    cited = (quote for sentence in said for quote in sentence.quotes)
    return next((found for quote in cited if (found := resting_on(quote, rows, question, base))), [])


def _timed_action(evidence: Evidence, base: KnowledgeBase) -> list[tuple[Action, Quote]]:
    """The timing of the action that the best sentence belongs to, or one nearly as good."""
    least = NEARLY * evidence.sentences[0].weight if evidence.sentences else 0.0
    near = (_timing_of(sentence.quote, base) for sentence in evidence.sentences if sentence.weight >= least)
    return next((timing for timing in near if timing), [])


def _timing_of(quote: Quote, base: KnowledgeBase) -> list[tuple[Action, Quote]]:
    """The timing of the action that a quote stands in: what the plan will do is worth little without its when."""
    document = base.document(quote.source_id)
    action = next((action for action in document.actions if action.key == quote.action), None)
    if action is None or action.timing_span is None:
        return []
    return [(action, quote_of_span(document, action.timing_span, "planned"))]
