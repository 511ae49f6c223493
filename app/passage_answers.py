"""Answers from passages: the sentences that answer, verbatim, each with its citation; or what is missing."""

from collections.abc import Sequence
from datetime import date

from app.action_answers import asks_lead
from app.action_sentences import ActionWords, parties_of
from app.evidence import Evidence, Sentence, evidence_for, holds_answer
from app.judging import ENOUGH, is_foreign, signs
from app.likeness import pointers
from app.passage_sentences import considered, fact_of, firmness_of, notices_of
from app.quote import Draft, DraftParticipation, DraftSentence, Quote, quote_of_span
from app.refusing import refusal
from app.replies import reply
from app.role_answers import answer_from_other_sources
from app.role_matching import acting, fitting_services
from app.understanding import Understood
from kb.action import Action
from kb.knowledge_base import KnowledgeBase
from kb.participation import Participation

PASSAGES = 20
# A further sentence must be nearly as good as the first one to be said too.
NEARLY = 0.94
# A question that does not ask who names those of a service all the same when it fits this well.
SURELY_ABOUT = 2.4
SENTENCES = {"parent": 2, "mentor": 3, "communication": 4, "any": 3}


def answer_from_passages(question: Understood, base: KnowledgeBase, today: date) -> Draft:
    """Finds, judges and composes. Never returns null: a question that nothing answers is told so."""
    evidence = evidence_for(question, base, base.search(question.resolved, PASSAGES, "policy_text"))
    if is_foreign(question, evidence):
        said = (DraftSentence(reply("out_of_scope", question.language), "frame"),)
        return Draft("out_of_scope", said, considered=considered(evidence, set()))
    holding = [sentence for sentence in evidence.sentences if holds_answer(question, sentence.quote.text, base.names)]
    timed = [] if holding or question.asks != "date" else _timed_action(evidence, base)
    like = pointers(question.resolved, base)
    read = signs(question, evidence, like, base, holds=bool(holding or timed))
    if question.asks == "outcome" or read.confidence < ENOUGH or not (holding or timed):
        return answer_from_other_sources(question, base) or refusal(question, evidence, base)
    return _answered(question, holding, timed, evidence, base, today)


def _answered(
    question: Understood,
    holding: Sequence[Sentence],
    timed: Sequence[tuple[Action, Quote]],
    evidence: Evidence,
    base: KnowledgeBase,
    today: date,
) -> Draft:
    chosen = _chosen(question, holding) if holding else [evidence.sentences[0]]
    said = [fact_of(question, chosen[0].quote, base)]
    said.extend(firmness_of(question, chosen[0].quote))
    said.extend(fact_of(question, sentence.quote, base) for sentence in chosen[1:])
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
    doers, parts = _doers(question, chosen, base, today)
    said.extend(doers)
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
        if not any(_alike(sentence.quote.text, other.quote.text) for other in chosen):
            chosen.append(sentence)
    first = chosen[0]
    return [
        first,
        *sorted(chosen[1:], key=lambda sentence: (sentence.passage is not first.passage, sentence.quote.start)),
    ]


def _alike(one: str, other: str) -> bool:
    """The summary repeats the body: sentences that share most of their words count as one."""
    a, b = set(one.lower().split()), set(other.lower().split())
    return len(a & b) > 0.7 * min(len(a), len(b))


def _doers(
    question: Understood, chosen: Sequence[Sentence], base: KnowledgeBase, today: date
) -> tuple[list[DraftSentence], list[DraftParticipation]]:
    """For a question about who: the parties of the action that the best sentence stands in, else the partners of the
    role-map rows that rest on that sentence. For another question: those of the service that it is surely about.
    """
    quote = chosen[0].quote
    if not question.seeks_partner:
        sure = {service.service_id for service in fitting_services(question, base) if service.score >= SURELY_ABOUT}
        return [], _resting_on(quote, [row for row in base.participations if row.service in sure], question, base)
    document = base.document(quote.source_id)
    action = next((action for action in document.actions if action.key == quote.action), None)
    if action is not None and action.involved_span is not None:
        words = ActionWords(base.names, question.language, today)
        return parties_of(document, action, words, lead=asks_lead(question))
    return [], _resting_on(quote, acting(question, base.participations, base), question, base)


def _resting_on(
    quote: Quote, rows: Sequence[Participation], question: Understood, base: KnowledgeBase
) -> list[DraftParticipation]:
    """The partners of the rows that rest on a quote, each once."""
    parts: dict[str, DraftParticipation] = {}
    for row in rows:
        if row.source_id == quote.source_id and row.start < quote.end and row.end > quote.start:
            name = base.names.name(row.partner, question.language)
            part = DraftParticipation(
                row.partner,
                name,
                row.service,
                row.service_name,
                row.role,
                row.modality,
                quote,
                row.audience,
                row.evidence,
            )
            parts.setdefault(row.partner, part)
    return list(parts.values())


def _timed_action(evidence: Evidence, base: KnowledgeBase) -> list[tuple[Action, Quote]]:
    """The timing of the action that the best sentence belongs to."""
    return _timing_of(evidence.sentences[0].quote, base) if evidence.sentences else []


def _timing_of(quote: Quote, base: KnowledgeBase) -> list[tuple[Action, Quote]]:
    """The timing of the action that a quote stands in: what the plan will do is worth little without its when."""
    document = base.document(quote.source_id)
    action = next((action for action in document.actions if action.key == quote.action), None)
    if action is None or action.timing_span is None:
        return []
    return [(action, quote_of_span(document, action.timing_span, "planned"))]
