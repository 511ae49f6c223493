"""Remarks on wording, from the table that the team edits: old names, look-alikes, tone, bare abbreviations."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from app.words.wording import wording
from kb.errors import SourceError
from kb.settings import HOUSE_WORDING, Settings


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    kind: str
    use: str
    why: str
    source: str

    def remark(self, found: str) -> str:
        better = f"; liever «{self.use}»" if self.use else ""
        place = f" ({self.source})" if self.source else ""
        return f"«{found}» ({self.kind}): {self.why}{better}{place}"


@dataclass(frozen=True, slots=True)
class HouseWording:
    """The table, ready to be held against a message."""

    rules: tuple[_Rule, ...]
    abbreviations: Mapping[str, str]
    """Short form to what it stands for."""


def shipped_wording() -> Path:
    """The table of the install."""
    return Path(str(files("app").joinpath("checking", HOUSE_WORDING)))


def house_wording(settings: Settings) -> HouseWording:
    """The table that counts now: the editor's own where there is one. Raises SourceError when it cannot be read."""
    own = settings.edited / HOUSE_WORDING
    path = own if own.exists() else shipped_wording()
    try:
        state = path.stat()
        return _read(path, state.st_mtime_ns, state.st_size)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise SourceError(
            f"de woordkeuze in {path} is niet leesbaar ({type(error).__name__}); "
            "zet in de redactie een eerdere versie terug, of wis dat bestand"
        ) from error


def remarks_on(text: str, spans: Sequence[tuple[int, int]], house: HouseWording) -> list[list[str]]:
    """Remarks for each sentence of a message; an abbreviation is remarked on once, where it comes first."""
    remarks = [[remark for remark in _by_table(text[start:end], house)] for start, end in spans]
    for short, long in house.abbreviations.items():
        first = re.search(rf"(?<![\w-]){re.escape(short)}(?:['’]?s)?(?![\w])", text)
        if first and long.lower() not in text.lower():
            index = next((i for i, (start, end) in enumerate(spans) if start <= first.start() < end), None)
            if index is not None:
                remarks[index].append(wording("checking/reasons")["abbreviation"].format(short=short, long=long))
    return remarks


def _by_table(sentence: str, house: HouseWording) -> list[str]:
    return [
        rule.remark(match[0]) for rule in house.rules if (match := rule.pattern.search(sentence)) is not None
    ]  # fmt: skip


@lru_cache(maxsize=4)
def _read(path: Path, changed: int, size: int) -> HouseWording:
    """Once for every state of the file."""
    raw: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    rules = tuple(
        _Rule(_pattern(row["words"]), raw["kinds"][row["kind"]], row["use"], row["why"], row["source"])
        for row in raw["table"]
    )
    return HouseWording(rules, {str(short): str(long) for short, long in raw["abbreviations"].items()})


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Abbreviations as they are written, other words in any case."""
    forms = (re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile("|".join(rf"(?<!\w)(?{'-i' if form.isupper() else 'i'}:{form})(?!\w)" for form in forms))
