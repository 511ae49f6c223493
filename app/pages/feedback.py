"""Feedback: what visitors said of an answer, kept in the index folder for the editors. Never their question unasked."""

import json
import logging
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from app.records.answer import Language, Persona, Status
from kb.errors import StoreError

FeedbackKind = Literal["helpful", "not_helpful", "wrong_contact"]
LONGEST_WORDS = 1000
_LARGEST_FILE = 5_000_000
_SECONDS_TO_WAIT = 2
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Feedback:
    """One visitor's word on one answer."""

    at: str
    """ISO time, UTC."""
    kind: FeedbackKind
    words: str
    """What the visitor wrote; may be empty."""
    language: Language
    persona: Persona
    status: Status | None
    """Of the answer; null for a word on a row of the role map."""
    about: str | None = None
    """The partner or contact that is said to be wrong."""
    question: str | None = None
    """Only where the visitor agreed to keep it."""


def feedback(store: Path) -> list[Feedback]:
    """Everything that was kept, newest first; lines that cannot be read are left out and logged."""
    try:
        lines = _file(store).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{_file(store)} is niet leesbaar ({type(error).__name__})") from error
    return [found for line in reversed(lines) if (found := _read(line)) is not None]


def keep_feedback(store: Path, given: Feedback) -> None:
    """Adds one. Raises StoreError when it cannot be written, or when the file is full."""
    file = _file(store)
    try:
        with FileLock(file.with_suffix(".lock"), timeout=_SECONDS_TO_WAIT), file.open("a", encoding="utf-8") as out:
            if out.tell() > _LARGEST_FILE:
                raise StoreError(f"{file} is vol: laat een redacteur ze nakijken en leegmaken")
            out.write(json.dumps(asdict(given), ensure_ascii=False) + "\n")
    except (OSError, Timeout) as error:
        raise StoreError(f"in {file} kan niet geschreven worden ({type(error).__name__})") from error


def _file(store: Path) -> Path:
    return store / "feedback.jsonl"


def _read(line: str) -> Feedback | None:
    try:
        row = json.loads(line)
        return Feedback(**{field.name: row[field.name] for field in fields(Feedback)})
    except (ValueError, KeyError, TypeError):
        _log.warning("a line of feedback could not be read")
        return None
