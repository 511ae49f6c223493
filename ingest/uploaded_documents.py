"""What an editor does with documents: add, replace, take out, put back. All of it happens, or nothing."""

from dataclasses import dataclass
from pathlib import Path

from ingest.file_writing import write_all
from ingest.index_building import Progress
from ingest.ingest_corpus import ingest_corpus, remove_source
from ingest.ingest_report import IngestReport
from ingest.set_aside import set_aside, write_set_aside
from ingest.source_list import CORPUS_ROOT, UPLOADS_ROOT, SourceFile, digest_of
from ingest.uploads_folder import (
    LONGEST_NAME,
    Record,
    all_or_nothing,
    records_of,
    replace_uploads,
    safe_name,
    write_records,
)
from kb.encoder import Encoder, open_encoder
from kb.errors import ModelMismatch, SourceError
from kb.index_state import SetAside
from kb.partner import slug
from kb.settings import Settings
from kb.source import Source
from kb.store import Store


@dataclass(frozen=True, slots=True)
class Upload:
    """A document as it was received, with what its editor says of it; empty where he says nothing."""

    file_name: str
    data: bytes
    title: str = ""
    publisher: str = ""
    date: str = ""
    address: str = ""


def add_document(upload: Upload, settings: Settings, progress: Progress) -> IngestReport:
    """Takes a document in under an id of its own. Raises SourceError with the reason when it cannot be read."""
    encoder = open_encoder(settings.embedding_model)
    with all_or_nothing(settings):
        taken = {source.source_id for source in _sources(settings)}
        taken |= {record["id"] for record in records_of(settings.uploads)}
        taken |= {entry.source_id for entry in set_aside(settings)}
        stem = slug(Path(upload.file_name).stem)[:LONGEST_NAME].strip("-")
        candidates = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
        source_id = next(candidate for candidate in candidates if candidate not in taken)
        return _taken_in(source_id, upload, settings, encoder, progress)


def replace_document(source_id: str, upload: Upload, settings: Settings, progress: Progress) -> IngestReport:
    """Puts another file in the place of a source; what the editor leaves open stays as it was.

    A file of the corpus or of elsewhere stays where it is: the upload goes before it.
    """
    encoder = open_encoder(settings.embedding_model)
    with all_or_nothing(settings):
        source = _source(source_id, settings)
        if SourceFile(Path(upload.file_name), "").kind != source.kind:
            wanted = "een rollenkaart" if source.kind == "role_map" else "een tekst"
            raise SourceError(f"bron {source_id!r} is {wanted}, en dit bestand niet; voeg het toe als nieuw document")
        if source.root == UPLOADS_ROOT:
            _drop_file(source_id, settings)
        else:
            _keep_aside(source, settings)
        described = Upload(
            upload.file_name, upload.data, upload.title or source.title, upload.publisher or source.publisher or "",
            upload.date, upload.address or source.address or "",
        )  # fmt: skip
        return _taken_in(source_id, described, settings, encoder, progress)


def take_out(source_id: str, settings: Settings) -> IngestReport:
    """Takes a source out of the index; of the corpus only out of this index, its file stays."""
    encoder = open_encoder(settings.embedding_model)
    with all_or_nothing(settings):
        source = _source(source_id, settings)
        if source.root == UPLOADS_ROOT:
            _drop_file(source_id, settings)
        else:
            _keep_aside(source, settings)
        return remove_source(source_id, settings, encoder)


def remove_for_good(source_id: str, settings: Settings) -> None:
    """What the command line does: an upload goes with its file; what the corpus holds returns at its next ingest."""
    if any(record["id"] == source_id for record in records_of(settings.uploads)):
        take_out(source_id, settings)
    else:
        remove_source(source_id, settings, open_encoder(settings.embedding_model))


