"""EditorParts: what the pages for editors need from the rest of the product, as plain functions.

Every function may raise DuaalError, told in its sentence.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from app.pages.table_editing import TableEditing
from kb.earlier_index import EarlierIndex
from kb.index_state import IndexState

Progress = Callable[[int, int], None]
"""Called with passages done and passages to do."""


class IngestReport(Protocol):
    """What was done with every file."""

    def to_json(self) -> dict[str, Any]:
        """The interface form, as `duaal ingest --json` prints it."""


@dataclass(frozen=True, slots=True)
class DocumentUpload:
    """A document as it was received, with what its editor says of it; empty where he says nothing."""

    file_name: str
    data: bytes = field(repr=False)
    title: str = ""
    publisher: str = ""
    date: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class DocumentEditing:
    """What an editor can do with documents. A refused file raises SourceError and changes nothing."""

    add: Callable[[DocumentUpload, Progress], IngestReport]
    replace: Callable[[str, DocumentUpload, Progress], IngestReport]
    """Source id first."""
    take_out: Callable[[str], IngestReport]
    put_back: Callable[[str, Progress], IngestReport]
    read_again: Callable[[Progress], IngestReport]
    """Reads the corpus and all uploads again."""


@dataclass(frozen=True, slots=True)
class TopicCount:
    """How often a topic was asked about, by status of the answer."""

    topic: str
    words: str
    """The topic as a person reads it."""
    by_status: Mapping[str, int]
    latest: str
    """ISO date."""


@dataclass(frozen=True, slots=True)
class EditorParts:
    """Handed to the pages for editors by whoever puts the product together."""

    state: Callable[[], IndexState]
    documents: DocumentEditing
    tables: TableEditing
    indexes: Callable[[], Sequence[EarlierIndex]]
    """Newest first."""
    restore_index: Callable[[str], object]
    evaluate: Callable[[str], str]
    """Name of an evaluation; gives the tables as text."""
    topics: Callable[[], Sequence[TopicCount]] | None = None
    """What was asked, most often unanswered first; null where nothing is counted."""
    password: str | None = field(default=None, repr=False)
    """Null where editors sign in at a proxy only."""
    proxy_header: str | None = None
    """Header in which a proxy names the editor; null where there is none."""
