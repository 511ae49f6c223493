"""`duaal serve`: the web app."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.commands.check import ReadMessage
from app.commands.opening import add_store, opened
from app.commands.printing import note
from app.pages.allowed_sites import allowed_sites
from app.pages.editor_parts import EditorParts
from app.pages.feedback import keep_feedback
from app.pages.web_parts import WebParts
from kb.settings import Settings
from kb.source import Source

HELP = "start de webapp"


def add(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=_port, default=7860)
    add_store(parser)


def run(
    arguments: Namespace, settings: Settings, editing: Callable[[Settings], EditorParts | None],
    read_message: ReadMessage, pdf_of: Callable[[Source], Path | None],
) -> int:  # fmt: skip
    """Serves until interrupted. The index is opened once before, so that a fault is told at once."""
    opened(settings)
    sites = allowed_sites(settings.api_origins, settings.embed_origins)
    # Gradio takes seconds to import, which only this command should pay.
    from app.live_parts import live_parts
    from app.web_app import serve

    def loaded() -> WebParts:
        return live_parts(settings, lambda name, data: read_message(Path(name), data), pdf_of)

    serve(
        loaded, arguments.host, arguments.port, note, editing(settings), sites, counts_topics=settings.count_topics,
        keep_feedback=partial(keep_feedback, settings.store) if settings.feedback else None,
    )  # fmt: skip
    return 0


def _port(text: str) -> int:
    if not text.isdigit() or not 0 <= int(text) <= 65535:
        raise ArgumentTypeError(f"een poort van 0 tot 65535, niet {text!r}")
    return int(text)
