"""A Chroma collection to read, by the bindings that Chroma's own client calls: without what that client imports.

`import chromadb` takes a second (telemetry, gRPC, model downloads), `import chromadb_rust_bindings` a few hundredths;
a cold question or check would wait for it. A test holds both to the same results.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import chromadb_rust_bindings as bindings

_TENANT, _DATABASE = "default_tenant", "default_database"
# Folders of vectors that stay open at once; a generation has one.
_OPEN_INDEXES = 64


class ChromaReader:
    """What reading needs of `chromadb.Collection`, under the same names and in the same shapes."""

    def __init__(self, folder: Path, name: str) -> None:
        """Opens a collection. Raises what Chroma raises."""
        config = bindings.SqliteDBConfig(
            hash_type=bindings.MigrationHash.MD5,
            migration_mode=bindings.MigrationMode.Apply,
            url=str(folder / "chroma.sqlite3"),
        )
        self._chroma = bindings.Bindings(
            allow_reset=False, sqlite_db_config=config, persist_path=str(folder), hnsw_cache_size=_OPEN_INDEXES
        )
        found = self._chroma.get_collection(name, _TENANT, _DATABASE)
        self._id, self.metadata = str(found.id), found.metadata

    def count(self) -> int:
        """Number of rows."""
        return int(self._chroma.count(self._id, _TENANT, _DATABASE))

    def get(
        self, ids: Sequence[str] | None = None, where: Mapping[str, Any] | None = None, include: Sequence[str] = ()
    ) -> dict[str, Any]:
        """Rows by id or by metadata, all of them by default."""
        if ids is not None and not ids:
            return {"ids": [], "embeddings": [], "documents": [], "metadatas": []}
        wanted = json.dumps(where) if where else None
        given = list(ids) if ids is not None else None
        got = self._chroma.get(self._id, given, wanted, None, 0, None, list(include), _TENANT, _DATABASE)
        return {
            "ids": got.ids, "embeddings": got.embeddings, "documents": got.documents, "metadatas": got.metadatas,
        }  # fmt: skip

    def query(
        self, query_embeddings: Sequence[Sequence[float]], n_results: int, include: Sequence[str]
    ) -> dict[str, Any]:
        """The nearest rows to each vector."""
        found = self._chroma.query(
            self._id, None, list(query_embeddings), n_results, None, None, list(include), _TENANT, _DATABASE
        )
        return {"ids": found.ids, "distances": found.distances}
