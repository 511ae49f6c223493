"""Answering and refusing: both errors, and the F1 of refusing."""

from collections.abc import Sequence

from evals.answers.cases import Judged
from evals.interval import Interval, f1_interval_of


def answered_rightly(judged: Judged) -> float | None:
    """Whether a question that the policy texts answer is answered from them; null for the others."""
    return float(judged.answered) if judged.case.answerable else None


def refused_rightly(judged: Judged) -> float | None:
    """Whether a question that they do not answer is not answered from them; null for the others."""
    return float(not judged.answered) if judged.case.answerable is False else None


def others_kept_out(judged: Judged) -> float | None:
    """Whether a question that no source answers is not met with rows of other sources; null for the others."""
    if judged.case.answerable is not False or "not_in_sources" not in judged.case.statuses:
        return None
    return None if "other_source_only" in judged.case.statuses else float(judged.answer.status != "other_source_only")


def status_right(judged: Judged) -> float:
    """Whether the status is the one that is wanted or another that is accepted."""
    return float(judged.answer.status in judged.case.statuses)


def refusal_f1(rows: Sequence[Judged]) -> Interval:
    """F1 of not answering from the policy texts; questions for which both are right do not count."""
    judged = [row for row in rows if row.case.answerable is not None]
    return f1_interval_of([not row.answered for row in judged], [not row.case.answerable for row in judged])
