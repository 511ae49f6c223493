"""A result: what was measured, with which settings, question by question; written as JSON and read back."""

import json
import math
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from pydantic import TypeAdapter, ValidationError

from evals.evaluation_error import EvaluationError
from evals.interval import Interval, interval_of

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Row:
    """One question as one way of searching or answering did on it."""

    question_id: str
    question: str
    strata: dict[str, str]
    """Persona, language, kind and the like, by name."""
    sections: tuple[str, ...]
    """Sections of the plan that hold the answer; none where the questions are on other texts."""
    scores: dict[str, float]
    """By measure; a measure that says nothing of this question is left out."""
    characters: int | None = None
    """Of the first five passages together; null where only documents are ranked and where answers are measured."""
    got: str | None = None
    """The answer, with its status before it; null where passages are measured."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One way of searching or answering with its rows, in the order of the questions."""

    name: str
    rows: tuple[Row, ...]

    def values(self, measure: str) -> list[float]:
        """A measure per question that has it, in the order of the rows."""
        return [row.scores[measure] for row in self.rows if measure in row.scores]

    @property
    def measures(self) -> tuple[str, ...]:
        """Every measure that a question has, in the order in which they come."""
        return tuple(dict.fromkeys(measure for row in self.rows for measure in row.scores))

    def by_question(self, measure: str) -> dict[str, float]:
        """A measure by the id of the question that has it."""
        return {row.question_id: row.scores[measure] for row in self.rows if measure in row.scores}


@dataclass(frozen=True, slots=True)
class Result:
    """A run."""

    data: str
    """Name of the questions: `plan-dev`, or the name of the folder."""
    created: str
    """ISO time, UTC."""
    commit: str
    """Short hash of the code, with `+` when files were changed since; `unknown` outside a checkout."""
    settings: dict[str, Any]
    measured: tuple[Measured, ...]
    """The product first."""
    summary: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By name and measure: mean, low, high, n. Follows from the rows; written for who reads the file."""

    @property
    def stem(self) -> str:
        """Name of its files: date, commit and data."""
        return f"{self.created[:10]}-{self.commit}-{self.data}"


Figures = Mapping[str, Mapping[str, Interval]]
"""By name and measure."""


def result_of(
    data: str, settings: Mapping[str, Any], measured: Sequence[Measured], more: Figures | None = None
) -> Result:
    """A result of now, by the code as it stands; `more` are figures that are no mean over questions."""
    summary = {
        one.name: {
            **{measure: asdict(interval_of(one.values(measure))) for measure in one.measures},
            **{measure: asdict(interval) for measure, interval in (more or {}).get(one.name, {}).items()},
        }
        for one in measured
        if one.rows
    }
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Result(data, now, code_commit(), dict(settings), tuple(measured), summary)


def results_folder(chosen: Path | None) -> Path:
    """The folder that was chosen; beside the code in a checkout; else the user's own data folder."""
    if chosen:
        return chosen
    in_checkout = (ROOT / "pyproject.toml").is_file()
    return ROOT / "evals" / "results" if in_checkout else user_data_path("duaalwijzer", appauthor=False) / "results"


def write_result(result: Result, folder: Path, tell: Callable[[str], None]) -> Path | None:
    """Writes the JSON file; null, and told, where that cannot be done: the numbers are worth more than the file."""
    path = _free(folder, result.stem)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(_plain(asdict(result)), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        tell(f"the result could not be written to {path}: {error.strerror or error}")
        return None
    tell(f"result: {path}")
    return path


def _free(folder: Path, stem: str) -> Path:
    """A name that no earlier run of the same code took: with other settings it is another result."""
    names = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
    return next(path for name in names if not (path := folder / f"{name}.json").exists())


def write_page(page: str, path: Path, tell: Callable[[str], None]) -> None:
    """Writes an HTML page or an SVG picture."""
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        tell(f"the page could not be written to {path}: {error.strerror or error}")
    else:
        tell(f"page: {path}")


def log_run(result: Result, path: Path, tell: Callable[[str], None]) -> None:
    """Adds a run to a log of JSON lines: questions that are looked at often are no test any more."""
    product = result.measured[0]
    means = {measure: figures["mean"] for measure, figures in result.summary[product.name].items()}
    line = {"created": result.created, "commit": result.commit, "n": len(product.rows), **means}
    try:
        with path.open("a", encoding="utf-8") as log:
            log.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        tell(f"the run could not be logged in {path}: {error.strerror or error}")


def read_result(path: Path) -> Result:
    """An earlier result. Raises EvaluationError when it is none."""
    try:
        result: Result = TypeAdapter(Result).validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise EvaluationError(f"{path} is no result of duaal eval ({type(error).__name__})") from error
    return result


def code_commit() -> str:
    """The commit of the checkout that this code stands in."""
    if not (ROOT / ".git").exists():
        return "unknown"
    try:
        commit = _git("rev-parse", "--short=10", "HEAD")
        return f"{commit}+" if _git("status", "--porcelain", "--untracked-files=no") else commit
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def _plain(value: Any) -> Any:
    """NaN, which JSON has not, as null."""
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
