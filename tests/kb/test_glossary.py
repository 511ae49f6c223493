import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.dutch import term_of, terms_of
from kb.glossary import ADDED, Concept, Glossary


def a_concept(name: str, *alternative: str, hidden: tuple[str, ...] = (), fr: str = "", en: str = "") -> Concept:
    return Concept(name, (name, fr or f"{name} fr", en or f"{name} en"), alternative, hidden, ("", "", ""), None)


DUAL = a_concept("duaal leren", "duaal", fr="formation duale", hidden=("duwaal",))
PLACE = a_concept("leerwerkplek", "werkplek", "plaats bij een baas")
BOSS = a_concept("onderneming", "baas", "bedrijf")
CASH = a_concept("leervergoeding", "pree")
PRIZE = a_concept("premie", "pree")
GLOSSARY = Glossary((DUAL, PLACE, BOSS, CASH, PRIZE))


def found(question: str) -> list[tuple[str, str]]:
    return [(found.concept.concept_id, found.label) for found in GLOSSARY.found_in(question)]


@pytest.mark.parametrize("question", ["Wat is duaal leren?", "qu'est-ce que la FORMATION DUALE", "duwaal??"])
def test_a_concept_is_found_by_a_label_in_any_language_and_by_a_misspelling(question):
    assert [concept for concept, _ in found(question)] == ["duaal leren"]


def test_at_each_place_the_longest_label_wins_and_concepts_come_in_the_order_of_the_question():
    assert found("een plaats bij een baas, dan duaal leren bij een baas") == [
        ("leerwerkplek", "plaats bij een baas"), ("duaal leren", "duaal leren"), ("onderneming", "baas"),
    ]  # fmt: skip


def test_a_label_that_ends_at_the_end_of_the_question_is_found():
    assert found("duaal") == [("duaal leren", "duaal")]
    assert found("plaats bij een") == []


def test_a_label_of_two_concepts_finds_both():
    assert found("hoeveel pree") == [("leervergoeding", "pree"), ("premie", "pree")]


def test_only_terms_of_words_that_were_not_typed_are_added():
    assert GLOSSARY.added_terms("zoekt mijn baas iemand") == {term_of("onderneming"): ADDED}
    assert GLOSSARY.added_terms("is duaal iets voor mij") == {term_of("leren"): ADDED}
    assert GLOSSARY.added_terms("duaal leren") == {}
    assert GLOSSARY.added_terms("baas of onderneming") == {}
    assert GLOSSARY.added_terms("iets anders") == {}


def test_added_terms_are_those_of_the_dutch_label_whole_and_in_parts():
    assert set(GLOSSARY.added_terms("een plaats bij een baas")) == set(terms_of("leerwerkplek"))


def test_an_empty_glossary_finds_and_adds_nothing():
    assert Glossary(()).found_in("duaal leren") == []
    assert Glossary(()).added_terms("duaal leren") == {}


def test_a_label_without_words_finds_nothing():
    assert Glossary((a_concept("?!"),)).found_in("?! wat") == []


@settings(deadline=None)
@given(st.lists(st.sampled_from(["duaal", "leren", "baas", "plaats", "bij", "een", "werkplek", "xyzzy"]), max_size=9))
def test_labels_that_are_found_stand_in_the_question_in_order_and_no_word_is_taken_twice(words):
    question = " ".join(words)

    found = GLOSSARY.found_in(question)

    rest = question
    for one in found:
        _, label, rest = rest.partition(one.label)
        assert label
    assert set(GLOSSARY.added_terms(question)).isdisjoint(terms_of(question))
    assert set(GLOSSARY.added_terms(question).values()) <= {ADDED}
