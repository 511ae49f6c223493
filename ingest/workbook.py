"""Tables → a workbook for Excel in which every cell is text, whatever it looks like."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ingest.role_map_cells import joined
from kb.errors import SourceError

_LONGEST_CELL = 32767
_USUAL_WIDTH = 22


def new_book(title: str | None) -> Workbook:
    """A workbook without sheets."""
    book = Workbook()
    book.properties.title = title
    book.remove(book.worksheets[0])
    return book


def add_sheet(
    book: Workbook, name: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]],
    titles: Mapping[str, str] | None = None, widths: Mapping[str, int] | None = None,
) -> Worksheet:  # fmt: skip
    """A sheet with the columns in bold and one line a row; lists stand in one cell. Raises SourceError."""
    sheet: Worksheet = book.create_sheet(name)
    header = {column: (titles or {}).get(column, column) for column in columns}
    for line, row in enumerate((header, *rows), 1):
        for index, column in enumerate(columns, 1):
            _write(sheet, line, index, cell_text(row.get(column)), bold=line == 1)
    for index, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = (widths or {}).get(column, _USUAL_WIDTH)
    sheet.freeze_panes = "B2"
    return sheet


def saved(book: Workbook) -> bytes:
    """The file."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cell_text(value: Any) -> str:
    """A value as it stands in a cell."""
    return "" if value is None else joined(value) if isinstance(value, list) else str(value)


def _write(sheet: Worksheet, line: int, index: int, text: str, *, bold: bool) -> None:
    """A cell that is text whatever it looks like: no formula, number or date."""
    if not text:
        return
    if len(text) > _LONGEST_CELL:
        place = f"blad {sheet.title!r}, rij {line}, kolom {get_column_letter(index)}"
        raise SourceError(f"{place}: {len(text)} tekens passen niet in één Excel-cel (hoogstens {_LONGEST_CELL})")
    cell = sheet.cell(line, index)
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
