"""Source: one document or role map of the corpus, as it was received."""

from dataclasses import dataclass
from typing import Literal

SourceKind = Literal["policy_text", "role_map"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text comes from. `date` is what the document itself states, null when it states none."""

    source_id: str
    title: str
    publisher: str | None
    date: str | None
    language: str
    address: str | None
    kind: SourceKind
    file: str
    """Name of the file that was read."""
    received_name: str
    """Name under which the file was received, before it entered the corpus."""
    digest: str
    """SHA-256 of the bytes of the file, hexadecimal."""
    root: str
    """The folder or file that was ingested: `corpus` for the project's own, `uploads` for what editors
    uploaded, else an absolute path."""
    path: str
    """Where the file stood when it was read; tells it apart from another file with the same name."""
