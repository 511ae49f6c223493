"""A sheet with one role a row, or one service a row → rows of a role map."""

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.utils import get_column_letter

from ingest.role_map_cells import pieces
from ingest.role_map_fault import Fault
from ingest.role_map_file import COLUMNS, LISTS, SERVICE_COLUMNS, SERVICE_TEXTS, RoleMapFile, Row, plain_values
from ingest.role_map_sheets import Line, Sheet

REQUIRED = ("partner", "service", "role", "evidence", "modality")
_ALIASES = {
    "partij": "partner", "organisatie": "partner", "partnernaam": "partner_name", "dienst": "service",
    "dienstnaam": "service_name", "rol": "role", "doelgroep": "audience", "fase": "phase", "bewijs": "evidence",
    "modaliteit": "modality", "bron": "source_id", "sectie": "section", "actie": "action", "citaat": "quote",
    "feit": "fact", "bronadres": "source_url", "url": "source_url", "brondatum": "source_date",
    "nagekeken_op": "assured_date", "opmerkingen": "notices", "sectoren": "sectors",
    "paritaire_comités": "joint_committees",
}  # fmt: skip
_SERVICE_ALIASES = {"name": "name_nl", "naam": "name_nl", "does": "does_nl", "doet": "does_nl", "woorden": "words"}


def column_named(header: str) -> str:
    """The column that a header means; the header itself, in the form of column names, when it is none."""
    key = "_".join(header.lower().split()).replace("-", "_")
    return _ALIASES.get(key, key)


def is_role_table(sheet: Sheet) -> bool:
    """Whether the first filled row names columns of a role map."""
    return bool(sheet.lines) and len({column_named(cell) for cell in sheet.lines[0].cells} & set(COLUMNS)) > 1


def read_table(sheet: Sheet) -> RoleMapFile:
    """The rows of a sheet whose first filled row names the columns."""
    header, *lines = sheet.lines
    place = sheet.place(header.number)
    columns = [column_named(cell) if cell else "" for cell in header.cells]
    faults = header_faults(place, columns, lines, COLUMNS)
    missing = [column for column in REQUIRED if column not in columns]
    if missing:
        faults += [Fault(place, column, "deze kolom ontbreekt") for column in missing]
        return RoleMapFile(None, (), (), tuple(faults))
    rows = []
    for line in lines:
        values, more = plain_values(cells_of(columns, line, COLUMNS), sheet.place(line.number))
        rows.append(Row(sheet.place(line.number), values))
        faults += more
    if not rows:
        faults.append(Fault(place, None, "onder de kolomnamen staat geen enkele rij"))
    return RoleMapFile(None, tuple(rows), (), tuple(faults))


def read_services(sheet: Sheet) -> RoleMapFile:
    """The services of a sheet: id, names and what is done, in columns such as `name_nl` and `does_fr_plural`."""
    if not sheet.lines:
        return RoleMapFile(None, ())
    header, *lines = sheet.lines
    keys = ["_".join(cell.lower().split()) for cell in header.cells]
    columns = [_SERVICE_ALIASES.get(key, key) for key in keys]
    faults = header_faults(sheet.place(header.number), columns, lines, SERVICE_COLUMNS)
    services = []
    for line in lines:
        cells = cells_of(columns, line, SERVICE_COLUMNS)
        services.append(Row(sheet.place(line.number), _service(cells)))
    return RoleMapFile(None, (), tuple(services), tuple(faults))


def header_faults(place: str, columns: Sequence[str], lines: Sequence[Line], known: Sequence[str]) -> list[Fault]:
    """Names above the columns that are unknown or stand there twice, and filled columns without a name."""
    faults = [
        Fault(place, column, f"onbekende kolom; toegelaten: {', '.join(known)}")
        for column in dict.fromkeys(columns)
        if column and column not in known
    ]
    for column in dict.fromkeys(columns):
        letters = [get_column_letter(index) for index, name in enumerate(columns, 1) if name == column]
        if column and len(letters) > 1:
            faults.append(Fault(place, column, f"deze naam staat {len(letters)} keer: in {' en '.join(letters)}"))
    widest = max((len(line.cells) for line in lines), default=0)
    for index in range(widest):
        if index >= len(columns) or not columns[index]:
            if not (filled := [line.number for line in lines if len(line.cells) > index and line.cells[index]]):
                continue
            where = f"rij {filled[0]} is er gevuld" if len(filled) == 1 else f"{len(filled)} rijen zijn er gevuld"
            faults.append(Fault(place, get_column_letter(index + 1), f"deze kolom heeft geen naam, maar {where}"))
    return faults


def cells_of(columns: Sequence[str], line: Line, known: Sequence[str]) -> dict[str, Any]:
    """The filled cells of a line below known columns, lists parted into their items."""
    return {
        column: pieces(cell) if column in LISTS or column == "words" else cell
        for column, cell in zip(columns, line.cells, strict=False)
        if column in known and cell
    }


def _service(cells: Mapping[str, Any]) -> dict[str, Any]:
    """The nested form of a service, as the repository's own files have it."""
    service: dict[str, Any] = {"id": cells["id"]} if "id" in cells else {}
    for text in ("name", "does"):
        if forms := {form: cells[f"{text}_{form}"] for form in SERVICE_TEXTS if f"{text}_{form}" in cells}:
            service[text] = forms
    if words := cells.get("words"):
        service["words"] = words
    return service
