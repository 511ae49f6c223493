"""Paths → the files to ingest, each with its source record from `sources.yaml` or of its own."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.yaml_values import yaml_values
from kb.errors import SourceError
from kb.partner import slug
from kb.source import Source, SourceKind

SOURCE_LIST = "sources.yaml"
POLICY_TEXTS = frozenset({".pdf", ".txt", ".md", ".html", ".htm", ".docx"})
ROLE_MAPS = frozenset({".yaml", ".yml", ".csv", ".xlsx"})
CORPUS_ROOT = "corpus"
UPLOADS_ROOT = "uploads"
SERVICES_ENDING = "-diensten.csv"

# Files that describe a folder instead of standing in the corpus.
_NOT_SOURCES = frozenset(
    {"readme.md", "license", "license.md", "licence", "changelog.md", SOURCE_LIST, "partners.yaml"}
)
_RECORD_KEYS = frozenset({
    "id", "file", "renditions", "title", "publisher", "date", "language", "address", "received_name", "sha256",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read. `renditions` are other files of the same source, that are not indexed a second time."""

    path: Path
    root: str
    record: Mapping[str, Any] | None = None
    renditions: tuple[Path, ...] = ()

    @property
    def kind(self) -> SourceKind:
        """What the ending of the name says. Raises SourceError for a type that is not known."""
        ending = self.path.suffix.lower()
        if ending in POLICY_TEXTS:
            return "policy_text"
        if ending in ROLE_MAPS:
            return "role_map"
        raise SourceError(
            f"onbekend bestandstype {ending or '(geen extensie)'!r}; "
            f"toegelaten: {' '.join(sorted(POLICY_TEXTS))} en rollenkaarten {' '.join(sorted(ROLE_MAPS))}"
        )


def files_of(path: Path, root: str) -> Iterator[SourceFile]:
    """The files below a path in a fixed order. Raises SourceError when the path or its source list cannot be read."""
    if not path.exists():
        raise SourceError("dit pad bestaat niet")
    if path.is_file():
        yield _one_file(path, root)
        return
    records, left_out = _records(path)
    of_file = {path / record["file"]: record for record in records}
    renditions = {path / name for record in records for name in record.get("renditions") or ()}
    for file in sorted(path.rglob("*")):
        if (
            file in renditions
            or any(folder in file.parents or folder == file for folder in left_out)
            or _is_hidden(file, path)
        ):
            continue
        if file.is_file() and file.name.lower() not in _NOT_SOURCES and not _defines_services(file):
            record = of_file.get(file)
            others = tuple(path / name for name in (record or {}).get("renditions") or ())
            yield SourceFile(file, root, record, others)


def _one_file(path: Path, root: str) -> SourceFile:
    """A file given by itself: the source list of a folder above may know it, also as a rendition."""
    for folder in list(path.resolve().parents)[:3]:
        if (folder / SOURCE_LIST).is_file():
            for record in _records(folder)[0]:
                if any(
                    (folder / name).resolve() == path.resolve()
                    for name in (record["file"], *(record.get("renditions") or ()))
                ):
                    return SourceFile(path, root, record)
    return SourceFile(path, root)


def records_by_digest(folder: Path) -> dict[str, Mapping[str, Any]]:
    """The source records of a folder by the digests of their files, renditions too; none when the list is broken."""
    try:
        records, _ = _records(folder)
    except SourceError:
        return {}
    return {
        digest_of(path.read_bytes()): record
        for record in records
        for name in (record["file"], *(record.get("renditions") or ()))
        if (path := folder / name).is_file()
    }


def pdf_of(source: Source) -> Path | None:
    """The PDF of a source: the file itself, else the rendition that its source record names; null where there is none.

    Null too when the file is no longer the one that was read.
    """
    path = Path(source.path)
    if not path.is_file() or digest_of(path.read_bytes()) != source.digest:
        return None
    if path.suffix.lower() == ".pdf":
        return path
    try:
        named = [
            folder / name
            for folder in list(path.parents)[:3]
            for record in _records(folder)[0]
            if folder / record["file"] == path
            for name in record.get("renditions") or ()
        ]
    except SourceError:
        return None
    return next((file for file in named if file.suffix.lower() == ".pdf" and file.is_file()), None)


