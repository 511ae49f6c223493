"""The command line: `duaal`. It builds the parts of the product and is the one place where all rooms meet."""

import io
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

# Read by numpy while it is imported. Its products are so small that a second thread costs more than it brings: a vector
# by the matrix of expected questions takes 2 ms on one, and up to 8 on two when both cores have other work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from app.checking.house_remarks import shipped_wording
from app.commands import actions, ask, check, doctor, evaluation, ingest, roles, search, serve, sources
from app.commands.printing import note
from app.pages.editor_parts import DocumentEditing, DocumentUpload, EditorParts, IngestReport, Progress, TopicCount
from app.pages.table_editing import EditableTable, EditPreview, TableEditing, TableVersion
from kb.earlier_index import earlier_indexes
from kb.errors import DuaalError, QuestionError
from kb.index_state import IndexState
from kb.knowledge_base import open_generation
from kb.settings import Settings, settings_from_environment
from kb.source import Source
from kb.store import Store

if TYPE_CHECKING:
    from ingest.table_editing import Edited

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
        return serve.run(arguments, settings, editor_parts, _message_text, _pdf_of)
    if command is evaluation:
        return evaluation.run(arguments, settings, _evaluate)
    return int(command.run(arguments, settings))


# The write path brings llama-index along, which takes seconds to import; reading must not wait for it.


def _ingest(paths: Sequence[Path], settings: Settings, only: bool, progress: Progress) -> ingest.Report:
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
    from ingest.uploaded_documents import remove_for_good

    remove_for_good(source_id, settings)


def _evaluate(request: evaluation.EvalRequest, settings: Settings, tell: Callable[[str], None]) -> str:
    from evals.evaluate import evaluate

    return evaluate(request, settings, tell)


def _message_text(path: Path, data: bytes) -> str:
    from ingest.message_text import message_text

    return message_text(path, data)


def _pdf_of(source: Source) -> Path | None:
    from ingest.source_list import pdf_of

    return pdf_of(source)


def _editing() -> roles.Editing:
    def preview(source_id: str, data: bytes, name: str, settings: Settings) -> EditPreview:
        from ingest.role_map_editing import preview_edit

        return preview_edit(source_id, data, name, settings)

    def apply(source_id: str, data: bytes, name: str, settings: Settings, based_on: str | None = None) -> None:
        from ingest.role_map_editing import apply_edit

        apply_edit(source_id, data, name, settings, based_on)

    def versions(source_id: str, settings: Settings) -> Sequence[TableVersion]:
        from ingest.role_map_editing import previous_versions

        return previous_versions(source_id, settings)

    def restore(source_id: str, name: str, settings: Settings) -> None:
        from ingest.role_map_editing import restore_version

        restore_version(source_id, name, settings)

    def download(source_id: str, settings: Settings, form: str) -> bytes:
        from ingest.role_map_editing import role_map_file

        return role_map_file(source_id, settings, form)

    return roles.Editing(preview, apply, versions, restore, download)


def editor_parts(settings: Settings) -> EditorParts | None:
    """What editors can do in the web app; null, and so no page for them, until a way to sign in is set."""
    if settings.editor_password is None and settings.editor_proxy_header is None:
        return None

    def state() -> IndexState:
        from ingest.source_states import index_state

        return index_state(settings)

    def restore_index(name: str) -> None:
        from ingest.uploaded_documents import restore_index

        restore_index(name, settings)

    def evaluate(name: str) -> str:
        request = evaluation.EvalRequest(name, results=settings.store / "evaluations")
        return _evaluate(request, settings, lambda line: None)

    def topics() -> Sequence[TopicCount]:
        from app.editor.topic_counts import counted_topics

        return counted_topics(settings)

    return EditorParts(
        state, _documents(settings), _tables(settings), lambda: earlier_indexes(Store(settings.store)), restore_index,
        evaluate, topics if settings.count_topics else None, settings.editor_password, settings.editor_proxy_header,
    )  # fmt: skip


def _documents(settings: Settings) -> DocumentEditing:
    def add(given: DocumentUpload, progress: Progress) -> IngestReport:
        from ingest.uploaded_documents import Upload, add_document

        return add_document(Upload(**asdict(given)), settings, progress)

    def replace(source_id: str, given: DocumentUpload, progress: Progress) -> IngestReport:
        from ingest.uploaded_documents import Upload, replace_document

        return replace_document(source_id, Upload(**asdict(given)), settings, progress)

    def take_out(source_id: str) -> IngestReport:
        from ingest.uploaded_documents import take_out

        return take_out(source_id, settings)

    def put_back(source_id: str, progress: Progress) -> IngestReport:
        from ingest.uploaded_documents import put_back

        return put_back(source_id, settings, progress)

    return DocumentEditing(add, replace, take_out, put_back, lambda tell: _ingest((), settings, False, tell))


_GLOSSARY, _WORDING = "lijst:woordenlijst", "lijst:woordkeuze"
_LISTS = (
    EditableTable(_GLOSSARY, "Woordenlijst", "Begrippen met hun andere woorden; ze helpen vragen begrijpen."),
    EditableTable(_WORDING, "Woordkeuze van het huis", "Opmerkingen op woorden bij de controle van een bericht."),
)


def _tables(settings: Settings) -> TableEditing:
    """Role maps, and the lists of the house. No id of a role map holds a colon."""
    maps = _editing()

    def edited(table: str) -> "Edited | None":
        from ingest.edited_tables import GLOSSARY_TABLE, HOUSE_WORDING_TABLE
        from ingest.table_editing import Edited

        lists = {
            _GLOSSARY: (GLOSSARY_TABLE, settings.corpus / GLOSSARY_TABLE.file),
            _WORDING: (HOUSE_WORDING_TABLE, shipped_wording()),
        }
        return Edited(*lists[table], settings) if table in lists else None

    def tables() -> list[EditableTable]:
        sources = open_generation(settings)[0].manifest.sources
        return [*(EditableTable(s.source_id, s.title) for s in sources if s.kind == "role_map"), *_LISTS]

    def download(table: str) -> bytes:
        own = edited(table)
        return own.workbook() if own else maps.download(table, settings, "xlsx")

    def preview(table: str, data: bytes, name: str) -> EditPreview:
        own = edited(table)
        return own.preview(table, data, name) if own else maps.preview(table, data, name, settings)

    def apply(table: str, data: bytes, name: str, based_on: str) -> None:
        if own := edited(table):
            own.apply(data, name, based_on)
        else:
            maps.apply(table, data, name, settings, based_on)

    def versions(table: str) -> Sequence[TableVersion]:
        own = edited(table)
        return own.versions() if own else maps.versions(table, settings)

    def restore(table: str, name: str) -> None:
        if own := edited(table):
            own.restore(name)
        else:
            maps.restore(table, name, settings)

    return TableEditing(tables, download, preview, apply, versions, restore)


if __name__ == "__main__":
    sys.exit(main())
