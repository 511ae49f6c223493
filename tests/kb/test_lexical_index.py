import json
import os
import shutil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.dutch import terms_of
from kb.errors import StoreDamaged
from kb.lexical_index import LexicalIndex

TEXTS = {
    "mentor": "De mentor begeleidt de leerling op de werkplek.",
    "ouder": "Een ouder tekent de overeenkomst van alternerende opleiding.",
    "school": "De school en de trajectbegeleider volgen de leerling op.",
    "leeg": "",
}
QUESTIONS = {"ouder": ["Krijgt mijn dochter een vergoeding?", "moet papa dat papier lezen"], "weg": ["Nergens bij?"]}
WORDS = st.sampled_from(["mentor", "leerling", "werkplek", "ouder", "vergoeding", "trajectbegeleider", "schol", "de"])


def built(texts: dict[str, str] = TEXTS, questions=None, documents=None) -> LexicalIndex:
    return LexicalIndex.build(list(texts), list(texts.values()), questions or {}, documents)


def ids(index: LexicalIndex, question: str, k: int = 5, **added: float) -> list[str]:
    """The passages that score, best first."""
    scores = index.scores(question, added)
    best = sorted(np.flatnonzero(scores > 0), key=lambda position: (-scores[position], position))
    return [index.ids[position] for position in best[:k]]


def test_the_passage_with_the_words_comes_first():
    assert ids(built(), "mentor?") == ["mentor"]
    assert ids(built(), "wie is de mentor?")[0] == "mentor"
    assert ids(built(), "wat doet een trajectbegeleider voor mijn leerling")[0] == "school"


def test_other_forms_of_a_word_find_it_too():
    assert ids(built(), "mentoren") == ["mentor"]
    assert ids(built(), "OVEREENKOMSTEN") == ["ouder"]


@pytest.mark.parametrize("question", ["mentro begeleding", "alternernde", "overenkomst", "trajektbegeleider"])
def test_a_misspelled_word_finds_by_its_letters(question):
    index = built()

    (best, *_) = ids(index, question)

    assert question.split()[0][:3] in TEXTS[best].lower()
    assert index.reasons(question, {}, index.ids.index(best)).grams > 0


def test_a_part_of_a_compound_finds_the_whole_and_the_whole_its_part():
    assert ids(built(), "begeleider")[0] == "school"
    assert ids(built({"plek": "Een plek om te leren.", "x": "De premie."}), "leerwerkplek")[0] == "plek"


@pytest.mark.parametrize("question", ["", "?!", "de het een", "xyzzy", "🙂"])
def test_a_question_without_a_known_word_finds_nothing(question):
    scores = built().scores(question, {})

    assert scores.tolist() == [0.0] * len(TEXTS)


def test_equals_score_alike():
    scores = built({str(number): "dezelfde mentor" for number in range(9)} | {"x": "school"}).scores("mentor", {})

    assert len(set(scores.tolist()[:9])) == 1
    assert scores[9] == 0


def test_scores_stand_in_the_order_of_the_passages():
    scores = built().scores("leerling", {})

    assert (scores > 0).tolist() == [True, False, True, False]


def test_a_rarer_word_tells_more_and_an_unknown_one_most():
    leerling, mentor, unknown = map(built().rarity, terms_of("leerling mentor xyzzy"))

    assert leerling < mentor < unknown


def test_a_question_kept_beside_a_passage_finds_it_and_its_words_are_no_words_of_the_text():
    index = built(questions=QUESTIONS)
    (dochter,) = terms_of("dochter")

    assert ids(index, "dochter") == ["ouder"]
    assert ids(built(), "dochter") == []
    assert index.has_questions().tolist() == [False, True, False, False]
    assert not index.in_texts(dochter)


def test_an_added_term_finds_and_weighs_less_than_a_typed_one():
    (mentor,) = terms_of("mentor")

    assert ids(built(), "peter", **{mentor: 0.4}) == ["mentor"]
    assert 0 < built().scores("", {mentor: 0.4})[0] < built().scores("mentor", {})[0]


def test_an_added_term_that_was_typed_as_well_counts_as_typed():
    (mentor,) = terms_of("mentor")

    assert built().scores("mentor", {mentor: 0.4}).tolist() == built().scores("mentor", {}).tolist()


def test_of_two_like_passages_the_one_in_the_document_about_the_question_comes_first():
    texts = {"a1": "De leerling.", "a2": "De premie.", "b1": "De leerling.", "b2": "De mentor en de leerling."}

    index = built(texts, documents=["a", "a", "b", "b"])

    assert ids(index, "mentor van de leerling")[:2] == ["b2", "b1"]


