"""Cells of a table ↔ values: lists in one cell, and text that a spreadsheet must not take for a formula."""

import re
from collections.abc import Sequence

# A piece of a list ends at a semicolon or line break, unless a backslash stands before the semicolon.
_PIECE = re.compile(r"(?:\\[\\;]|[^;\n])+")
_ESCAPED = re.compile(r"\\([\\;])")
_LIKE_FORMULA = re.compile(r"^'*[=+\-@\t]")
_NUMBER = re.compile(r"^[+-]?[\d ./()-]+$")


def pieces(cell: str) -> list[str]:
    r"""The items of a cell, parted by semicolons or line breaks; `\;` is a semicolon inside an item."""
    items = (" ".join(_ESCAPED.sub(r"\1", piece).split()) for piece in _PIECE.findall(cell.replace("\r", "\n")))
    return [item for item in items if item]


def joined(items: Sequence[str]) -> str:
    """Items in one cell; `pieces` gives them back."""
    return "; ".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)


def guarded(text: str) -> str:
    """Text for a CSV cell: what a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{text}" if _LIKE_FORMULA.match(text) and not _NUMBER.match(text) else text


def unguarded(text: str) -> str:
    """The text of a CSV cell without the apostrophe that `guarded` put there."""
    return text[1:] if text.startswith("'") and guarded(text[1:]) == text else text
