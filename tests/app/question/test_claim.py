"""A yes-or-no question holds a claim; another question, or one with a choice in it, holds none."""

import pytest

from app.question.claim import claim_of, premise_of


@pytest.mark.parametrize(
    ("question", "language", "claim"),
    [
        ("Krijgt mijn dochter een echt diploma?", "nl", "Mijn dochter krijgt een echt diploma."),
        ("hallo, ma klopt het dat de leervergoeding stijgt?", "nl", "De leervergoeding stijgt."),
        ("Duaal leren is een volwaardige leerweg, klopt dat?", "nl", "Duaal leren is een volwaardige leerweg."),
        ("is de aanloopfase hetzelfde als duaal? ze zeggen da hier", "nl", "De aanloopfase is hetzelfde als duaal."),
        ("moet mijn zoon een contract tekenen of niet?", "nl", "Mijn zoon moet een contract tekenen."),
        (
            "hij gaat een zevende jaar doen, heeft hij recht op de premie?",
            "nl",
            "Hij gaat een zevende jaar doen, hij heeft recht op de premie.",
        ),
        ("Check aub: 'De premie geldt voor alle bedrijven.'", "nl", "De premie geldt voor alle bedrijven."),
        ('Mag dit zo in de folder: "Duaal leren bestaat overal."', "nl", "Duaal leren bestaat overal."),
        ("Ik schrijf ‘CVO's bieden het aan sinds 2019’. Juist?", "nl", "CVO's bieden het aan sinds 2019."),
        ("« Tous les élèves sont payés. » Peut-on l'écrire ?", "fr", "Tous les élèves sont payés."),
        ("Est-ce que la formation duale mène à un diplôme ?", "fr", "La formation duale mène à un diplôme."),
        ("Is it true that pupils get a diploma?", "en", "Pupils get a diploma."),
        ("Is the part of the school compulsory?", "en", "The part is of the school compulsory."),
    ],
)
def test_the_claim_stands_as_a_statement(question: str, language: str, claim: str) -> None:
    found = claim_of(question, language)

    assert found is not None
    assert found.text == claim


@pytest.mark.parametrize(
    "question",
    [
        "Wie erkent ondernemingen?",
        "Is dat een echt diploma of een waardeloos papier?",
        "Mag dat?",
        "leervergoeding",
        "?",
        "Waar staat 'duaal leren is een volwaardige leerweg'?",
        "Wie zei 'we versterken het imago van duaal leren'?",
    ],
)
def test_no_claim_without_a_yes_or_no(question: str) -> None:
    assert claim_of(question, "nl") is None


def test_a_claim_that_denies_can_be_taken_both_ways_unless_it_is_handed_over() -> None:
    open_question = claim_of("Krijgt mijn zoon geen diploma?", "nl")
    handed_over = claim_of("Klopt het dat mijn zoon geen diploma krijgt?", "nl")

    assert open_question is not None
    assert open_question.is_two_sided
    assert handed_over is not None
    assert not handed_over.is_two_sided


@pytest.mark.parametrize(
    ("question", "done"),
    [
        ("Is de erkenningsprocedure al vereenvoudigd?", True),
        ("Mogen we schrijven dat de communicatiestrategie er al is?", True),
        ("Is de rollenkaart klaar?", True),
        ("Gaat de leervergoeding omhoog?", False),
        ("Klopt het dat het in de doorstroomfinaliteit wordt ingevoerd?", False),
    ],
)
def test_whether_it_has_happened_is_another_question_than_whether_it_is_planned(question: str, done: bool) -> None:
    found = claim_of(question, "nl")

    assert found is not None
    assert found.asks_if_done is done


@pytest.mark.parametrize(
    ("question", "premise"),
    [
        ("waarom krijgt mijn zoon geen echt diploma?", "Mijn zoon krijgt geen echt diploma."),
        ("Ma waarom moet ge 18 zijn om te beginnen?", "Ge moet 18 zijn om te beginnen."),
        ("hoe komt het dat een mentor niet nodig is?", "Een mentor niet nodig is."),
        ("Aangezien duaal leren volgend jaar stopt, moet hij terug naar school?", "Duaal leren volgend jaar stopt."),
        ("Sinds wanneer erkent VLAIO de bedrijven?", "VLAIO erkent de bedrijven."),
        ("Pourquoi les CVO ne peuvent pas participer ?", "Les CVO ne peuvent pas participer."),
        ("why do companies pay nothing?", "Companies pay nothing."),
        ("Why dont small firms follow the rules?", "Small firms follow the rules not."),
    ],
)
def test_what_a_question_takes_for_granted_stands_as_a_statement(question: str, premise: str) -> None:
    found = premise_of(question)
    assert found is not None
    assert found.text == premise


@pytest.mark.parametrize(
    "question", ["Waarom duaal?", "waarom zou ik dat doen", "Wie erkent de bedrijven?", "wanneer komt het plan uit?"]
)
def test_a_question_that_takes_nothing_for_granted_has_no_premise(question: str) -> None:
    assert premise_of(question) is None


@pytest.mark.parametrize(
    ("question", "is_two_sided"),
    [
        ("Zijn er jongeren die niet verder kunnen?", False),
        ("Mijn zoon is er nog niet klaar voor. Bestaat daar iets voor?", False),
        ("Krijgt hij geen diploma?", True),
        ("Moet ik al papieren invullen terwijl er nog geen leerling is?", False),
    ],
)
def test_only_what_is_asked_itself_can_be_taken_both_ways(question: str, is_two_sided: bool) -> None:
    claim = claim_of(question, "nl")

    assert claim is not None
    assert claim.is_two_sided == is_two_sided


@pytest.mark.parametrize(
    "question",
    [
        "As ze geen plek vindt, vliegt ze er dan uit?",
        "kunde daar nu al een papier halen?",
        "Propose-t-on déjà ce cours ?",
    ],
)
def test_a_verb_before_its_subject_asks_whether_something_is_so(question: str) -> None:
    assert claim_of(question, "fr" if "-on" in question else "nl") is not None
