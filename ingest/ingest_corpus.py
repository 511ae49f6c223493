"""The write path as a list of steps: files → documents → passages → a new generation that takes over in one step."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from ingest.expected_questions import placed_questions, texts_by_passage, words_of_services
from ingest.finding_aids import FindingAids, finding_aids
from ingest.index_building import Asked, Progress, build_index
from ingest.ingest_report import IngestReport, Refused
from ingest.known_gaps import placed_gaps
from ingest.passage_cutting import passages_of
from ingest.quote_placing import with_quotes_placed
from ingest.reading import read_policy_text
from ingest.reading_notes import placed_notes
from ingest.role_map import role_map_of
from ingest.role_map_rows import read_rows
from ingest.set_aside import set_aside
from ingest.source_list import CORPUS_ROOT, UPLOADS_ROOT, SourceFile, digest_of, files_of, source_of
from ingest.statement_list import statements_placed
from ingest.structure import document_of
from ingest.uploads_folder import copy_uploads
from kb.document import Document
from kb.encoder import Encoder
from kb.errors import DuaalError, SourceError, StoreError
from kb.expected_question import QuestionIndex
from kb.lexical_index import LexicalIndex
from kb.passage import Passage
from kb.passage_store import PassageStore
from kb.settings import CODE_VERSION, READER_VERSION, Settings
from kb.store import (
    FORMAT,
    Generation,
    Manifest,
    Store,
    write_aids,
    write_document,
    write_names,
    write_reading_notes,
    write_statements,
)


@dataclass
class _Tally:
    """What happened to the files so far."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    duplicates: set[str] = field(default_factory=set)
    """Paths of files that hold the text of another source."""


def ingest_corpus(
    paths: Sequence[Path],
    settings: Settings,
    encoder: Encoder,
    *,
    only: bool = False,
    progress: Progress = lambda done, total: None,
) -> IngestReport:
    """Reads the paths (none: the corpus of the install, and what editors uploaded) into the store.

    `only` makes the store hold just these paths. Raises StoreLocked, StoreError; a file that cannot be read is in the
    report. Nothing that was stored is lost when it fails.
    """
    started = time.monotonic()
    store = Store(settings.store)
    with store.writing():
        base = next(iter(store.generations()), None)
        tally = _Tally()
        roots = _roots(paths, settings)
        aids = _aids(roots, settings, tally)
        before = _documents_of(store, tally)
        aside = _aside(settings)
        files = _files(roots, settings.store.resolve(), before, aside, tally)
        staying = _staying(before, files, roots, aside, only=only)
        read = _read_all(files, before, staying, aids, tally)
        # With `only`, a slip in the name of a path must not empty the store.
        kept = _kept(before, staying if read or not only else before, read, files, tally)
        documents = _placed_anew(kept, tally)
        up_to_date = base is not None and _is_current(store, base, encoder, aids, documents, before)
        if up_to_date or not (documents or before):
            return _report(tally, base.manifest.passages if base and documents else 0, 0, started)
        passages, embedded = _new_generation(store, base, documents, aids, encoder, progress, settings.uploads, tally)
    return _report(tally, passages, embedded, started)


def remove_source(source_id: str, settings: Settings, encoder: Encoder) -> IngestReport:
    """Takes one source out of the store. Raises SourceError when it is not there."""
    return refresh_index(settings, encoder, without=source_id)


def refresh_index(
    settings: Settings, encoder: Encoder, progress: Progress = lambda done, total: None, without: str | None = None
) -> IngestReport:
    """Makes the index anew of the sources that stand, as they were read, with the aids of now (a changed glossary).

    `without` leaves one of them out. Raises SourceError when that is not there.
    """
    started = time.monotonic()
    store = Store(settings.store)
    with store.writing():
        base = store.generation()
        tally = _Tally(removed=[without] if without else [])
        documents = _documents_of(store, tally)
        if without is not None and documents.pop(without, None) is None:
            raise SourceError(f"bron {without!r} is niet gekend; gekend: {', '.join(documents) or 'geen'}")
        documents = _placed_anew(documents, tally)
        aids = _aids(_roots((), settings), settings, tally)
        passages, embedded = _new_generation(store, base, documents, aids, encoder, progress, settings.uploads, tally)
    return _report(tally, passages, embedded, started)


