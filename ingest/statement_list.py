"""statements/*.yaml → Statements, each quote placed in the policy text as it is now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.quote_placing import place_of_quote
from ingest.yaml_values import yaml_values
from kb.document import Document
from kb.errors import SourceError
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
        try:
            file = _StatementFile.model_validate(yaml_values(path.read_text(encoding="utf-8")))
        except SourceError as error:
            raise SourceError(f"{path.name}: {error.reason}") from error
        except ValidationError as error:
            first = error.errors()[0]
            raise SourceError(f"{path.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(f"{path.name} is niet leesbaar: {error}") from error
        rows += [(file.source, row) for row in file.statements]
    return rows


def statements_placed(rows: Sequence[tuple[str, StatementRow]], documents: Mapping[str, Document]) -> PlacedStatements:
    """The statements whose source is there and still holds every quote."""
    statements: list[Statement] = []
    warnings: list[str] = []
    for source_id, row in rows:
        if (document := documents.get(source_id)) is None:
            continue
        placed = [(quote, place_of_quote(document, quote, None, None).span) for quote in row.quotes]
        lost = next((quote for quote, span in placed if span is None), None)
        if lost is None:
            quotes = tuple(span for _, span in placed if span is not None)
            statements.append(Statement(row.id, source_id, tuple(_wordings(row)), quotes, row.modality))
        else:
            warnings.append(
                f"uitspraak {row.id!r} is weggelaten, want haar citaat staat niet in bron {source_id!r}: «{lost[:80]}»"
            )
    return PlacedStatements(tuple(statements), tuple(warnings))


def _wordings(row: StatementRow) -> list[Wording]:
    return [
        Wording(text, language, truth)
        for truth in _TRUTHS
        for language, texts in getattr(row, truth).items()
        for text in texts
    ]
