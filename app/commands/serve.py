"""`duaal serve`: the web app."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable

from app.commands.opening import add_store, opened
from app.editor_parts import EditorParts
from app.printing import note
from kb.settings import Settings

HELP = "start de webapp"


def add(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=_port, default=7860)
    add_store(parser)


def run(arguments: Namespace, settings: Settings, editing: Callable[[Settings], EditorParts | None]) -> int:
    """Serves until interrupted. The index is opened once before, so that a fault is told at once."""
    opened(settings)
    # Gradio takes seconds to import, which only this command should pay.
    from app.live_parts import live_parts
    from app.web_app import serve

    serve(
        lambda: live_parts(settings), arguments.host, arguments.port, note, editing(settings),
        counts_topics=settings.count_topics,
    )  # fmt: skip
    return 0


def _port(text: str) -> int:
    if not text.isdigit() or not 0 <= int(text) <= 65535:
        raise ArgumentTypeError(f"een poort van 0 tot 65535, niet {text!r}")
    return int(text)
