import json
import math
import os
import shutil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import StoreDamaged
from kb.term_index import TermIndex

K1, B = 1.2, 0.75
TEXTS = [["mentor", "leerling", "werkplek"], ["ouder", "leerling", "leerling"], [], ["school"]]

TERMS = st.sampled_from("abcdef")
CORPORA = st.lists(st.lists(TERMS, max_size=8), max_size=6)
WEIGHTS = st.dictionaries(TERMS, st.floats(0.1, 3, allow_nan=False), max_size=5)


def built(texts=TEXTS, k1: float = K1, b: float = B) -> TermIndex:
    return TermIndex.build(texts, k1=k1, b=b)


def rarity(term: str, texts) -> float:
    holding = sum(term in text for text in texts)
    return math.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))


def bm25(weights, text, texts, k1: float, b: float) -> float:
    """As in the books; an empty text counts as one word long."""
    average = sum(len(some) or 1 for some in texts) / len(texts)
    norm = k1 * (1 - b + b * (len(text) or 1) / average)
    return sum(
        weight * rarity(term, texts) * text.count(term) / (text.count(term) + norm) for term, weight in weights.items()
    )


@given(CORPORA, WEIGHTS, st.sampled_from([0.6, 1.2, 2.0]), st.sampled_from([0.0, 0.3, 0.75, 1.0]))
def test_scores_are_bm25_as_computed_by_hand(texts, weights, k1, b):
    scores = built(texts, k1, b).scores(weights)

    assert scores.tolist() == pytest.approx([bm25(weights, text, texts, k1, b) for text in texts], rel=1e-4, abs=1e-6)


@given(CORPORA, WEIGHTS)
def test_what_the_terms_add_to_a_text_is_its_score(texts, weights):
    index = built(texts)
    scores = index.scores(weights)

    for place, text in enumerate(texts):
        added = index.contributions(weights, place)
        assert sum(added.values()) == pytest.approx(float(scores[place]), rel=1e-4, abs=1e-6)
        assert set(added) == set(weights) & set(text)


@given(CORPORA, TERMS)
def test_an_index_knows_its_terms_how_rare_they_are_and_which_texts_are_empty(texts, term):
    index = built(texts)

    assert index.count == len(texts)
    assert sorted(index.vocabulary()) == sorted({some for text in texts for some in text})
    assert index.holds(term) == any(term in text for text in texts)
    assert index.rarity(term) == pytest.approx(rarity(term, texts))
    assert index.filled().tolist() == [bool(text) for text in texts]


@pytest.mark.parametrize("texts", [TEXTS, [], [[]], [[], []]], ids=["texts", "none", "one empty", "two empty"])
def test_an_index_gives_the_same_after_it_was_stored(tmp_path, texts):
    index = built(texts)
    index.save(tmp_path / "woorden")

    loaded = TermIndex.load(tmp_path / "woorden")

    weights = {"leerling": 1.0, "mentor": 0.4, "xyzzy": 1.0}
    assert np.array_equal(loaded.scores(weights), index.scores(weights))
    assert np.array_equal(loaded.filled(), index.filled())
    assert loaded.vocabulary() == index.vocabulary()
    assert (loaded.count, loaded.rarity("leerling")) == (index.count, index.rarity("leerling"))


FILES = ["count.json", *(f"bm25/{name}" for name in (
    "data.csc.index.npy", "indices.csc.index.npy", "indptr.csc.index.npy", "vocab.index.json", "params.index.json",
))]  # fmt: skip


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("size", [None, 0, 20])
def test_a_file_that_is_missing_or_cut_short_is_damage(tmp_path, name, size):
    built().save(tmp_path / "woorden")
    path = tmp_path / "woorden" / name
    if size is not None and path.stat().st_size <= size:
        size = path.stat().st_size - 1
    path.unlink() if size is None else os.truncate(path, size)

    with pytest.raises(StoreDamaged, match="woordindex"):
        TermIndex.load(tmp_path / "woorden")


@pytest.mark.parametrize("texts", [TEXTS, [[]]], ids=["texts", "one empty text"])
def test_an_index_of_which_all_terms_are_gone_is_damage_and_no_empty_index(tmp_path, texts):
    built(texts).save(tmp_path / "woorden")
    shutil.rmtree(tmp_path / "woorden" / "bm25")

    with pytest.raises(StoreDamaged, match="woordindex"):
        TermIndex.load(tmp_path / "woorden")


def test_terms_of_another_number_of_texts_are_damage(tmp_path):
    built().save(tmp_path / "woorden")
    (tmp_path / "woorden" / "count.json").write_text(json.dumps(7), encoding="utf-8")

    with pytest.raises(StoreDamaged, match="past niet bij zijn aantal teksten"):
        TermIndex.load(tmp_path / "woorden")
