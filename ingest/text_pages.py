"""Plain text → lines with their page."""

import re

from ingest.block import Line
from kb.errors import SourceError

# Text taken out of a word processor's PDF marks each new page with one space before its first word, the first page
# included; ordinary text files do not begin with a space. A form feed marks a page anywhere.
_PAGE_BY_SPACE = re.compile(r"^ (?=\S)")
_LINE_BREAK = re.compile(r"\r\n|\r|\n|(?<=[^\r\n\f])(?=\f)")


def decoded(data: bytes) -> str:
    """The file as text. Raises SourceError when it is empty or not UTF-8 (or UTF-16 with its mark)."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SourceError(
            f"de tekencodering is geen UTF-8 (byte 0x{error.object[error.start]:02x} op regel {line}); "
            "bewaar het bestand opnieuw als UTF-8"
        ) from error
    if not text.strip():
        raise SourceError("het bestand is leeg (geen enkel teken); verwacht: tekst")
    if "\x00" in text:
        raise SourceError("het bestand bevat nultekens en is geen tekst; verwacht: tekst in UTF-8")
    return text


def lines_of_text(text: str) -> list[Line]:
    """Lines with their 1-based page; null where the file marks no pages."""
    by_space = _PAGE_BY_SPACE.match(text) is not None
    paged = by_space or "\f" in text
    page = 1
    lines: list[Line] = []
    for raw in _LINE_BREAK.split(text):
        feeds = raw.count("\f")
        page += feeds
        if by_space and lines and _PAGE_BY_SPACE.match(raw):
            page += 1
        lines.append(Line(raw.replace("\f", "").strip(), page if paged else None))
    return lines
