"""The index folder: whole generations beside each other, one of them current.

STORE/
  current                    name of the generation that serves; replaced in one step
  lock                       held by the one process that writes
  taken-apart/NAME.json      texts of a generation, taken apart for the message checker; may be missing
  uploads/                   documents that editors uploaded, read at every ingest
  edited/                    tables that editors changed, which go before those of the install
  generations/NAME/
    manifest.json            written last, with the size of every other file: a generation without it was never finished
    documents/ID.json        every source, read
    partners.json            names of the partners
    glossary.json            concepts and their labels
    gaps.json                what people ask and a source does not say
    statements.json          what the policy texts say, in plain words
    reading_notes.json       what to know of certain words of them
    chroma/                  vectors and addresses
    lexical/                 word index
    questions/               expected questions
    uploads/                 the documents that editors had uploaded

A generation is never changed after it was published, so readers need no lock and a killed ingest harms nobody.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import local
from typing import Any

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from kb.document import Document
from kb.errors import StoreDamaged, StoreError, StoreLocked, StoreMissing
from kb.gap import Gap
from kb.glossary import Concept, Glossary
from kb.partner import Partner, PartnerNames
from kb.reading_note import ReadingNote
from kb.source import Source
from kb.statement import Statement

FORMAT = 2
KEPT_GENERATIONS = 4
"""The one that serves and those before it that can be put back."""


_thread = local()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds and what made it."""

    format: int
    code_version: str
    reader_version: int
    aids_digest: str
    """Digest of the partner names and questions with which the sources were read and indexed."""
    model: str
    dimension: int
    created: str
    """ISO time, UTC."""
    passages: int
    sources: tuple[Source, ...]
    files: dict[str, int] = field(default_factory=dict)
    """Every other file of the generation with its size in bytes when it was published."""
    passages_of: dict[str, int] = field(default_factory=dict)
    """How many passages each source gave; empty in an index from before they were counted."""
    digests: dict[str, str] = field(default_factory=dict)
    """SHA-256 of the same files, those of Chroma left out: it notes each opening and moves what it wrote."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One finished index."""

    folder: Path
    manifest: Manifest

    @property
    def chroma(self) -> Path:
        """Folder of the Chroma collection."""
        return self.folder / "chroma"

    @property
    def lexical(self) -> Path:
        """Folder of the word index."""
        return self.folder / "lexical"

    @property
    def questions(self) -> Path:
        """Folder of the expected questions."""
        return self.folder / "questions"

    def check(self, below: str = "") -> None:
        """Raises StoreDamaged when a file (below a folder of the generation) is missing, cut short or changed.

        A file may grow: Chroma notes each opening.
        """
        for name, size in self.manifest.files.items():
            if not name.startswith(below):
                continue
            path = self.folder / name
            try:
                found = path.stat().st_size
            except OSError as error:
                raise damaged(self.folder.parents[1], f"{path} ontbreekt") from error
            if found < size:
                raise damaged(self.folder.parents[1], f"{path} telt {found} bytes in plaats van {size}")
        for name, digest in self.manifest.digests.items():
            # A changed text would be quoted as the words of the source.
            if name.startswith(below) and _digest(self.folder / name) != digest:
                raise damaged(
                    self.folder.parents[1], f"{self.folder / name} heeft een andere inhoud dan toen hij geschreven werd"
                )

    def document(self, source_id: str) -> Document:
        """A source as it was read. Raises StoreDamaged when its file is gone or broken."""
        path = document_path(self.folder, source_id)
        try:
            document: Document = _adapter(Document).validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise StoreDamaged(f"de gelezen bron {source_id!r} ontbreekt of is beschadigd in {self.folder}") from error
        return document

    def names(self) -> PartnerNames:
        """The partner names of this generation."""
        try:
            raw = json.loads((self.folder / "partners.json").read_text(encoding="utf-8"))
            partners = _adapter(tuple[Partner, ...]).validate_python(raw["partners"])
            return PartnerNames(partners, tuple((form, tuple(ids)) for form, ids in raw["ambiguous"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreDamaged(f"de namen van partners ontbreken of zijn beschadigd in {self.folder}") from error

    def glossary(self) -> Glossary:
        """The glossary of this generation."""
        return Glossary(self._records("glossary.json", tuple[Concept, ...], "de woordenlijst"))

    def gaps(self) -> tuple[Gap, ...]:
        """The known gaps of this generation."""
        return self._records("gaps.json", tuple[Gap, ...], "de bekende leemtes")

    def _records(self, name: str, kind: Any, what: str) -> tuple[Any, ...]:
        try:
            records: tuple[Any, ...] = _adapter(kind).validate_json((self.folder / name).read_bytes())
        except (OSError, ValidationError) as error:
            raise StoreDamaged(f"{what} ontbreekt of is beschadigd in {self.folder}") from error
        return records

    def statements(self) -> tuple[Statement, ...]:
        """What the policy texts say in plain words; none in an index that was made before there were any."""
        path = self.folder / "statements.json"
        if path.name not in self.manifest.files:
            return ()
        try:
            statements: tuple[Statement, ...] = _adapter(tuple[Statement, ...]).validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise StoreDamaged(f"de uitspraken ontbreken of zijn beschadigd in {self.folder}") from error
        return statements

    def reading_notes(self) -> tuple[ReadingNote, ...]:
        """What to know of certain words; none in an index that was made before there were any."""
        if "reading_notes.json" not in self.manifest.files:
            return ()
        return self._records("reading_notes.json", tuple[ReadingNote, ...], "de leesnota's")


class Store:
    """The index folder. Reading needs no lock; writing is for one process at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._generations = folder / "generations"
        self._current = folder / "current"

    def generation(self) -> Generation:
        """The generation that serves. Raises StoreMissing or StoreDamaged."""
        try:
            name = self._current.read_text(encoding="utf-8").strip()
        except FileNotFoundError as error:
            raise StoreMissing(
                f"er is nog geen index in {self.folder}; maak hem met: duaal ingest --store {self.folder}"
            ) from error
        except (OSError, UnicodeDecodeError) as error:
            raise damaged(self.folder, f"{self._current} is niet leesbaar ({type(error).__name__})") from error
        return self._read(self._generations / name)

    def generations(self) -> list[Generation]:
        """All finished generations that can be read, newest first, the current one before all others."""
        found: list[Generation] = []
        with suppress(StoreError):
            found.append(self.generation())
        names = sorted((path for path in self._generations.glob("*") if path.is_dir()), reverse=True)
        for path in names:
            if any(path == generation.folder for generation in found):
                continue
            try:
                found.append(self._read(path))
            except StoreError:
                continue
        return found

    def stamp(self) -> str | None:
        """Name of the current generation, to notice that another process swapped it; null when there is none."""
        try:
            return self._current.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None

    @contextmanager
    def writing(self, *, throughout: bool = False) -> Iterator[None]:
        """Holds the write lock. `throughout` lets the steps inside, which take it too, go on under this one.

        Raises StoreLocked when another process holds it, StoreError when it cannot be made.
        """
        folder = self.folder.resolve()
        if folder in _held_throughout():
            yield
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.folder / "lock", timeout=0)
            lock.acquire()
        except Timeout as error:
            raise StoreLocked(
                f"een ander proces schrijft nu in {self.folder}; wacht tot het klaar is. "
                "De vorige index blijft antwoorden"
            ) from error
        except OSError as error:
            raise StoreError(f"in {self.folder} kan niet geschreven worden: {error.strerror or error}") from error
        if throughout:
            _held_throughout().add(folder)
        try:
            self._remove_unfinished()
            yield
        finally:
            _held_throughout().discard(folder)
            lock.release()

    @contextmanager
    def building(self) -> Iterator[Path]:
        """A new generation folder; removed again when the block fails before it was published."""
        folder = self._generations / datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        try:
            folder.mkdir(parents=True)
            (folder / "documents").mkdir()
            yield folder
        except OSError as error:
            raise unwritten(error.strerror or error) from error
        finally:
            if self.stamp() != folder.name:
                shutil.rmtree(folder, ignore_errors=True)

    def publish(self, folder: Path, manifest: Manifest) -> Generation:
        """Makes a finished generation current in one step and clears away all but the newest few before it."""
        sizes = _sizes(folder)
        digests = {name: _digest(folder / name) for name in sizes if not name.startswith("chroma/")}
        manifest = replace(manifest, files=sizes, digests=digests)
        _write_synced(folder / "manifest.json", json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        before = self.stamp()
        self._serve(folder.name)
        # The one that served until now is kept, also when it was an older one that had been put back.
        others = sorted((path.name for path in self._generations.glob("*")), reverse=True)
        first = dict.fromkeys((folder.name, before, *others))
        keep = [name for name in first if name in others][:KEPT_GENERATIONS]
        for path in self._generations.glob("*"):
            if path.name not in keep:
                shutil.rmtree(path, ignore_errors=True)
        return Generation(folder, manifest)

    def restore(self, name: str) -> Generation:
        """Makes an earlier generation current in one step. Raises StoreError when it is not there or not whole."""
        there = {generation.folder.name: generation for generation in self.generations()}
        if name not in there:
            raise StoreError(f"index {name!r} is er niet meer; er zijn: {', '.join(there) or 'geen'}")
        there[name].check()
        try:
            self._serve(name)
        except OSError as error:
            raise StoreError(f"in {self.folder} kan niet geschreven worden: {error.strerror or error}") from error
        return there[name]

    def _serve(self, name: str) -> None:
        _write_synced(self.folder / "current.new", name)
        (self.folder / "current.new").replace(self._current)

    def _remove_unfinished(self) -> None:
        """What a killed ingest left behind."""
        for path in self._generations.glob("*"):
            if not (path / "manifest.json").is_file():
                shutil.rmtree(path, ignore_errors=True)

    def _read(self, folder: Path) -> Generation:
        try:
            manifest = _adapter(Manifest).validate_json((folder / "manifest.json").read_bytes())
        except (OSError, ValidationError) as error:
            raise damaged(self.folder, f"{folder.name} heeft geen leesbaar manifest") from error
        if manifest.format != FORMAT:
            raise damaged(self.folder, f"{folder.name} heeft vorm {manifest.format}, deze versie leest {FORMAT}")
        return Generation(folder, manifest)


def damaged(store: Path, fault: str) -> StoreDamaged:
    """The error for a fault, with the command that repairs."""
    return StoreDamaged(f"de index in {store} is beschadigd: {fault}. Herstel hem met: duaal ingest --store {store}")


def unwritten(reason: object) -> StoreError:
    """The error for an index that could not be written, most often because the disk is full."""
    return StoreError(
        f"de nieuwe index kon niet geschreven worden ({reason}); de vorige blijft antwoorden. "
        "Maak plaats vrij of kies een andere map met --store"
    )


def document_path(generation: Path, source_id: str) -> Path:
    """File of a source inside a generation."""
    return generation / "documents" / f"{source_id}.json"


def write_document(generation: Path, document: Document) -> None:
    """Writes a source, as it was read, into a generation that is being built."""
    document_path(generation, document.source.source_id).write_bytes(_adapter(Document).dump_json(document))


def write_names(generation: Path, names: PartnerNames) -> None:
    """Writes the partner names into a generation that is being built."""
    raw = {"partners": [asdict(partner) for partner in names.partners], "ambiguous": names.ambiguous}
    (generation / "partners.json").write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")


def write_aids(generation: Path, concepts: Sequence[Concept], gaps: Sequence[Gap]) -> None:
    """Writes the glossary and the known gaps into a generation that is being built."""
    (generation / "glossary.json").write_bytes(_adapter(tuple[Concept, ...]).dump_json(tuple(concepts)))
    (generation / "gaps.json").write_bytes(_adapter(tuple[Gap, ...]).dump_json(tuple(gaps)))


def write_statements(generation: Path, statements: tuple[Statement, ...]) -> None:
    """Writes the statements into a generation that is being built."""
    (generation / "statements.json").write_bytes(_adapter(tuple[Statement, ...]).dump_json(statements))


def write_reading_notes(generation: Path, notes: tuple[ReadingNote, ...]) -> None:
    """Writes the reading notes into a generation that is being built."""
    (generation / "reading_notes.json").write_bytes(_adapter(tuple[ReadingNote, ...]).dump_json(notes))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sizes(folder: Path) -> dict[str, int]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}


def _held_throughout() -> set[Path]:
    """Index folders of which this thread holds the lock for several steps."""
    held: set[Path] = _thread.__dict__.setdefault("held", set())
    return held


@cache
def _adapter(record: Any) -> TypeAdapter[Any]:
    return TypeAdapter(record)


def _write_synced(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
