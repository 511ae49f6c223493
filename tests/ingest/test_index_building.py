import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from chromadb.errors import InternalError
from llama_index.core.schema import MetadataMode

from ingest.index_building import Asked, EncoderEmbedding, build_index, node_of
from kb.errors import StoreError
from kb.expected_question import ExpectedQuestion, QuestionIndex
from kb.lexical_index import LexicalIndex
from kb.passage import Passage, indexed_text
from kb.passage_store import PassageStore, metadata_of
from kb.store import FORMAT, Generation, Manifest, Store


class LetterCounts:
    """A model of 26 numbers: how often each letter stands in a text."""

    name, dimension, nested = "letters", 26, 26

    def passages(self, texts):
        rows = np.array([[text.lower().count(chr(97 + n)) for n in range(26)] for text in texts], np.float32)
        rows = rows.reshape(-1, 26)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1)

    def query(self, text):
        return self.passages([text])[0]


class OtherModel(LetterCounts):
    name = "andere letters"


def a_passage(number: int = 1, **given) -> Passage:
    plain = {
        "passage_id": f"stuk:{number}", "source_id": "stuk", "file": "stuk.txt", "title": "Een stuk", "section": "1.1",
        "heading_path": ("1. Leren",), "action": None, "page": None, "start": 10, "end": 20,
        "text": f"De mentor leest brief {number}.", "actor": "", "kind": "policy_text", "quoted": None,
    }  # fmt: skip
    return Passage(**(plain | given))


@pytest.fixture
def built(tmp_path):
    """Builds a generation from passages, on the one before where that is given."""
    store = Store(tmp_path / "store")

    def build(*passages, base=None, encoder=None, beside=None, questions=(), progress=lambda done, total: None):
        model = encoder or LetterCounts()
        with store.building() as folder:
            made = build_index(folder, passages, Asked(beside or {}, questions), model, base, progress)
            manifest = Manifest(FORMAT, "0.1.0", 1, "", model.name, model.dimension, "2026", made.passages, ())
            return store.publish(folder, manifest), made.embedded

    return build


def stored(generation: Generation) -> dict[str, Passage]:
    store = PassageStore.open(generation.chroma)
    return store.get(store.ids())


def by_words(generation: Generation, question: str) -> list[str]:
    """Ids of the passages that words and letters find, best first."""
    index = LexicalIndex.load(generation.lexical)
    scores = index.scores(question, {})
    return [index.ids[place] for place in np.argsort(-scores, kind="stable") if scores[place] > 0]


def test_a_node_carries_the_text_that_is_embedded_and_the_address_beside_it():
    passage = a_passage(action="1.1/2", page=3, actor="WEWIS")

    node = node_of(passage)

    assert node.node_id == passage.passage_id
    assert node.get_content(MetadataMode.EMBED) == indexed_text(passage)
    assert node.metadata == metadata_of(passage)


def test_only_texts_without_a_known_vector_meet_the_model():
    embedding = EncoderEmbedding(LetterCounts(), {"mentor": [1.0] * 26})

    vectors = embedding.get_text_embedding_batch(["mentor", "school"])

    assert embedding.embedded == 1
    assert vectors[0] == [1.0] * 26
    assert vectors[1] == pytest.approx(LetterCounts().query("school").tolist())
    assert embedding.get_query_embedding("school") == pytest.approx(vectors[1])


def test_every_passage_is_found_by_meaning_and_by_word(built):
    passages = [a_passage(1), a_passage(2, text="De school volgt op.", action="1.1/2", page=3)]

    generation, embedded = built(*passages)

    assert embedded == 2
    assert stored(generation) == {passage.passage_id: passage for passage in passages}
    nearest = PassageStore.open(generation.chroma).nearest(LetterCounts().query(indexed_text(passages[1])), 1)
    assert nearest == [("stuk:2", pytest.approx(1, abs=1e-5))]
    assert by_words(generation, "school")[0] == "stuk:2"


def test_no_passages_make_an_empty_index(built):
    generation, embedded = built()

    assert (stored(generation), embedded) == ({}, 0)
    assert by_words(generation, "school") == []
    assert QuestionIndex.load(generation.questions).nearest("school", LetterCounts().query("school"), {}, 5) == []


def test_unchanged_passages_keep_their_vectors(built):
    base, _ = built(a_passage(1), a_passage(2), a_passage(3))

    generation, embedded = built(a_passage(1), a_passage(3), a_passage(4), base=base)

    assert embedded == 1
    assert set(stored(generation)) == {"stuk:1", "stuk:3", "stuk:4"}
    assert set(stored(base)) == {"stuk:1", "stuk:2", "stuk:3"}


