import json
import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.encoder import Encoder
from kb.errors import StoreDamaged
from kb.expected_question import ExpectedQuestion, QuestionIndex

QUESTIONS = (
    ExpectedQuestion("Wie erkent een leerwerkplek?", ("stuk:1", "stuk:2"), "erkenning"),
    ExpectedQuestion("Hoeveel bedraagt de leervergoeding?", gap="bedrag"),
    ExpectedQuestion("Wat doet de mentor met mijn zoon?", ("stuk:3",)),
    ExpectedQuestion("hoeveel krijg ik per maand", gap="bedrag"),
)
NOTHING = {"added": {}, "k": 10}


def built(encoder: Encoder, questions=QUESTIONS) -> QuestionIndex:
    return QuestionIndex.build(questions, encoder.passages([question.text for question in questions]))


@pytest.fixture
def index(encoder):
    return built(encoder)


@pytest.mark.parametrize("question", QUESTIONS, ids=[question.text for question in QUESTIONS])
def test_a_question_is_most_like_itself(index, encoder, question):
    best, second, *_ = index.nearest(question.text, encoder.query(question.text), **NOTHING)

    assert best.question == question
    assert best.likeness > 0.85
    assert second.likeness < best.likeness


def test_a_question_asked_otherwise_points_at_the_same_thing(index, encoder):
    asked = "wie keurt mijn zaak goed als leerwerkplek"

    best, *_ = index.nearest(asked, encoder.query(asked), **NOTHING)

    assert (best.question.service, best.question.passages) == ("erkenning", ("stuk:1", "stuk:2"))


def test_a_term_that_the_glossary_adds_makes_a_question_more_like(index, encoder):
    vector = np.zeros_like(encoder.query("xyzzy"))  # it means nothing, so that only words count

    (plain,) = index.nearest("xyzzy", vector, {}, 1)
    helped, *_ = index.nearest("xyzzy", vector, {"mentor": 0.4}, 1)

    assert helped.question == QUESTIONS[2]
    assert helped.likeness > plain.likeness


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=40) | st.sampled_from([question.text for question in QUESTIONS]), st.integers(0, 6))
def test_likeness_runs_from_0_to_1_and_the_k_best_come_first(encoder, asked, k):
    found = built(encoder).nearest(asked, encoder.query(asked), {}, k)

    likeness = [like.likeness for like in found]
    assert len(found) == min(k, len(QUESTIONS))
    assert likeness == sorted(likeness, reverse=True)
    assert all(0 <= value <= 1 for value in likeness)


def test_a_question_that_means_the_opposite_is_no_less_than_not_alike():
    away = QuestionIndex.build([ExpectedQuestion("zon", ("stuk:1",))], np.array([[1.0, 0.0]], np.float32))

    (like,) = away.nearest("regen", np.array([-1.0, 0.0], np.float32), {}, 1)

    assert like.likeness == 0


def test_equals_keep_the_order_of_the_corpus(encoder):
    twice = [ExpectedQuestion("wie is de mentor", gap=str(number)) for number in range(5)]

    found = built(encoder, twice).nearest("mentor", encoder.query("mentor"), {}, 3)

    assert [like.question.gap for like in found] == ["0", "1", "2"]


def test_without_expected_questions_nothing_is_alike(encoder):
    assert built(encoder, ()).nearest("mentor", encoder.query("mentor"), {}, 5) == []


@pytest.mark.parametrize("questions", [QUESTIONS, (), (ExpectedQuestion("?!", gap="x"),)], ids=["some", "none", "bare"])
def test_an_index_gives_the_same_after_it_was_stored(tmp_path, encoder, questions):
    index = built(encoder, questions)
    index.save(tmp_path / "vragen")

    loaded = QuestionIndex.load(tmp_path / "vragen")

    for asked in ("wie erkent de leerwerkplek", "hoeveel", "xyzzy", ""):
        before = index.nearest(asked, encoder.query(asked), {}, 10)
        after = loaded.nearest(asked, encoder.query(asked), {}, 10)
        assert [like.question for like in after] == [like.question for like in before]
        assert [like.likeness for like in after] == pytest.approx([like.likeness for like in before], abs=1e-3)


