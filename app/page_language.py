"""The language of the interface: the one that the address asks for (`?taal=fr`), else Dutch."""

from collections.abc import Mapping
from typing import Protocol, get_args

from app.answer import Language

PARAMETER = "taal"
"""Name in the query of an address; links between pages carry it along."""


class _Asked(Protocol):
    """A request of Gradio or FastAPI."""

    @property
    def query_params(self) -> Mapping[str, str]: ...


def page_language(request: _Asked) -> Language:
    """What the visitor of this page reads. Anything but a language that the pages have is Dutch."""
    asked = request.query_params.get(PARAMETER)
    return next((language for language in get_args(Language) if language == asked), "nl")
