"""Questions in, one JSON object a line, checked before the first is answered."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from app.records.answer import Language, Persona
from kb.errors import QuestionError


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """One line of a batch."""

    question_id: Any
    """As it stands in the line, also a number."""
    question: str
    persona: Persona
    language: Language | None
    history: tuple[str, ...]


def read_batch(path: str) -> list[BatchQuestion]:
    """The questions of a file (`-`: standard input). Raises QuestionError that names the line and what is wrong."""
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(f"{path} is niet leesbaar: {getattr(error, 'strerror', None) or 'geen UTF-8'}") from error
    # Not splitlines: a string in JSON may hold a form feed or a line separator of Unicode.
    return [_question(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _question(number: int, line: str) -> BatchQuestion:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise QuestionError(f"regel {number}: geen geldige JSON ({error})") from error
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        raise QuestionError(f'regel {number}: verwacht een object met "question" als tekst')
    history = row.get("history") or []
    return BatchQuestion(
        row.get("id"),
        row["question"],
        _one_of(row.get("persona") or "any", get_args(Persona), "persona", number),
        _one_of(row["language"], get_args(Language), "language", number) if row.get("language") else None,
        earlier_questions(history, f"regel {number}"),
    )


def earlier_questions(history: Any, place: str) -> tuple[str, ...]:
    """A JSON list of questions. Raises QuestionError when it is something else."""
    if not isinstance(history, list) or not all(isinstance(turn, str) for turn in history):
        raise QuestionError(f"{place}: de eerdere vragen (history) zijn geen lijst van teksten")
    return tuple(history)


def _one_of(value: Any, allowed: Sequence[Any], key: str, number: int) -> Any:
    if value not in allowed:
        raise QuestionError(f"regel {number}: {key} is {value!r}; toegelaten: {', '.join(allowed)}")
    return value
