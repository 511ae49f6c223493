"""A quote whose numbers or names changed in its source → the piece that stands there now."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.fuzz import partial_ratio_alignment

from kb.action import Span
from kb.document import Document

# Likeness, of 100, from which a piece is taken for a changed quote.
_ALIKE = 85
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class ChangedQuote:
    """Where the changed words stand, and what each became: numbers and names only."""

    span: Span
    became: Mapping[str, str]


def changed_quote(document: Document, quote: str) -> ChangedQuote | None:
    """The piece that a quote became; null when more than numbers and names differ, or nothing is alike."""
    found = partial_ratio_alignment(quote, document.text, score_cutoff=_ALIKE)
    if found is None:
        return None
    span = _whole_words(document.text, found.dest_start, found.dest_end)
    old, new = _WORD.findall(quote), _WORD.findall(document.text[span.start : span.end])
    became = _differing(old, new)
    if not became or not all(map(_is_figure_or_name, (*became, *became.values()))):
        return None
    return ChangedQuote(span, {bare(gone): bare(come) for gone, come in became.items()})


def bare(word: str) -> str:
    """A word without the signs around it."""
    return word.strip(".,;:()")


def _differing(old: list[str], new: list[str]) -> dict[str, str]:
    """Words that another took the place of, one for one; empty where words came or went."""
    changed = [step for step in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes() if step[0] != "equal"]
    if any(b - a != d - c for _, a, b, c, d in changed):
        return {}
    return {gone: come for _, a, b, c, d in changed for gone, come in zip(old[a:b], new[c:d], strict=True)}


def _is_figure_or_name(word: str) -> bool:
    return any(c.isdigit() for c in word) or bare(word)[:1].isupper() or word == "(trekker)"


def _whole_words(text: str, start: int, end: int) -> Span:
    words = [match.span() for match in _around(text, start, end)]
    return Span(words[0][0], words[-1][1]) if words else Span(start, end)


def _around(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The words that lie for the most part inside."""
    for match in _WORD.finditer(text, max(0, start - 40), min(len(text), end + 40)):
        inside = min(match.end(), end) - max(match.start(), start)
        if 2 * inside > match.end() - match.start():
            yield match
