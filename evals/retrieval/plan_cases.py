"""The project's own questions on the plan, with the words of the plan that answer each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.case_file import read_cases
from evals.evaluation_error import EvaluationError
from evals.gold import PLAN, gold_spans
from evals.retrieval.found import Found

HERE = Path(__file__).parent
# Questions of evals/answers say whether the plan answers them; gold of the others is only what stands nearest.
_ANSWERABLE = {"answered", "partly_answered", "needs_clarification"}


@dataclass(frozen=True, slots=True)
class PlanCase:
    """A question and where its answer stands; each gold place alone is enough."""

    case_id: str
    question: str
    history: tuple[str, ...]
    strata: dict[str, str]
    """Persona, language, kind, turn (first or follow-up), trap (yes or no) and topic."""
    sections: tuple[str, ...]
    gold: tuple[Found, ...]

    def is_hit_by(self, found: Found) -> bool:
        """Whether a piece shares at least one character with a gold place."""
        return any(
            found.source_id == place.source_id and found.start < place.end and found.end > place.start
            for place in self.gold
        )


def cases_file(split: str, chosen: Path | None) -> Path:
    """The file of a split. Raises EvaluationError when it is not there."""
    path = chosen or HERE / f"{split}.jsonl"
    if not path.is_file():
        raise EvaluationError(
            f"there are no questions yet: {path} does not exist. Name another file with --cases, "
            "or a folder of documents and questions with --beir"
        )
    return path


def read_plan_cases(path: Path, text: str) -> tuple[PlanCase, ...]:
    """The questions that the plan answers, gold placed in its canonical text.

    Raises EvaluationError that names the question whose gold is not in the text or whose fields are missing.
    """
    try:
        rows = read_cases(path)
    except (OSError, ValueError) as error:
        raise EvaluationError(f"{path} cannot be read: {error}") from error
    cases = tuple(_case(row, text) for row in rows if _is_answerable(row))
    if not cases:
        raise EvaluationError(f"{path}: no question has gold words of the plan")
    return cases


def _is_answerable(row: dict[str, Any]) -> bool:
    return bool(row.get("gold")) and row.get("status", "answered") in _ANSWERABLE


def _case(row: dict[str, Any], text: str) -> PlanCase:
    try:
        case_id, question = str(row["id"]), str(row["question"])
        strata = {key: str(row[key]) for key in ("persona", "language", "kind")}
    except KeyError as error:
        raise EvaluationError(f"question {row.get('id')}: field {error} is missing") from error
    history = tuple(map(str, row.get("history") or ()))
    strata["turn"] = "follow-up" if history else "first"
    strata["trap"] = "yes" if row.get("trap") else "no"
    strata["topic"] = str(row.get("topic") or "none")
    sections = tuple(map(str, row.get("sections") or ()))
    return PlanCase(case_id, question, history, strata, sections, _places(case_id, row["gold"], text))


def _places(case_id: str, quotes: Iterable[str], text: str) -> tuple[Found, ...]:
    return tuple(Found(PLAN, span.start, span.end) for spans in gold_spans(case_id, quotes, text) for span in spans)


def within(found: Sequence[Found], characters: int) -> list[Found]:
    """The pieces from the top that fit whole in so many characters; the first that does not fit ends the list."""
    left = characters
    fitting: list[Found] = []
    for piece in found:
        left -= piece.length
        if left < 0:
            break
        fitting.append(piece)
    return fitting
