"""Blocks → Document: the canonical text, its sections and elements, and the actions of a plan."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.actions import actions_of
from ingest.block import Block
from ingest.labels import ACTION_LABEL, INVOLVED_LABEL, LABEL, NUMBERED_HEADING, PROBLEM_LABEL, TIMING_LABEL
from ingest.sentences import sentence_spans
from kb.document import Document, Element, ElementKind, PageStart, Section
from kb.partner import PartnerNames
from kb.source import Source

TITLE_LENGTH = 200
NUMBERED_HEADING_LENGTH = 300
PLAIN_HEADING_LENGTH = 80

# Depth of a heading by its numbering, for files whose format does not say it: 1. › A. › 1.1. › 1.1.1. › a)
_PLAIN, _SINGLE, _CAPITAL, _DOTTED, _SMALL = 1, 1, 2, 3, 6

_OTHER_DOCUMENT = re.compile(
    r"(?:Vlaamse? )?[Rr]egeerakkoord(?: \d{4}-\d{4})?|[Bb]eleidsnota (?:[A-Z]\w+)(?: en [A-Z]\w+)?"
)
_LONG_QUOTE = re.compile(r"[“\"„][^”\"]{80,}[”\"]")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A block with its kind, depth (0 for no heading) and label as a heading."""

    block: Block
    kind: ElementKind
    depth: int = 0
    label: str = ""


def document_of(source: Source, blocks: Sequence[Block], names: PartnerNames) -> Document:
    """The document of a policy text. Raises nothing: a text without any structure is one section."""
    placed = _placed(blocks)
    text, spans = _canonical_text(placed)
    pages = _page_starts(placed, spans)
    sections, section_of = _sections(placed)
    elements = [
        Element(item.kind, start, end, section_of[index], sentences=_moved(sentence_spans(item.block.text), start))
        for index, (item, (start, end)) in enumerate(zip(placed, spans, strict=True))
    ]
    elements = _with_quoted(text, elements)
    document = Document(source, text, pages, sections, tuple(elements))
    actions, elements = actions_of(document, names)
    return replace(document, elements=tuple(elements), actions=actions)


def _moved(spans: tuple[tuple[int, int], ...], by: int) -> tuple[tuple[int, int], ...]:
    return tuple((start + by, end + by) for start, end in spans)


def _placed(blocks: Sequence[Block]) -> list[_Placed]:
    """Each block with its kind and, for headings, depth and label."""
    format_has_headings = any(block.kind == "heading" for block in blocks)
    placed: list[_Placed] = []
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if block.kind == "heading":
            numbered = NUMBERED_HEADING.match(block.text)
            placed.append(_Placed(block, "heading", block.level, _number(numbered) if numbered else block.text))
        elif block.kind == "paragraph" and not format_has_headings and (heading := _heading(index, block, after)):
            placed.append(heading)
        else:
            placed.append(_Placed(block, _kind(block)))
    return placed


def _heading(index: int, block: Block, after: Block | None) -> _Placed | None:
    """The block as title or heading, when its form says so."""
    text = block.text
    ends = text.endswith((".", ",", ";", ":", "!", "?"))
    if LABEL.match(text) or after is None or after.kind == "footnote":
        return None
    if (numbered := NUMBERED_HEADING.match(text)) is not None:
        shouts = text[numbered.end() :].split(" ")[0].strip(":/").isupper()
        limit = NUMBERED_HEADING_LENGTH if numbered[1] else PLAIN_HEADING_LENGTH * 2
        if len(text) <= limit and (not ends or (numbered[1] and shouts)):
            return _Placed(block, "heading", _depth(numbered), _number(numbered))
        return None
    if index == 0 and not ends and len(text) <= TITLE_LENGTH:
        return _Placed(block, "title")
    if not ends and len(text) <= PLAIN_HEADING_LENGTH and text[0].isupper() and len(after.text) > len(text):
        return _Placed(block, "heading", _PLAIN, text)
    return None


def _depth(numbered: re.Match[str]) -> int:
    if numbered[1]:
        return _DOTTED + numbered[1].count(".") - 1
    return _SINGLE if numbered[2] else _CAPITAL if numbered[3] else _SMALL


def _number(numbered: re.Match[str]) -> str:
    return numbered[1] or numbered[2] or numbered[3] or numbered[4]


def _kind(block: Block) -> ElementKind:
    for pattern, kind in _LABEL_KINDS:
        if pattern.match(block.text):
            return kind
    return "footnote" if block.kind == "footnote" else "item" if block.kind == "item" else "paragraph"


_LABEL_KINDS: tuple[tuple[re.Pattern[str], ElementKind], ...] = (
    (ACTION_LABEL, "action"),
    (INVOLVED_LABEL, "involved"),
    (TIMING_LABEL, "timing"),
    (PROBLEM_LABEL, "problem"),
)


def _canonical_text(placed: Sequence[_Placed]) -> tuple[str, list[tuple[int, int]]]:
    """The text and the span of each block: one block a line, a blank line between blocks that stand apart."""
    text = ""
    spans: list[tuple[int, int]] = []
    for item in placed:
        if text:
            text += "\n" if item.kind in ("item", "involved", "timing", "footnote") else "\n\n"
        spans.append((len(text), len(text) + len(item.block.text)))
        text += item.block.text
    return f"{text}\n", spans


def _page_starts(placed: Sequence[_Placed], spans: Sequence[tuple[int, int]]) -> tuple[PageStart, ...]:
    starts: list[PageStart] = []
    for item, (start, _) in zip(placed, spans, strict=True):
        for offset, page in item.block.pages:
            if not starts or starts[-1].page != page:
                starts.append(PageStart(start + offset, page))
    return tuple(starts)


def _sections(placed: Sequence[_Placed]) -> tuple[tuple[Section, ...], list[int]]:
    """The sections in order and, for each block, the index of its section. Section 0 stands before any heading."""
    sections = [Section("", ())]
    open_headings: list[tuple[int, str, str]] = []
    section_of: list[int] = []
    for item in placed:
        if item.kind == "heading":
            open_headings = [heading for heading in open_headings if heading[0] < item.depth]
            open_headings.append((item.depth, item.label, item.block.text))
            sections.append(Section(_label(open_headings), tuple(text for _, _, text in open_headings)))
        elif item.kind == "footnote":
            open_headings = []
            if sections[-1].label != "voetnoten":
                sections.append(Section("voetnoten", ("Voetnoten",)))
        section_of.append(len(sections) - 1)
    return tuple(sections), section_of


def _label(open_headings: Sequence[tuple[int, str, str]]) -> str:
    """Number of the section; a small letter stands behind the number above it: "2.2 b"."""
    depth, label, _ = open_headings[-1]
    if depth == _SMALL and len(label) == 1 and len(open_headings) > 1:
        return f"{open_headings[-2][1]} {label}"
    return label


def _with_quoted(text: str, elements: Sequence[Element]) -> list[Element]:
    """Elements that quote another document (a long quotation, or a list that is announced as drawn from it)."""
    marked: list[Element] = []
    announced: str | None = None
    for element in elements:
        words = text[element.start : element.end]
        if element.kind != "item":
            document = _OTHER_DOCUMENT.search(words)
            announced = document[0] if document and words.rstrip().endswith(":") else None
            if document and element.kind == "paragraph" and _LONG_QUOTE.search(words):
                marked.append(replace(element, quoted=document[0]))
                continue
            marked.append(element)
        else:
            marked.append(replace(element, quoted=announced) if announced else element)
    return marked
