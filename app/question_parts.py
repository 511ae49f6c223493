"""Several questions in one ("wie geeft die en hoelang duurt da?") → its parts, each a question of its own."""

import re

from app.wording import wording

_WORDS = wording("question_parts")
_OPENS = rf"(?:{'|'.join(_WORDS['opens'])})\b"
_BORDER = re.compile(
    rf"(?<=\?)\s+|\s*[,;]?\s+(?:{_WORDS['joins']})\s+(?={_OPENS})"
    rf"|\s*[,;]\s*(?=(?:{'|'.join(_WORDS['opens_after_comma'])})\b)",
    re.IGNORECASE,
)
_QUESTION = re.compile(rf"\?|\b{_OPENS}", re.IGNORECASE)
_CONFIRMS = re.compile(_WORDS["confirms"], re.IGNORECASE)
_ASKS_ON = re.compile(_WORDS["asks_on"], re.IGNORECASE)
# More is a letter, not a question.
MOST = 3
SHORTEST = 2
"""Words of a part; a single one ("Waarom?") asks on about the part before it."""


def parts_of(question: str) -> tuple[str, ...]:
    """The questions of a text, in order; the text alone where it holds only one, or more than MOST.

    What is told before a question belongs to it, and what is told after the last one to that one. Two that open with
    one word ("hoeveel op school en hoeveel op het werk") are one question.
    """
    parts: list[str] = []
    last_joint, end = "", 0
    for start, stop in [*(match.span() for match in _BORDER.finditer(question)), (len(question), len(question))]:
        piece, joint = question[end:start], question[start:stop]
        if parts and not (_asks(piece) and _asks(parts[-1]) and not _same_opening(parts[-1], piece)):
            parts[-1] += last_joint + piece
        else:
            parts.append(piece)
        last_joint, end = joint, stop
    parts = [part.strip() for part in parts]
    return tuple(parts) if 1 < len(parts) <= MOST else (question,)


def _asks(piece: str) -> bool:
    is_part = _CONFIRMS.fullmatch(piece) or _ASKS_ON.fullmatch(piece)
    return bool(_QUESTION.search(piece)) and len(piece.split()) >= SHORTEST and not is_part


def _same_opening(one: str, other: str) -> bool:
    opening = other.split()[0].lower()
    return opening in one.lower().split()