@pytest.mark.parametrize("name", ["questions.json", "vectors.npz", "count.json", "bm25/vocab.index.json"])
@pytest.mark.parametrize("size", [None, 0, 0.5])
def test_a_file_that_is_missing_or_cut_short_is_damage(tmp_path, index, name, size):
    index.save(tmp_path / "vragen")
    path = tmp_path / "vragen" / name
    path.unlink() if size is None else os.truncate(path, int(path.stat().st_size * size))

    with pytest.raises(StoreDamaged, match=r"verwachte vragen|woordindex"):
        QuestionIndex.load(tmp_path / "vragen")


@pytest.mark.parametrize("rows", [5, [5], [{}], [{"passages": []}], [{"text": "x", "passages": [], "kleur": "rood"}]])
def test_questions_in_another_form_are_damage(tmp_path, index, rows):
    index.save(tmp_path / "vragen")
    (tmp_path / "vragen" / "questions.json").write_text(json.dumps(rows), encoding="utf-8")

    with pytest.raises(StoreDamaged, match="verwachte vragen"):
        QuestionIndex.load(tmp_path / "vragen")


def test_questions_and_vectors_of_different_number_are_damage(tmp_path, index):
    index.save(tmp_path / "vragen")
    np.savez(tmp_path / "vragen" / "vectors.npz", rows=np.zeros((2, 4), np.int8), scales=np.ones(2, np.float32))

    with pytest.raises(StoreDamaged, match="passen niet bij elkaar"):
        QuestionIndex.load(tmp_path / "vragen")


READINGS = np.eye(4, 3, dtype=np.float32)


@pytest.fixture
def read_index(encoder):
    return QuestionIndex.build(QUESTIONS, encoder.passages([question.text for question in QUESTIONS]), READINGS)


def test_what_the_reader_makes_of_a_question_weighs_most(read_index, encoder):
    best, *_ = read_index.nearest_read(encoder.query(QUESTIONS[3].text), READINGS[2], 4)

    assert best.question == QUESTIONS[2]


def test_readings_are_kept_with_the_index(read_index, encoder, tmp_path):
    read_index.save(tmp_path / "index")
    asked = (encoder.query(QUESTIONS[0].text), READINGS[0], 4)

    loaded = QuestionIndex.load(tmp_path / "index")

    assert loaded.is_read
    assert [like.question for like in loaded.nearest_read(*asked)] == [
        like.question for like in read_index.nearest_read(*asked)
    ]


def test_readings_of_other_questions_are_damage(read_index, tmp_path):
    read_index.save(tmp_path / "index")
    np.savez(tmp_path / "index" / "readings.npz", rows=np.zeros((2, 3), np.int8), scales=np.ones(2, np.float32))

    with pytest.raises(StoreDamaged, match="passen niet bij elkaar"):
        QuestionIndex.load(tmp_path / "index")


def test_an_index_without_readings_says_so(index, encoder):
    assert not index.is_read
    with pytest.raises(ValueError, match="not read"):
        index.nearest_read(encoder.query("wie"), READINGS[0], 2)


JUDGED = (
    ExpectedQuestion("Krijgt hij een diploma?", ("stuk:1",), start=0, end=9, verdict="yes"),
    ExpectedQuestion("Wie geeft hem zijn diploma?", ("stuk:1",), start=0, end=9),
    ExpectedQuestion("Krijgt hij een diploma van de universiteit?", ("stuk:1",), start=0, end=9, verdict="no"),
    ExpectedQuestion("Krijgt hij een rijbewijs?", ("stuk:1",), start=0, end=9, verdict="silent"),
)


def test_of_the_judged_questions_the_most_alike_come_first_and_no_other(tmp_path, encoder):
    vectors = encoder.passages([question.text for question in JUDGED])
    built_anew = QuestionIndex.build(JUDGED, vectors, np.eye(4, dtype=np.float32))
    built_anew.save(tmp_path / "vragen")

    for index in (built_anew, QuestionIndex.load(tmp_path / "vragen")):
        found = index.nearest_judged(encoder.query(JUDGED[2].text), np.eye(4, dtype=np.float32)[2], 9)

        assert [like.question.verdict for like in found][:1] == ["no"]
        assert {like.question.verdict for like in found} == {"yes", "no", "silent"}


def test_judged_questions_cannot_be_sought_where_none_was_read(index, encoder):
    with pytest.raises(ValueError, match="not read"):
        index.nearest_judged(encoder.query("x"), READINGS[0], 1)
