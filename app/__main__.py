"""The command line: `duaal`. It builds the parts of the product and is the one place where all rooms meet."""

import io
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

# Read by numpy while it is imported. Its products are so small that a second thread costs more than it brings: a vector
# by the matrix of expected questions takes 2 ms on one, and up to 8 on two when both cores have other work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from app.commands import actions, ask, check, doctor, evaluation, ingest, roles, search, serve, sources
from app.printing import note
from app.web_parts import EditPreview
from kb.errors import DuaalError, QuestionError
from kb.settings import Settings, settings_from_environment

_COMMANDS: dict[str, Any] = {
    "ingest": ingest,
    "ask": ask,
    "search": search,
    "sources": sources,
    "roles": roles,
    "actions": actions,
    "check": check,
    "serve": serve,
    "eval": evaluation,
    "doctor": doctor,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command; returns 0, 1 for a failure told in one sentence, 2 for bad arguments."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = _parser().parse_args(argv)
    try:
        return _run(arguments, settings_from_environment(arguments.store))
    except QuestionError as error:
        note(f"duaal: {error}")
        return 2
    except DuaalError as error:
        note(f"duaal: {error}")
        return 1
    except KeyboardInterrupt:
        note("duaal: afgebroken")
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except Exception as error:
        note(f"duaal: onverwachte fout ({type(error).__name__}: {error}). Meld ze met de opdracht die u gaf")
        return 1


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="duaal", description="Wie doet wat in duaal leren, met het citaat erbij.")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="OPDRACHT")
    for name, command in _COMMANDS.items():
        command.add(subparsers.add_parser(name, help=command.HELP, description=command.HELP))
    return parser


def _run(arguments: Namespace, settings: Settings) -> int:
    command = _COMMANDS[arguments.command]
    if command is ingest:
        return ingest.run(arguments, settings, _ingest)
    if command is sources:
        return sources.run(arguments, settings, _remove)
    if command is roles:
        return roles.run(arguments, settings, _editing())
    if command is check:
        return check.run(arguments, settings, _message_text)
    if command is serve:
        return serve.run(arguments, settings, _editing(), _message_text)
    if command is evaluation:
        return evaluation.run(arguments, settings, _evaluate)
    return int(command.run(arguments, settings))


# The write path brings llama-index along, which takes seconds to import; reading must not wait for it.


def _ingest(
    paths: Sequence[Path], settings: Settings, only: bool, progress: Callable[[int, int], None]
) -> ingest.Report:
    from app.checking.evidence_units import keep_sources
    from ingest.ingest_corpus import ingest_corpus
    from kb.encoder import open_encoder
    from kb.knowledge_base import open_knowledge_base

    encoder = open_encoder(settings.embedding_model)
    report = ingest_corpus(paths, settings, encoder, only=only, progress=progress)
    with suppress(DuaalError, OSError):  # a check without them is slower, and as right
        keep_sources(open_knowledge_base(settings, encoder)[0])
    return report


def _remove(source_id: str, settings: Settings) -> None:
    from ingest.ingest_corpus import remove_source
    from kb.encoder import open_encoder

    remove_source(source_id, settings, open_encoder(settings.embedding_model))


def _evaluate(request: evaluation.EvalRequest, settings: Settings, tell: Callable[[str], None]) -> str:
    from evals.evaluate import evaluate

    return evaluate(request, settings, tell)


def _message_text(path: Path, data: bytes) -> str:
    from ingest.message_text import message_text

    return message_text(path, data)


def _editing() -> roles.Editing:
    def preview(source_id: str, data: bytes, name: str, settings: Settings) -> EditPreview:
        from ingest.role_map_editing import preview_edit

        return preview_edit(source_id, data, name, settings)

    def apply(source_id: str, data: bytes, name: str, settings: Settings, based_on: str | None = None) -> None:
        from ingest.role_map_editing import apply_edit

        apply_edit(source_id, data, name, settings, based_on)

    def versions(source_id: str, settings: Settings) -> Sequence[roles.Version]:
        from ingest.role_map_editing import previous_versions

        return previous_versions(source_id, settings)

    def restore(source_id: str, name: str, settings: Settings) -> None:
        from ingest.role_map_editing import restore_version

        restore_version(source_id, name, settings)

    def download(source_id: str, settings: Settings, form: str) -> bytes:
        from ingest.role_map_editing import role_map_file

        return role_map_file(source_id, settings, form)

    return roles.Editing(preview, apply, versions, restore, download)


if __name__ == "__main__":
    sys.exit(main())