def _roots(paths: Sequence[Path], settings: Settings) -> list[tuple[Path, str]]:
    """Paths with the name under which their files are remembered."""
    named = {settings.corpus.resolve(): CORPUS_ROOT, settings.uploads.resolve(): UPLOADS_ROOT}
    own = [settings.corpus, *([settings.uploads] if settings.uploads.is_dir() else [])]
    return [(path, named.get(path.resolve(), str(path.resolve()))) for path in paths or own]


def _aids(roots: Sequence[tuple[Path, str]], settings: Settings, tally: _Tally) -> FindingAids:
    """What an editor changed first, then from the paths where they hold such files, else from the install's corpus."""
    edited = [settings.edited] if settings.edited.is_dir() else []
    folders = [*edited, *(path for path, root in roots if path.is_dir() and root != UPLOADS_ROOT)]
    aids = finding_aids([*folders, settings.corpus], settings.corpus)
    tally.refused.extend(aids.refused)
    return aids


def _aside(settings: Settings) -> frozenset[Path]:
    """Files of the corpus that an editor took out of the index."""
    return frozenset(settings.corpus.resolve() / entry.file for entry in set_aside(settings))


def _documents_of(store: Store, tally: _Tally) -> dict[str, Document]:
    """The sources that stand already; of one whose file is broken the copy in an earlier index, else a warning."""
    generations = store.generations()
    documents: dict[str, Document] = {}
    for source in generations[0].manifest.sources if generations else ():
        for generation in generations:
            if source not in generation.manifest.sources:
                continue
            try:
                documents[source.source_id] = generation.document(source.source_id)
                break
            except StoreError as error:
                fault = str(error)
        else:
            tally.warnings.append(f"{fault}. Lees {source.path} opnieuw in")
    return documents


def _files(
    roots: Sequence[tuple[Path, str]], store: Path, before: Mapping[str, Document], aside: frozenset[Path],
    tally: _Tally,
) -> list[SourceFile]:  # fmt: skip
    """All files of the paths, each once, the index itself and what was set aside left out. Policy texts first: role
    maps quote them; then those that stand already: of two files with the same text the one that stands keeps its place.
    """
    files: dict[Path, SourceFile] = {}
    for path, root in roots:
        try:
            for file in files_of(path, root):
                place = file.path.resolve()
                if place in aside or (place.is_relative_to(store) and root != UPLOADS_ROOT):
                    continue
                try:
                    _ = file.kind
                    files.setdefault(place, file)
                except SourceError as error:
                    tally.refused.append(Refused(file.path.name, error.reason))
        except SourceError as error:
            tally.refused.append(Refused(path.name or str(path), error.reason))
    standing = {document.source.path for document in before.values()}
    return sorted(
        files.values(),
        key=lambda file: (
            file.kind != "policy_text",
            _path(file) not in standing,
            # Of a text and a PDF of it the text is the source, the PDF its rendition.
            file.path.suffix.lower() == ".pdf",
        ),
    )


def _path(file: SourceFile) -> str:
    return str(file.path.resolve())


def _staying(
    before: Mapping[str, Document], files: Sequence[SourceFile], roots: Sequence[tuple[Path, str]],
    aside: frozenset[Path], *, only: bool,
) -> dict[str, Document]:  # fmt: skip
    """What stands already and was neither taken out of its folder, nor set aside, nor left out."""
    folders = {folder for path, root in roots if path.is_dir() for folder in (root, str(path.resolve()))}
    present = {_path(file) for file in files}

    def stays(document: Document) -> bool:
        path = Path(document.source.path)
        if path in aside or (only and str(path) not in present):
            return False
        was_in = document.source.root in folders or any(path.is_relative_to(folder) for folder in folders)
        return path.exists() or not was_in

    return {source_id: document for source_id, document in before.items() if stays(document)}


