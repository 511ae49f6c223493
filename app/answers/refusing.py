"""Saying well that something is not in the sources: what is missing, what stands near, whom to ask."""

from dataclasses import replace

from app.answers.asked_figures import numbers_asked_after
from app.evidence.passage_sentences import considered, fact_of, firmness_of, notices_of, whole_sentence
from app.evidence.weighing import Evidence
from app.question.likeness import pointers
from app.question.understanding import Understood
from app.records.answer import Handover
from app.records.quote import Draft, DraftSentence, Quote, quote_of_span
from app.roles.sentences import admission
from app.words.replies import reply
from kb.gap import Gap
from kb.knowledge_base import KnowledgeBase

# A gap is named when the questions that it leaves open are this much alike to the one that was asked; a gap that is
# only near would be a wrong reason.
NAMED = 0.45
# A gap in a figure or a date is the reason for a question that asks for none only when it is very much alike.
NAMED_OF_ANOTHER_KIND = 0.7
# And hardly less alike than those that a passage answers.
AS_ALIKE = 0.05
# A sentence that shares this little with the question is not near it.
NEAR_COVERAGE, NEAR_CLOSENESS = 0.3, 0.3
# Nor is one of which no such part stands in it, unless a question that it answers is this much alike: words of another
# language stand in none.
NEAR_ASKED = 0.48

_BY_KIND = {
    "amount": "no_amount",
    "contact_detail": "no_contact_detail",
    "age": "no_age",
    "whom_to_contact": "no_whom_to_contact",
    "duration": "no_duration",
    "count": "no_count",
    "date": "no_date",
    "who": "no_who",
    "outcome": "outcome_unknown",
}
_FIGURES = frozenset({"amount", "count"})
_MEASURED = frozenset({"amount", "count", "duration", "date", "age", "contact_detail"})


def refusal(question: Understood, evidence: Evidence, base: KnowledgeBase) -> Draft:
    """What is missing, what stands nearest when it is near at all, and whom the sources point to: nobody."""
    gap = known_gap(question, base)
    said = [missing_words(question, gap)]
    near = _near(gap, evidence, base)
    admitted = admission(question, base) if question.asks == "whom_to_contact" and near is None else []
    said.extend(admitted or near_words(question, near, base))
    asks_whom = question.asks in ("whom_to_contact", "who")
    kept = {
        found.passage.passage_id
        for found in evidence.passages
        if near is not None
        and found.passage.source_id == near.source_id
        and found.passage.start <= near.start < found.passage.end
    }
    return Draft(
        "not_in_sources",
        tuple(said),
        (),
        notices_of([near] if near else [], base),
        Handover(reply("handover_open" if asks_whom else "handover_none", question.language)),
        considered(evidence, kept),
    )


def known_gap(question: Understood, base: KnowledgeBase) -> Gap | None:
    """The gap that the question falls into, when one is known well enough to be named."""
    like = pointers(question.resolved, base)
    likes = sorted(like.gaps.items(), key=lambda pair: -pair[1])
    # Where questions that a passage answers are much more alike, that a gap stands near is no reason.
    least = max(like.passages.values(), default=0.0) - AS_ALIKE
    near = ((base.gaps[gap], likeness) for gap, likeness in likes if gap in base.gaps and likeness >= least)
    named = [gap for gap, likeness in near if likeness >= _named_from(gap, question)]
    # Whether there are twenty of something is a question for a number, though it does not say "hoeveel".
    counts = [gap for gap in named if gap.asks == "count"] if numbers_asked_after(question) else []
    return next(iter(counts or named), None)


def _named_from(gap: Gap, question: Understood) -> float:
    """How much alike the questions of a gap must be for it to be named."""
    counts = question.asks in _FIGURES or numbers_asked_after(question)
    kinds = {question.asks, *(_FIGURES if counts else ())}
    # That nobody is named who does something is no reason for a question that asks for nobody.
    if gap.asks == "who" and not question.seeks_partner:
        return NAMED_OF_ANOTHER_KIND
    is_other = (gap.asks in _MEASURED or question.asks == "outcome") and gap.asks not in kinds
    return NAMED_OF_ANOTHER_KIND if is_other else NAMED


def near_words(question: Understood, near: Quote | None, base: KnowledgeBase) -> list[DraftSentence]:
    """The nearest words of the plan, and how firm they are; nothing where none is near."""
    if near is None:
        return []
    opening = DraftSentence(reply("near", question.language), "frame")
    return [opening, fact_of(question, near, base), *firmness_of(question, near)]


def with_plan_beside(draft: Draft, question: Understood, evidence: Evidence, base: KnowledgeBase) -> Draft:
    """What other sources say, and before it what the plan itself says nearest to the question."""
    known = known_gap(question, base)
    beside = near_words(question, _near(known, evidence, base), base)
    gap, *others = draft.sentences
    if known is not None:
        gap = missing_words(question, known)
    elif beside:
        # "Dat zegt het plan niet" is not said just before words of the plan.
        gap = replace(gap, text=reply("not_in_plan_directly", question.language))
    return replace(draft, sentences=(gap, *beside, *others))


def missing_words(question: Understood, gap: Gap | None) -> DraftSentence:
    """The gap in one sentence: by its own words, else by the kind of thing that is asked for."""
    if gap is None:
        return DraftSentence(reply(_BY_KIND.get(question.asks, "not_in_sources"), question.language), "gap")
    missing = gap.missing[{"nl": 0, "fr": 1, "en": 2}[question.language]].rstrip(".")
    return DraftSentence(reply("not_in_plan_because", question.language, missing=missing), "gap")


def _near(gap: Gap | None, evidence: Evidence, base: KnowledgeBase) -> Quote | None:
    """The words that stand nearest: those of the gap's record, else the best sentence that is near at all."""
    if gap is not None:
        return whole_sentence(quote_of_span(base.document(gap.source_id), gap.near), base) if gap.near else None
    if evidence.closeness < NEAR_CLOSENESS:
        return None
    return next((s.quote for s in evidence.sentences if s.coverage >= NEAR_COVERAGE or s.asked >= NEAR_ASKED), None)
