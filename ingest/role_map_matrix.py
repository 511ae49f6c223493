"""The matrix form: a partner a row, a phase a column, services in the cells → rows of a role map.

A cell has no source of its own, so the row carries it: columns `evidence`, `source_url` and `source_date` (or
`source_id` and `quote` for the plan) beside the phases, or lines `evidence | other_source` above the header for all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ingest.role_map_cells import pieces
from ingest.role_map_fault import Fault, found
from ingest.role_map_file import COLUMNS, RoleMapFile, Row, plain_values
from ingest.role_map_sheets import Line, Sheet
from ingest.role_map_table import cells_of, column_named, header_faults
from kb.participation import Service
from kb.partner import PartnerNames, form_of, slug
from kb.role_words import PHASES, code_named

WITHOUT_PHASE = "zonder_fase"
ROW_COLUMNS = tuple(column for column in COLUMNS if column not in ("partner", "service", "service_name", "phase"))
_MOST_LINES_ABOVE = 12


def is_matrix(sheet: Sheet) -> bool:
    """Whether a header with phases stands among the first lines."""
    return _header(sheet) is not None


def read_matrix(sheet: Sheet) -> RoleMapFile:
    """A row for each partner, service and source; a service below several phases is one row with these phases."""
    at = _header(sheet)
    assert at is not None
    above, header, lines = sheet.lines[:at], sheet.lines[at], sheet.lines[at + 1 :]
    columns = ["partner", *(_column(cell) if cell else "" for cell in header.cells[1:])]
    known = ("partner", *ROW_COLUMNS, *PHASES, WITHOUT_PHASE)
    faults = header_faults(sheet.place(header.number), columns, lines, known)
    for_all: dict[str, Any] = {}
    for line in above:
        faults += _above_faults(sheet, line)
        for_all |= cells_of([column_named(line.cells[0])], Line(line.number, line.cells[1:2]), ROW_COLUMNS)
    rows: list[Row] = []
    for line in lines:
        made, more = _rows_of(sheet.place(line.number), {**for_all, **cells_of(columns, line, known)})
        rows += made
        faults += more
    if not rows and not faults:
        faults.append(Fault(sheet.place(header.number), None, "in de matrix staat geen enkele dienst"))
    return RoleMapFile(None, tuple(rows), (), tuple(faults))


@dataclass(frozen=True, slots=True)
class Resolved:
    """A row with the ids of its partner and service, and what could not be matched."""

    row: Row
    faults: tuple[Fault, ...] = ()


def resolved(row: Row, names: PartnerNames, services: Mapping[str, Service]) -> Resolved:
    """A row that names partner and service by name, with their ids; a service of no known name becomes a new one."""
    if not row.by_name:
        return Resolved(row)
    values = dict(row.values)
    partner, fault = _partner_id(row, names)
    values["partner"] = partner
    asked = form_of(values["service"])
    matches = [key for key, service in services.items() if asked in map(form_of, service.name)]
    if values["service"] in services:
        pass
    elif matches:
        values["service"] = matches[0]
    else:
        values["service_name"], values["service"] = values["service"], slug(values["service"])
    return Resolved(Row(row.place, values), (fault,) if fault else ())


def close_to(word: str, known: Sequence[str]) -> str:
    """ "; bedoelt u …?" where a known word is near, else nothing."""
    near = get_close_matches(word, known, 1)
    return f"; bedoelt u {near[0]!r}?" if near else ""


def _header(sheet: Sheet) -> int | None:
    """The line with the phases: the first, or the first below lines that hold for all rows or a title."""
    for index, line in enumerate(sheet.lines[:_MOST_LINES_ABOVE]):
        if any(_column(cell) in PHASES for cell in line.cells[1:] if cell):
            return index
        if len([cell for cell in line.cells if cell]) > 2:
            return None
    return None


def _column(cell: str) -> str:
    column = column_named(cell)
    return column if column in ROW_COLUMNS else code_named(cell, PHASES) or column


def _above_faults(sheet: Sheet, line: Line) -> list[Fault]:
    """A line above the header is a title or a column with its value for all rows."""
    if len(line.cells) < 2 or column_named(line.cells[0]) in ROW_COLUMNS:
        return []
    return [Fault(sheet.place(line.number), line.cells[0], f"onbekende kolom; toegelaten: {', '.join(ROW_COLUMNS)}")]


def _rows_of(place: str, cells: Mapping[str, Any]) -> tuple[list[Row], list[Fault]]:
    phases_of: dict[str, list[str]] = {}
    for column in (*PHASES, WITHOUT_PHASE):
        for service in pieces(cells.get(column, "")):
            phases_of.setdefault(service, []).extend([column] if column in PHASES else [])
    if not phases_of:
        return [], []
    if not cells.get("partner"):
        return [], [Fault(place, "partner", f"ontbreekt bij {found(next(iter(phases_of)))}")]
    if missing := _missing_source(cells):
        return [], [Fault(place, None, f"een rij van een matrix draagt zelf haar bron; hier ontbreekt {missing}")]
    rows: list[Row] = []
    faults: list[Fault] = []
    of_row = {column: cells[column] for column in ROW_COLUMNS if column in cells}
    for service, phases in phases_of.items():
        values = {
            "partner": cells["partner"], "service": service, "role": "executor", "modality": "stated",
            "phase": phases, **of_row,
        }  # fmt: skip
        if not cells.get("quote"):
            values.setdefault("fact", _fact(cells["partner"], service, phases))
        values, more = plain_values(values, place)
        faults += [fault for fault in more if fault not in faults]
        if not more:
            rows.append(Row(f"{place}, dienst {found(service)}", values, by_name=True))
    return rows, faults


def _missing_source(cells: Mapping[str, Any]) -> str:
    from_plan = cells.get("evidence") in ("in_plan", "announced_in_plan")
    needed = ("evidence", "source_id", "quote") if from_plan else ("evidence", "source_url", "source_date")
    return ", ".join(column for column in needed if not cells.get(column))


def _fact(partner: str, service: str, phases: Sequence[str]) -> str:
    named = ", ".join(PHASES[phase][0] for phase in phases)
    return f"{partner}: {service} (fase: {named})." if named else f"{partner}: {service}."


def _partner_id(row: Row, names: PartnerNames) -> tuple[str, Fault | None]:
    name = row.values["partner"]
    if names.get(name):
        return name, None
    places = names.named_in(name)
    ids = places[0].partners if len(places) == 1 and _is_whole(name, places[0].start, places[0].end) else ()
    if len(ids) == 1:
        return ids[0], None
    if ids:
        return name, Fault(row.place, "partner", f"{name!r} kan verschillende partners zijn: {', '.join(ids)}")
    if row.values.get("partner_name"):
        return slug(name), None
    known = [partner.name for partner in names.partners]
    return name, Fault(row.place, "partner", f"{name!r} is geen gekende partner{close_to(name, known)}")


def _is_whole(name: str, start: int, end: int) -> bool:
    return form_of(name[start:end]) == form_of(name)