def _read_all(
    files: Sequence[SourceFile], before: Mapping[str, Document], staying: Mapping[str, Document],
    aids: FindingAids, tally: _Tally,
) -> dict[str, Document]:  # fmt: skip
    """Every file that can be read, by source id; of files with the same text the first."""
    documents: dict[str, Document] = {}
    for file in files:
        try:
            document = _read(file, {**before, **documents}, aids, tally)
        except SourceError as error:
            tally.refused.append(Refused(file.path.name, error.reason, error.pages))
            continue
        except OSError as error:
            tally.refused.append(Refused(file.path.name, f"het bestand is niet leesbaar: {error.strerror or error}"))
            continue
        if same := _double(document, documents, staying):
            tally.refused.append(Refused(file.path.name, f"{same}; één keer opgenomen"))
            tally.duplicates.add(_path(file))
            continue
        _count(document, before, tally)
        documents[document.source.source_id] = document
    return documents


def _read(file: SourceFile, known: Mapping[str, Document], aids: FindingAids, tally: _Tally) -> Document:
    data = file.path.read_bytes()
    file = replace(file, record=file.record or aids.records.get(digest_of(data)))
    taken = {source_id: document.source for source_id, document in known.items()}
    if file.kind == "role_map":
        rows = read_rows(file.path, data)
        services = {service.service_id: service for document in known.values() for service in document.services}
        return role_map_of(source_of(file, data, rows.title, taken), rows, aids.names, known, services)
    read = read_policy_text(file.path, data)
    source = source_of(file, data, read.title, taken)
    if (
        file.record
        and file.record.get("sha256") not in (None, source.digest)
        and file.path.name == Path(file.record["file"]).name
    ):
        tally.warnings.append(f"{file.path.name} is niet meer het bestand van de bronfiche (andere SHA-256)")
    if read.lost_pages:
        reason = "; ".join(f"p. {page}: {why}" for page, why in read.lost_pages)
        tally.refused.append(
            Refused(file.path.name, f"deels gelezen: {reason}", tuple(page for page, _ in read.lost_pages))
        )
    return document_of(source, read.blocks, aids.names)


def _double(document: Document, read: Mapping[str, Document], staying: Mapping[str, Document]) -> str | None:
    """Why a document need not be taken in: another file of its source, or one with the same text, is there already."""
    source = document.source
    if source.source_id in read:
        return f"hoort bij bron {source.source_id!r}, die al gelezen is"
    for source_id, other in {**staying, **read}.items():
        if source_id != source.source_id and other.source.path != source.path and other.text == document.text:
            return f"zelfde tekst als bron {source_id!r}"
    return None


def _count(document: Document, before: Mapping[str, Document], tally: _Tally) -> None:
    source_id = document.source.source_id
    stored = before.get(source_id)
    if stored is None:
        tally.added.append(source_id)
    elif stored.source.digest == document.source.digest and _content(stored) == _content(document):
        tally.unchanged.append(source_id)
    else:
        tally.changed.append(source_id)


def _content(document: Document) -> Document:
    """The document without where its file stood."""
    return replace(document, source=replace(document.source, path="", root=""))


def _kept(
    before: Mapping[str, Document], staying: Mapping[str, Document], read: Mapping[str, Document],
    files: Sequence[SourceFile], tally: _Tally,
) -> dict[str, Document]:  # fmt: skip
    """What the store will hold: what was read, and what stands already and stays.

    A file that is there but can no longer be read keeps its earlier version.
    """
    present = {_path(file) for file in files}
    elsewhere = tally.duplicates | {document.source.path for document in read.values()}
    kept: dict[str, Document] = {}
    for source_id, document in before.items():
        source = document.source
        if source_id in read:
            kept[source_id] = read[source_id]
        elif source_id not in staying or source.path in elsewhere:
            tally.removed.append(source_id)
        else:
            if source.path in present:
                tally.warnings.append(f"{source.file}: de vorige versie van bron {source_id!r} blijft staan")
            kept[source_id] = document
    return kept | {source_id: document for source_id, document in read.items() if source_id not in kept}


