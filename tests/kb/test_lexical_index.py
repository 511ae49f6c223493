import json
import os

import numpy as np
import pytest

from kb.dutch import terms_of
from kb.errors import StoreDamaged
from kb.lexical_index import LexicalIndex

TEXTS = {
    "mentor": "De mentor begeleidt de leerling op de werkplek.",
    "ouder": "Een ouder tekent de overeenkomst van alternerende opleiding.",
    "school": "De school en de trajectbegeleider volgen de leerling op.",
    "leeg": "",
}


def built(texts: dict[str, str] = TEXTS) -> LexicalIndex:
    return LexicalIndex.build(list(texts), list(texts.values()))


def ids(index: LexicalIndex, question: str, k: int = 5) -> list[str]:
    return [passage_id for passage_id, _ in index.search(question, k)]


def test_the_passage_with_the_words_comes_first():
    assert ids(built(), "wie is de mentor?") == ["mentor"]
    assert ids(built(), "wat doet een trajectbegeleider voor mijn leerling")[0] == "school"


def test_other_forms_of_a_word_find_it_too():
    assert ids(built(), "mentoren") == ["mentor"]
    assert ids(built(), "OVEREENKOMSTEN") == ["ouder"]


@pytest.mark.parametrize("question", ["", "?!", "de het een", "xyzzy", "🙂"])
def test_a_question_without_a_known_word_finds_nothing(question):
    index = built()

    assert index.search(question, 5) == []
    assert index.scores(question).tolist() == [0.0] * len(TEXTS)


def test_no_more_are_found_than_asked_and_equals_keep_the_order_of_the_corpus():
    index = built({str(number): "dezelfde mentor" for number in range(9)} | {"x": "school"})

    assert ids(index, "mentor", 3) == ["0", "1", "2"]
    assert len(ids(index, "mentor", 50)) == 9


def test_scores_stand_in_the_order_of_the_passages():
    scores = built().scores("leerling")

    assert (scores > 0).tolist() == [True, False, True, False]


def test_a_rarer_word_tells_more_and_an_unknown_one_most():
    leerling, mentor, unknown = terms_of("leerling mentor xyzzy")

    rarity = built().rarity([leerling, mentor, unknown])

    assert rarity[leerling] < rarity[mentor] < rarity[unknown]


@pytest.mark.parametrize("texts", [TEXTS, {}, {"leeg": ""}], ids=["texts", "none", "one empty text"])
def test_an_index_gives_the_same_after_it_was_stored(tmp_path, texts):
    index = built(texts)
    index.save(tmp_path / "lexical")

    loaded = LexicalIndex.load(tmp_path / "lexical")

    for question in ("mentor op de werkplek", "leerling", "xyzzy", ""):
        assert loaded.search(question, 5) == index.search(question, 5)
        assert np.array_equal(loaded.scores(question), index.scores(question))
    assert loaded.rarity(["mentor"]) == index.rarity(["mentor"])


FILES = ["passage_ids.json", *(f"bm25/{name}" for name in (
    "data.csc.index.npy", "indices.csc.index.npy", "indptr.csc.index.npy", "vocab.index.json", "params.index.json",
))]  # fmt: skip


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("size", [None, 0, 20])
def test_a_file_that_is_missing_or_cut_short_is_damage(tmp_path, name, size):
    built().save(tmp_path / "lexical")
    path = tmp_path / "lexical" / name
    path.unlink() if size is None else os.truncate(path, size)

    with pytest.raises(StoreDamaged, match="woordindex"):
        LexicalIndex.load(tmp_path / "lexical")


def test_files_that_do_not_belong_together_are_damage(tmp_path):
    built().save(tmp_path / "lexical")
    (tmp_path / "lexical" / "passage_ids.json").write_text(json.dumps(["mentor"]), encoding="utf-8")

    with pytest.raises(StoreDamaged, match="past niet bij"):
        LexicalIndex.load(tmp_path / "lexical")
