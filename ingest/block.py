"""Block: a heading, paragraph or list item of a file, before its place in the structure is known."""

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["title", "heading", "paragraph", "item", "footnote"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands on a page (white space at the end removed); empty for a blank line."""

    text: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Block:
    """Text on one line (white space of line breaks folded) with the pages it runs over.

    `pages` holds (offset in `text`, page), first entry at offset 0. `level` counts heading depth from 1 where the
    format says it (Markdown, HTML, DOCX); 0 leaves it to the numbering of the heading.
    """

    kind: BlockKind
    text: str
    pages: tuple[tuple[int, int | None], ...] = ((0, None),)
    level: int = 0


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What was read of a file: its blocks, and the pages that could not be read with the reason of each."""

    blocks: tuple[Block, ...]
    title: str | None = None
    lost_pages: tuple[tuple[int, str], ...] = ()
