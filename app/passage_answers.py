"""Answers from passages: the sentences that answer, verbatim, each with its citation; or what is missing."""

from collections.abc import Sequence
from datetime import date

from app.action_answers import asks_lead
from app.action_sentences import ActionWords, parties_of
from app.answer import Considered, Handover
from app.evidence import Evidence, Sentence, evidence_for, holds_answer
from app.judging import ENOUGH, confidence, is_foreign
from app.quote import Draft, DraftParticipation, DraftSentence, Quote, quote_of_span
from app.replies import reply
from app.role_answers import answer_from_other_sources
from app.role_matching import acting
from app.understanding import Understood
from kb.action import Action
from kb.knowledge_base import KnowledgeBase

PASSAGES = 20
# A further sentence must be nearly as good as the first one to be said too.
NEARLY = 0.82
SENTENCES = {"parent": 2, "mentor": 3, "communication": 4, "any": 3}

_GAPS = {
    "amount": "no_amount",
    "contact_detail": "no_contact_detail",
    "age": "no_age",
    "whom_to_contact": "no_whom_to_contact",
    "duration": "no_duration",
    "count": "no_count",
    "date": "no_date",
    "who": "no_who",
}


def answer_from_passages(question: Understood, base: KnowledgeBase, today: date) -> Draft:
    """Finds, judges and composes. Never returns null: a question that nothing answers is told so."""
    evidence = evidence_for(question, base, base.search(question.resolved, PASSAGES, "policy_text"))
    if is_foreign(question, evidence):
        return _ending("out_of_scope", question, evidence)
    holding = [sentence for sentence in evidence.sentences if holds_answer(question, sentence.quote.text, base.names)]
    timed = [] if holding or question.asks != "date" else _timed_action(evidence, base)
    if question.asks == "outcome" or confidence(question, evidence, base.names) < ENOUGH or not (holding or timed):
        return answer_from_other_sources(question, base) or _refusal(question, evidence, base)
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
    said = [_fact(question, chosen[0].quote, base)]
    if (modality := chosen[0].quote.modality) in ("under_study", "proposed", "planned"):
        said.append(DraftSentence(reply(modality, question.language), "frame"))
    said.extend(_fact(question, sentence.quote, base) for sentence in chosen[1:])
    for action, quote in timed or _timing_of(chosen[0].quote, base):
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
        _notices(chosen, base),
        None,
        _considered(evidence, kept),
    )


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


def _fact(question: Understood, quote: Quote, base: KnowledgeBase) -> DraftSentence:
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
        return reply(
            "place_quoted",
            question.language,
            document=f"de {element.quoted}" if "nota" in element.quoted else f"het {element.quoted}",
            section=quote.section,
        )
    if document.actions and quote.section:
        return reply("place_section", question.language, section=quote.section)
    return reply(
        "place_source",
        question.language,
        title=f"{quote.title}{f' ({quote.section})' if quote.section else ''}",
    )


def _doers(
    question: Understood, chosen: Sequence[Sentence], base: KnowledgeBase, today: date
) -> tuple[list[DraftSentence], list[DraftParticipation]]:
    """For a question about who: the parties of the action that the best sentence stands in, else the partners of the
    role-map rows that rest on that sentence.
    """
    if question.asks != "who":
        return [], []
    quote = chosen[0].quote
    document = base.document(quote.source_id)
    action = next((action for action in document.actions if action.key == quote.action), None)
    if action is not None and action.involved_span is not None:
        words = ActionWords(base.names, question.language, today)
        return parties_of(document, action, words, lead=asks_lead(question))
    parts: dict[str, DraftParticipation] = {}
    for row in acting(question, base.participations, base):
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
    return [], list(parts.values())


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


def _refusal(question: Understood, evidence: Evidence, base: KnowledgeBase) -> Draft:
    """Says what is missing, what stands nearest when it is near at all, and whom the sources point to: nobody."""
    said = [DraftSentence(reply(_GAPS.get(question.asks, "not_in_sources"), question.language), "gap")]
    kept: set[str] = set()
    near = next((sentence for sentence in evidence.sentences if sentence.coverage >= 0.3), None)
    if near is not None and evidence.closeness >= FOREIGN_NEAR:
        said.append(DraftSentence(reply("near", question.language), "frame"))
        said.append(_fact(question, near.quote, base))
        kept = {near.passage.passage_id}
    handover = Handover(
        reply(
            "handover_open" if question.asks in ("whom_to_contact", "who") else "handover_none",
            question.language,
        )
    )
    return Draft(
        "not_in_sources",
        tuple(said),
        (),
        _notices([near] if near and kept else [], base),
        handover,
        _considered(evidence, kept),
    )


FOREIGN_NEAR = 0.3


def _ending(status: str, question: Understood, evidence: Evidence) -> Draft:
    said = (DraftSentence(reply(status, question.language), "frame"),)
    return Draft("out_of_scope", said, considered=_considered(evidence, set()))


def _notices(chosen: Sequence[Sentence], base: KnowledgeBase) -> tuple[str, ...]:
    """What a reader must know of the actions that are cited."""
    notices: dict[str, None] = {}
    for sentence in chosen:
        document = base.document(sentence.quote.source_id)
        for action in document.actions:
            if action.key == sentence.quote.action:
                notices.update(dict.fromkeys(action.notices))
    return tuple(notices)


def _considered(evidence: Evidence, kept: set[str]) -> tuple[Considered, ...]:
    return tuple(
        Considered(found.passage.passage_id, found.score, found.passage.passage_id in kept)
        for found in evidence.passages
    )
