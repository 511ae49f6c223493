import random

from hypothesis import given
from hypothesis import strategies as st

from ingest.misspelling import misspelled

TEXTS = st.lists(st.sampled_from(["de", "mentor", "begeleidt", "leerwerkplekken", "2025", "één", "Actie", "?"])).map(
    " ".join
)


@given(TEXTS | st.text(max_size=60), st.integers())
def test_the_same_seed_gives_the_same_faults(text, seed):
    assert misspelled(text, random.Random(seed)) == misspelled(text, random.Random(seed))


@given(TEXTS, st.integers())
def test_words_are_at_most_split_in_two_and_only_long_ones(text, seed):
    before, after = text.split(), misspelled(text, random.Random(seed)).split()

    assert len(before) <= len(after) <= len(before) + sum(len(word) > 10 for word in before)


@given(TEXTS | st.text(max_size=60), st.integers())
def test_each_fault_moves_adds_or_takes_one_sign(text, seed):
    words = sum(len(word) >= 5 for word in text.split()) or len(text)

    assert abs(len(misspelled(text, random.Random(seed))) - len(text)) <= words


@given(st.lists(st.sampled_from(["de", "een", "wie", "2025", "10000", "?", "mag"])).map(" ".join), st.integers())
def test_short_words_numbers_and_signs_stay_as_they_are(text, seed):
    assert misspelled(text, random.Random(seed)) == text


def test_about_one_long_word_in_three_gets_a_fault():
    words = ["begeleiding"] * 3000

    faulty = misspelled(" ".join(words), random.Random(7)).replace("begel eiding", "x").split()

    assert 0.15 < sum(word != "begeleiding" for word in faulty) / len(words) < 0.4


def test_the_first_letter_of_a_word_stays():
    for seed in range(200):
        assert misspelled("Trajectbegeleider", random.Random(seed)).startswith("T")
