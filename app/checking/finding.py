"""Finding: what the checker says of one sentence of a message."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from app.records.answer import Citation

Verdict = Literal[
    "supported", "contradicted", "stronger_than_source", "partly_supported", "not_in_sources", "not_checkable"
]  # fmt: skip
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class Finding:
    """`start` and `end` index the message as given; `reasons` are Dutch sentences, remarks on wording among them."""

    sentence: str
    start: int
    end: int
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    suggestion: str | None = None


def report_json(findings: Sequence[Finding]) -> dict[str, Any]:
    """The interface form: every key present, lists never null."""
    return {"findings": [asdict(finding) for finding in findings], "summary": summary(findings)}


def summary(findings: Sequence[Finding]) -> dict[str, int]:
    """How many sentences, and how many of each verdict."""
    counts = Counter(finding.verdict for finding in findings)
    return {"sentences": len(findings), **{verdict: counts[verdict] for verdict in VERDICTS}}
