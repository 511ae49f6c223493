"""TableEditing: what editors can do with tables (role maps, glossary, house wording), as plain functions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


class FieldEdit(Protocol):
    """A field that an edit changes."""

    @property
    def field(self) -> str:
        """Name of the column."""
        ...

    @property
    def old(self) -> str:
        """The value now."""
        ...

    @property
    def new(self) -> str:
        """The value that it gets."""
        ...


class RowEdit(Protocol):
    """A row that an edit adds, removes or changes."""

    @property
    def name(self) -> str:
        """The row in words: partner, service, role."""
        ...

    @property
    def fields(self) -> Sequence[FieldEdit]:
        """What changes, old and new; empty where the whole row comes or goes."""
        ...


class EditPreview(Protocol):
    """What an edited table would change. With a fault in it, nothing can be applied."""

    @property
    def added(self) -> Sequence[RowEdit]:
        """Rows that come."""
        ...

    @property
    def removed(self) -> Sequence[RowEdit]:
        """Rows that go."""
        ...

    @property
    def changed(self) -> Sequence[RowEdit]:
        """Rows of which fields change."""
        ...

    @property
    def faults(self) -> Sequence[str]:
        """Each with its place in the file, what was found and what is allowed."""
        ...

    @property
    def based_on(self) -> str:
        """Digest of the table that the file was compared with."""
        ...


class TableVersion(Protocol):
    """An earlier version of a table."""

    @property
    def name(self) -> str:
        """Name by which it is restored."""
        ...

    @property
    def saved(self) -> str:
        """ISO time."""
        ...

    @property
    def rows(self) -> int:
        """How many rows it holds."""
        ...


@dataclass(frozen=True, slots=True)
class EditableTable:
    """A table that editors change by downloading it, editing it and sending it back."""

    table_id: str
    title: str
    note: str = ""
    """What an editor should know of it."""


@dataclass(frozen=True, slots=True)
class TableEditing:
    """Functions that take the id of a table first. Every one may raise DuaalError, told in its sentence."""

    tables: Callable[[], Sequence[EditableTable]]
    download: Callable[[str], bytes]
    """The table as an Excel file."""
    preview: Callable[[str, bytes, str], EditPreview]
    """Content and name of an edited file; changes nothing."""
    apply: Callable[[str, bytes, str, str], object]
    """The same, and `based_on` of the preview: makes the file the table, unless that changed since the preview."""
    versions: Callable[[str], Sequence[TableVersion]]
    """Newest first."""
    restore: Callable[[str, str], object]
    """Makes an earlier version the table again, by its name."""
