"""TableForm: what the sheets of an editable table may hold, read from a workbook with its faults and written to one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.edit_preview import EditPreview
from ingest.role_map_cells import pieces
from ingest.role_map_changes import Changes, changes_between
from ingest.role_map_fault import Fault, RoleMapFaults, found
from ingest.role_map_file import Row
from ingest.role_map_sheets import Line, Sheet, csv_sheet, xlsx_sheets
from ingest.role_map_table import header_faults
from ingest.workbook import add_sheet, cell_text, new_book, saved

_MOST_ROWS = 5000
_LONGEST = 2000

Key = Callable[[Mapping[str, Any]], tuple[str, ...]]
Rows = Mapping[str, Sequence[Row]]
"""Rows by the name of their sheet."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet. A list stands in one cell, its items parted by semicolons."""

    name: str
    required: bool = False
    is_list: bool = False
    allowed: tuple[str, ...] = ()
    width: int = 22


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A sheet; rows with the same `key` are the same row, and no two may have the same."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, slots=True)
class TableForm:
    """A table of one or more sheets."""

    title: str
    sheets: tuple[SheetForm, ...]

    def read(self, file_name: str, data: bytes) -> Rows:
        """The rows of an edited file. Raises RoleMapFaults that name each fault in its place, or SourceError."""
        sheets = [csv_sheet(data)] if file_name.lower().endswith(".csv") else xlsx_sheets(data)[1]
        if len(self.sheets) == 1 and len(sheets) == 1:
            by_name = {self.sheets[0].name: sheets[0]}
        else:
            by_name = {sheet.name.strip().lower(): sheet for sheet in sheets}
        faults: list[Fault] = []
        rows = {form.name: _rows(form, by_name.get(form.name), faults) for form in self.sheets}
        if faults:
            raise RoleMapFaults(faults)
        return rows

    def workbook(self, rows: Rows) -> bytes:
        """The table as an Excel file."""
        book = new_book(self.title)
        for form in self.sheets:
            widths = {column.name: column.width for column in form.columns}
            add_sheet(book, form.name, form.names, [row.values for row in rows[form.name]], widths=widths)
        return saved(book)

    def changes(self, before: Rows, after: Rows, preview: EditPreview) -> EditPreview:
        """The preview with the rows that come, go and change."""
        of_sheets = [_changes(form, before[form.name], after[form.name]) for form in self.sheets]
        return EditPreview(
            preview.source_id, preview.file_name,
            tuple(row for changes in of_sheets for row in changes.added),
            tuple(row for changes in of_sheets for row in changes.removed),
            tuple(row for changes in of_sheets for row in changes.changed),
            based_on=preview.based_on,
        )  # fmt: skip


def _changes(form: SheetForm, before: Sequence[Row], after: Sequence[Row]) -> Changes:
    """Rows are the same where their key is, else where all but their first column is."""
    keys = [_values_in(form.names), _values_in(form.key), _values_in(form.names[1:])]
    return changes_between(before, after, keys, form.names, _named(form))


def _values_in(columns: Sequence[str]) -> Key:
    """The values of these columns, by which rows are told apart."""
    return lambda values: tuple(cell_text(values.get(column)) for column in columns)


def _named(form: SheetForm) -> Callable[[Mapping[str, Any]], str]:
    return lambda values: f"{form.name}: {', '.join(cell_text(values.get(column)) for column in form.key)}"


def _rows(form: SheetForm, sheet: Sheet | None, faults: list[Fault]) -> list[Row]:
    if sheet is None or not sheet.lines:
        faults.append(Fault(f"blad {form.name!r}", None, "dit blad ontbreekt of is leeg"))
        return []
    header, *lines = sheet.lines
    place = sheet.place(header.number)
    columns = ["_".join(cell.lower().split()) for cell in header.cells]
    wrong = header_faults(place, columns, lines, form.names)
    wrong += [Fault(place, name, "deze kolom ontbreekt") for name in form.names if name not in columns]
    if len(lines) > _MOST_ROWS:
        wrong.append(Fault(place, None, f"{len(lines)} rijen; toegelaten: hoogstens {_MOST_ROWS}"))
    if not lines:
        wrong.append(Fault(place, None, "onder de kolomnamen staat geen enkele rij"))
    faults += wrong
    if wrong:
        return []
    rows = [_row(form, sheet.place(line.number), columns, line, faults) for line in lines]
    _check_twice(form, rows, faults)
    return rows


def _row(form: SheetForm, place: str, columns: Sequence[str], line: Line, faults: list[Fault]) -> Row:
    cells = dict(zip(columns, line.cells, strict=False))
    values: dict[str, Any] = {}
    for column in form.columns:
        text = cells.get(column.name, "").strip()
        if column.required and not text:
            faults.append(Fault(place, column.name, "deze cel is leeg; hier moet iets staan"))
        elif column.allowed and text and text not in column.allowed:
            faults.append(Fault(place, column.name, f"gevonden {found(text)}; toegelaten: {', '.join(column.allowed)}"))
        elif len(text) > _LONGEST:
            faults.append(Fault(place, column.name, f"{len(text)} tekens; toegelaten: hoogstens {_LONGEST}"))
        elif text:
            values[column.name] = pieces(text) if column.is_list else text
    return Row(place, values)


def _check_twice(form: SheetForm, rows: Sequence[Row], faults: list[Fault]) -> None:
    seen: dict[tuple[str, ...], str] = {}
    for row in rows:
        key = _values_in(form.key)(row.values)
        if key in seen:
            faults.append(
                Fault(row.place, form.key[0], f"gevonden {found(' '.join(key))}; dat staat al op {seen[key]}")
            )
        seen.setdefault(key, row.place)
