import pytest

from kb.modality import modality_of, weaker

ALL = ("under_study", "proposed", "planned", "decided", "stated")


@pytest.mark.parametrize(
    "sentence",
    [
        "We onderzoeken studiebekrachtiging voor de aanloopfase.",
        "Er wordt samen met de sectoren nagegaan of dat kan.",
        "Tot slot gaan we de relevantie van duaal leren in de doorstroomfinaliteit na.",
        "Er zal worden verkend of het aanbod behouden blijft.",
        "We bekijken hoe deze beter tot bij schoolbesturen kunnen gebracht worden.",
        "We gaan op zoek naar mogelijke rollen.",
        "Is het haalbaar? De haalbaarheid is nog open.",
        "met het oog op mogelijke implementatie op het terrein op 1 september 2027",
    ],
)
def test_what_is_examined_is_not_promised(sentence):
    assert modality_of(sentence) == modality_of(sentence, within_action=True) == "under_study"


@pytest.mark.parametrize(
    "sentence",
    ["Daarom stellen we voor om een veldverkenning te organiseren.", "voorstel 2025 - Q4.", "Dat is voorgesteld."],
)
def test_a_proposal_is_a_proposal(sentence):
    assert modality_of(sentence) == "proposed"


@pytest.mark.parametrize(
    "sentence",
    [
        "Over de voortgang zal jaarlijks worden gerapporteerd.",
        "We vragen aan de federale regering om de drempels weg te werken.",
        "Verbeteracties worden later opgenomen.",
        "De Vlaamse overheid wil de meerwaarde positioneren.",
        "Die samenwerking wil ik de komende jaren versterken.",
    ],
)
def test_an_intention_is_planned(sentence):
    assert modality_of(sentence) == "planned"


def test_plain_present_tense_is_a_decision_in_an_action_and_a_fact_elsewhere():
    sentence = "We verruimen het toepassingsgebied van de premie."

    assert modality_of(sentence, within_action=True) == "decided"
    assert modality_of(sentence) == "stated"


@pytest.mark.parametrize(
    "sentence", ["Het Vlaams Partnerschap erkent ondernemingen.", "", "De willekeur van schoolplannen."]
)
def test_a_plain_fact_is_stated(sentence):
    assert modality_of(sentence) == "stated"


@pytest.mark.parametrize("one", ALL)
@pytest.mark.parametrize("other", ALL)
def test_the_weaker_of_two_promises_less(one, other):
    assert weaker(one, other) == weaker(other, one) == ALL[min(ALL.index(one), ALL.index(other))]
