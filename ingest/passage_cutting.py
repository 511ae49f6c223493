"""Document → passages: citable pieces that never cross a structural border."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import groupby

from kb.document import Document, Element
from kb.participation import Participation
from kb.partner import PartnerNames
from kb.passage import Passage

# Characters of a passage. Five passages must fit in 3,000 characters on average (design, section 7), an action with
# its block should stay whole where it can.
PASSAGE_LENGTH = 700
ACTION_LENGTH = 900


def passages_of(document: Document, names: PartnerNames) -> list[Passage]:
    """The passages of a document in order. Together they hold every character of it but white space."""
    if document.source.kind == "role_map":
        return [
            _passage(document, row.row.start, row.row.end, _row(document, row), names) for row in _own_rows(document)
        ]
    pieces = [piece for group in _groups(document) for piece in _cut(document, group)]
    return [_passage(document, start, end, element, names) for start, end, element in pieces]


def _own_rows(document: Document) -> list[Participation]:
    """Rows that state something of their own: those that quote the plan are found by the plan's words instead, and
    what is not verified is for editors only.
    """
    return [row for row in document.participations if row.evidence == "other_source"]


def _row(document: Document, row: Participation) -> Element:
    element = document.element_at(row.row.start)
    return element if element is not None else document.elements[0]


def _groups(document: Document) -> Iterator[list[Element]]:
    """Elements that belong together; headings stand with the first text below them."""
    waiting: list[Element] = []
    for key, group in groupby(document.elements, key=_unit):
        elements = list(group)
        if key[0] == "heading":
            if waiting and not _is_below(document, elements[0], waiting[-1]):
                yield waiting
                waiting = []
            waiting.extend(elements)
            continue
        yield waiting + elements
        waiting = []
    if waiting:
        yield waiting


def _unit(element: Element) -> tuple[str, int, str | None, str | None, int]:
    """What must not be mixed in one passage: section, action, quoted document; a row or heading stands alone."""
    kind = "heading" if element.kind in ("heading", "title") else "text"
    alone = element.start if element.kind in ("row", "title", "heading") else -1
    return kind, element.section if kind == "text" else -1, element.action, element.quoted, alone


def _is_below(document: Document, lower: Element, upper: Element) -> bool:
    path, above = document.sections[lower.section].path, document.sections[upper.section].path
    return upper.kind == "heading" and len(path) > len(above) and path[: len(above)] == above


def _cut(document: Document, group: Sequence[Element]) -> Iterator[tuple[int, int, Element]]:
    """Spans of a group with the element that names its address (the last heading or the first text)."""
    address = next((element for element in group if element.kind not in ("heading", "title")), group[-1])
    longest = ACTION_LENGTH if address.action else PASSAGE_LENGTH
    atoms = list(_atoms(document, group, longest))
    pieces = _joined(atoms, longest)
    # The smallest limit that gives no more pieces cuts them evenly: no splinter of a sentence is left over.
    for limit in sorted({end - start for start, _ in atoms for _, end in atoms if start < end <= start + longest}):
        if len(even := _joined(atoms, limit)) == len(pieces):
            pieces = even
            break
    for start, end in pieces:
        yield start, end, address


def _joined(atoms: Sequence[tuple[int, int]], limit: int) -> list[tuple[int, int]]:
    """Atoms in order, joined while they stay within the limit."""
    start, end = atoms[0]
    pieces: list[tuple[int, int]] = []
    for begin, stop in atoms[1:]:
        if stop - start > limit and begin >= end:
            pieces.append((start, end))
            start = begin
        end = stop
    return [*pieces, (start, end)]


def _atoms(document: Document, group: Sequence[Element], limit: int) -> Iterator[tuple[int, int]]:
    """The smallest spans a passage is made of: elements, and the sentences of those that are too long.

    Headings stay with what follows; the lines of parties and timing stay together with each other.
    """
    pending: int | None = None
    for index, element in enumerate(group):
        start = element.start if pending is None else pending
        pending = None
        following = group[index + 1].kind if index + 1 < len(group) else None
        if (element.kind == "heading" and following is not None) or (
            element.kind == "involved" and following == "timing"
        ):
            pending = start
        elif element.end - start <= limit or len(element.sentences) < 2:
            yield start, element.end
        else:
            borders = [begin for begin, _ in element.sentences[1:]]
            for begin, stop in zip([start, *borders], [*borders, element.end], strict=True):
                yield begin, begin + len(document.text[begin:stop].rstrip())


def _passage(document: Document, start: int, end: int, element: Element, names: PartnerNames) -> Passage:
    source, section = document.source, document.sections[element.section]
    text = document.text[start:end]
    identity = f"{source.source_id}\0{start}\0{end}\0{'/'.join(section.path)}\0{text}"
    return Passage(
        passage_id=f"{source.source_id}:{hashlib.sha256(identity.encode()).hexdigest()[:16]}",
        source_id=source.source_id,
        file=source.file,
        title=source.title,
        section=section.label,
        heading_path=section.path,
        action=element.action,
        page=document.page_at(start),
        start=start,
        end=end,
        text=text,
        actor=_actor(document, element, names),
        kind=source.kind,
        quoted=element.quoted,
    )  # fmt: skip


def _actor(document: Document, element: Element, names: PartnerNames) -> str:
    """Who "we" is: the parties of the action, the quoted document, else the publisher of the text."""
    if element.quoted:
        return f"citaat uit {element.quoted}"
    action = next((action for action in document.actions if action.key == element.action), None)
    if action and action.involved:
        return ", ".join(names.name(party.partner) for party in action.involved)
    return document.source.publisher or ""
