"""Document: the canonical text of a source and everything that is known about its structure.

All offsets are code points into `Document.text`.
"""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from kb.action import Action
from kb.participation import Participation, Service
from kb.source import Source

ElementKind = Literal[
    "title", "heading", "paragraph", "item", "problem", "action", "involved", "timing", "footnote", "row"
]


@dataclass(frozen=True, slots=True)
class PageStart:
    """From `offset` on, the text stands on `page` of the file (1-based); null where a format has no pages."""

    offset: int
    page: int | None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all that stands below it."""

    label: str
    """Short name for citations: "1.1", "2.2 b", "B", or the heading itself when it has no number."""
    path: tuple[str, ...]
    """The headings from the top down to this one."""


@dataclass(frozen=True, slots=True)
class Element:
    """A structural piece of the text: `text[start:end]`."""

    kind: ElementKind
    start: int
    end: int
    section: int
    """Index into `Document.sections`."""
    action: str | None = None
    """Key of the action that this element belongs to."""
    quoted: str | None = None
    """Name of the other document that is quoted here, null for the document's own words."""
    sentences: tuple[tuple[int, int], ...] = ()
    """Spans of its sentences, in order."""


@dataclass(frozen=True, slots=True)
class Document:
    """One source, read: canonical text, page map, sections, elements, and the records parsed from them."""

    source: Source
    text: str
    pages: tuple[PageStart, ...]
    sections: tuple[Section, ...]
    elements: tuple[Element, ...]
    actions: tuple[Action, ...] = ()
    participations: tuple[Participation, ...] = ()
    services: tuple[Service, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Page on which the character at `offset` stands."""
        index = bisect_right(self.pages, offset, key=lambda start: start.offset) - 1
        return self.pages[max(index, 0)].page if self.pages else None

    def text_on_page(self, page: int, start: int, end: int) -> str:
        """The part of `text[start:end]` that stands on a page."""
        for begins, after in zip(self.pages, (*self.pages[1:], None), strict=True):
            if begins.page == page:
                return self.text[max(start, begins.offset) : min(end, after.offset if after else len(self.text))]
        return ""

    def element_at(self, offset: int) -> Element | None:
        """The element that holds the character at `offset`, null between elements."""
        index = bisect_right(self.elements, offset, key=lambda element: element.start) - 1
        if index >= 0 and offset < self.elements[index].end:
            return self.elements[index]
        return None
