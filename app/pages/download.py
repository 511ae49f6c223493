"""Files that the pages hand out: a response that is saved, and a CSV that a Dutch spreadsheet reads and never runs."""

import csv
import io
from collections.abc import Iterable, Sequence

from fastapi import Response

# A spreadsheet reads a cell that begins so as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def file_response(content: bytes, kind: str, name: str) -> Response:
    """The content as a file of this name, never kept by a cache."""
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(content, media_type=kind, headers=headers)


def csv_for_spreadsheets(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """With a byte order mark and semicolons, as Excel expects a Dutch CSV; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
