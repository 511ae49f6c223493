"""EditPreview: what an edited file would change in a role map or another table."""

from dataclasses import dataclass

from ingest.role_map_changes import RowChange


@dataclass(frozen=True, slots=True)
class EditPreview:
    """What an edited file would change. With a fault, nothing can be applied and the changes are not told."""

    source_id: str
    file_name: str
    added: tuple[RowChange, ...] = ()
    removed: tuple[RowChange, ...] = ()
    changed: tuple[RowChange, ...] = ()
    faults: tuple[str, ...] = ()
    """Each with its place in the file, what was found and what is allowed."""
    based_on: str = ""
    """Digest of what it was compared with."""

    @property
    def is_empty(self) -> bool:
        """Whether the file says the same as what stands."""
        return not (self.added or self.removed or self.changed)
