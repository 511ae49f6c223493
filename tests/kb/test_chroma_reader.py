"""The bindings give what Chroma's own client gives."""

import chromadb
import numpy as np
import pytest
from chromadb.config import Settings

from kb.chroma_reader import ChromaReader

ROWS = 30


@pytest.fixture
def both(tmp_path):
    """The same collection by Chroma's client and by the reader."""
    client = chromadb.PersistentClient(str(tmp_path), settings=Settings(anonymized_telemetry=False))
    made = client.create_collection("rijen", metadata={"model": "een"}, embedding_function=None)
    vectors = np.random.default_rng(1).normal(size=(ROWS, 4)).astype(np.float32)
    made.add(
        ids=[f"rij:{n}" for n in range(ROWS)], embeddings=vectors, documents=[f"Tekst {n} é" for n in range(ROWS)],
        metadatas=[{"action": "2.6/18" if n % 2 else "1", "page": n} for n in range(ROWS)],
    )  # fmt: skip
    yield made, ChromaReader(tmp_path, "rijen"), vectors
    client.close()


def test_rows_are_counted_and_what_made_them_is_known(both):
    made, reader, _ = both

    assert (reader.count(), reader.metadata) == (made.count(), made.metadata)


@pytest.mark.parametrize(
    "asked",
    [
        {"include": []}, {"ids": ["rij:3", "rij:1", "weg"], "include": ["documents"]},
        {"where": {"action": "2.6/18"}, "include": ["metadatas"]},
    ],
    ids=["all", "some", "by metadata"],
)  # fmt: skip
def test_rows_are_the_same(both, asked):
    made, reader, _ = both

    expected, got = made.get(**asked), reader.get(**asked)
    assert got["ids"] == expected["ids"]
    for name in asked["include"]:
        assert got[name] == expected[name]


def test_no_ids_are_no_rows(both):
    assert both[1].get(ids=[], include=["documents"])["ids"] == []


def test_vectors_are_the_same(both):
    made, reader, _ = both

    got = reader.get(ids=["rij:3"], include=["embeddings", "documents"])
    assert np.allclose(got["embeddings"], made.get(ids=["rij:3"], include=["embeddings"])["embeddings"])


def test_the_nearest_are_the_same_at_the_same_distance(both):
    made, reader, vectors = both

    asked = {"query_embeddings": [vectors[5].tolist()], "n_results": 8, "include": ["distances"]}
    expected, got = made.query(**asked), reader.query(**asked)
    assert got["ids"] == expected["ids"]
    assert got["distances"] == [pytest.approx(expected["distances"][0])]
