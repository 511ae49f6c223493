import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.care_kind import DANGER, MODEL, WORDS, care_features, care_kinds, care_model, care_values


def test_features_are_words_neighbours_words_around_one_and_runs_of_letters():
    assert care_features("Wij zijn") == [
        "wij", "zijn", "^ wij", "wij zijn", "zijn $", "^_zijn", "wij_$",
        "#<wi", "#wij", "#ij>", "#<wij", "#wij>", "#<zi", "#zij", "#ijn", "#jn>", "#<zij", "#zijn", "#ijn>", "#<zijn",
        "#zijn>",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("mijn neef zei aan de telefoon dat hij zich vanavond gaat verdrinken", "danger_suicide"),
        ("k zie geen enkele reden meer om nog te blijven leven", "danger_suicide"),
        ("ma nièce menace de sauter du toit", "danger_suicide"),
        ("de zaakvoerder steekt zijn handen onder haar trui", "danger_violence"),
        ("my boss grabbed my daughter by the throat", "danger_violence"),
        ("onze stagiair zit met zijn hand tussen de rollen van de pers", "danger_accident"),
        ("il a bu un produit de nettoyage et il vomit", "danger_accident"),
    ],
)
def test_danger_to_life_is_recognised_in_wording_of_which_no_pattern_knows(message, kind):
    assert care_kinds(message)[0] == kind


@pytest.mark.parametrize(
    "question",
    [
        "ik ben doodmoe van al die formulieren, wie helpt mij", "veiligheid op de werkvloer, wie staat daarvoor in?",
        "slaan we een leerjaar over?", "hij leert vlees snijden, mag dat op zijn 15?",
        "pesten: wat staat er in het plan",
        "ongeval onderweg: wie verzekert dat", "moordende concurrentie in de bouw, helpt actie 3?",
        "neemt hij de trein, wie betaalt dat", "Qui paie l'assurance en cas d'accident ?",
        "what happens when a machine breaks down", "Wie erkent ondernemingen als leerwerkplek?", "hallo", "",
    ],
)  # fmt: skip
def test_an_ordinary_question_needs_no_care_whatever_words_it_holds(question):
    assert care_kinds(question) == ()


def test_danger_comes_first_and_is_told_by_its_own_kind():
    model = care_model(MODEL)

    assert model.kinds[0] == DANGER
    assert [kind for kind, threshold in zip(model.kinds, model.thresholds, strict=True) if threshold is None] == [
        "danger_accident", "danger_suicide", "danger_violence",
    ]  # fmt: skip


def test_case_accents_and_drawn_out_letters_do_not_matter():
    assert care_features("Hééélp MÍJ") == care_features("help mij")


def test_an_endless_message_is_read_up_to_a_number_of_words():
    assert care_features("woord " * WORDS) == care_features("woord " * 10 * WORDS)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_has_a_value_for_every_kind(text):
    model = care_model(MODEL)

    assert len(care_values(text, model)) == len(model.kinds)
    assert set(care_kinds(text)) <= set(model.kinds) - {DANGER}


def test_the_model_is_small():
    assert MODEL.stat().st_size < 1_000_000
