"""Role-map files (YAML, CSV, XLSX, matrix) → rows as they stand, each with the place that an error can name."""

from pathlib import Path
from typing import Any

from ingest.role_map_fault import Fault, RoleMapFaults, found
from ingest.role_map_file import RoleMapFile, Row, one_line, plain_text, plain_values
from ingest.role_map_matrix import is_matrix, read_matrix
from ingest.role_map_sheets import Sheet, csv_sheet, xlsx_sheets
from ingest.role_map_table import is_role_table, read_services, read_table
from ingest.source_list import SERVICES_ENDING
from ingest.text_pages import decoded
from ingest.yaml_values import yaml_values
from kb.errors import SourceError

SERVICE_SHEETS = frozenset({"diensten", "dienst", "services", "service"})
_TOP = frozenset({"title", "evidence", "services", "participations"})


def read_rows(path: Path, data: bytes, *, alone: bool = False) -> RoleMapFile:
    """The rows of a role map; what is wrong with single rows and columns is in `faults`.

    A CSV holds no definitions of services: they stand in a second file beside it, `NAME-diensten.csv`,
    unless the file came `alone`, as an upload does.
    Raises SourceError when the file is no role map at all.
    """
    if not data:
        raise SourceError("het bestand is leeg (0 bytes); verwacht: een rollenkaart")
    ending = path.suffix.lower()
    if ending == ".csv":
        return _csv(None if alone else services_file(path), data)
    if ending == ".xlsx":
        return _xlsx(data)
    return _yaml(decoded(data))


def services_file(path: Path) -> Path:
    """The file with the services of a CSV."""
    return path.with_name(path.stem + SERVICES_ENDING)


def _yaml(text: str) -> RoleMapFile:
    raw = yaml_values(text)
    if not isinstance(raw, dict) or not isinstance(raw.get("participations"), list):
        raise SourceError("geen rollenkaart: verwacht een lijst onder `participations:`")
    if unknown := sorted(set(map(str, raw)) - _TOP):
        raise SourceError(f"onbekend veld {unknown[0]!r}; toegelaten: title, evidence, services, participations")
    if not isinstance(raw.get("services") or [], list):
        raise SourceError("geen rollenkaart: verwacht een lijst onder `services:`")
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, values in enumerate(raw["participations"], 1):
        place = f"rij {number}"
        if not isinstance(values, dict):
            faults.append(Fault(place, None, f"verwacht velden met een waarde, gevonden: {found(values)}"))
            continue
        plain, more = plain_values({"evidence": raw.get("evidence"), **values}, place)
        rows.append(Row(place, plain))
        faults += more
    services: list[Row] = []
    for number, service in enumerate(raw.get("services") or [], 1):
        if isinstance(service, dict):
            services.append(Row(f"dienst {number}", {str(key): _service_value(part) for key, part in service.items()}))
        else:
            faults.append(
                Fault(f"dienst {number}", None, f"verwacht velden met een waarde, gevonden: {found(service)}")
            )
    title = plain_text(raw["title"]) if raw.get("title") else None
    return RoleMapFile(title, tuple(rows), tuple(services), tuple(faults))


def _service_value(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(form): plain_text(text) for form, text in value.items() if text not in (None, "")}
    if isinstance(value, list):
        return [one_line(item) for item in value]
    return value


def _csv(beside: Path | None, data: bytes) -> RoleMapFile:
    read = _of_sheet(csv_sheet(data))
    if beside is None or not beside.is_file():
        return read
    services = read_services(csv_sheet(beside.read_bytes()))
    named = tuple(Row(f"{beside.name}, {row.place}", row.values) for row in services.services)
    faults = tuple(Fault(f"{beside.name}, {fault.place}", fault.column, fault.message) for fault in services.faults)
    return RoleMapFile(None, read.rows, named, read.faults + faults)


def _xlsx(data: bytes) -> RoleMapFile:
    """All sheets that hold roles, in rows or as a matrix, and the sheet of services; other sheets are notes."""
    title, sheets = xlsx_sheets(data)
    filled = [sheet for sheet in sheets if sheet.lines]
    defining = [sheet for sheet in filled if sheet.name.strip().lower() in SERVICE_SHEETS]
    others = [sheet for sheet in filled if sheet not in defining]
    maps = [sheet for sheet in others if is_role_table(sheet) or is_matrix(sheet)] or others[:1]
    if not maps:
        raise SourceError(f"geen rollenkaart: geen blad met rollen; gevonden: {_named(sheets)}")
    parts = [_of_sheet(sheet) for sheet in maps] + [read_services(sheet) for sheet in defining]
    return RoleMapFile(
        title,
        tuple(row for part in parts for row in part.rows),
        tuple(row for part in parts for row in part.services),
        tuple(fault for part in parts for fault in part.faults),
    )


def _of_sheet(sheet: Sheet) -> RoleMapFile:
    if is_matrix(sheet):
        return read_matrix(sheet)
    if len(sheet.lines) < 2:
        raise SourceError(
            f"geen rollenkaart: verwacht een rij met kolomnamen en minstens één rij; gevonden: {len(sheet.lines)} rijen"
        )
    if not is_role_table(sheet):
        first = sheet.lines[0]
        raise RoleMapFaults(
            [
                Fault(
                    sheet.place(first.number), None,
                    f"verwacht kolomnamen (partner, service, role, …) of partner en fasen; gevonden: "
                    f"{found(', '.join(filter(None, first.cells)))}",
                )
            ]
        )  # fmt: skip
    return read_table(sheet)


def _named(sheets: list[Sheet]) -> str:
    return ", ".join(repr(sheet.name) for sheet in sheets) or "geen bladen"
