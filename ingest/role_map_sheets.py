"""CSV and XLSX → sheets of text cells with the row numbers that their editor sees."""

import csv
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import openpyxl

from ingest.role_map_cells import unguarded
from ingest.role_map_file import plain_text
from ingest.text_pages import decoded
from kb.errors import SourceError

_SEPARATOR_LINE = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One filled row; `number` is the row number in the file, empty rows counted."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled rows of a sheet; a CSV is one sheet without a name."""

    name: str
    lines: tuple[Line, ...]

    def place(self, number: int) -> str:
        """A row as an error names it."""
        return f"blad {self.name!r}, rij {number}" if self.name else f"rij {number}"


def csv_sheet(data: bytes) -> Sheet:
    """The sheet of a CSV: commas, semicolons or tabs, UTF-8 or as Excel in Western Europe saves it."""
    text = _text(data)
    if given := _SEPARATOR_LINE.match(text):
        text, delimiter = "\n" + text[given.end() :], given[1]
    else:
        first = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")
        bare = re.sub(r'"[^"]*"', "", first)
        delimiter = max(";,\t", key=bare.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        lines = [(number, [unguarded(plain_text(cell)) for cell in cells]) for number, cells in enumerate(reader, 1)]
    except csv.Error as error:
        raise SourceError(
            f"geen leesbare CSV: regel {reader.line_num}: {error}; kijk na of elk aanhalingsteken gesloten is"
        ) from error
    return Sheet("", _filled(lines))


def xlsx_sheets(data: bytes) -> tuple[str | None, list[Sheet]]:
    """Title and sheets of a workbook. Raises SourceError when it cannot be opened."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that matter to Excel alone
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheets = [
                Sheet(
                    sheet.title,
                    _filled(
                        (number, ["" if cell is None else plain_text(cell) for cell in cells])
                        for number, cells in enumerate(sheet.iter_rows(values_only=True), 1)
                    ),
                )
                for sheet in book.worksheets
            ]
            book.close()
    except Exception as error:  # a damaged workbook fails anywhere in openpyxl, with errors of any kind
        raise SourceError(
            f"geen leesbaar Excel-bestand ({type(error).__name__}); bewaar het opnieuw als .xlsx"
        ) from error
    return book.properties.title or None, sheets


def _text(data: bytes) -> str:
    try:
        return decoded(data)
    except SourceError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            text = "\x00"
        if "\x00" in text or not text.strip():
            raise
        return text


def _filled(lines: Iterator[tuple[int, list[str]]] | list[tuple[int, list[str]]]) -> tuple[Line, ...]:
    return tuple(Line(number, _trimmed(cells)) for number, cells in lines if any(cells))


def _trimmed(cells: list[str]) -> tuple[str, ...]:
    """Without the empty cells at the end that a spreadsheet adds."""
    last = max(index for index, cell in enumerate(cells) if cell)
    return tuple(cells[: last + 1])
