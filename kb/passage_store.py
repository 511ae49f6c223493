"""The Chroma collection of one generation: vectors and addresses of passages. The only file that imports chromadb."""

import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from kb.chroma_reader import ChromaReader
from kb.encoder import Vectors
from kb.errors import StoreDamaged
from kb.passage import Passage, indexed_text
from kb.store import unwritten

_COLLECTION = "passages"
_BATCH = 1000
# By default Chroma keeps its last 999 vectors out of the index files, and each reader builds and writes them anew.
# Its default ef_search finds 0.89 of the exact nearest 100 of 5,389 vectors, 400 finds 0.995 in a quarter more time.
_INDEX = {"space": "cosine", "batch_size": 2, "sync_threshold": 2, "ef_search": 400}


class PassageStore:
    """One collection, cosine space, vectors always given: Chroma's own default model would be downloaded."""

    def __init__(self, collection: Any, client: Any | None = None) -> None:
        self.collection = collection
        if client is not None:
            # Chroma's client keeps every folder open that it ever opened.
            weakref.finalize(self, client.close).atexit = False

    @classmethod
    def create(cls, folder: Path, *, model: str, dimension: int, code_version: str) -> "PassageStore":
        """An empty collection in a new folder, marked with what makes it. Raises StoreError when it cannot be made."""
        with written():
            client = _client(folder)
            collection = client.create_collection(
                _COLLECTION,
                configuration={"hnsw": _INDEX},
                metadata={"model": model, "dimension": dimension, "code_version": code_version},
                embedding_function=None,
            )
        return cls(collection, client)

    @classmethod
    def open(cls, folder: Path) -> "PassageStore":
        """The collection of an earlier ingest, to read. Raises StoreDamaged when it does not open."""
        if not (folder / "chroma.sqlite3").is_file():
            raise StoreDamaged(f"de vectoren ontbreken in {folder}")
        try:
            return cls(ChromaReader(folder, _COLLECTION))
        except Exception as error:
            # Chroma writes even when it only reads, which a read-only folder and a full disk do not let it.
            try:
                return cls._open_copy(folder)
            except Exception:
                raise StoreDamaged(f"de vectoren in {folder} zijn beschadigd ({type(error).__name__})") from error

    @classmethod
    def open_to_change(cls, folder: Path) -> "PassageStore":
        """The collection in its own place. Raises what Chroma raises."""
        client = _client(folder)
        return cls(client.get_collection(_COLLECTION, embedding_function=None), client)

    @classmethod
    def _open_copy(cls, folder: Path) -> "PassageStore":
        try:
            copy = _copied(folder, None)
        except OSError:
            copy = _copied(folder, "/dev/shm")
        try:
            store = cls(ChromaReader(copy, _COLLECTION))
        except BaseException:
            shutil.rmtree(copy, ignore_errors=True)
            raise
        weakref.finalize(store, shutil.rmtree, copy, ignore_errors=True)
        return store

    def mark(self, *, code_version: str) -> None:
        """Notes which version of the code last wrote."""
        metadata = dict(self.collection.metadata or {})
        self.collection.modify(metadata={**metadata, "code_version": code_version})

    def count(self) -> int:
        """Number of passages. Raises StoreDamaged when the collection cannot be read."""
        try:
            return int(self.collection.count())
        except Exception as error:
            raise StoreDamaged(f"de vectoren zijn niet leesbaar ({type(error).__name__})") from error

    def ids(self) -> list[str]:
        """Ids of all passages. Raises StoreDamaged when they cannot be read."""
        try:
            return list(self.collection.get(include=[])["ids"])
        except Exception as error:
            raise StoreDamaged(f"de lijst van passages is niet leesbaar ({type(error).__name__})") from error

    def vectors_by_text(self, ids: Iterable[str]) -> dict[str, list[float]]:
        """Vectors of these passages by the text that was embedded."""
        found: dict[str, list[float]] = {}
        for batch in _batches(list(ids)):
            got = self.collection.get(ids=batch, include=["embeddings", "documents"])
            embeddings: Any = got["embeddings"]
            found.update(
                {
                    text: list(map(float, vector))
                    for text, vector in zip(got["documents"] or [], embeddings, strict=True)
                }
            )
        return found

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """One row per id, shape (len(ids), dimension). Raises StoreDamaged when one is missing or none can be read."""
        rows: dict[str, Any] = {}
        try:
            for batch in _batches(ids):
                got = self.collection.get(ids=list(batch), include=["embeddings"])
                rows.update(zip(got["ids"], got["embeddings"], strict=True))
            return np.array([rows[key] for key in ids], np.float32)
        except Exception as error:
            raise StoreDamaged(f"de vectoren zijn niet leesbaar ({type(error).__name__})") from error

    def remove(self, ids: Iterable[str]) -> None:
        """Takes passages out."""
        for batch in _batches(list(ids)):
            self.collection.delete(ids=batch)

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """The k nearest passages with their cosine, best first."""
        if not k or not vector.any():
            return []
        try:
            found = self.collection.query(query_embeddings=[vector.tolist()], n_results=k, include=["distances"])
        except Exception as error:
            raise StoreDamaged(f"de vectoren zijn niet doorzoekbaar ({type(error).__name__})") from error
        distances: Any = found["distances"]
        return [
            (passage_id, 1.0 - float(distance))
            for passage_id, distance in zip(found["ids"][0], distances[0], strict=True)
        ]

    def ids_of_action(self, key: str) -> list[str]:
        """Ids of the passages of an action."""
        try:
            return list(self.collection.get(where={"action": key}, include=[])["ids"])
        except Exception as error:
            raise StoreDamaged(f"de passages van actie {key} zijn niet leesbaar ({type(error).__name__})") from error

    def get(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Passages by id."""
        passages: dict[str, Passage] = {}
        for batch in _batches(ids):
            try:
                got = self.collection.get(ids=list(batch), include=["metadatas", "documents"])
                rows = zip(got["ids"], got["documents"] or [], got["metadatas"] or [], strict=True)
                passages.update({key: passage_of_row(key, document, row) for key, document, row in rows})
            except Exception as error:
                raise StoreDamaged(f"passages zijn niet leesbaar ({type(error).__name__})") from error
        return passages


def metadata_of(passage: Passage) -> dict[str, str | int]:
    """The address of a passage as flat metadata; absent keys stand for null. `passage_of_row` reads it back."""
    row: dict[str, str | int | None] = {
        "source_id": passage.source_id,
        "file": passage.file,
        "title": passage.title,
        "section": passage.section,
        "heading_path": "\n".join(passage.heading_path),
        "action": passage.action,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "text_from": len(indexed_text(passage)) - len(passage.text),
        "actor": passage.actor,
        "kind": passage.kind,
        "quoted": passage.quoted,
    }
    return {key: value for key, value in row.items() if value is not None}


def passage_of_row(passage_id: str, document: str, row: Any) -> Passage:
    """The passage that `metadata_of` and `indexed_text` wrote."""
    path = row["heading_path"]
    return Passage(
        passage_id=passage_id,
        source_id=row["source_id"],
        file=row["file"],
        title=row["title"],
        section=row["section"],
        heading_path=tuple(path.split("\n")) if path else (),
        action=row.get("action"),
        page=row.get("page"),
        start=row["start"],
        end=row["end"],
        text=document[row["text_from"] :],
        actor=row["actor"],
        kind=row["kind"],
        quoted=row.get("quoted"),
    )


@contextmanager
def written() -> Iterator[None]:
    """Writing to Chroma. Raises StoreError where Chroma fails: a full disk, a folder that cannot be written."""
    from chromadb.errors import ChromaError

    try:
        yield
    except ChromaError as error:
        raise unwritten(error) from error


def _copied(folder: Path, below: str | None) -> Path:
    """A copy that can be written, in a new folder below a path (null: the usual one for temporary files)."""
    copy = Path(tempfile.mkdtemp(prefix="duaal-", dir=below))
    try:
        shutil.copytree(folder, copy, dirs_exist_ok=True)
    except OSError:
        shutil.rmtree(copy, ignore_errors=True)
        raise
    for path in (copy, *copy.rglob("*")):
        path.chmod(0o700)
    return copy


# Chroma's client takes a second to import, which only writing should pay; reading goes by kb/chroma_reader.py.
def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    return chromadb.PersistentClient(str(folder), settings=ChromaSettings(anonymized_telemetry=False))


def _batches(ids: Sequence[str]) -> Iterable[list[str]]:
    return (list(ids[start : start + _BATCH]) for start in range(0, len(ids), _BATCH))
