"""The message checker as a list of steps: sentences → claims → evidence → judgement → reasons and the smallest edit."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.checking.claims import claim_spans, is_slogan, why_uncheckable
from app.checking.evidence_units import Evidence, evidence_of
from app.checking.finding import Finding
from app.checking.house_remarks import house_wording, remarks_on
from app.checking.judgement import Edit, Judgement
from app.checking.judging_claims import judged, together
from app.checking.message_sentences import sentence_spans
from app.checking.other_sources import nearest_fact
from app.checking.reading import Reading, read
from app.checking.reason_words import reasons_of, uncheckable_reason, wording_reason
from app.checking.suggesting import suggestion_for
from app.question.language_guess import language_of
from app.records.answer import Citation, Language
from app.records.quote import Quote
from kb.knowledge_base import KnowledgeBase

_SETTLED = ("supported", "contradicted", "stronger_than_source")


def check_message(text: str, base: KnowledgeBase) -> tuple[Finding, ...]:
    """One finding a sentence, in order; offsets index the text as given."""
    return tuple(findings_in(text, base))


def findings_in(text: str, base: KnowledgeBase) -> Iterator[Finding]:
    """The same, each as soon as it is there."""
    evidence = evidence_of(base)
    spans = sentence_spans(text)
    language = language_of(text) if spans else "nl"
    wording = remarks_on(text, spans, house_wording(base.settings))
    for (start, end), remarks in zip(spans, wording, strict=True):
        yield _finding(text, start, end, remarks, language, evidence)


@dataclass(frozen=True, slots=True)
class _Judged:
    judgement: Judgement
    claims: tuple[Reading, ...]


def _finding(text: str, start: int, end: int, remarks: list[str], language: Language, evidence: Evidence) -> Finding:
    sentence = text[start:end]
    wording = tuple(wording_reason(remark) for remark in remarks)
    spans = claim_spans(sentence)
    kinds = [why_uncheckable(sentence[begin:stop], language) for begin, stop in spans]
    whole = why_uncheckable(sentence, language)
    open_spans = [span for span, kind in zip(spans, kinds, strict=True) if kind is None]
    if (whole is not None and (len(spans) == 1 or sentence.rstrip().endswith("?"))) or not open_spans:
        reason = uncheckable_reason(next(kind for kind in (whole, *kinds) if kind is not None))
        return Finding(sentence, start, end, "not_checkable", (reason, *wording))
    result = _judge(sentence, open_spans, whole is None, evidence)
    if result.judgement.verdict == "not_in_sources" and all(map(is_slogan, result.claims)):
        return Finding(sentence, start, end, "not_checkable", (uncheckable_reason("slogan"), *wording))
    return _worded(sentence, start, end, result, wording, language, evidence)


def _judge(sentence: str, spans: list[tuple[int, int]], is_whole: bool, evidence: Evidence) -> _Judged:
    """The sentence as one claim; where that settles nothing, claim by claim."""
    names = evidence.base.names
    reading = read(sentence, names)
    first = judged(reading, evidence) if is_whole else None
    if first is not None and (len(spans) == 1 or (first.verdict in _SETTLED and not first.said)):
        return _Judged(first, (reading,))
    claims = tuple(read(sentence[begin:stop], names) for begin, stop in spans)
    judgements = [_moved(judged(claim, evidence), begin) for claim, (begin, _) in zip(claims, spans, strict=True)]
    if first is not None and first.verdict in _SETTLED and not _lacks_a_claim(first, claims, judgements):
        return _Judged(first, (reading,))
    parts = together(judgements)
    if (
        first is not None
        and first.verdict == "partly_supported"
        and parts.verdict in ("partly_supported", "not_in_sources")
    ):
        return _Judged(first, (reading,))
    return _Judged(_with_missing(parts, judgements, claims), claims)


def _lacks_a_claim(first: Judgement, claims: tuple[Reading, ...], judgements: list[Judgement]) -> bool:
    """Whether the words that the source lacks are those of a claim that nothing carries."""
    if first.verdict != "supported":
        return False
    lacking = first.said.split(", ")
    return any(
        judgement.verdict == "not_in_sources" and any(word in claim.text for word in lacking)
        for claim, judgement in zip(claims, judgements, strict=True)
    )


def _with_missing(parts: Judgement, judgements: list[Judgement], claims: tuple[Reading, ...]) -> Judgement:
    """Says which of the claims is not carried."""
    if parts.verdict != "partly_supported":
        return parts
    lost = [claim.text for claim, j in zip(claims, judgements, strict=True) if j.verdict == "not_in_sources"]
    said = "; ".join([*lost, *(j.said for j in judgements if j.verdict == "partly_supported" and j.said)])
    return Judgement("partly_supported", "detail", said, "", parts.quotes)


def _moved(judgement: Judgement, by: int) -> Judgement:
    """The judgement on a claim with its edit at its place in the sentence."""
    if judgement.edit is None or not by:
        return judgement
    edit = Edit(judgement.edit.start + by, judgement.edit.end + by, judgement.edit.text)
    return Judgement(
        judgement.verdict, judgement.difference, judgement.said, judgement.source, judgement.quotes, edit,
        judgement.parties, judgement.service, judgement.statement,
    )  # fmt: skip


def _worded(
    sentence: str,
    start: int,
    end: int,
    result: _Judged,
    wording: tuple[str, ...],
    language: Language,
    evidence: Evidence,
) -> Finding:
    judgement = result.judgement
    base = evidence.base
    open_verdict = judgement.verdict in ("not_in_sources", "partly_supported")
    other = next(
        (row for claim in result.claims if (row := nearest_fact(claim, evidence)) is not None), None
    ) if open_verdict else None  # fmt: skip
    near = judgement.quotes[0] if judgement.verdict == "not_in_sources" and judgement.quotes else None
    reasons = reasons_of(judgement, near, other, _strangers(judgement, result.claims, base))
    return Finding(
        sentence, start, end, judgement.verdict, (*reasons, *wording), _citations(judgement.quotes, base),
        suggestion_for(sentence, judgement, evidence, language),
    )  # fmt: skip


def _strangers(judgement: Judgement, claims: tuple[Reading, ...], base: KnowledgeBase) -> list[str]:
    """Partners of the message that the plan never names, told where that is why it is wrong or missing."""
    if judgement.verdict not in ("contradicted", "not_in_sources"):
        return []
    partners = sorted({key for claim in claims for key in claim.partners})
    return [partner.name for key in partners if (partner := base.names.get(key)) and not partner.in_plan]


def _citations(quotes: tuple[Quote, ...], base: KnowledgeBase) -> tuple[Citation, ...]:
    """The quotes that stand word for word at their place, numbered."""
    held = [q for q in dict.fromkeys(quotes) if q.text and base.document(q.source_id).text[q.start : q.end] == q.text]
    return tuple(
        Citation(n, q.source_id, q.title, q.section, q.action, q.page, q.start, q.end, q.text, q.evidence, q.modality)
        for n, q in enumerate(held, 1)
    )
