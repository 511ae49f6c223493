import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.question_form import asks_who, form_features


def test_features_are_words_and_neighbours_with_the_borders_marked_each_once():
    assert form_features("Wie is wie?") == ["wie", "is", "^ wie", "wie is", "is wie", "wie $"]


@pytest.mark.parametrize(
    "question",
    [
        "Wie erkent mijn bedrijf?",
        "bij welke organisatie moet ik aankloppen voor een erkenning",
        "Aan welke deur moet ik kloppen om leerlingen te mogen opleiden?",
        "Qui délivre l'agrément à une entreprise ?",
        "Who recognises companies as training workplaces?",
    ],
)
def test_a_question_for_somebody_is_known_also_without_the_word_who(question):
    assert asks_who(question) > 0.5


@pytest.mark.parametrize(
    "question", ["Hoeveel leerlingen volgen duaal leren?", "Wat is een leerwerkplek?", "waarom is dat zo moeilijk"]
)
def test_a_question_for_something_is_none_for_somebody(question):
    assert asks_who(question) < 0.5


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_a_probability(text):
    assert 0 <= asks_who(text) <= 1


def test_case_and_accents_do_not_matter():
    assert asks_who("QUI DÉLIVRE L'AGRÉMENT") == asks_who("qui delivre l'agrement")
