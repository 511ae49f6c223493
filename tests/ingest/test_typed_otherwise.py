import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.typed_otherwise import read_otherwise
from kb.settings import CORPUS

OTHERWISE = read_otherwise(CORPUS)
QUESTIONS = st.sampled_from(
    [
        "Wie begeleidt mijn zoon op de werkplek en moet ik daarvoor betalen?",
        "Heb je een erkenning nodig voor een kapsalon?",
        "Qui reconnaît mon entreprise comme lieu de travail ?",
        "AHOVOKS?",
        "",
    ]
)


@given(QUESTIONS | st.text(max_size=80), st.integers())
def test_the_same_seed_gives_the_same_question(question, seed):
    assert OTHERWISE.of(question, random.Random(seed)) == OTHERWISE.of(question, random.Random(seed))


@given(QUESTIONS.filter(bool), st.integers())
def test_something_is_left_to_read(question, seed):
    assert OTHERWISE.of(question, random.Random(seed)).strip()


@given(st.integers())
def test_a_french_question_gets_no_dutch_words(seed):
    typed = OTHERWISE.of("Qui reconnaît mon entreprise comme lieu de travail ?", random.Random(seed)).lower().split()

    assert not {form for forms in OTHERWISE.words.values() for form in forms} & set(typed)


def test_dialect_of_all_kinds_comes_out():
    typed = {OTHERWISE.of("Moet ik dat aan niemand vragen op het werk?", random.Random(seed)) for seed in range(300)}
    words = {word.strip("?,.").lower() for question in typed for word in question.split()}

    assert {"da", "dat", "ip", "opt", "moek", "hallo", "merci"} <= words
    assert len(typed) > 150


def test_a_file_without_a_part_is_refused(tmp_path: Path):
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "said_otherwise.yaml").write_text("dutch: [de]", encoding="utf-8")

    with pytest.raises(KeyError, match="words"):
        read_otherwise(tmp_path)
