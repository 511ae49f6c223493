"""Lines of a page (plain text, PDF) → blocks: running headers out, footnotes aside, broken lines joined."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.block import Block, BlockKind, Line
from ingest.labels import ITEM, LABEL, NUMBERED_HEADING
from kb.dutch_words import is_known

# A line that stands at the top or bottom of more than this share of the pages is furniture, not text.
FURNITURE_SHARE = 0.6
FURNITURE_MIN_PAGES = 3

_FOOTNOTE = re.compile(r"^(\d{1,2}) (?=\S)")
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$")
_HYPHENS, _SOFT_HYPHEN = "-‐", "\u00ad"
_SENTENCE_END = re.compile(r"[.!?:;…][\"”’)\]]*(?:\s?\d{1,2})?$")


def blocks_of_lines(lines: Sequence[Line]) -> list[Block]:
    """Blocks in reading order, footnotes last. Every character of the lines is in a block, furniture excepted."""
    lines = _without_furniture([Line(unicodedata.normalize("NFC", line.text), line.page) for line in lines])
    body, footnotes = _footnotes_aside(lines)
    words = _words(body)
    blocks = [_block(group, words) for group in _merged(_groups(body))]
    return [*blocks, *(Block("footnote", line.text, ((0, line.page),)) for line in footnotes)]


def _without_furniture(lines: list[Line]) -> list[Line]:
    """Lines less the running headers and footers: the first or last two of a page, alike but for their digits."""
    pages = [list(page) for number, page in groupby(lines, key=lambda line: line.page) if number is not None]
    if len(pages) < FURNITURE_MIN_PAGES:
        return lines
    edges = [_edges(page) for page in pages]
    seen = Counter(shape for page in edges for shape in {_shape(line) for line in page})
    furniture = {shape for shape, count in seen.items() if count > FURNITURE_SHARE * len(pages)}
    dropped = {id(line) for page in edges for line in page if _shape(line) in furniture}
    return [line for _, page in groupby(lines, key=lambda line: line.page) for line in _bare(list(page), dropped)]


def _bare(page: list[Line], dropped: set[int]) -> list[Line]:
    """A page less its furniture and the blank lines that set it apart: they are no border of a paragraph."""
    kept = [line for line in page if id(line) not in dropped]
    if len(kept) == len(page):
        return page
    filled = [index for index, line in enumerate(kept) if line.text]
    return kept[filled[0] : filled[-1] + 1] if filled else []


def _edges(page: list[Line]) -> list[Line]:
    filled = [line for line in page if line.text]
    return filled[:2] + filled[2:][-2:]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _footnotes_aside(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Body and footnotes: numbered lines at the foot of a page whose mark stands in the text, with their addresses."""
    body: list[Line] = []
    footnotes: list[Line] = []
    for _, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        start = _footnotes_start(page)
        body.extend(page[:start])
        footnotes.extend(line for line in page[start:] if line.text)
    return body, footnotes


def _footnotes_start(page: list[Line]) -> int:
    start = len(page)
    for index in range(len(page) - 1, -1, -1):
        text = page[index].text
        if _FOOTNOTE.match(text):
            start = index
        elif text and not _ADDRESS.match(text):
            break
    above = " ".join(line.text for line in page[:start])
    marks = [match[1] for line in page[start:] if (match := _FOOTNOTE.match(line.text))]
    if not marks or not all(re.search(rf"[.,;:)\]”’\"]\s?{mark}(?=\s|$)", above) for mark in marks):
        return len(page)
    return start


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that belong together: parted by blank lines, labels, list marks and, after a full stop, a new page."""
    group: list[Line] = []
    for line in lines:
        if not line.text or (group and _begins_anew(line, group)):
            if group:
                yield group
            group = []
        if line.text:
            group.append(line)
    if group:
        yield group


def _begins_anew(line: Line, group: list[Line]) -> bool:
    if LABEL.match(line.text) or ITEM.match(line.text):
        return True
    if line.page == group[-1].page:
        return False
    ended = _SENTENCE_END.search(group[-1].text) is not None
    return ended or _is_heading(group) or NUMBERED_HEADING.match(line.text) is not None


def _is_heading(group: list[Line]) -> bool:
    return NUMBERED_HEADING.match(group[0].text) is not None and LABEL.match(group[0].text) is None


def _merged(groups: Iterator[list[Line]]) -> Iterator[list[Line]]:
    """Groups with a sentence that a blank line or a footnote broke made whole again."""
    pending: list[Line] | None = None
    for group in groups:
        if pending and _continues(pending[-1].text, group[0].text):
            pending.extend(group)
            continue
        if pending:
            yield pending
        pending = group
    if pending:
        yield pending


def _continues(above: str, below: str) -> bool:
    """A text that stops without an end and goes on in lower case is one sentence."""
    return (
        below[0].islower()
        and not _SENTENCE_END.search(above)
        and not ITEM.match(below)
        and not NUMBERED_HEADING.match(below)
    )


def _words(lines: Sequence[Line]) -> set[str]:
    return {word for line in lines for word in re.findall(r"[\w'’-]+", line.text.lower())}


def _block(group: list[Line], words: set[str]) -> Block:
    text = group[0].text
    pages = [(0, group[0].page)]
    for line in group[1:]:
        text = _joined(text, line.text, words)
        if line.page != pages[-1][1]:
            pages.append((len(text) - len(line.text), line.page))
    kind: BlockKind = "item" if ITEM.match(text) and not NUMBERED_HEADING.match(text) else "paragraph"
    return Block(kind, text, tuple(pages))


def _joined(above: str, below: str, words: set[str]) -> str:
    """Two lines as one: a hyphen at the line end stays when it belongs to the word, and goes when it only breaks it."""
    if above[-1] == _SOFT_HYPHEN:
        return above[:-1] + below
    if above[-1] not in _HYPHENS or len(above) < 2 or not above[-2].isalnum():
        return f"{above} {below}"
    first = re.findall(r"[\w'’-]*$", above[:-1])[0].lower()
    second = re.findall(r"^[\w'’]*", below)[0].lower()
    if not second or second in {"en", "of", "als", "and", "or", "et", "ou", "tot"}:
        return f"{above} {below}"
    whole, hyphened = first + second, f"{first}-{second}"
    is_word = whole in words or (below[0].islower() and is_known(whole))
    return above[:-1] + below if is_word and hyphened not in words else above + below
