"""WebParts: what the pages need from the rest of the product, as plain functions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.answer import Answer, Language, Persona
from app.editor_parts import EditorParts
from kb.participation import Participation
from kb.source import Source


def _always() -> bool:
    return True


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
    editing: EditorParts | None = None
    """What editors can do; null where editing is off."""
    counts_topics: bool = False
    """Whether questions are counted by topic, which visitors are told."""
