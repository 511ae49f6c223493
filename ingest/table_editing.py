"""Editing the glossary and the house wording: what an edited file would change, the change made, versions put back.

STORE/edited/
  FILE                     the editor's own version; it goes before the one of the install
  previous/NAME/TIMESTAMP.yaml   every version that an edit replaced
"""

from dataclasses import dataclass
from pathlib import Path

from ingest.edit_preview import EditPreview
from ingest.edited_tables import EditedTable
from ingest.file_writing import write_all
from ingest.ingest_corpus import refresh_index
from ingest.previous_versions import PreviousVersion, keep_version, version_named, versions_in
from ingest.role_map_fault import RoleMapFaults
from ingest.source_list import digest_of
from kb.encoder import open_encoder
from kb.errors import SourceError, StoreError
from kb.settings import Settings
from kb.store import Store

SHIPPED = "meegeleverd"
"""The version that came with the install; putting it back ends the editor's own version."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A table of one store; `shipped` is the file of the install."""

    table: EditedTable
    shipped: Path
    settings: Settings

    @property
    def own(self) -> Path:
        """The editor's own version, which need not exist."""
        return self.settings.edited / self.table.file

    @property
    def path(self) -> Path:
        """The version that counts now."""
        return self.own if self.own.exists() else self.shipped

    def data(self) -> bytes:
        """Its bytes. Raises SourceError."""
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise SourceError(f"{self.path} is niet leesbaar ({error.strerror or error})") from error

    def workbook(self) -> bytes:
        """The table as an Excel file."""
        return self.table.form.workbook(self.table.rows_of(self.path))

    def preview(self, table_id: str, data: bytes, file_name: str) -> EditPreview:
        """What an edited file would change; nothing is written."""
        nothing = EditPreview(table_id, file_name, based_on=digest_of(self.data()))
        try:
            edited = self.table.form.read(file_name, data)
        except RoleMapFaults as error:
            return EditPreview(table_id, file_name, faults=tuple(error.reason.split("\n")), based_on=nothing.based_on)
        except SourceError as error:
            return EditPreview(table_id, file_name, faults=(error.reason,), based_on=nothing.based_on)
        return self.table.form.changes(self.table.rows_of(self.path), edited, nothing)

    def apply(self, data: bytes, file_name: str, based_on: str | None = None) -> None:
        """Makes the edited file the table. `based_on` is that of the preview: what changed since is left alone.

        Raises RoleMapFaults, SourceError, StoreError; the table is then as it was.
        """
        edited = self.table.form.read(file_name, data)
        with Store(self.settings.store).writing(throughout=True):
            if based_on and based_on != digest_of(self.data()):
                raise SourceError(f"{self.table.form.title} is intussen veranderd; bekijk de wijzigingen opnieuw")
            self._change(self.table.yaml_of(edited))

    def versions(self) -> tuple[PreviousVersion, ...]:
        """The versions that edits replaced, newest first; last the one of the install, where another one counts."""
        earlier = versions_in(self._previous, self.table.rows)
        if not self.own.exists():
            return earlier
        return (*earlier, PreviousVersion(SHIPPED, "", self.table.rows(self.shipped), self.shipped))

    def restore(self, name: str) -> None:
        """Makes an earlier version count again; the present one is kept as an earlier version too."""
        with Store(self.settings.store).writing(throughout=True):
            version = version_named(name, self.versions(), self.table.form.title)
            self._change(None if name == SHIPPED else version.path.read_bytes())

    @property
    def _previous(self) -> Path:
        return self.settings.edited / "previous" / Path(self.table.file).stem

    def _change(self, data: bytes | None) -> None:
        """Writes the table (null: ends the editor's own version); all is as it was when that fails."""
        before = self.own.read_bytes() if self.own.exists() else None
        try:
            kept = keep_version(self._previous, self.data())
        except OSError as error:
            raise StoreError(f"de vorige versie kan niet bewaard worden ({error.strerror or error})") from error
        try:
            self._write(data)
            if self.table.in_index:
                refresh_index(self.settings, open_encoder(self.settings.embedding_model))
        except BaseException:
            self._write(before)
            kept.unlink(missing_ok=True)
            raise

    def _write(self, data: bytes | None) -> None:
        if data is None:
            self.own.unlink(missing_ok=True)
        else:
            write_all({self.own: data})
            self.table.rows_of(self.own)
