import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.compounds import parts_of


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("leerwerkplek", ("leer", "werkplek")),
        ("trajectbegeleiders", ("traject", "begeleiders")),
        ("sectorconvenants", ("sector", "convenants")),
        ("lescomponent", ("les", "component")),
        ("werkplek", ("werk", "plek")),
    ],
)
def test_a_compound_gives_its_parts_in_order(word, parts):
    assert parts_of(word) == parts


@pytest.mark.parametrize(
    "word",
    [
        "onderzoek",
        "verzekering",
        "mogelijkheden",
        "onderneming",
        "leerling",
        "mentor",
        "mentoren",
        "xyzzyxyzzy",
        "",
        "de",
    ],
)
def test_a_word_that_is_no_compound_has_no_parts(word):
    assert parts_of(word) == ()


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="abdeghiklmnoprstvw", max_size=16) | st.text(max_size=12))
def test_parts_stand_in_the_word_in_order_with_at_most_a_linking_letter_between(word):
    parts, rest = parts_of(word), word

    assert len(parts) != 1
    for part in parts:
        before, found, rest = rest.partition(part)
        assert found
        assert before in ("", "s", "e", "en", "n")
    assert not (parts and rest)
