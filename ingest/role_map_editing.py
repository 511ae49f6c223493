"""Editing a role map: what an edited file would change, the change made, and earlier versions brought back.

STORE/previous/SOURCE_ID/TIMESTAMP.yaml holds every version that an edit replaced.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from pydantic import ValidationError

from ingest.edit_preview import EditPreview
from ingest.file_writing import write_all
from ingest.ingest_corpus import ingest_corpus
from ingest.ingest_report import IngestReport
from ingest.previous_versions import PreviousVersion, keep_version, version_named, versions_in
from ingest.role_map import role_map_of
from ingest.role_map_changes import row_changes, service_changes
from ingest.role_map_fault import Fault, RoleMapFaults
from ingest.role_map_file import RoleMapFile, Row
from ingest.role_map_matrix import resolved
from ingest.role_map_row import service_of
from ingest.role_map_rows import read_rows, services_file
from ingest.role_map_writing import as_csv, as_matrix, as_xlsx, as_yaml, services_csv
from ingest.source_list import CORPUS_ROOT, ROLE_MAPS, UPLOADS_ROOT, digest_of
from kb.document import Document
from kb.encoder import open_encoder
from kb.errors import SourceError, StoreLocked
from kb.knowledge_base import open_generation
from kb.participation import Service
from kb.partner import PartnerNames
from kb.settings import Settings
from kb.source import Source


def preview_edit(source_id: str, data: bytes, file_name: str, settings: Settings) -> EditPreview:
    """What the edited file would change in a role map; nothing is written. Raises SourceError for an unknown map."""
    known = _known(source_id, settings)
    current = _current(known)
    try:
        edited = _checked(_merged(_uploaded(file_name, data), current), known)
    except RoleMapFaults as error:
        return EditPreview(source_id, file_name, faults=tuple(error.reason.split("\n")), based_on=known.digest)
    except SourceError as error:
        return EditPreview(source_id, file_name, faults=(error.reason,), based_on=known.digest)
    before = _by_id(current, known)
    roles, services = row_changes(before.rows, edited.rows), service_changes(before.services, edited.services)
    return EditPreview(
        source_id, file_name, roles.added + services.added, roles.removed + services.removed,
        roles.changed + services.changed, based_on=known.digest,
    )  # fmt: skip


def apply_edit(
    source_id: str, data: bytes, file_name: str, settings: Settings, based_on: str | None = None
) -> IngestReport:
    """Makes the edited file the map: writes the map's own file, keeps the version before it, and reads it again.

    `based_on` is that of the preview: a map that changed since then is left alone. Raises RoleMapFaults, or SourceError
    when the file cannot be written or read again; the map is then as it was.
    """
    known = _known(source_id, settings)
    if based_on and based_on != known.digest:
        raise SourceError(f"rollenkaart {source_id!r} is intussen veranderd; bekijk de wijzigingen opnieuw")
    current = _current(known)
    edited = _checked(_merged(_uploaded(file_name, data), current), known)
    return _replace(known, edited, current, settings, None)


def previous_versions(source_id: str, settings: Settings) -> tuple[PreviousVersion, ...]:
    """The versions that edits replaced, newest first."""
    _known(source_id, settings)
    return versions_in(_folder(source_id, settings), lambda path: len(read_rows(path, path.read_bytes()).rows))


def restore_version(source_id: str, name: str, settings: Settings) -> IngestReport:
    """Makes an earlier version the map again; the present one is kept as an earlier version too."""
    version = version_named(name, previous_versions(source_id, settings), f"rollenkaart {source_id!r}")
    known = _known(source_id, settings)
    data = version.path.read_bytes()
    restored = _checked(read_rows(version.path, data), known)
    return _replace(known, restored, _current(known), settings, data)


def role_map_file(source_id: str, settings: Settings, form: str = "xlsx") -> bytes:
    """The whole map as a file to edit: `xlsx`, `csv`, `yaml` or `matrix` (XLSX)."""
    known = _known(source_id, settings)
    file = _by_id(_current(known), known)
    writers: dict[str, Callable[[], bytes]] = {
        "xlsx": lambda: as_xlsx(file), "csv": lambda: as_csv(file), "yaml": lambda: as_yaml(file),
        "matrix": lambda: as_matrix(file, known.names),
    }  # fmt: skip
    return writers[form]()


@dataclass(frozen=True, slots=True)
class _Known:
    """A role map of the store with what its rows are checked against."""

    source: Source
    names: PartnerNames
    documents: Mapping[str, Document]
    data: bytes
    digest: str

    @property
    def path(self) -> Path:
        return Path(self.source.path)

    @property
    def other_services(self) -> dict[str, Service]:
        """Services of the other maps."""
        return {
            service.service_id: service
            for source_id, document in self.documents.items()
            if source_id != self.source.source_id
            for service in document.services
        }


def _known(source_id: str, settings: Settings) -> _Known:
    generation, _ = open_generation(settings)
    documents = {source.source_id: generation.document(source.source_id) for source in generation.manifest.sources}
    maps = [key for key, document in documents.items() if document.source.kind == "role_map"]
    if source_id not in maps:
        raise SourceError(f"rollenkaart {source_id!r} is niet gekend; gekend: {', '.join(maps) or 'geen'}")
    source = documents[source_id].source
    try:
        data = Path(source.path).read_bytes()
    except OSError as error:
        raise SourceError(
            f"het bestand van de rollenkaart is niet leesbaar: {source.path} ({error.strerror})"
        ) from error
    return _Known(source, generation.names(), documents, data, digest_of(data))


def _current(known: _Known) -> RoleMapFile:
    return read_rows(known.path, known.data)


def _uploaded(file_name: str, data: bytes) -> RoleMapFile:
    path = Path(file_name)
    if path.suffix.lower() not in ROLE_MAPS:
        raise SourceError(f"onbekend bestandstype {path.suffix!r}; toegelaten: {' '.join(sorted(ROLE_MAPS))}")
    return read_rows(path, data, alone=True)


def _merged(edited: RoleMapFile, current: RoleMapFile) -> RoleMapFile:
    """The edited rows; title and services of the map where the file holds none."""
    return RoleMapFile(
        edited.title or current.title, edited.rows, edited.services or current.services, edited.faults
    )  # fmt: skip


def _checked(file: RoleMapFile, known: _Known) -> RoleMapFile:
    """The file with ids for names, when it has no fault. Raises RoleMapFaults."""
    if not file.rows and not file.faults:
        raise RoleMapFaults([Fault("", None, "er staat geen enkele rij in; een rollenkaart wordt zo niet leeggemaakt")])
    role_map_of(known.source, file, known.names, known.documents, known.other_services)
    by_id = _by_id(file, known)
    if faults := _orphans(by_id, known):
        raise RoleMapFaults(faults)
    return by_id


def _orphans(file: RoleMapFile, known: _Known) -> list[Fault]:
    """Services that other maps use and that nobody would define any more."""
    defined = {row.values["id"] for row in file.services} | set(known.other_services)
    own = {service.service_id for service in known.documents[known.source.source_id].services}
    others = [document for document in known.documents.values() if document.source != known.source]
    users = {row.service: row.role_map for document in others for row in document.participations}
    return [
        Fault("diensten", "id", f"dienst {service!r} ontbreekt, maar rollenkaart {users[service]!r} gebruikt ze")
        for service in sorted((own - defined) & set(users))
    ]


def _by_id(file: RoleMapFile, known: _Known) -> RoleMapFile:
    own = {}
    for row in file.services:
        with suppress(SourceError, ValidationError):
            service = service_of(row)
            own[service.service_id] = service
    services = {**known.other_services, **own}
    return RoleMapFile(
        file.title, tuple(resolved(row, known.names, services).row for row in file.rows), file.services
    )  # fmt: skip


def _replace(
    known: _Known, file: RoleMapFile, current: RoleMapFile, settings: Settings, exact: bytes | None
) -> IngestReport:  # fmt: skip
    """Writes the map in the form of its own file and reads it again; puts everything back when that fails.

    `exact` is written as it stands where the map's own file is YAML. One edit at a time; a map that stands already
    as it should is only read again.
    """
    now = _by_id(current, known)
    if exact is None and (_values(file.rows), _values(file.services)) == (_values(now.rows), _values(now.services)):
        return _read_again(known, settings)
    folder = _folder(known.source.source_id, settings)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "lock", timeout=0):
            return _replaced(known, file, now, settings, exact)
    except Timeout as error:
        raise StoreLocked("een andere bewerking van deze rollenkaart loopt nog; probeer het straks opnieuw") from error
    except OSError as error:
        raise SourceError(
            f"de vorige versie kan niet bewaard worden in {folder} ({error.strerror}); er is niets veranderd"
        ) from error


def _values(rows: tuple[Row, ...]) -> list[Mapping[str, Any]]:
    return [row.values for row in rows]


def _replaced(
    known: _Known, file: RoleMapFile, current: RoleMapFile, settings: Settings, exact: bytes | None
) -> IngestReport:  # fmt: skip
    if digest_of(known.path.read_bytes()) != known.digest:
        raise SourceError(
            f"rollenkaart {known.source.source_id!r} is intussen veranderd; bekijk de wijzigingen opnieuw"
        )
    beside = services_file(known.path)
    before = {known.path: known.data} | ({beside: beside.read_bytes()} if beside.is_file() else {})
    new = _files(known, file, exact)
    kept = _keep(known, current, settings)
    try:
        write_all(new)
        report = _read_again(known, settings)
    except BaseException:
        with suppress(SourceError):
            write_all(before)
        kept.unlink(missing_ok=True)
        raise
    return report


def _files(known: _Known, file: RoleMapFile, exact: bytes | None) -> dict[Path, bytes]:
    ending = known.path.suffix.lower()
    if ending == ".xlsx":
        return {known.path: as_xlsx(file)}
    if ending == ".csv":
        return {known.path: as_csv(file)} | ({services_file(known.path): services_csv(file)} if file.services else {})
    return {known.path: exact or as_yaml(file, _comment_above(known.data))}


def _comment_above(data: bytes) -> str:
    lines = data.decode("utf-8-sig", errors="replace").splitlines(keepends=True)
    first = next((index for index, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    return "".join(lines[:first])


def _keep(known: _Known, current: RoleMapFile, settings: Settings) -> Path:
    is_yaml = known.path.suffix.lower() in (".yaml", ".yml")
    return keep_version(_folder(known.source.source_id, settings), known.data if is_yaml else as_yaml(current))


def _read_again(known: _Known, settings: Settings) -> IngestReport:
    """Ingests where the map came from, so that it keeps its place among the other sources."""
    named = {CORPUS_ROOT: settings.corpus, UPLOADS_ROOT: settings.uploads}
    root = named.get(known.source.root, Path(known.source.root))
    holds_it = root.resolve() in (known.path, *known.path.parents)
    paths = [root] if holds_it else [known.path]
    report = ingest_corpus(paths, settings, open_encoder(settings.embedding_model))
    for refused in report.refused:
        if refused.file == known.source.file:
            raise SourceError(
                f"de nieuwe rollenkaart kon niet ingelezen worden; er is niets veranderd: {refused.reason}"
            )
    return report


def _folder(source_id: str, settings: Settings) -> Path:
    return settings.store / "previous" / source_id
