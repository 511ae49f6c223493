import gc
import os
import subprocess
from pathlib import Path

import numpy as np
import pytest

from kb.errors import StoreDamaged, StoreError
from kb.passage import Passage, indexed_text
from kb.passage_store import PassageStore, metadata_of, passage_of_row

EAST, NORTH_EAST, NORTH = [1.0, 0.0], [0.6, 0.8], [0.0, 1.0]


def a_passage(number: int = 1, **given) -> Passage:
    plain = {
        "passage_id": f"stuk:{number}", "source_id": "stuk", "file": "stuk.txt", "title": "Een stuk", "section": "1.1",
        "heading_path": ("1. Leren", "1.1 Wie"), "action": "1.1/2", "page": 3, "start": 10, "end": 20,
        "text": f"Zin {number}.", "actor": "", "kind": "policy_text", "quoted": None,
    }  # fmt: skip
    return Passage(**(plain | given))


def add(store: PassageStore, *passages: Passage, vectors=None) -> PassageStore:
    store.collection.add(
        ids=[passage.passage_id for passage in passages],
        documents=[indexed_text(passage) for passage in passages],
        metadatas=[metadata_of(passage) for passage in passages],
        embeddings=vectors or [EAST] * len(passages),
    )
    return store


def created(folder: Path) -> PassageStore:
    return PassageStore.create(folder, model="een-model", dimension=2, code_version="0.1.0")


def written(folder: Path) -> None:
    """An index of two passages, closed."""
    add(created(folder), a_passage(1), a_passage(2))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "chroma"


@pytest.fixture
def store(folder):
    return created(folder)


@pytest.mark.parametrize(
    "passage",
    [
        a_passage(),
        a_passage(action=None, page=None, section="", heading_path=(), actor="WEWIS, DOV"),
        a_passage(quoted="Regeerakkoord 2024-2029", text="Eén zin\nop twee regels “met aanhaling” 🙂", kind="role_map"),
    ],
    ids=["full", "empty", "quoted"],
)
def test_a_passage_is_read_back_as_it_was_written(store, passage):
    add(store, passage)

    assert store.get([passage.passage_id]) == {passage.passage_id: passage}
    assert passage_of_row(passage.passage_id, indexed_text(passage), metadata_of(passage)) == passage


def test_an_index_opens_again_with_all_that_was_written(folder):
    written(folder)

    again = PassageStore.open(folder)

    assert again.count() == 2
    assert sorted(again.ids()) == ["stuk:1", "stuk:2"]


def test_the_nearest_come_first_with_their_cosine(store):
    add(store, a_passage(1), a_passage(2), a_passage(3), vectors=[NORTH, EAST, NORTH_EAST])

    found = store.nearest(np.array(EAST, np.float32), 2)

    assert [passage_id for passage_id, _ in found] == ["stuk:2", "stuk:3"]
    assert [cosine for _, cosine in found] == pytest.approx([1.0, 0.6], abs=1e-6)


@pytest.mark.parametrize(("vector", "k"), [(EAST, 0), ([0.0, 0.0], 3)], ids=["none asked", "question without words"])
def test_nothing_is_near_when_nothing_is_asked(store, vector, k):
    add(store, a_passage())

    assert store.nearest(np.array(vector, np.float32), k) == []


def test_unknown_ids_are_passed_over(store):
    add(store, a_passage())

    assert set(store.get(["stuk:1", "weg"])) == {"stuk:1"}
    assert store.get([]) == {}


def test_passages_of_an_action_are_known_by_its_key(store):
    add(store, a_passage(1), a_passage(2, action="2.6/18"), a_passage(3, action="2.6/18"), a_passage(4, action=None))

    assert sorted(store.ids_of_action("2.6/18")) == ["stuk:2", "stuk:3"]
    assert store.ids_of_action("9/9") == []


