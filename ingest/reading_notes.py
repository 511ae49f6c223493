"""reading_notes/*.yaml → ReadingNotes, each quote placed in the policy text as it is now."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ingest.yaml_file import read_yaml_file
from kb.action import Span
from kb.document import Document
from kb.reading_note import ReadingNote

READING_NOTES = "reading_notes"


class _InThreeLanguages(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    nl: Annotated[str, Field(min_length=1)]
    fr: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]


class NoteRow(BaseModel):
    """A note as an editor writes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    quotes: Annotated[tuple[str, ...], Field(min_length=1)]
    along: tuple[str, ...] = ()
    note: _InThreeLanguages | None = None


class _NoteFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    source: str
    notes: list[NoteRow]


@dataclass(frozen=True, slots=True)
class PlacedNotes:
    """Notes whose words all stand in their source, with a warning for each that had to go."""

    notes: tuple[ReadingNote, ...]
    warnings: tuple[str, ...]


def read_notes(folder: Path) -> list[tuple[str, NoteRow]]:
    """Source id and row of every note below `reading_notes/`. Raises SourceError that names the file and field."""
    rows: list[tuple[str, NoteRow]] = []
    for path in sorted(folder.glob(f"{READING_NOTES}/*.yaml")):
        file = read_yaml_file(path, _NoteFile)
        rows += [(file.source, row) for row in file.notes]
    return rows


def placed_notes(rows: Sequence[tuple[str, NoteRow]], documents: Mapping[str, Document]) -> PlacedNotes:
    """The notes whose source is there and still holds all their words."""
    notes: list[ReadingNote] = []
    warnings: list[str] = []
    for source_id, row in rows:
        if (document := documents.get(source_id)) is None:
            continue
        places = {quote: _places(quote, document) for quote in (*row.quotes, *row.along)}
        if lost := next((quote for quote, spans in places.items() if not spans), None):
            warnings.append(
                f"leesnota {row.id!r} is weggelaten, want haar citaat staat niet in bron {source_id!r}: «{lost[:80]}»"
            )
            continue
        spans = tuple(span for quote in row.quotes for span in places[quote])
        along = tuple(places[quote][0] for quote in row.along)
        note = (row.note.nl, row.note.fr, row.note.en) if row.note else None
        notes.append(ReadingNote(row.id, source_id, spans, along, note))
    return PlacedNotes(tuple(notes), tuple(warnings))


def _places(quote: str, document: Document) -> list[Span]:
    """Everywhere that the words stand, white space apart."""
    words = r"\s+".join(map(re.escape, quote.split()))
    return [Span(*match.span()) for match in re.finditer(words, document.text)]
