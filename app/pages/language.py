"""The language of the interface: the one that the address asks for (`?taal=fr`), else Dutch."""

from collections.abc import Mapping
from typing import Protocol, get_args

from app.records.answer import Language

PARAMETER = "taal"
"""Name in the query of an address; links between pages carry it along."""
LANGUAGES: tuple[Language, ...] = get_args(Language)
NAMES: Mapping[Language, str] = {"nl": "Nederlands", "fr": "Français", "en": "English"}
"""Each language as its own readers call it."""


class _Asked(Protocol):
    """A request of Gradio or FastAPI."""

    @property
    def query_params(self) -> Mapping[str, str]: ...


def page_language(request: _Asked) -> Language:
    """What the visitor of this page reads. Anything but a language that the pages have is Dutch."""
    return language_named(request.query_params.get(PARAMETER))


def language_named(code: str | None) -> Language:
    """The language with this code; Dutch for any other."""
    return next((language for language in LANGUAGES if language == code), "nl")


def address_in(address: str, language: Language) -> str:
    """An address of our own, with the language where it is not Dutch."""
    if language == "nl":
        return address
    return f"{address}{'&' if '?' in address else '?'}{PARAMETER}={language}"
