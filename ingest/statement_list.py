"""statements/*.yaml → Statements, each quote placed in the policy text as it is now."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ingest.quote_placing import place_of_quote
from ingest.quote_recovery import changed_quote
from ingest.yaml_file import read_yaml_file
from kb.action import Span
from kb.document import Document
from kb.modality import Modality
from kb.statement import Statement, Truth, Wording

STATEMENTS = "statements"

_TRUTHS: tuple[Truth, ...] = ("says", "untrue", "too_strong")
_Wordings = dict[Literal["nl", "fr", "en"], list[str]]


class StatementRow(BaseModel):
    """A statement as an editor writes it."""

    model_config = ConfigDict(extra="forbid")
    id: str
    quotes: list[str]
    says: _Wordings
    untrue: _Wordings = {}
    too_strong: _Wordings = {}
    modality: Modality | None = None
    plain: dict[Literal["nl", "fr", "en"], str] = {}


class _StatementFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    source: str
    statements: list[StatementRow]


@dataclass(frozen=True, slots=True)
class PlacedStatements:
    """Statements whose quotes all stand in their source, with a warning for each that had to go."""

    statements: tuple[Statement, ...]
    warnings: tuple[str, ...]


def read_statements(folder: Path) -> list[tuple[str, StatementRow]]:
    """Source id and row of every statement below `statements/`. Raises SourceError that names the file and field."""
    rows: list[tuple[str, StatementRow]] = []
    for path in sorted(folder.glob(f"{STATEMENTS}/*.yaml")):
        file = read_yaml_file(path, _StatementFile)
        rows += [(file.source, row) for row in file.statements]
    return rows


def statements_placed(rows: Sequence[tuple[str, StatementRow]], documents: Mapping[str, Document]) -> PlacedStatements:
    """The statements whose source is there and still holds every quote, or the same with other numbers or names."""
    statements: list[Statement] = []
    warnings: list[str] = []
    for source_id, row in rows:
        if (document := documents.get(source_id)) is None:
            continue
        placed, warning = _placed(row, source_id, document)
        statements += [placed] if placed else []
        warnings += [warning] if warning else []
    return PlacedStatements(tuple(statements), tuple(warnings))


def _placed(row: StatementRow, source_id: str, document: Document) -> tuple[Statement | None, str | None]:
    """The statement, and what an editor must know."""
    spans: list[Span] = []
    became: dict[str, str] = {}
    for quote in row.quotes:
        if (span := place_of_quote(document, quote, None, None).span) is not None:
            spans.append(span)
        elif (changed := changed_quote(document, quote)) is not None:
            spans.append(changed.span)
            became |= changed.became
        else:
            return None, (
                f"uitspraak {row.id!r} is weggelaten, want haar citaat staat niet in bron {source_id!r}: «{quote[:80]}»"
            )
    wordings = tuple(replace(wording, text=_with_changes(wording.text, became)) for wording in _wordings(row))
    plain = tuple((language, _with_changes(text, became)) for language, text in row.plain.items())
    statement = Statement(row.id, source_id, wordings, tuple(spans), row.modality, plain)
    if not became:
        return statement, None
    changes = ", ".join(f"{old} → {new}" for old, new in became.items())
    return statement, f"uitspraak {row.id!r}: bron {source_id!r} is veranderd ({changes}) en zij mee; kijk haar na"


def _with_changes(text: str, became: Mapping[str, str]) -> str:
    """A wording with the numbers and names that its quote has now."""
    for old, new in became.items():
        text = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _, new=new: new, text)  # type: ignore[misc]
    return text


def _wordings(row: StatementRow) -> list[Wording]:
    return [
        Wording(text, language, truth)
        for truth in _TRUTHS
        for language, texts in getattr(row, truth).items()
        for text in texts
    ]
