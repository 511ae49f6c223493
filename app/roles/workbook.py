"""The role map as an Excel workbook, in columns that an editor and `duaal ingest` can read again."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from app.roles.table import cell_of, role_json
from kb.participation import Participation, Service

MAP_COLUMNS = (
    "partner", "partner_name", "service", "service_name", "role", "audience", "phase", "evidence", "modality",
    "source_id", "section", "action", "quote", "fact", "fact_fr", "fact_en", "source_url", "source_date", "contact",
    "assured_date", "notices", "sectors", "joint_committees",
)  # fmt: skip
_TEXT_FORMS = ("nl", "fr", "en")


def as_xlsx(rows: Sequence[Participation], services: Sequence[Service]) -> bytes:
    """A workbook with sheets "rollen" and "diensten", in columns that `duaal ingest` and an edit can read again."""
    book = Workbook()
    book.remove(book.worksheets[0])
    used = {row.service for row in rows}
    defined = [service for service in services if service.service_id in used]
    forms = [f"{text}_{form}" for text in ("name", "does") for form in _TEXT_FORMS]
    plural = [f"does_{form}_plural" for form in _TEXT_FORMS]
    _sheet(book, "rollen", MAP_COLUMNS, [_map_row(row) for row in rows])
    _sheet(book, "diensten", ("id", *forms, *plural, "words"), [_service_row(service) for service in defined])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _map_row(row: Participation) -> dict[str, Any]:
    """The row as an editor writes it: a quote for the plan, a fact for another source."""
    own = row.source_id == row.role_map
    record = {**role_json(row), "notices": list(row.notices), "sectors": list(row.sectors)}
    record |= {"joint_committees": list(row.joint_committees), "fact": row.fact[0]}
    record |= {"fact_fr": row.fact[1], "fact_en": row.fact[2]}
    return record | ({"source_id": "", "quote": ""} if own else {})


def _service_row(service: Service) -> dict[str, Any]:
    texts = {f"name_{form}": text for form, text in zip(_TEXT_FORMS, service.name, strict=True)}
    texts |= {f"does_{form}": text for form, text in zip(_TEXT_FORMS, service.does, strict=True)}
    texts |= {f"does_{form}_plural": text for form, text in zip(_TEXT_FORMS, service.do, strict=True)}
    return {"id": service.service_id, **texts, "words": list(service.words)}


def _sheet(book: Workbook, name: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    sheet = book.create_sheet(name)
    for line, record in enumerate((dict(zip(columns, columns, strict=True)), *rows), 1):
        for index, column in enumerate(columns, 1):
            if text := cell_of(record.get(column)):
                cell = sheet.cell(line, index)
                cell.value, cell.data_type, cell.number_format = text, "s", "@"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.font = Font(bold=line == 1)
    for index in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(index)].width = 24
    sheet.freeze_panes = "B2"
