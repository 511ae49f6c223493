import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.question_form import asks_outcome, asks_who, form_and_terms, form_features, left_open


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


@pytest.mark.parametrize(
    "question",
    ["In welk jaar is dat gemeten?", "Hoeveel euro krijgt een leerling per maand?", "Op welke dag stemden ze?"],
)
def test_a_question_for_a_detail_that_a_plan_rarely_gives_is_probably_left_open(question):
    assert left_open(question) > 0.5


def test_a_question_for_what_the_plan_is_about_is_less_probably_left_open():
    assert left_open("Waarom is een actieplan voor duaal leren nodig?") < 0.5


@pytest.mark.parametrize(
    "question",
    ["Wat kwam er uit de veldverkenning?", "Wat heeft het onderzoek naar de leervergoeding opgeleverd?"],
)
def test_a_question_for_what_came_of_a_study_asks_for_an_outcome(question):
    assert asks_outcome(question) > 0.5 > asks_outcome("Wat wordt er onderzocht rond de leervergoeding?")


def test_terms_are_told_apart_from_words():
    assert form_and_terms("Mentoren")[-1] == "~mentor"


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_a_probability(text):
    assert 0 <= asks_who(text) <= 1
    assert 0 <= asks_outcome(text) <= 1
    assert 0 <= left_open(text) <= 1


def test_case_and_accents_do_not_matter():
    assert asks_who("QUI DÉLIVRE L'AGRÉMENT") == asks_who("qui delivre l'agrement")