def test_a_passage_that_moved_keeps_its_vector(built):
    base, _ = built(a_passage(1))

    generation, embedded = built(replace(a_passage(1), passage_id="stuk:9", start=99, end=109), base=base)

    assert embedded == 0
    assert stored(generation)["stuk:9"].start == 99


@pytest.mark.parametrize(
    ("change", "embedded_anew"),
    [({"title": "Een nieuwe titel"}, 0), ({"page": 4}, 0), ({"file": "stuk.pdf"}, 0), ({"actor": "DOV"}, 1)],
    ids=["title", "page", "file", "actor"],
)
def test_a_passage_with_another_address_is_stored_with_it(built, change, embedded_anew):
    base, _ = built(a_passage(1), a_passage(2))
    changed = replace(a_passage(1), **change)

    generation, embedded = built(changed, a_passage(2), base=base)

    assert stored(generation) == {"stuk:1": changed, "stuk:2": a_passage(2)}
    assert embedded == embedded_anew


def test_vectors_of_another_model_are_not_reused(built):
    base, _ = built(a_passage(1), a_passage(2))

    generation, embedded = built(a_passage(1), a_passage(2), base=base, encoder=OtherModel())

    assert embedded == 2
    assert PassageStore.open(generation.chroma).collection.metadata["model"] == "andere letters"


def empty(path: Path) -> None:
    os.truncate(path, 0)


def junk(path: Path) -> None:
    path.write_bytes(b"x" * path.stat().st_size)


@pytest.mark.parametrize("damage", [Path.unlink, empty, junk])
def test_from_a_damaged_index_everything_is_embedded_anew(built, damage):
    base, _ = built(a_passage(1), a_passage(2))
    damage(base.chroma / "chroma.sqlite3")

    generation, embedded = built(a_passage(1), a_passage(2), base=base)

    assert embedded == 2
    assert len(stored(generation)) == 2


def test_questions_help_to_find_a_passage_and_are_no_part_of_it(built):
    generation, _ = built(a_passage(1), a_passage(2), beside={"stuk:2": ["Krijgt de leerling een vergoeding?"]})

    assert by_words(generation, "vergoeding")[0] == "stuk:2"
    assert stored(generation)["stuk:2"] == a_passage(2)


def test_expected_questions_stand_in_an_index_of_their_own_and_never_as_a_passage(built):
    asked = (
        ExpectedQuestion("Krijgt de leerling zakgeld?", ("stuk:2",)), ExpectedQuestion("hoeveel zakgeld", gap="bedrag"),
        ExpectedQuestion("wie betaalt het zakgeld", service="zakgeld"),
    )  # fmt: skip

    generation, embedded = built(a_passage(1), a_passage(2), questions=asked)

    index = QuestionIndex.load(generation.questions)
    found = index.nearest("zakgeld", LetterCounts().query("zakgeld"), {}, 9)
    assert {like.question for like in found} == set(asked)
    assert embedded == 2
    assert stored(generation) == {f"stuk:{number}": a_passage(number) for number in (1, 2)}
    assert PassageStore.open(generation.chroma).count() == 2
    assert by_words(generation, "zakgeld") == []


def test_a_row_of_a_role_map_is_a_whole_of_its_own_and_a_policy_text_is_one_whole(built):
    text, row = {"text": "De premie."}, {"text": "De premie.", "kind": "role_map"}
    about = "Alles over de mentor."

    policy, _ = built(a_passage(1, **text), a_passage(2, text=about), a_passage(3, source_id="ander", **text))
    rows, _ = built(a_passage(1, **row), a_passage(2, **row | {"text": about}), a_passage(3, **row))

    for generation, together in ((policy, True), (rows, False)):
        scores = LexicalIndex.load(generation.lexical).scores("premie mentor", {})
        assert (scores[0] > scores[2]) == together


def test_the_progress_runs_from_nothing_to_all(built):
    seen = []

    built(*(a_passage(number) for number in range(1500)), progress=lambda done, total: seen.append((done, total)))

    assert seen == [(0, 1500), (1000, 1500), (1500, 1500)]


def test_a_failure_of_the_vector_store_is_said_and_nothing_half_made_stays(built, monkeypatch, tmp_path):
    def full(*_, **__):
        raise InternalError("database or disk is full")

    monkeypatch.setattr("chromadb.Collection.add", full)

    with pytest.raises(StoreError, match=r"disk is full.*Maak plaats vrij"):
        built(a_passage(1))

    assert list((tmp_path / "store" / "generations").iterdir()) == []
