"""One file → its blocks, by the reader of its type."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ingest.block import Block, ReadFile
from ingest.line_blocks import blocks_of_lines
from ingest.markup_blocks import read_docx, read_html, read_markdown
from ingest.pdf_pages import lines_of_pdf
from ingest.text_pages import decoded, lines_of_text
from kb.errors import SourceError


def read_text(data: bytes) -> ReadFile:
    """Plain text in UTF-8."""
    return ReadFile(_some(blocks_of_lines(lines_of_text(decoded(data)))))


def read_pdf(data: bytes) -> ReadFile:
    """A PDF with text on its pages."""
    lines, title, lost = lines_of_pdf(data)
    return ReadFile(_some(blocks_of_lines(lines)), title, lost)


def _some(blocks: Sequence[Block]) -> tuple[Block, ...]:
    if not blocks:
        raise SourceError("geen tekst gevonden: elke pagina herhaalt alleen dezelfde regels")
    return tuple(blocks)


_READERS: dict[str, Callable[[bytes], ReadFile]] = {
    ".txt": read_text,
    ".pdf": read_pdf,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
}


def read_policy_text(path: Path, data: bytes) -> ReadFile:
    """Blocks of a policy text. Raises SourceError with the reason when it cannot be read."""
    return _READERS[path.suffix.lower()](data)
