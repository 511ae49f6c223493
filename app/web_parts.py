"""WebParts: what the pages need from the rest of the product, as plain functions."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from app.answer import Answer, Language, Persona
from app.checking.finding import Finding
from kb.errors import DuaalError
from kb.participation import Participation
from kb.source import Source


def _always() -> bool:
    return True


def _no_check(text: str) -> Iterable[Finding]:
    raise DuaalError("Hier kunnen geen boodschappen getoetst worden.")


def no_file(name: str, data: bytes) -> str:
    """Stands where no reader of files was handed in. Raises DuaalError."""
    raise DuaalError("Hier kunnen geen bestanden gelezen worden.")


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A row of a role map with what a page shows beside it."""

    participation: Participation
    kind: str
    """Kind of partner as the catalogue calls it; empty for a partner that it lacks."""
    in_plan: bool
    """Whether the plan names this partner at all."""
    title: str
    """Title of the source of the quote."""
    page: int | None
    around: str
    """The canonical text around the quote, quote included; empty for a row from another source."""
    around_start: int
    """Where `around` begins in the canonical text."""
    also_known: tuple[str, ...] = ()
    """Other names of the partner and lay words for the service, by which people look for them."""


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
    """What an edited role map would change. With a fault in it, nothing can be applied."""

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
        """Digest of the map that the file was compared with."""
        ...


class MapVersion(Protocol):
    """An earlier version of a role map."""

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
        """How many roles it holds."""
        ...


@dataclass(frozen=True, slots=True)
class RoleEditing:
    """What an editor can do with the role maps. Every function may raise DuaalError, told in its sentence."""

    password: str = field(repr=False)
    maps: Callable[[], Sequence[Source]]
    """The role maps, whose `source_id` the other functions take first."""
    download: Callable[[str], bytes]
    """The map as an Excel file."""
    preview: Callable[[str, bytes, str], EditPreview]
    """Source id, content and name of an edited file; changes nothing."""
    apply: Callable[[str, bytes, str, str], object]
    """The same, and `based_on` of the preview: makes the file the map, unless the map changed since that preview."""
    versions: Callable[[str], Sequence[MapVersion]]
    """Newest first."""
    restore: Callable[[str, str], object]
    """Makes an earlier version the map again, by its name."""


@dataclass(frozen=True, slots=True)
class WebParts:
    """Handed to the pages by whoever puts the product together; no page reaches further than this."""

    ask: Callable[[str, Persona, Language | None, tuple[str, ...]], Answer]
    """Question, persona, language (null: detect it) and the earlier questions, oldest first."""
    sources: Callable[[], tuple[Source, ...]]
    text: Callable[[str], str]
    """Canonical text of a source id."""
    actions: Callable[[], list[dict[str, Any]]] = list
    """The actions in their interface form; their titles stand on the source cards."""
    ready: Callable[[], bool] = _always
    """Whether the functions above answer at once, or wait for the sources to be loaded."""
    roles: Callable[[], tuple[RoleRow, ...]] = tuple
    """Every row of every role map that may be shown."""
    check: Callable[[str], Iterable[Finding]] = _no_check
    """A message: one finding a sentence, in order, each as soon as it is there."""
    message_text: Callable[[str, bytes], str] = no_file
    """Name and content of a file: the text of the message in it. Raises SourceError when it cannot be read."""
    editing: RoleEditing | None = None
    """How editors change a role map; null where editing is off."""
