"""PDF → lines with their page, through pypdf. The only file that imports pypdf."""

import io
import logging
import statistics
from itertools import pairwise
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from ingest.block import Line
from kb.errors import SourceError

# pypdf reports mendable faults of a file as log warnings; what cannot be mended is an exception that we translate.
logging.getLogger("pypdf").setLevel(logging.ERROR)

# A vertical step of more than this many times the usual one is a blank line: the border of a paragraph.
PARAGRAPH_STEP = 1.4

# Code 0x7F of WinAnsiEncoding is a bullet (ISO 32000-1, annex D.2, note 3); pypdf leaves it as a control character.
_WIN_ANSI_BULLET = "\x7f"

_Row = tuple[str, float]
"""A line of text with the height (points from the bottom) at which it begins."""


def lines_of_pdf(data: bytes) -> tuple[list[Line], str | None, tuple[tuple[int, str], ...]]:
    """Lines, the title in the file's metadata, and the pages that could not be read with the reason.

    Raises SourceError when no page at all can be read: empty, no PDF, encrypted, scanned.
    """
    if not data:
        raise SourceError("het bestand is leeg (0 bytes); verwacht: een PDF")
    reader = _opened(data)
    pages: list[tuple[int, list[_Row]]] = []
    lost: list[tuple[int, str]] = []
    count = _page_count(reader)
    for index in range(count):
        try:
            rows = _page_rows(reader.pages[index])
        except Exception as error:  # pypdf raises many kinds on damaged pages; each one costs this page only
            lost.append((index + 1, f"pagina niet leesbaar ({type(error).__name__})"))
            continue
        if rows:
            pages.append((index + 1, rows))
        else:
            lost.append((index + 1, "pagina zonder tekst (ingescand of leeg)"))
    if not pages:
        raise SourceError(_nothing_read(lost, count), tuple(page for page, _ in lost))
    return _lines(pages), _metadata_title(reader), tuple(lost)


def _opened(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError("de PDF is versleuteld met een wachtwoord; bewaar hem zonder wachtwoord")
    except (DependencyError, NotImplementedError) as error:
        raise SourceError("de PDF is versleuteld op een manier die niet gelezen kan worden") from error
    except SourceError:
        raise
    except Exception as error:  # junk and truncated files raise PyPdfError, ValueError, KeyError, RecursionError …
        kind = str(error) if isinstance(error, PyPdfError) else type(error).__name__
        raise SourceError(f"geen leesbare PDF ({kind}); open hem en bewaar hem opnieuw als PDF") from error
    return reader


def _page_count(reader: PdfReader) -> int:
    try:
        return len(reader.pages)
    except Exception as error:
        raise SourceError(
            f"geen leesbare PDF (lijst van pagina's beschadigd: {type(error).__name__}); bewaar hem opnieuw"
        ) from error


def _nothing_read(lost: list[tuple[int, str]], count: int) -> str:
    if not count:
        return "de PDF heeft geen pagina's"
    if all("zonder tekst" in reason for _, reason in lost):
        return f"geen tekst op de {count} pagina's: waarschijnlijk ingescand; laat er eerst tekstherkenning op lopen"
    return f"geen van de {count} pagina's is leesbaar; bewaar de PDF opnieuw"


def _metadata_title(reader: PdfReader) -> str | None:
    try:
        title = reader.metadata.title if reader.metadata else None
    except Exception:  # damaged metadata is no reason to refuse the text
        return None
    return title.strip() or None if title else None


def _lines(pages: list[tuple[int, list[_Row]]]) -> list[Line]:
    """Lines in reading order, with a blank line where the vertical step is larger than usual in this file."""
    steps = [above[1] - below[1] for _, rows in pages for above, below in pairwise(rows) if above[1] > below[1]]
    usual = statistics.median_low(steps) if steps else 0.0
    lines: list[Line] = []
    for number, rows in pages:
        for position, (text, height) in enumerate(rows):
            if position and usual and abs(rows[position - 1][1] - height) > PARAGRAPH_STEP * usual:
                lines.append(Line("", number))
            lines.append(Line(text.strip(), number))
    return lines


def _page_rows(page: PageObject) -> list[_Row]:
    heights: list[_Row] = []

    def visit(text: str, cm: Any, tm: Any, _font: Any, _size: Any) -> None:
        if text:
            heights.append((_readable(text), tm[4] * cm[1] + tm[5] * cm[3] + cm[5]))

    page.extract_text(visitor_text=visit)
    return _rows(heights)


def _readable(text: str) -> str:
    """Text without what a damaged font makes of it: control characters and halves of characters."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace(_WIN_ANSI_BULLET, "•").replace("\x00", "")


def _rows(pieces: list[_Row]) -> list[_Row]:
    """Text pieces joined into lines."""
    rows: list[_Row] = []
    current, height = "", 0.0
    for text, y in pieces:
        for index, part in enumerate(text.split("\n")):
            if index:
                if current.strip():
                    rows.append((current, height))
                current = ""
            if part.strip() and not current.strip():
                height = y
            current += part
    if current.strip():
        rows.append((current, height))
    return rows