def _placed_anew(documents: Mapping[str, Document], tally: _Tally) -> dict[str, Document]:
    """The documents with every role map fitted to the policy texts that it quotes, also a map that was not read now."""
    fitted = dict(documents)
    for source_id, document in documents.items():
        if document.source.kind == "role_map":
            placed = with_quotes_placed(document, documents)
            tally.warnings.extend(placed.warnings)
            fitted[source_id] = placed.role_map
    return fitted


def _is_current(
    store: Store,
    base: Generation,
    encoder: Encoder,
    aids: FindingAids,
    documents: Mapping[str, Document],
    before: Mapping[str, Document],
) -> bool:
    manifest = base.manifest
    made_alike = (manifest.reader_version, manifest.aids_digest, manifest.model) == (
        READER_VERSION,
        aids.digest,
        encoder.name,
    )
    is_serving = base.folder.name == store.stamp()
    return is_serving and made_alike and dict(documents) == dict(before) and _is_whole(base)


def _is_whole(base: Generation) -> bool:
    """Whether all of the index can be read; a damaged one is built anew."""
    try:
        base.check()
        base.names()
        for source in base.manifest.sources:
            base.document(source.source_id)
        base.glossary()
        base.gaps()
        LexicalIndex.load(base.lexical)
        QuestionIndex.load(base.questions)
        return PassageStore.open(base.chroma).count() == base.manifest.passages
    except DuaalError:
        return False


def _new_generation(
    store: Store, base: Generation | None, documents: Mapping[str, Document], aids: FindingAids,
    encoder: Encoder, progress: Progress, uploads: Path, tally: _Tally,
) -> tuple[int, int]:  # fmt: skip
    """Builds beside the old index and swaps. Returns the number of passages and of those that were embedded."""
    passages: list[Passage] = [
        passage for document in documents.values() for passage in passages_of(document, aids.names)
    ]
    questions = placed_questions(aids.questions, documents.values(), passages)
    gaps = placed_gaps(aids.gaps, documents)
    tally.warnings.extend(gaps.warnings)
    beside = texts_by_passage(questions, words_of_services(documents.values(), passages))
    placed = statements_placed(aids.statements, documents)
    tally.warnings.extend(placed.warnings)
    notes = placed_notes(aids.notes, documents)
    tally.warnings.extend(notes.warnings)
    with store.building() as folder:
        for document in documents.values():
            write_document(folder, document)
        write_names(folder, aids.names)
        write_statements(folder, placed.statements)
        write_reading_notes(folder, notes.notes)
        write_aids(folder, aids.concepts, gaps.gaps)
        copy_uploads(uploads, folder / UPLOADS_ROOT)
        built = build_index(folder, passages, Asked(beside, (*questions, *gaps.questions)), encoder, base, progress)
        manifest = Manifest(
            FORMAT, CODE_VERSION, READER_VERSION, aids.digest, encoder.name, encoder.dimension,
            datetime.now(UTC).isoformat(timespec="seconds"), built.passages,
            tuple(document.source for document in documents.values()),
            passages_of=dict(Counter(passage.source_id for passage in passages)),
        )  # fmt: skip
        store.publish(folder, manifest)
    return built.passages, built.embedded


def _report(tally: _Tally, passages: int, embedded: int, started: float) -> IngestReport:
    return IngestReport(
        tuple(tally.added), tuple(tally.changed), tuple(tally.unchanged), tuple(tally.removed), tuple(tally.refused),
        passages, embedded, round(time.monotonic() - started, 3), tuple(tally.warnings), len(tally.duplicates),
    )  # fmt: skip
