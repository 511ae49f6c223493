import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.dutch import STOP_WORDS, grams_of, term_of, terms_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De Leerling", ["de", "leerling"]),
        ("geïnteresseerde één café", ["geinteresseerde", "een", "cafe"]),
        ("RTC’s en CDO's", ["rtc", "en", "cdo"]),
        ("B.K. en o.a. dit", ["bk", "en", "oa", "dit"]),
        ("niet-duale arbeids- en", ["niet-duale", "arbeids", "en"]),
        ("4,5% (2025-2026)", ["4", "5", "2025-2026"]),
        ("snake_case", ["snake", "case"]),
        ("l'apprenti qu’elle d'oudste", ["apprenti", "elle", "oudste"]),
        ("m'n z'n foto's", ["m'n", "z'n", "foto"]),
        ("ﬁnaliteit", ["finaliteit"]),
        ("", []),
        ("!?… –", []),
    ],
)
def test_words_are_lower_case_without_accents_or_edges(text, words):
    assert list(words_of(text)) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("leerlingen", "leerling"), ("onderneming", "ondernemingen"), ("erkend", "erkende"), ("scholen", "school"),
        ("premies", "premie"), ("geïnformeerde", "geinformeerde"), ("RTC’s", "rtc"),
    ],
)  # fmt: skip
def test_forms_of_a_word_have_one_term(one, other):
    assert terms_of(one) == terms_of(other)


@pytest.mark.parametrize(("one", "other"), [("mentor", "monitor"), ("school", "schaal"), ("premie", "preview")])
def test_other_words_have_other_terms(one, other):
    assert terms_of(one) != terms_of(other)


def test_a_word_with_a_hyphen_is_found_whole_and_by_its_parts():
    whole, *parts = terms_of("niet-duale")

    assert term_of("duale") in parts
    assert whole not in parts


def test_stop_words_have_no_terms():
    assert terms_of("de het een en van voor") == []
    assert "een" in STOP_WORDS


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_terms_in_lower_case(text):
    terms = terms_of(text)

    assert all(term and not any(sign.isspace() for sign in term) for term in terms)
    assert terms == terms_of(text)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abcdeéïö-’' ", max_size=30))
def test_case_does_not_matter(text):
    assert terms_of(text) == terms_of(text.upper())


@pytest.mark.parametrize(
    ("compound", "part"),
    [("leerwerkplek", "werkplek"), ("trajectbegeleiders", "begeleider"), ("sectorconvenants", "sector")],
)
def test_a_compound_has_the_terms_of_its_whole_and_of_its_parts(compound, part):
    whole, *parts = terms_of(compound)

    assert whole == term_of(compound)
    assert term_of(part) in parts


@pytest.mark.parametrize("word", ["onderzoek", "verzekering", "mogelijkheden"])
def test_a_word_that_is_no_compound_has_one_term(word):
    assert terms_of(word) == [term_of(word)]


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("mentor", ["_ment", "mento", "entor", "ntor_"]),
        ("Coach's", ["_coac", "coach", "oach_"]),
        ("B.K.", ["_bk_"]),
        ("één", ["_een_"]),
        ("", []),
    ],
)
def test_letters_of_a_word_are_grouped_with_its_borders_marked(text, grams):
    assert grams_of(text) == grams


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.integers(3, 6))
def test_letter_groups_of_any_text_hold_each_of_its_words_and_no_more(text, size):
    words = list(words_of(text))

    grams = grams_of(text, size)

    assert len(grams) == sum(max(1, len(word) + 3 - size) for word in words)
    assert all(len(gram) <= size for gram in grams)
    assert sum(gram.startswith("_") for gram in grams) >= len(words)