def put_back(source_id: str, settings: Settings, progress: Progress) -> IngestReport:
    """Reads a document of the corpus again that was taken out or replaced; what replaced it goes."""
    encoder = open_encoder(settings.embedding_model)
    with all_or_nothing(settings):
        aside = set_aside(settings)
        entry = next((entry for entry in aside if entry.source_id == source_id), None)
        if entry is None:
            raise SourceError(f"bron {source_id!r} wordt niet buiten de index gehouden")
        path = settings.corpus / entry.file
        if not path.is_file():
            raise SourceError(f"het bestand {entry.file} staat niet meer in het corpus ({settings.corpus})")
        write_set_aside([other for other in aside if other is not entry], settings)
        if _drop_file(source_id, settings):
            # While what replaced it holds its name, a document without a source record would get another one.
            remove_source(source_id, settings, encoder)
        report = ingest_corpus([], settings, encoder, progress=progress)
        _check_taken_in(path, path.read_bytes(), report, settings)
        return report


def restore_index(name: str, settings: Settings) -> None:
    """Lets an earlier index serve again, with the uploaded documents that it was made of.

    Raises StoreError when it is not whole, ModelMismatch when another model made it.
    """
    model = open_encoder(settings.embedding_model).name
    with all_or_nothing(settings):
        store = Store(settings.store)
        made_by = {generation.folder.name: generation.manifest.model for generation in store.generations()}.get(name)
        if made_by not in (None, model):
            raise ModelMismatch(
                f"die index is gemaakt met model {made_by} en nu is {model} ingesteld; er is niets veranderd"
            )
        generation = store.restore(name)
        replace_uploads(generation.folder / UPLOADS_ROOT, settings)


def _taken_in(
    source_id: str, upload: Upload, settings: Settings, encoder: Encoder, progress: Progress
) -> IngestReport:  # fmt: skip
    """Writes the file and its record, and reads the folder."""
    _ = SourceFile(Path(upload.file_name), "").kind
    path = settings.uploads / safe_name(upload.file_name, settings.uploads)
    write_all({path: upload.data})
    records = [record for record in records_of(settings.uploads) if record["id"] != source_id]
    write_records([*records, _record(source_id, path.name, upload)], settings.uploads)
    report = ingest_corpus([settings.uploads], settings, encoder, progress=progress)
    _check_taken_in(path, upload.data, report, settings)
    return report


def _record(source_id: str, file: str, upload: Upload) -> Record:
    told = {
        "title": upload.title, "publisher": upload.publisher, "date": upload.date, "address": upload.address,
        "received_name": upload.file_name,
    }  # fmt: skip
    return {"id": source_id, "file": file} | {key: value for key, value in told.items() if value}


def _check_taken_in(path: Path, data: bytes, report: IngestReport, settings: Settings) -> None:
    """Raises SourceError, with the pages where they are known, when the file did not become a source."""
    digest, place = digest_of(data), str(path.resolve())
    if any((source.path, source.digest) == (place, digest) for source in _sources(settings)):
        return
    refused = next((refused for refused in report.refused if refused.file == path.name), None)
    if refused is None:
        raise SourceError("het bestand kon niet ingelezen worden; er is niets veranderd")
    raise SourceError(refused.reason, refused.pages)


def _sources(settings: Settings) -> tuple[Source, ...]:
    return Store(settings.store).generation().manifest.sources


def _source(source_id: str, settings: Settings) -> Source:
    source = next((source for source in _sources(settings) if source.source_id == source_id), None)
    if source is None:
        raise SourceError(f"bron {source_id!r} staat niet meer in de index")
    return source


def _drop_file(source_id: str, settings: Settings) -> bool:
    """Takes an uploaded document out of its folder; whether there was one with this id."""
    records = records_of(settings.uploads)
    staying = [record for record in records if record["id"] != source_id]
    for record in records:
        if record not in staying:
            (settings.uploads / Path(record["file"]).name).unlink(missing_ok=True)
    write_records(staying, settings.uploads)
    return len(staying) < len(records)


def _keep_aside(source: Source, settings: Settings) -> None:
    """Notes a document of the corpus as left out; one of elsewhere is read again only when somebody asks for it."""
    if source.root != CORPUS_ROOT:
        return
    file = Path(source.path).relative_to(settings.corpus.resolve()).as_posix()
    entries = [entry for entry in set_aside(settings) if entry.source_id != source.source_id]
    write_set_aside([*entries, SetAside(source.source_id, source.title, file)], settings)
