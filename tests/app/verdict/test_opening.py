"""A yes-or-no question opens with a verdict that the plan carries, or with none."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.answer_question import answer_question
from app.records.answer import Answer
from evals.case_file import read_cases
from evals.openings.evaluate import SETTLED, opening_of
from kb.encoder import Encoder
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import settings_from_environment

CASES = Path(__file__).parents[3] / "evals" / "openings" / "dev.jsonl"
Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def base(corpus_store: Path, encoder: Encoder) -> KnowledgeBase:
    return open_knowledge_base(settings_from_environment(str(corpus_store)), encoder)[0]


@pytest.fixture(scope="module")
def ask(base: KnowledgeBase) -> Ask:
    def asked(question: str, **options: object) -> Answer:
        return answer_question(question, base, today=date(2026, 11, 23), **options)  # type: ignore[arg-type]

    return asked


@pytest.mark.parametrize(
    ("question", "opening", "section"),
    [
        ("Krijgt mijn dochter met duaal leren een echt diploma secundair onderwijs?", "Ja.", "1.1"),
        ("is duaal voor zwakke leerlingen? ze zeggen da hier altijd", "Nee.", "1.1"),
        ("Gaat de leervergoeding omhoog?", "Nog niet beslist: dit wordt onderzocht.", "2.3"),
        ("Klopt het dat er 12 sectorale partnerschappen zijn?", "Nee.", "1.1"),
        ("Is dual learning second-rate?", "No.", None),
    ],
)
def test_the_verdict_comes_first_and_is_cited(ask: Ask, question: str, opening: str, section: str | None) -> None:
    answer = ask(question, persona="parent")

    if section is None and answer.sentences[0].text != opening:
        return  # left open is allowed, wrong is not
    assert answer.sentences[0].text == opening
    assert answer.sentences[0].citations == (1,)
    assert section is None or answer.citations[0].section == section


def test_a_figure_of_others_is_no_and_says_whose_it_is(ask: Ask) -> None:
    answer = ask("Klopt het dat 80% van de ouders tevreden is?", persona="communication")

    assert answer.sentences[0].text == "Nee: dat cijfer gaat over «jongeren uit dubbele finaliteit»."
    assert "80%" in answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "group"),
    [
        (
            'Draft: "Drie op de tien leerlingen duaal leren stromen door naar het hoger onderwijs." Mag dat zo?',
            "Nee: dat cijfer gaat over «jongeren uit arbeidsmarktfinaliteit».",
        ),
        (
            "Est-il vrai que neuf élèves sur dix passent à l'enseignement supérieur ?",
            "Non : ce chiffre porte, en néerlandais, sur « jongeren uit doorstroomfinaliteit ».",
        ),
        (
            "Is it true that three in ten dual learners move on to higher education?",
            "No: that figure is, in Dutch, about «jongeren uit arbeidsmarktfinaliteit».",
        ),
    ],
)
def test_a_share_in_words_is_taken_for_its_percentage(ask: Ask, question: str, group: str) -> None:
    assert ask(question, persona="communication").sentences[0].text == group


def test_a_share_in_words_of_its_own_group_is_right(ask: Ask) -> None:
    answer = ask("Klopt het dat 3 op 10 jongeren uit arbeidsmarktfinaliteit doorstromen naar het hoger onderwijs?")

    assert not answer.sentences[0].text.startswith("Nee")


def test_whether_it_is_done_is_not_in_the_sources_and_what_was_meant_is(ask: Ask) -> None:
    answer = ask("Is de erkenningsprocedure al vereenvoudigd?", persona="mentor")

    assert answer.status == "not_in_sources"
    assert answer.sentences[0].kind == "gap"
    assert answer.sentences[0].text.startswith("Of dat al zo is, staat niet in de bronnen.")
    assert any(citation.action == "2.3/9" for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Krijgt mijn kind een laptop van de school?",
        "Krijgt mijn zoon geen diploma?",
        "Kan mijn kind na de aanloopfase naar duaal leren?",
        "CVO hier. Staan er maatregelen voor ons in?",
        "Wie erkent ondernemingen?",
        # Somebody asks for it; whether it may be is open.
        "Kan iemand van buiten ons bedrijf mentor zijn?",
    ],
)
def test_where_it_is_not_sure_there_is_no_verdict(ask: Ask, question: str) -> None:
    assert opening_of(ask(question)) == "none"


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Klopt het toch da elke leerling straks verplicht duaal moet volgen?", "Of dat zo klopt"),
        ("Mogen we schrijven: 'De SERV en de Vlor steunen het actieplan helemaal'?", "Of dat zo klopt"),
        ("Est-il vrai que chaque école doit proposer du dual ?", "Les sources ne me permettent pas"),
    ],
)
def test_quotes_below_a_claim_that_is_not_sure_do_not_confirm_it(ask: Ask, question: str, opening: str) -> None:
    answer = ask(question)

    assert answer.status != "answered" or answer.sentences[0].text.startswith(opening)
    assert not answer.text.startswith(("Ja", "Oui"))


@pytest.mark.parametrize(
    "question",
    [
        "kan hij na zijn duale opleiding nog naar de hogeschool?",
        "Leerlingen en ouders kiezen nooit voor duaal leren, klopt dat?",
        "Klopt het dat vastgelopen jongeren een specifiek traject krijgen?",
    ],
)
def test_neither_a_share_nor_a_word_that_leaves_nothing_out_nor_another_document_is_confirmed_or_denied(
    ask: Ask, question: str
) -> None:
    assert not ask(question).text.startswith(("Ja", "Nee"))


def test_a_share_of_all_young_people_is_not_that_of_those_in_duaal_leren(ask: Ask) -> None:
    answer = ask("Klopt het dat 80% van de duale leerlingen uit de dubbele finaliteit verder studeert?")

    assert answer.text.startswith("Nee: dat cijfer gaat over «jongeren uit dubbele finaliteit»")


def test_a_sentence_behind_draft_is_a_claim(ask: Ask) -> None:
    assert ask("Draft: In het aso kan je ook duaal leren. Mag dat zo?").text.startswith("Nee")


def test_ja_and_nee_on_the_dev_questions_are_right(base: KnowledgeBase, ask: Ask) -> None:
    given = [
        (case["question"], opening, case["expect"])
        for case in read_cases(CASES)
        if (opening := opening_of(ask(case["question"], persona=case["persona"]))) in SETTLED
    ]

    assert len(given) >= 40
    wrong = [(question, opening) for question, opening, expected in given if opening not in expected]
    assert len(wrong) <= 0.03 * len(given), wrong


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Is WEWIS de trekker van actie 9?", "Ja."),
        ("Klopt het dat Syntra actie 9 trekt?", "Nee."),
        ("klopt dat DOV actie 9 trekt", "Nee."),
        ("Est-ce que le WEWIS pilote l'action 9 ?", "Oui."),
        ("Is DOV betrokken bij actie 2?", "Ja."),
    ],
)
def test_the_block_of_an_action_settles_who_is_in_it(ask: Ask, question: str, opening: str) -> None:
    assert ask(question).sentences[0].text == opening


@pytest.mark.parametrize(
    "question",
    [
        "waarom krijgen leerlingen in duaal geen echt diploma?",
        "Waarom schrapt het actieplan de fundamenten van duaal leren?",
        "Waarom starten de sectorconvenants van de tiende generatie pas in 2028?",
        "Pourquoi les partenaires sociaux ne siègent-ils pas dans les partenariats ?",
    ],
)
def test_what_is_taken_for_granted_and_is_not_so_is_told_first(ask: Ask, question: str) -> None:
    first = ask(question).sentences[0]

    assert first.text in ("Dat klopt niet volgens de bronnen.", "D'après les sources, ce n'est pas le cas.")
    assert first.citations


@pytest.mark.parametrize(
    "question",
    [
        "Waarom kiezen leerlingen en ouders zo zelden spontaan voor duaal leren?",
        "Waarom wordt er in de doorstroomfinaliteit geen duaal leren aangeboden?",
        "waarom moeten wij opdraaien voor een ongeval op school?",
        "Sinds wanneer kunnen Syntra-lesplaatsen duaal leren aanbieden?",
    ],
)
def test_what_is_taken_for_granted_and_is_so_is_not_denied(ask: Ask, question: str) -> None:
    assert "klopt niet" not in ask(question).sentences[0].text


@pytest.mark.parametrize(
    "question",
    ["erkenning aanvragen is via app.werkplekduaal.be toch?", "Is het waar dat Wallonië het plan overneemt?"],
)
def test_another_service_or_another_region_gets_no_verdict(ask: Ask, question: str) -> None:
    assert ask(question).sentences[0].text not in ("Ja.", "Nee.")


def test_words_that_are_read_along_stand_behind_the_verdict(base: KnowledgeBase) -> None:
    answer = answer_question("is de groeifase hetzelfde als de aanloopfase?", base)

    assert answer.sentences[0].text == "Nee."


@pytest.mark.parametrize("doer", ["de sectorfondsen", "de scholen", "de mentoren"])
def test_what_others_do_is_no_yes_to_a_group(base: KnowledgeBase, doer: str) -> None:
    question = f"Klopt het dat {doer} ondernemingen erkennen als leerwerkplek?"

    assert not answer_question(question, base).sentences[0].text.startswith("Ja")


def test_a_no_to_who_does_it_names_who_does(base: KnowledgeBase) -> None:
    question = (
        "Mogen wij schrijven dat DOV en VLAIO in 2025-2026 de toelatingsvoorwaarden onderzoeken, of klopt dat niet?"
    )
    answer = answer_question(question, base, persona="communication")

    assert answer.sentences[0].text == "Nee."
    assert {part.partner for part in answer.participations} == {"dov", "wewis"}


def test_a_figure_of_all_is_not_given_to_those_of_them_in_dual_learning(base: KnowledgeBase) -> None:
    question = (
        "Mag ik schrijven dat 80% van de leerlingen uit de dubbele finaliteit die duaal leren doorstroomt naar het "
        "hoger onderwijs?"
    )

    assert answer_question(question, base).sentences[0].text.startswith("Nee: dat cijfer gaat over")


def test_what_is_said_to_stand_in_the_plan_is_checked_before_what_is_asked_of_it(base: KnowledgeBase) -> None:
    question = "In actie 9 staat dat de leervergoeding verhoogd wordt tot het minimumloon. Vanaf wanneer gaat dat in?"
    answer = answer_question(question, base, persona="communication")

    assert answer.sentences[1].text == "Nog niet beslist: dit wordt onderzocht."


def test_a_minister_whom_no_text_names_gets_no_ja(base: KnowledgeBase) -> None:
    answer = answer_question("Klopt het dat minister Weyts dit plan getekend heeft?", base)
    assert "Weyts" in answer.sentences[0].text
    assert all(sentence.text != "Ja." for sentence in answer.sentences)


def test_work_at_the_same_employer_gets_no_ja_from_another_employer(base: KnowledgeBase) -> None:
    question = "Mag onze leerling op zaterdag bij ons in de winkel bijklussen als jobstudent?"
    assert answer_question(question, base, persona="mentor").sentences[0].text != "Ja."


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Stroomt 80% van de leerlingen duaal leren door naar hoger onderwijs?", "Nee: dat cijfer gaat over"),
        ("Is DOV trekker van actie 4?", "Dat staat zo niet in het plan."),
        ("Is the run-up phase the same as dual learning?", "No."),
    ],
)
def test_no_ja_from_another_group_and_no_study_of_who_leads(base, question, opening):
    assert answer_question(question, base).sentences[0].text.startswith(opening)