def _is_hidden(file: Path, below: Path) -> bool:
    return any(part.startswith((".", "~$", "__")) for part in file.relative_to(below).parts)


def _defines_services(file: Path) -> bool:
    """Whether it holds the services of the CSV role map beside it, with which it is read."""
    name = file.name.lower()
    return name.endswith(SERVICES_ENDING) and any(
        other.name.lower() == name.removesuffix(SERVICES_ENDING) + ".csv"
        for other in file.parent.glob("*.[cC][sS][vV]")
    )


def _records(folder: Path) -> tuple[list[dict[str, Any]], list[Path]]:
    path = folder / SOURCE_LIST
    if not path.is_file():
        return [], []
    try:
        raw = yaml_values(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, SourceError) as error:
        raise SourceError(f"{SOURCE_LIST} is niet leesbaar: {error}") from error
    if not isinstance(raw, dict):
        raise SourceError(f"{SOURCE_LIST}: verwacht een lijst onder `sources:`, gevonden: {type(raw).__name__}")
    records, left_out = raw.get("sources") or [], raw.get("left_out") or []
    if not isinstance(records, list) or not _are_names(left_out):
        raise SourceError(f"{SOURCE_LIST}: `sources` is een lijst van bronnen, `left_out` een lijst van namen")
    for number, record in enumerate(records, 1):
        _check(number, record)
    for key in ("id", "file"):
        value, count = next(iter(Counter(str(record[key]) for record in records).most_common(1)), ("", 0))
        if count > 1:
            raise SourceError(f"{SOURCE_LIST}: `{key}` {value!r} staat {count} keer in de lijst")
    return records, [folder / name for name in left_out]


def _check(number: int, record: Any) -> None:
    """Raises SourceError that names the record and the field at fault."""
    if not isinstance(record, dict) or not record.get("id") or not record.get("file"):
        raise SourceError(f"{SOURCE_LIST}: bron {number} mist `id` of `file`")
    place = f"{SOURCE_LIST}: bron {record['id']}"
    if unknown := [key for key in record if key not in _RECORD_KEYS]:
        allowed = ", ".join(sorted(_RECORD_KEYS))
        raise SourceError(f"{place}: onbekend veld {str(unknown[0])!r}; toegelaten: {allowed}")
    if slug(str(record["id"])) != str(record["id"]):
        raise SourceError(f"{place}: een `id` bestaat uit kleine letters, cijfers en koppeltekens")
    if not _are_names([record["file"]]) or not _are_names(record.get("renditions") or []):
        raise SourceError(f"{place}: `file` is een naam, `renditions` een lijst van namen")


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def source_of(file: SourceFile, data: bytes, title: str | None, taken: Mapping[str, Source]) -> Source:
    """The source record of a file that was read; `taken` holds the sources that stand already, by id."""
    record = file.record or {}
    source_id = str(record.get("id") or _free_id(file, taken))
    return Source(
        source_id=source_id,
        title=str(record.get("title") or title or file.path.stem),
        publisher=record.get("publisher"),
        date=str(record["date"]) if record.get("date") else None,
        language=str(record.get("language") or "nl"),
        address=record.get("address"),
        kind=file.kind,
        file=file.path.name,
        received_name=str(record.get("received_name") or file.path.name),
        digest=digest_of(data),
        root=file.root,
        path=str(file.path.resolve()),
    )  # fmt: skip


def _free_id(file: SourceFile, taken: Mapping[str, Source]) -> str:
    """Name of the file as id; the id it had before; with its ending or a number when another file has that name."""
    path = str(file.path.resolve())
    for source in taken.values():
        if source.path == path:
            return source.source_id
    name, ending = slug(file.path.stem), file.path.suffix.lstrip(".").lower()
    candidates = [
        name,
        f"{name}-{ending}",
        *(f"{name}-{ending}-{number}" for number in range(2, len(taken) + 3)),
    ]
    return next(candidate for candidate in candidates if candidate not in taken)


def digest_of(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()
