"""Role-map files (YAML, CSV, XLSX) → rows as they stand, each with the place that an error can name."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import yaml
from openpyxl.utils.exceptions import InvalidFileException

from ingest.text_pages import decoded
from kb.errors import SourceError

COLUMNS = (
    "partner", "partner_name", "service", "service_name", "role", "audience", "phase", "evidence", "modality",
    "source_id", "section", "action", "quote", "fact", "fact_fr", "fact_en", "source_url", "source_date", "source_ref",
    "contact", "assured_date", "notices", "sectors", "joint_committees",
)  # fmt: skip
LISTS = frozenset({"audience", "phase", "notices", "sectors", "joint_committees"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its place in the file, as a reader of the file would name it."""

    place: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RoleMapFile:
    """A role map as it stands in its file."""

    title: str | None
    rows: tuple[Row, ...]
    services: tuple[Row, ...] = ()


def read_rows(path: Path, data: bytes) -> RoleMapFile:
    """The rows of a role map. Raises SourceError with file place, what was found and what is allowed."""
    if not data:
        raise SourceError("het bestand is leeg (0 bytes); verwacht: een rollenkaart")
    ending = path.suffix.lower()
    if ending == ".csv":
        return _csv(decoded(data))
    if ending == ".xlsx":
        return _xlsx(data)
    return _yaml(decoded(data))


def _yaml(text: str) -> RoleMapFile:
    try:
        raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f" op regel {mark.line + 1}" if mark else ""
        raise SourceError(f"geen geldige YAML{place}: {getattr(error, 'problem', None) or error}") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("participations"), list):
        raise SourceError("geen rollenkaart: verwacht een lijst onder `participations:`")
    if unknown := sorted(set(raw) - {"title", "evidence", "services", "participations"}):
        raise SourceError(f"onbekend veld {unknown[0]!r}; toegelaten: title, evidence, services, participations")
    rows = []
    for number, values in enumerate(raw["participations"], 1):
        if not isinstance(values, dict):
            raise SourceError(f"rij {number}: verwacht velden met een waarde, gevonden: {type(values).__name__}")
        rows.append(
            Row(
                f"rij {number}",
                _with_known_columns({"evidence": raw.get("evidence"), **values}, f"rij {number}"),
            )
        )
    services = [Row(f"dienst {number}", value) for number, value in enumerate(raw.get("services") or [], 1)]
    return RoleMapFile(raw.get("title"), tuple(rows), tuple(services))


def _csv(text: str) -> RoleMapFile:
    try:
        dialect = csv.Sniffer().sniff(text.splitlines()[0], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    table = [row for row in csv.reader(io.StringIO(text), dialect) if any(cell.strip() for cell in row)]
    return _table(table, "rij")


def _xlsx(data: bytes) -> RoleMapFile:
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        table = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, IndexError) as error:
        raise SourceError(
            f"geen leesbaar Excel-bestand ({type(error).__name__}); bewaar het opnieuw als .xlsx"
        ) from error
    return _table([row for row in table if any(cell.strip() for cell in row)], f"blad {sheet.title!r}, rij")


def _table(table: Sequence[Sequence[str]], place: str) -> RoleMapFile:
    """A header and rows; cells that hold a list part it with semicolons."""
    if len(table) < 2:
        raise SourceError(
            f"geen rollenkaart: verwacht een rij met kolomnamen en minstens één rij; gevonden: {len(table)} rijen"
        )
    header = [name.strip().lower().lstrip("\ufeff") for name in table[0]]
    rows: list[Row] = []
    for number, cells in enumerate(table[1:], 2):
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            raise SourceError(f"{place} {number}: {len(cells)} cellen bij {len(header)} kolommen")
        values = {name: _cell(name, cell) for name, cell in zip(header, cells, strict=False) if name}
        rows.append(Row(f"{place} {number}", _with_known_columns(values, f"{place} 1")))
    return RoleMapFile(None, tuple(rows))


def _cell(column: str, cell: str) -> Any:
    text = cell.strip()
    if column in LISTS:
        return [piece.strip() for piece in text.split(";") if piece.strip()]
    return text or None


def _with_known_columns(values: Mapping[str, Any], place: str) -> Mapping[str, Any]:
    if unknown := [name for name in values if name not in COLUMNS]:
        raise SourceError(f"{place}: onbekende kolom {str(unknown[0])!r}; toegelaten: {', '.join(COLUMNS)}")
    return values
