"""Messages that need care, and ordinary ones that look alike, to train with: `corpus/care`.

`*.jsonl` holds one group a line: `kind` (an ending or opening of `app/words/care_replies.yaml`, or null for ordinary
questions), `language`, `messages`, and `about` where a kind has several groups. `said_otherwise.yaml` tells how the
same message is said by others.
"""

import json
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.misspelling import misspelled
from ingest.yaml_values import yaml_values
from kb.errors import SourceError

CARE_FILES = "care/*.jsonl"
VARIATION = "care/said_otherwise.yaml"

# How often a message is varied in each way.
_OTHER_PERSON, _SPOKEN, _SPOKEN_WORD, _BEFORE, _AFTER, _MISTYPED = 0.7, 0.5, 0.4, 0.25, 0.4, 0.4
_JOINTS = (", ", " ", "? ", ". ")


@dataclass(frozen=True, slots=True)
class CareMessage:
    """A message and what it needs."""

    text: str
    kind: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Variation:
    """How the same message is said of others, in other company and as it is spoken."""

    instead: Mapping[str, Sequence[tuple[re.Pattern[str], Sequence[str]]]]
    before: Mapping[str, Sequence[str]]
    after: Mapping[str, Sequence[str]]
    spoken: Sequence[tuple[re.Pattern[str], Sequence[str]]]

    def of(self, message: CareMessage, rng: random.Random) -> CareMessage:
        """The message said otherwise; its kind stays."""
        text = message.text
        for found, becomes in self.instead[message.language]:
            if rng.random() < _OTHER_PERSON:
                text = found.sub(lambda _, names=becomes: rng.choice(names), text)  # type: ignore[misc]
        if message.language == "nl" and rng.random() < _SPOKEN:
            for found, becomes in self.spoken:
                if rng.random() < _SPOKEN_WORD:
                    text = found.sub(rng.choice(becomes), text)
        if rng.random() < _BEFORE:
            text = f"{rng.choice(self.before[message.language])} {text}"
        if rng.random() < _AFTER:
            text = f"{text}{rng.choice(_JOINTS)}{rng.choice(self.after[message.language])}"
        return CareMessage(misspelled(text, rng) if rng.random() < _MISTYPED else text, message.kind, message.language)


def read_care(corpus: Path) -> list[CareMessage]:
    """Every message of every file. Raises SourceError that names file and line."""
    messages: list[CareMessage] = []
    for path in sorted(corpus.glob(CARE_FILES)):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if line.strip():
                messages.extend(_messages(line, f"{path.name}, regel {number}"))
    return messages


def _messages(line: str, place: str) -> list[CareMessage]:
    try:
        row = json.loads(line)
        kind, language, messages = row["kind"], str(row["language"]), list(row["messages"])
    except (ValueError, KeyError, TypeError) as error:
        raise SourceError(f"{place}: verwacht `kind`, `language` en `messages` ({error})") from error
    return [CareMessage(str(text), kind, language) for text in messages]


def read_variation(corpus: Path) -> Variation:
    """How messages are said otherwise. Raises SourceError when the file holds something else."""
    raw = yaml_values((corpus / VARIATION).read_text(encoding="utf-8"))
    try:
        instead = {
            language: [(_any_of(entry["found"]), entry["becomes"]) for entry in entries]
            for language, entries in raw["instead"].items()
        }
        spoken = [(_any_of([word]), becomes) for word, becomes in raw["spoken"].items()]
        return Variation(instead, raw["before"], raw["after"], spoken)
    except (KeyError, TypeError, AttributeError) as error:
        raise SourceError(f"{VARIATION}: verwacht `instead`, `before`, `after` en `spoken` ({error})") from error


def _any_of(texts: Sequence[Any]) -> re.Pattern[str]:
    longest_first = sorted(map(str, texts), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
