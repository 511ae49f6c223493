"""WebParts: what the pages need from the rest of the product, as plain functions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.answer import Answer, Language, Persona
from kb.source import Source


def _always() -> bool:
    return True


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
