"""Rows of a role map → files: YAML as the repository keeps it, CSV, XLSX, and the matrix form as XLSX.

`read_rows` gives back what was written: rows and services from all forms. A CSV has no place for services, which
`services_csv` puts in a second file, nor for the title.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ingest.role_map_cells import guarded
from ingest.role_map_file import COLUMNS, SERVICE_COLUMNS, SERVICE_TEXTS, RoleMapFile, Row
from ingest.role_map_matrix import ROW_COLUMNS, WITHOUT_PHASE
from ingest.workbook import add_sheet, cell_text, new_book, saved
from kb.partner import PartnerNames, form_of
from kb.role_words import EVIDENCES, PHASES, ROLES

_WIDTHS = {"quote": 60, "fact": 60, "fact_fr": 40, "fact_en": 40, "notices": 40, "source_url": 40, "words": 60}
_PLAIN = frozenset({
    "partner", "service", "role", "evidence", "modality", "source_id", "source_ref", "id",
})  # fmt: skip
_FLOW = frozenset({"audience", "phase", "sectors", "joint_committees", "words"})


def as_yaml(file: RoleMapFile, head: str = "") -> bytes:
    """The repository's own form; `head` is comment that stands above it."""
    raw: dict[str, Any] = {"title": _Quoted(file.title)} if file.title else {}
    if file.services:
        raw["services"] = [_yaml_values(row.values, ("id", "name", "does", "words")) for row in file.services]
    raw["participations"] = [_yaml_values(row.values, COLUMNS) for row in file.rows]
    text = yaml.dump(raw, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9)
    return (head + text).encode()


def as_csv(file: RoleMapFile) -> bytes:
    """The roles alone, with semicolons and a byte order mark as Excel in Flanders expects; see `services_csv`."""
    return _csv(COLUMNS, (row.values for row in file.rows))


def services_csv(file: RoleMapFile) -> bytes:
    """The services, for a file `NAME-diensten.csv` beside the CSV of the roles."""
    return _csv(SERVICE_COLUMNS, (_flat(row.values) for row in file.services))


def as_xlsx(file: RoleMapFile) -> bytes:
    """A workbook with sheets "rollen" and "diensten", every cell text, with lists to choose from."""
    book = new_book(file.title)
    roles = add_sheet(book, "rollen", COLUMNS, [row.values for row in file.rows], widths=_WIDTHS)
    for column, codes in (("role", ROLES), ("evidence", EVIDENCES)):
        letter = get_column_letter(COLUMNS.index(column) + 1)
        choice = DataValidation("list", formula1=f'"{",".join(codes)}"', allow_blank=True)
        choice.add(f"{letter}2:{letter}{len(file.rows) + 200}")
        roles.add_data_validation(choice)
    add_sheet(book, "diensten", SERVICE_COLUMNS, [_flat(row.values) for row in file.services], widths=_WIDTHS)
    return saved(book)


def as_matrix(file: RoleMapFile, names: PartnerNames) -> bytes:
    """A workbook with partners down, phases across and services in the cells; one line for each source of a partner."""
    titles = _cell_names(file)
    lines: dict[str, dict[str, Any]] = {}
    for row in file.rows:
        of_row = {column: row.values[column] for column in ROW_COLUMNS if column in row.values}
        line = lines.setdefault(
            repr((row.values["partner"], row.values.get("partner_name"), of_row)),
            {"partner": _partner_cell(row, names), **of_row},
        )
        service = titles.get(row.values["service"], row.values.get("service_name", row.values["service"]))
        for phase in row.values.get("phase", [WITHOUT_PHASE]):
            line.setdefault(phase, []).append(service)
    filled = [column for column in ROW_COLUMNS if any(column in line for line in lines.values())]
    book = new_book(file.title)
    phases = [*PHASES, *([WITHOUT_PHASE] if any(WITHOUT_PHASE in line for line in lines.values()) else [])]
    add_sheet(book, "matrix", ("partner", *phases, *filled), list(lines.values()), _phase_names(), _WIDTHS)
    if file.services:
        add_sheet(book, "diensten", SERVICE_COLUMNS, [_flat(row.values) for row in file.services], widths=_WIDTHS)
    return saved(book)


class _Quoted(str):
    """Text that stands between quotation marks in YAML."""


class _Line(list[Any]):
    """A list that stands on one line in YAML."""


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Lists stand indented below their key."""
        super().increase_indent(flow, False)


_Dumper.add_representer(_Quoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, '"'))
_Dumper.add_representer(
    _Line, lambda dumper, items: dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)
)


def _yaml_values(values: Mapping[str, Any], order: Sequence[str]) -> dict[str, Any]:
    """Values in their order; ids plain, other text quoted."""
    return {column: _yaml_value(column, values[column]) for column in order if column in values}


def _yaml_value(column: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return {form: _Quoted(value[form]) for form in SERVICE_TEXTS if form in value}
    if isinstance(value, list):
        items = [str(item) if column in ("audience", "phase") else _Quoted(item) for item in value]
        return _Line(items) if column in _FLOW else items
    return str(value) if column in _PLAIN else _Quoted(value)


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """A service with each of its texts in a column of its own."""
    texts = {
        f"{text}_{form}": value for text in ("name", "does") for form, value in (values.get(text) or {}).items()
    }  # fmt: skip
    return {"id": values.get("id", ""), **texts, "words": values.get("words", [])}


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guarded(cell_text(row.get(column))) for column in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell_names(file: RoleMapFile) -> dict[str, str]:
    """The Dutch name of each service that is defined, where that name is its own."""
    names = {str(row.values["id"]): str(row.values["name"]["nl"]) for row in file.services}
    forms = [form_of(name) for name in names.values()]
    return {key: name if forms.count(form_of(name)) == 1 else key for key, name in names.items()}


def _partner_cell(row: Row, names: PartnerNames) -> str:
    """The name of the partner where that leads back to it, else its id."""
    partner_id = str(row.values["partner"])
    name = names.name(partner_id)
    places = names.named_in(name)
    own = len(places) == 1 and places[0].partners == (partner_id,)
    return name if own and form_of(name[places[0].start : places[0].end]) == form_of(name) else partner_id


def _phase_names() -> dict[str, str]:
    return {phase: in_languages[0] for phase, in_languages in PHASES.items()} | {WITHOUT_PHASE: "zonder fase"}
