"""EditorDesk: what happens behind each address for editors. Who is there, is already known to be an editor."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from fastapi import Request

from app.editor import words
from app.editor.documents import documents_page, removal_page, upload_of
from app.editor.evaluation import evaluation_page, result_of
from app.editor.indexes import indexes_page, restoring_page
from app.editor.jobs import Job, Jobs
from app.editor.login import EditorSession, PendingEdit
from app.editor.overview import overview_page
from app.editor.page import Place, moment
from app.editor.questions import questions_page
from app.editor.tables import changes_anything, check_workbook, preview_page, tables_page
from app.editor.upload import EditorForm
from app.editor.work import done, report_of, standing, work_page
from app.pages.editor_parts import EditorParts, IngestReport
from app.pages.table_editing import EditableTable
from kb.earlier_index import EarlierIndex
from kb.errors import DuaalError
from kb.index_state import SourceState

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORK, _MEASURE = "→werk", "→meten"
# A small change is done before the next page is asked for, and shows its report at once.
_PATIENCE = 1.0


class EditorDesk:
    """The functions behind the addresses, around one set of editing functions and the jobs that run."""

    def __init__(self, parts: EditorParts) -> None:
        self._parts = parts
        self._writes = Jobs(words.BUSY)
        self._evaluations = Jobs(words.EVALUATION_BUSY)

    # Overview and jobs

    def overview(self, place: Place, request: Request) -> str:
        """The first page; it also stands when there is no index to show."""
        try:
            return overview_page(place, self._parts.state())
        except DuaalError as error:
            return overview_page(place, None, str(error))

    def read_again(self, session: EditorSession, place: Place, form: EditorForm, request: Request) -> str:
        """Reads everything again."""
        return self._ingest(words.READING_AGAIN, lambda job: self._parts.documents.read_again(job.progress))

    def work(self, place: Place, request: Request) -> str:
        """The job that runs, or the report of the latest."""
        return work_page(place, self._writes.latest)

    def work_standing(self) -> dict[str, Any]:
        """How far it is."""
        return standing(self._writes.latest)

    # Documents

    def documents(self, place: Place, request: Request) -> str:
        """Every document with what can be done to it."""
        return documents_page(place, self._parts.state())

    def add_document(self, session: EditorSession, place: Place, form: EditorForm, request: Request) -> str:
        """Takes a new document in."""
        upload = upload_of(form)
        title = words.ADDING.format(name=upload.file_name)
        return self._ingest(title, lambda job: self._parts.documents.add(upload, job.progress))

    def replace_document(self, session: EditorSession, place: Place, form: EditorForm, request: Request) -> str:
        """Puts another file in the place of a document."""
        upload, source = upload_of(form), self._source(form.field("bron"))
        title = words.REPLACING.format(title=source.source.title, name=upload.file_name)
        return self._ingest(
            title, lambda job: self._parts.documents.replace(source.source.source_id, upload, job.progress)
        )

    def asked_to_remove(self, place: Place, request: Request) -> str:
        """Asks whether a document is to go."""
        return removal_page(place, self._source(request.query_params.get("bron", "")))

    def remove_document(self, session: EditorSession, place: Place, form: EditorForm, request: Request) -> str:
        """Takes a document out of the index."""
        source = self._source(form.field("bron")).source
        title = words.REMOVING.format(title=source.title)
        return self._ingest(title, lambda job: self._parts.documents.take_out(source.source_id))

    def put_document_back(self, session: EditorSession, place: Place, form: EditorForm, request: Request) -> str:
        """Reads a document of the corpus again that was taken out."""
        asked = form.field("bron")
        entry = next((entry for entry in self._parts.state().aside if entry.source_id == asked), None)
        if entry is None:
            raise DuaalError(words.UNKNOWN_SOURCE)
        title = words.PUTTING_BACK.format(title=entry.title)
        return self._ingest(title, lambda job: self._parts.documents.put_back(entry.source_id, job.progress))

    # Tables

    def tables(self, place: Place, request: Request) -> str:
        """Each table with its earlier versions."""
        editing = self._parts.tables
        return tables_page(place, [(table, editing.versions(table.table_id)) for table in editing.tables()])

    def table_file(self, request: Request) -> tuple[bytes, dict[str, str]]:
        """A table to edit."""
        table = self._table(request)
        name = quote(table.table_id.replace(":", "-"))
        return self._parts.tables.download(table.table_id), {
            "content-type": _XLSX, "content-disposition": f"attachment; filename*=UTF-8''{name}.xlsx",
        }  # fmt: skip

    def look_at_table(self, session: EditorSession, place: Place, form: EditorForm, request: Request) -> str:
        """The preview; the file waits in memory for a confirmation."""
        session.pending = None
        table = self._table(request)
        check_workbook(form)
        preview = self._parts.tables.preview(table.table_id, form.data, form.file_name)
        if changes_anything(preview):
            session.pending = PendingEdit(table.table_id, form.data, form.file_name, preview.based_on)
        return preview_page(place, table, form.file_name, preview)

    def apply_table(self, session: EditorSession, place: Place, form: EditorForm, request: Request) -> str:
        """Applies what the editor saw; a table that changed since then is left alone."""
        self._writes.check_free()  # so that the file goes on waiting where another change runs
        pending, session.pending = session.pending, None
        table = self._table(request)
        if pending is None or pending.table_id != table.table_id:
            raise DuaalError(words.NOTHING_PENDING)

        def act(job: Job) -> str:
            self._parts.tables.apply(table.table_id, pending.data, pending.file_name, pending.based_on)
            return done(words.APPLIED.format(title=table.title))

        return self._begin(words.APPLYING.format(title=table.title), act)

    def restore_table(self, session: EditorSession, place: Place, form: EditorForm, request: Request) -> str:
        """Puts back one of the versions that exist."""
        session.pending = None
        table, name = self._table(request), form.field("versie")
        if name not in [version.name for version in self._parts.tables.versions(table.table_id)]:
            raise DuaalError(words.UNKNOWN_VERSION)

        def act(job: Job) -> str:
            self._parts.tables.restore(table.table_id, name)
            return done(words.RESTORED.format(title=table.title))

        return self._begin(words.RESTORING.format(title=table.title), act)

    # Earlier indexes

    def indexes(self, place: Place, request: Request) -> str:
        """The indexes that are kept."""
        return indexes_page(place, self._parts.indexes())

    def asked_to_restore(self, place: Place, request: Request) -> str:
        """Asks whether an earlier index is to answer."""
        return restoring_page(place, self._index(request.query_params.get("index", "")))

    def restore_index(self, session: EditorSession, place: Place, form: EditorForm, request: Request) -> str:
        """Lets an earlier index answer."""
        index = self._index(form.field("index"))

        def act(job: Job) -> str:
            self._parts.restore_index(index.name)
            return done(words.INDEX_RESTORED.format(moment=moment(index.created)))

        return self._begin(words.RESTORING_INDEX.format(moment=moment(index.created)), act)

    # Questions and measurements

    def questions(self, place: Place, request: Request) -> str:
        """What was asked about."""
        return questions_page(place, self._parts.topics() if self._parts.topics else None)

    def evaluations(self, place: Place, request: Request) -> str:
        """The choice, and the latest result."""
        return evaluation_page(place, self._evaluations.latest)

    def evaluate(self, session: EditorSession, place: Place, form: EditorForm, request: Request) -> str:
        """Begins to measure."""
        name = form.field("meting")
        if name not in words.EVALUATIONS:
            raise DuaalError(words.UNKNOWN_EVALUATION)
        title = words.EVALUATING.format(name=words.EVALUATIONS[name])
        self._evaluations.start(title, lambda job: result_of(self._parts.evaluate(name)))
        return _MEASURE

    def evaluation_standing(self) -> dict[str, Any]:
        """How far it is."""
        return standing(self._evaluations.latest)

    def _ingest(self, title: str, ingest: Callable[[Job], IngestReport]) -> str:
        return self._begin(title, lambda job: report_of(ingest(job)))

    def _begin(self, title: str, act: Callable[[Job], str]) -> str:
        self._writes.start(title, act).ended.wait(_PATIENCE)
        return _WORK

    def _source(self, source_id: str) -> SourceState:
        found = next((state for state in self._parts.state().sources if state.source.source_id == source_id), None)
        if found is None:
            raise DuaalError(words.UNKNOWN_SOURCE)
        return found

    def _table(self, request: Request) -> EditableTable:
        asked = request.path_params["table_id"]
        found = next((table for table in self._parts.tables.tables() if table.table_id == asked), None)
        if found is None:
            raise DuaalError(words.UNKNOWN_MAP)
        return found

    def _index(self, name: str) -> EarlierIndex:
        found = next((index for index in self._parts.indexes() if index.name == name), None)
        if found is None or found.serves:
            raise DuaalError(words.UNKNOWN_INDEX)
        return found
