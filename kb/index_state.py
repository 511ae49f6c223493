"""IndexState: the index that answers, and how each of its sources stands beside its file."""

from dataclasses import dataclass
from typing import Literal

from kb.source import Source

State = Literal["fresh", "changed", "missing"]
"""The file is as it was read, changed since, or gone."""
Home = Literal["corpus", "uploads", "elsewhere"]
"""Where the file stands: in the corpus of the install, uploaded by an editor, somewhere else on the server."""


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source of the index; `passages` is null in an index from before they were counted."""

    source: Source
    state: State
    home: Home
    passages: int | None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A document of the corpus that an editor took out or replaced; `file` is its place below the corpus."""

    source_id: str
    title: str
    file: str


@dataclass(frozen=True, slots=True)
class IndexState:
    """The index that answers now."""

    created: str
    """ISO time, UTC."""
    passages: int
    sources: tuple[SourceState, ...]
    aside: tuple[SetAside, ...]
    warning: str | None
    """What is wrong with the newest index, when an earlier one has to answer."""
