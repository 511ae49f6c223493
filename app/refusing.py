"""Saying well that something is not in the sources: what is missing, what stands near, whom to ask."""

from app.answer import Handover
from app.evidence import Evidence
from app.likeness import pointers
from app.passage_sentences import considered, fact_of, firmness_of, notices_of
from app.quote import Draft, DraftSentence, Quote, quote_of_span
from app.replies import reply
from app.understanding import Understood
from kb.gap import Gap
from kb.knowledge_base import KnowledgeBase

# A gap is named when the questions that it leaves open are this much alike to the one that was asked; a gap that is
# only near would be a wrong reason.
NAMED = 0.45
# A sentence that shares this little with the question is not near it.
NEAR_COVERAGE, NEAR_CLOSENESS = 0.3, 0.3

_BY_KIND = {
    "amount": "no_amount",
    "contact_detail": "no_contact_detail",
    "age": "no_age",
    "whom_to_contact": "no_whom_to_contact",
    "duration": "no_duration",
    "count": "no_count",
    "date": "no_date",
    "who": "no_who",
}


def refusal(question: Understood, evidence: Evidence, base: KnowledgeBase) -> Draft:
    """What is missing, what stands nearest when it is near at all, and whom the sources point to: nobody."""
    gap = known_gap(question, base)
    said = [_missing(question, gap)]
    near = _near(gap, evidence, base)
    if near is not None:
        said.append(DraftSentence(reply("near", question.language), "frame"))
        said.append(fact_of(question, near, base))
        said.extend(firmness_of(question, near))
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
    best = like.best_gap()
    return base.gaps.get(best) if best is not None and like.gaps[best] >= NAMED else None


def _missing(question: Understood, gap: Gap | None) -> DraftSentence:
    """The gap in one sentence: by its own words, else by the kind of thing that is asked for."""
    if gap is None:
        return DraftSentence(reply(_BY_KIND.get(question.asks, "not_in_sources"), question.language), "gap")
    missing = gap.missing[{"nl": 0, "fr": 1, "en": 2}[question.language]].rstrip(".")
    return DraftSentence(reply("not_in_plan_because", question.language, missing=missing), "gap")


def _near(gap: Gap | None, evidence: Evidence, base: KnowledgeBase) -> Quote | None:
    """The words that stand nearest: those of the gap's record, else the best sentence that is near at all."""
    if gap is not None:
        return quote_of_span(base.document(gap.source_id), gap.near) if gap.near else None
    if evidence.closeness < NEAR_CLOSENESS:
        return None
    return next((sentence.quote for sentence in evidence.sentences if sentence.coverage >= NEAR_COVERAGE), None)
