"""A sentence and the suggestion to put in its place → the pieces that stay, go and come, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# A word with the space behind it; signs stand by themselves, so that "12." and "20." differ in the number alone.
_PIECE = re.compile(r"\w+(?:['’-]\w+)*\s*|[^\w\s]\s*|\s+")

# Of two sentences that share less, loose words in common say nothing: the one goes and the other comes.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """Running text of one kind."""

    kind: Literal["kept", "removed", "added"]
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """What is kept and removed joins to `before`, what is kept and added to `after`."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return [*_changed(before, after)]
    pieces: list[Piece] = []
    for kind, start, end, from_, to in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("kept", "".join(old[start:end])))
            continue
        pieces += _changed("".join(old[start:end]), "".join(new[from_:to]))
    return pieces


def _changed(old: str, new: str) -> Iterator[Piece]:
    if old:
        yield Piece("removed", old)
    if new:
        yield Piece("added", new)
