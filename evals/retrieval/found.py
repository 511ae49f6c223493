"""What a way of searching is asked and what it gives back: the one form in which the product and baselines meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a source: code points `start` up to and without `end` of its canonical text."""

    source_id: str
    start: int
    end: int

    @property
    def length(self) -> int:
        """Characters that a reader would have to read."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece that a baseline may find, with the text by which it is found."""

    text: str
    at: Found


class Finder(Protocol):
    """A way of searching: the product, or something to compare it with."""

    @property
    def name(self) -> str:
        """How it is called in tables and results."""

    def find(self, question: str, history: Sequence[str], k: int) -> list[Found]:
        """The k best pieces, best first; fewer when it finds fewer."""
