"""Known gaps: `gaps/*.jsonl`, one gap a line, checked against the source that leaves it.

What people ask and a source does not say is written down so that it can be recognised and said well. When a new version
of the source does say it, its `absent` patterns match and the gap is dropped with a warning.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from kb.action import Span
from kb.document import Document
from kb.errors import SourceError
from kb.expected_question import ExpectedQuestion
from kb.gap import Gap

GAP_FILES = "gaps/*.jsonl"


class _InThreeLanguages(BaseModel):
    nl: Annotated[str, Field(min_length=1)]
    fr: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]


class GapRow(BaseModel):
    """One line of a gap file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    gap: Annotated[str, Field(min_length=1)]
    source: str = "actieplan"
    asks: str
    missing: _InThreeLanguages
    near: str | None = None
    action: str | None = None
    absent: tuple[str, ...]
    unless: str | None = None
    service: str | None = None
    questions: tuple[str, ...]

    @field_validator("absent")
    @classmethod
    def _are_patterns(cls, absent: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in absent:
            _compiled(pattern)
        return absent

    @field_validator("unless")
    @classmethod
    def _is_pattern(cls, unless: str | None) -> str | None:
        if unless is not None:
            _compiled(unless)
        return unless


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is geen reguliere expressie: {error}") from error


@dataclass(frozen=True, slots=True)
class PlacedGaps:
    """Gaps that hold for the sources, their questions, and what no longer holds."""

    gaps: tuple[Gap, ...]
    questions: tuple[ExpectedQuestion, ...]
    warnings: tuple[str, ...]


def read_gaps(folder: Path) -> list[GapRow]:
    """Every line of every gap file. Raises SourceError that names file, line and field."""
    rows: list[GapRow] = []
    for path in sorted(folder.glob(GAP_FILES)):
        try:
            lines = path.read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(f"{path.name} is niet leesbaar: {error}") from error
        for number, line in enumerate(lines, 1):
            if line.strip():
                rows.append(_row(line, f"{path.name}, regel {number}"))
    return rows


def _row(line: str, place: str) -> GapRow:
    try:
        return GapRow.model_validate(json.loads(line))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise SourceError(f"{place}: veld `{field}`: {first['msg']}; gevonden: {first['input']!r:.80}") from error
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{place}: geen geldige JSON ({error})") from error


def placed_gaps(rows: Iterable[GapRow], documents: Mapping[str, Document]) -> PlacedGaps:
    """The gaps of the sources that are there. A source that does hold it has no gap any more."""
    gaps: list[Gap] = []
    questions: list[ExpectedQuestion] = []
    warnings: list[str] = []
    for row in rows:
        document = documents.get(row.source)
        if document is None:
            continue
        folded = " ".join(document.text.lower().split())
        if held := next((found for pattern in row.absent if (found := re.search(pattern, folded))), None):
            warnings.append(f"leemte {row.gap!r} vervalt: bron {row.source!r} zegt nu «{held[0]}»")
            continue
        missing = (row.missing.nl, row.missing.fr, row.missing.en)
        near = _span(row.near, row.action, document)
        gaps.append(Gap(row.gap, row.source, row.asks, missing, near, row.service, row.unless))
        questions.extend(ExpectedQuestion(text, (), None, row.gap) for text in row.questions)
    return PlacedGaps(tuple(gaps), tuple(questions), tuple(warnings))


def _span(near: str | None, action: str | None, document: Document) -> Span | None:
    """Where the nearest words stand, white space apart; of words that stand in several places those of the action that
    the gap names. Null when the source no longer holds them.
    """
    if not near:
        return None
    places = (Span(*found.span()) for found in re.finditer(r"\s+".join(map(re.escape, near.split())), document.text))
    return next((place for place in places if action in (None, _action_at(place.start, document))), None)


def _action_at(place: int, document: Document) -> str | None:
    element = document.element_at(place)
    return element.action if element else None