def test_removed_passages_are_found_no_more(store):
    add(store, a_passage(1), a_passage(2), vectors=[EAST, NORTH])

    store.remove(["stuk:1"])

    assert store.nearest(np.array(EAST, np.float32), 1) == [("stuk:2", pytest.approx(0, abs=1e-6))]


def test_vectors_are_given_by_the_text_that_was_embedded(store):
    passage = a_passage()
    add(store, passage, vectors=[NORTH_EAST])

    assert store.vectors_by_text(["stuk:1"]) == {indexed_text(passage): pytest.approx(NORTH_EAST)}
    assert store.vectors_by_text([]) == {}


def test_more_passages_than_fit_in_one_batch_are_all_read(store):
    passages = [a_passage(number) for number in range(2500)]
    for start in range(0, 2500, 1000):
        add(store, *passages[start : start + 1000])

    assert len(store.get([passage.passage_id for passage in passages])) == 2500


def test_the_collection_records_what_made_it(folder):
    created(folder).mark(code_version="0.2.0")

    assert PassageStore.open(folder).collection.metadata == {
        "model": "een-model", "dimension": 2, "code_version": "0.2.0",
    }  # fmt: skip


def test_an_index_that_is_not_there_is_damage(folder):
    with pytest.raises(StoreDamaged, match="ontbreken"):
        PassageStore.open(folder)


@pytest.mark.parametrize("size", [0, 100, 50_000])
def test_an_index_that_is_cut_short_is_damage_and_leaves_no_copy_behind(folder, size, tmp_path, monkeypatch):
    written(folder)
    os.truncate(folder / "chroma.sqlite3", size)
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))

    with pytest.raises(StoreDamaged, match="beschadigd"):
        PassageStore.open(folder)

    assert list((tmp_path / "tmp").iterdir()) == []


def test_junk_of_the_right_size_is_damage(folder):
    written(folder)
    path = folder / "chroma.sqlite3"
    path.write_bytes(b"x" * path.stat().st_size)

    with pytest.raises(StoreDamaged, match="beschadigd"):
        PassageStore.open(folder)


def test_a_failure_of_chroma_while_writing_is_said_with_what_to_do(store, folder):
    with pytest.raises(StoreError, match="Maak plaats vrij"):
        created(folder)


def test_reading_leaves_the_vectors_on_disk_as_they_are(folder):
    written(folder)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.bin")}

    PassageStore.open(folder).nearest(np.array(EAST, np.float32), 1)

    assert before
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*.bin")} == before


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts open files as Linux shows them")
def test_an_index_that_is_let_go_keeps_no_file_open(folder):
    written(folder)
    store = PassageStore.open(folder)
    store.nearest(np.array(EAST, np.float32), 1)
    assert open_files_below(folder)

    del store
    gc.collect()

    assert open_files_below(folder) == []


def open_files_below(folder: Path) -> list[str]:
    links = [path.readlink() for path in Path("/proc/self/fd").iterdir() if path.is_symlink()]
    return [str(link) for link in links if str(link).startswith(str(folder))]


def test_a_read_only_index_answers_from_a_copy_that_goes_away_again(folder, read_only, tmp_path, monkeypatch):
    written(folder)
    read_only(folder)
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))

    reader = PassageStore.open(folder)

    assert len(reader.nearest(np.array(EAST, np.float32), 2)) == 2
    del reader
    gc.collect()
    assert list((tmp_path / "tmp").iterdir()) == []


def test_an_index_on_a_full_disk_answers(small_disk, monkeypatch):
    disk = small_disk(megabytes=2)
    written(disk / "chroma")
    subprocess.run(["dd", "if=/dev/zero", f"of={disk / 'fill'}", "bs=4k"], capture_output=True, check=False)
    monkeypatch.setattr("tempfile.tempdir", str(disk))

    assert len(PassageStore.open(disk / "chroma").nearest(np.array(EAST, np.float32), 2)) == 2
