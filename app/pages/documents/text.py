"""The words of a document as HTML: exactly the canonical text, with places marked and the pages in the margin."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice, pairwise, takewhile

from app.actions.names import action_anchor
from app.pages.citation_view import attribute, escaped
from app.pages.source_link import QUOTE_ANCHOR
from app.words.in_language import PageWords
from kb.action import Action, Span
from kb.document import Document, Element
from kb.partner import slug

_DEEPEST_HEADING = 6
_NUMBERED = re.compile(r"[\d.]+(?: [a-z])?")


@dataclass
class _Progress:
    """What is already on the page: where it came in the text, whether the mark and which pages were placed."""

    position: int = 0
    marked: bool = False
    pages: set[int] = field(default_factory=set)


class DocumentText:
    """Turns the elements of one document into HTML, in order."""

    def __init__(self, document: Document, marked: Span | None, words: PageWords) -> None:
        self._document, self._marked, self._words = document, marked, words
        self._progress = _Progress()
        self._sections = section_anchors(document)
        self._headed = {element.section for element in document.elements if element.kind == "heading"}
        self._counts: dict[int, int] = {}

    @property
    def has_mark(self) -> bool:
        """Whether words were marked in what was turned into HTML so far."""
        return self._progress.marked

    def blocks(self, elements: Sequence[Element]) -> str:
        """Headings, paragraphs and lists; items that follow each other are one list."""
        shown = []
        for is_list, group in groupby(elements, key=lambda element: element.kind == "item"):
            pieces = [self._element(element) for element in group]
            shown.append(f'<ul class="items">{"".join(pieces)}</ul>' if is_list else "".join(pieces))
        return "".join(shown)

    def _element(self, element: Element) -> str:
        if element.kind == "heading":
            return self._heading(element)
        tag = "li" if element.kind == "item" else "p"
        return (
            f'<{tag} class="words kind-{element.kind}" id="{attribute(self._anchor(element))}" {_place(element)}>'
            f"{self._begin(element)}{self._inner(element)}</{tag}>"
        )

    def _begin(self, element: Element) -> str:
        """The id of a section that has no heading of its own, in its first element."""
        if self._counts[element.section] > 1 or element.section in self._headed:
            return ""
        return f'<span id="{attribute(self._sections[element.section])}"></span>'

    def _heading(self, element: Element) -> str:
        section = self._document.sections[element.section]
        level = min(1 + max(len(section.path), 1), _DEEPEST_HEADING)
        anchor = attribute(self._sections[element.section])
        label = attribute(f"{self._words('link_here')}: {section.label}")
        # The link is no word of the heading, so it stands beside it.
        return (
            f'<div class="heading" id="{anchor}"><h{level} class="words" {_place(element)}>{self._inner(element)}'
            f'</h{level}><a class="here" href="#{anchor}" aria-label="{label}" lang="{self._words.language}"></a></div>'
        )

    def _anchor(self, element: Element) -> str:
        """Section and count in it, which stays the same when another section changes."""
        self._counts[element.section] = self._counts.get(element.section, 0) + 1
        return f"{self._sections[element.section]}-{self._counts[element.section]}"

    def _inner(self, element: Element) -> str:
        """The words with `<mark>` around the span that was asked for, and a sign where a page begins."""
        starts = list(self._pages_in(element))
        cuts = {element.start, element.end, *(offset for offset, _ in starts)}
        if self._marked:
            cuts |= {min(max(edge, element.start), element.end) for edge in (self._marked.start, self._marked.end)}
        places = sorted(cuts)
        shown = []
        for start, end in pairwise(places):
            shown += [self._page(page) for offset, page in starts if offset == start]
            shown.append(self._piece(start, end))
        self._progress.position = element.end
        return "".join(shown)

    def _piece(self, start: int, end: int) -> str:
        text = escaped(self._document.text[start:end])
        if self._marked is None or not (self._marked.start <= start and end <= self._marked.end):
            return text
        first = "" if self._progress.marked else f' id="{QUOTE_ANCHOR}"'
        self._progress.marked = True
        return f"<mark{first}>{text}</mark>"

    def _pages_in(self, element: Element) -> Iterator[tuple[int, int]]:
        """Offset and number of each page that begins in an element or in the gap before it."""
        pages = self._document.pages
        first = bisect_left(pages, self._progress.position, key=lambda begin: begin.offset)
        for begin in takewhile(lambda begin: begin.offset < element.end, islice(pages, first, None)):
            if begin.page is not None:
                yield max(begin.offset, element.start), begin.page

    def _page(self, page: int) -> str:
        """A sign without words of its own: the number is drawn beside the text and read aloud."""
        anchor = "" if page in self._progress.pages else f' id="blz-{page}"'
        self._progress.pages.add(page)
        said, drawn = self._words("page_long", page=page), self._words("page", page=page)
        return (
            f'<span class="page" role="img"{anchor} aria-label="{attribute(said)}" '
            f'data-page="{attribute(drawn)}" lang="{self._words.language}"></span>'
        )


def section_anchors(document: Document) -> list[str]:
    """One id for each section, by its label: "punt-2.6", "punt-2.2-b"; a label that comes twice gets a count."""
    anchors: list[str] = []
    taken: Counter[str] = Counter()
    for section in document.sections:
        label = section.label or "begin"
        anchor = f"punt-{label.replace(' ', '-') if _NUMBERED.fullmatch(label) else slug(label)}"
        taken[anchor] += 1
        anchors.append(anchor if taken[anchor] == 1 else f"{anchor}~{taken[anchor]}")
    return anchors


def action_id(action: Action) -> str:
    """Id of an action in its document: "actie-2.6-18"."""
    return f"actie-{action_anchor(action)}"


def _place(element: Element) -> str:
    return f'data-start="{element.start}" data-end="{element.end}"'
