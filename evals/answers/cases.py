"""The labelled questions of an answer evaluation, and a question with the answer that came."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.records.answer import Answer, Citation, Persona
from evals.case_file import read_cases
from evals.evaluation_error import EvaluationError
from evals.gold import PLAN, gold_spans
from kb.action import Span

HERE = Path(__file__).parent
ANSWERED = frozenset({"answered", "partly_answered"})
"""Statuses of an answer from the policy texts. Asking back is none: nothing was answered."""


@dataclass(frozen=True, slots=True)
class AnswerCase:
    """A question with everything that a right answer to it holds and leaves out."""

    case_id: str
    question: str
    persona: Persona
    history: tuple[str, ...]
    strata: dict[str, str]
    statuses: tuple[str, ...]
    """The statuses that are right, the first the one that is wanted."""
    gold: tuple[tuple[Span, ...], ...]
    """For each gold quote the places where it stands in the plan."""
    vital: tuple[str, ...]
    """Facts that a full answer says, in the words of who wrote the question."""
    forbidden: tuple[str, ...]
    """What it must not say."""
    partners: frozenset[str] | None
    """The exact set of partners of the plan; null where none is judged."""
    modality: str | None
    """How firm the gold is."""
    sections: tuple[str, ...]

    @property
    def answerable(self) -> bool | None:
        """Whether the policy texts answer it; null where answering and not answering are both right."""
        right = {status in ANSWERED for status in self.statuses}
        return None if len(right) > 1 else right.pop()


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with its answer, from the product or from a baseline."""

    case: AnswerCase
    answer: Answer

    @property
    def answered(self) -> bool:
        """Whether it was answered from the policy texts."""
        return self.answer.status in ANSWERED

    @property
    def plan_citations(self) -> list[Citation]:
        """The citations of the plan."""
        return [citation for citation in self.answer.citations if citation.source_id == PLAN]


def read_answer_cases(path: Path, plan: str) -> tuple[AnswerCase, ...]:
    """The questions of a file, gold placed in the canonical text of the plan.

    Raises EvaluationError that names the file that cannot be read or the question that lacks a field.
    """
    try:
        rows = read_cases(path)
    except (OSError, ValueError) as error:
        raise EvaluationError(f"{path} cannot be read: {error}") from error
    return tuple(_case(row, plan) for row in rows)


def _case(row: dict[str, Any], plan: str) -> AnswerCase:
    try:
        case_id, question, status, partners = str(row["id"]), str(row["question"]), row["status"], row["partners"]
        strata = {key: str(row[key]) for key in ("persona", "language", "kind")}
    except KeyError as error:
        raise EvaluationError(f"question {row.get('id')}: field {error} is missing") from error
    history = tuple(map(str, row.get("history") or ()))
    strata |= {"turn": "follow-up" if history else "first", "trap": "yes" if row.get("trap") else "no"}
    return AnswerCase(
        case_id, question, row["persona"], history, strata,
        (status,) if isinstance(status, str) else tuple(status),
        gold_spans(case_id, row.get("gold") or (), plan),
        tuple(row.get("vital") or ()), tuple(row.get("must_not_say") or ()),
        None if partners is None else frozenset(partners), row.get("modality"), tuple(row.get("sections") or ()),
    )  # fmt: skip
