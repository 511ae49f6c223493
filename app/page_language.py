"""The language of the interface: the one that the address asks for (`?taal=fr`), else Dutch."""

from typing import get_args

import gradio as gr

from app.answer import Language

PARAMETER = "taal"
"""Name in the query of an address; links between pages carry it along."""


def page_language(request: gr.Request) -> Language:
    """What the visitor of this page reads. Anything but a language that the pages have is Dutch."""
    asked = request.query_params.get(PARAMETER)
    return next((language for language in get_args(Language) if language == asked), "nl")