def test_of_two_like_passages_the_one_in_the_document_that_opens_with_the_question_comes_first():
    texts = {"a1": "De premie.", "a2": "De mentor.", "b1": "De mentor.", "b2": "De mentor."}

    index = built(texts | {"a3": "De mentor."}, documents=["a", "a", "b", "b", "a"])

    assert set(ids(index, "mentor")[:2]) == {"b1", "b2"}


def test_a_passage_that_shares_nothing_gets_nothing_of_its_document():
    index = built({"a1": "De mentor.", "a2": "Iets over premies"}, documents=["a", "a"])

    assert ids(index, "mentor") == ["a1"]
    assert index.reasons("mentor", {}, 1).whole == 0


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=5), st.lists(WORDS, max_size=5), st.booleans())
def test_the_reasons_of_a_passage_add_up_to_its_score(texts, asked, together):
    named = {str(number): text for number, text in enumerate(texts)}
    index = built(named, {"0": ["welke vergoeding"]}, ["a"] * len(texts) if together else None)
    question, added = " ".join(asked), dict.fromkeys(terms_of("werkplek"), 0.4)

    scores = index.scores(question, added)

    for place in range(len(texts)):
        why = index.reasons(question, added, place)
        total = sum(why.words.values()) + sum(why.questions.values()) + why.grams + why.whole
        assert total == pytest.approx(float(scores[place]), rel=1e-4, abs=1e-5)


@pytest.mark.parametrize("texts", [TEXTS, {}, {"leeg": ""}], ids=["texts", "none", "one empty text"])
def test_an_index_gives_the_same_after_it_was_stored(tmp_path, texts):
    index = built(texts, QUESTIONS)
    index.save(tmp_path / "lexical")

    loaded = LexicalIndex.load(tmp_path / "lexical")

    assert loaded.ids == index.ids
    for question in ("mentor op de werkplek", "leerling", "vergoeding", "xyzzy", ""):
        assert np.array_equal(loaded.scores(question, {}), index.scores(question, {}))
    assert loaded.rarity("mentor") == index.rarity("mentor")
    assert loaded.has_questions().tolist() == index.has_questions().tolist()


@pytest.mark.parametrize("name", ["passage_ids.json", "words/count.json", "grams/bm25/vocab.index.json"])
@pytest.mark.parametrize("size", [None, 0])
def test_a_file_that_is_missing_or_cut_short_is_damage(tmp_path, name, size):
    built().save(tmp_path / "lexical")
    path = tmp_path / "lexical" / name
    path.unlink() if size is None else os.truncate(path, size)

    with pytest.raises(StoreDamaged, match="woordindex"):
        LexicalIndex.load(tmp_path / "lexical")


@pytest.mark.parametrize("name", ["words", "questions", "grams", "whole_words", "whole_grams"])
def test_a_field_that_is_missing_is_damage(tmp_path, name):
    built().save(tmp_path / "lexical")
    shutil.rmtree(tmp_path / "lexical" / name)

    with pytest.raises(StoreDamaged, match="woordindex"):
        LexicalIndex.load(tmp_path / "lexical")


@pytest.mark.parametrize("places", [["mentor"], {"ids": ["mentor"]}, {"ids": 5, "wholes": []}, None])
def test_a_list_of_passages_in_another_form_is_damage(tmp_path, places):
    built().save(tmp_path / "lexical")
    (tmp_path / "lexical" / "passage_ids.json").write_text(json.dumps(places), encoding="utf-8")

    with pytest.raises(StoreDamaged, match="beschadigd"):
        LexicalIndex.load(tmp_path / "lexical")


@pytest.mark.parametrize(
    "places",
    [
        {"ids": ["mentor"], "wholes": [0]},
        {"ids": list(TEXTS), "wholes": [0]},
        {"ids": list(TEXTS), "wholes": [0, 1, 2, 9]},
    ],
    ids=["one passage", "one place", "a place outside"],
)
def test_files_that_do_not_belong_together_are_damage(tmp_path, places):
    built().save(tmp_path / "lexical")
    (tmp_path / "lexical" / "passage_ids.json").write_text(json.dumps(places), encoding="utf-8")

    with pytest.raises(StoreDamaged, match="past niet bij"):
        LexicalIndex.load(tmp_path / "lexical")


@pytest.mark.parametrize("name", ["words", "questions", "grams", "whole_words", "whole_grams"])
def test_a_field_of_another_index_is_damage(tmp_path, name):
    built().save(tmp_path / "een")
    built({"x": "Een ander stuk."}).save(tmp_path / "ander")
    shutil.rmtree(tmp_path / "een" / name)
    shutil.copytree(tmp_path / "ander" / name, tmp_path / "een" / name)

    with pytest.raises(StoreDamaged, match="past niet bij"):
        LexicalIndex.load(tmp_path / "een")
