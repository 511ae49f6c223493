"""IngestReport: what an ingest did with every file."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Refused:
    """A file, or pages of it, that could not be read, and why."""

    file: str
    reason: str
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestReport:
    """Source ids by what happened to them; refused files by name. `embedded` counts passages that met the model."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    refused: tuple[Refused, ...]
    passages: int
    embedded: int
    seconds: float
    warnings: tuple[str, ...] = ()
    duplicates: int = 0
    """Files that were read and found to hold the text of another source."""

    @property
    def read_anything(self) -> bool:
        """Whether at least one file was read or stood unchanged."""
        return bool(self.added or self.changed or self.unchanged or self.duplicates)

    def to_json(self) -> dict[str, Any]:
        """The interface form."""
        return asdict(self)
