"""A folder in BEIR's form (Thakur et al. 2021): `corpus.jsonl`, `queries*.jsonl`, `qrels*.tsv`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.evaluation_error import EvaluationError


@dataclass(frozen=True, slots=True)
class BeirFolder:
    """Documents, questions and judgements, read; ids are text, whatever they look like."""

    folder: Path
    documents: dict[str, str]
    """Text by id, with the title on its own line above it where there is one."""
    questions: dict[str, str]
    """Text by id, only those with a relevant judgement."""
    relevant: dict[str, dict[str, int]]
    """Grade by document by question."""
    skipped: tuple[str, ...]
    """Ids of questions without a relevant judgement."""
    remarks: tuple[str, ...]
    """What does not fit together, in words."""


def read_beir(folder: Path) -> BeirFolder:
    """Reads such a folder; judgements may also stand in `qrels/`. Raises EvaluationError that names file and line."""
    documents, doubles = _texts([folder / "corpus.jsonl"], ("title", "text"))
    questions, _ = _texts(_some(folder, "queries*.jsonl"), ("text",))
    judged = _judged(_some(folder, "qrels*.tsv", "qrels/*.tsv"))
    relevant = {key: grades for key, grades in judged.items() if key in questions and max(grades.values()) > 0}
    if not relevant:
        raise EvaluationError(f"{folder}: no question has a relevant judgement, so there is nothing to measure")
    absent = sum(document not in documents for grades in relevant.values() for document in grades)
    strangers = sum(key not in questions for key in judged)
    return BeirFolder(
        folder,
        documents,
        {key: text for key, text in questions.items() if key in relevant},
        relevant,
        tuple(key for key in questions if key not in relevant),
        tuple(
            f"{count} {what}"
            for count, what in (
                (doubles, "documents have the id of an earlier one and are left out"),
                (absent, "judged documents are not in corpus.jsonl and cannot be found"),
                (strangers, "judged questions are not in queries*.jsonl and are left out"),
            )
            if count
        ),
    )


def _some(folder: Path, *patterns: str) -> list[Path]:
    paths = sorted(path for pattern in patterns for path in folder.glob(pattern))
    if not paths:
        raise EvaluationError(f"{folder}: expected {patterns[0]}, found none")
    return paths


def _texts(paths: list[Path], keys: tuple[str, ...]) -> tuple[dict[str, str], int]:
    """Text by id; of an id that stands twice the first, and how often that was so."""
    texts: dict[str, str] = {}
    doubles = 0
    for path in paths:
        for number, line in _lines(path):
            try:
                row = json.loads(line)
                key = str(row["_id"])
                parts = [str(row[name]).strip() for name in keys if row.get(name)]
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise EvaluationError(
                    f"{path}, line {number}: expected an object with '_id' and {keys[-1]!r} ({error!r})"
                ) from error
            doubles += key in texts
            texts.setdefault(key, "\n\n".join(parts))
    return texts, doubles


def _judged(paths: list[Path]) -> dict[str, dict[str, int]]:
    """Grades from `question, document, grade` (BEIR, with a heading) or `question, 0, document, grade` (TREC)."""
    judged: dict[str, dict[str, int]] = {}
    for path in paths:
        for number, line in _lines(path):
            # An id may hold a space where tabs part the columns.
            fields: list[Any] = line.split("\t") if "\t" in line else line.split()
            try:
                question, document, grade = fields[0], fields[-2], round(float(fields[-1]))
                if len(fields) not in (3, 4):
                    raise ValueError(f"{len(fields)} columns")
            except (ValueError, IndexError, OverflowError) as error:
                if number == 1:  # the heading
                    continue
                raise EvaluationError(
                    f"{path}, line {number}: expected question, document and grade ({error})"
                ) from error
            judged.setdefault(question.strip(), {})[document.strip()] = grade
    return judged


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path} cannot be read: {getattr(error, 'strerror', None) or 'not UTF-8'}") from error
    # Not splitlines: a text in JSON may hold a line separator of Unicode.
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
