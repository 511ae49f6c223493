"""`duaal serve`: the web app."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.commands.opening import add_store, opened
from app.commands.roles import Editing
from app.feedback import keep_feedback
from app.printing import note
from app.web_parts import RoleEditing
from kb.knowledge_base import open_generation
from kb.settings import Settings
from kb.source import Source

HELP = "start de webapp"


def add(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=_port, default=7860)
    add_store(parser)


def run(arguments: Namespace, settings: Settings, editing: Editing, pdf_of: Callable[[Source], Path | None]) -> int:
    """Serves until interrupted. The index is opened once before, so that a fault is told at once."""
    opened(settings)
    # Gradio takes seconds to import, which only this command should pay.
    from app.live_parts import live_parts
    from app.web_app import serve

    serve(
        lambda: live_parts(settings, pdf_of),
        arguments.host,
        arguments.port,
        note,
        role_editing(settings, editing),
        partial(keep_feedback, settings.store) if settings.feedback else None,
    )
    return 0


def role_editing(settings: Settings, editing: Editing) -> RoleEditing | None:
    """What an editor can do with the role maps; null, and so no editor's page, until a password is set."""
    if settings.editor_password is None:
        return None
    return RoleEditing(
        password=settings.editor_password,
        maps=lambda: [s for s in open_generation(settings)[0].manifest.sources if s.kind == "role_map"],
        download=lambda source_id: editing.download(source_id, settings, "xlsx"),
        preview=lambda source_id, data, name: editing.preview(source_id, data, name, settings),
        apply=lambda source_id, data, name, based_on: editing.apply(source_id, data, name, settings, based_on),
        versions=lambda source_id: editing.versions(source_id, settings),
        restore=lambda source_id, name: editing.restore(source_id, name, settings),
    )


def _port(text: str) -> int:
    if not text.isdigit() or not 0 <= int(text) <= 65535:
        raise ArgumentTypeError(f"een poort van 0 tot 65535, niet {text!r}")
    return int(text)
