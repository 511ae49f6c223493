"""The shown rows of the role map as a file: CSV and Excel, in the reader's words, with their place in the source."""

import csv
import io
from collections.abc import Callable, Sequence

from fastapi import APIRouter, Request, Response
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from app.pages.citation_view import place_of
from app.pages.language import page_language
from app.pages.roles.evidence import audience_of, citation_of
from app.pages.roles.filter import filter_from_address, selected
from app.pages.roles.words import role_name, role_page_words
from app.pages.web_parts import RoleRow
from app.pages.words import page_words
from app.records.answer import Language

_WIDTHS = (34, 34, 18, 24, 20, 18, 18, 28, 26, 80, 44, 16, 36, 18, 50)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A spreadsheet reads a cell that begins so as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def role_downloads(roles: Callable[[], Sequence[RoleRow]]) -> APIRouter:
    """The addresses that hand out what the page shows; the filter stands in the address."""
    router = APIRouter()

    @router.get("/wie-doet-wat.csv")
    def as_csv(request: Request) -> Response:
        rows = role_csv(_shown(request, roles), page_language(request))
        return _file(rows, "text/csv; charset=utf-8", "wie-doet-wat.csv")

    @router.get("/wie-doet-wat.xlsx")
    def as_xlsx(request: Request) -> Response:
        return _file(role_xlsx(_shown(request, roles), page_language(request)), _XLSX, "wie-doet-wat.xlsx")

    return router


def role_csv(rows: Sequence[RoleRow], language: Language = "nl") -> bytes:
    """With a byte order mark and semicolons, as Excel expects a Dutch CSV."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_columns(language))
    writer.writerows([_harmless(cell) for cell in _cells(row, language)] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def role_xlsx(rows: Sequence[RoleRow], language: Language = "nl") -> bytes:
    """One sheet; every cell is text, also one that looks like a formula."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = role_page_words(language).heading
    for line, cells in enumerate((_columns(language), *(_cells(row, language) for row in rows)), 1):
        for column, text in enumerate(cells, 1):
            cell = sheet.cell(line, column)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if line == 1:
                cell.font = Font(bold=True)
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _shown(request: Request, roles: Callable[[], Sequence[RoleRow]]) -> tuple[RoleRow, ...]:
    return selected(roles(), filter_from_address(request.query_params)).rows


def _file(content: bytes, kind: str, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(content, media_type=kind, headers=headers)


def _columns(language: Language) -> tuple[str, ...]:
    words = role_page_words(language)
    return (*words.table_columns, *words.file_columns)


def _cells(row: RoleRow, language: Language) -> tuple[str, ...]:
    words, shared, fact = role_page_words(language), page_words(language), row.participation
    other = fact.evidence == "other_source"
    date = shared.undated if fact.source_date in (None, "undated") else str(fact.source_date)
    return (
        row.partner_in(language), row.service_in(language), role_name(fact.role, language),
        audience_of(row, language), ", ".join(words.phase(phase) for phase in fact.phase),
        shared.evidence[fact.evidence], shared.modalities[fact.modality], row.title,
        "" if other else place_of(citation_of(row), language), fact.quote, fact.source_url or "",
        f"{date}, {shared.check_page}" if other else "", fact.contact or "", fact.assured_date or "",
        " | ".join(fact.notices),
    )  # fmt: skip


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
