"""Questions as a list, in brackets or with what is told beside them; and what they do not suppose."""

import pytest

from app.answer_question import answer_question
from app.records.answer import Answer
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import settings_from_environment

BOTH = {"wewis", "dov"}


@pytest.fixture(scope="module")
def base(corpus_store) -> KnowledgeBase:
    return open_knowledge_base(settings_from_environment(str(corpus_store)))[0]


def headings(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences if sentence.text.startswith("Op «")]


@pytest.mark.parametrize(
    "question",
    [
        "* wie erkent bedrijven\n* wie is trekker van actie 9\n* hoe duur is een brood",
        "Wie erkent bedrijven?\n\u2022 Wie is trekker van actie 9?\n\u2022 Hoe laat vertrekt de trein naar Gent?",
        "wie erkent bedrijven & wie is trekker van actie 9 (en hoe laat vertrekt de trein naar Gent)?",
    ],
)
def test_each_line_and_bracket_is_a_question(base: KnowledgeBase, question: str) -> None:
    answer = answer_question(question, base)

    assert len(headings(answer)) == 3
    assert answer.status == "partly_answered"


def test_lines_of_one_text_stay_one_question(base: KnowledgeBase) -> None:
    answer = answer_question("Ik heb een kapsalon\nin Gent.\nWie erkent mij als leerwerkplek?", base)

    assert headings(answer) == []
    assert "sectorale-partnerschappen" in {part.partner for part in answer.participations}


def test_one_part_off_the_subject_does_not_refuse_the_other(base: KnowledgeBase) -> None:
    answer = answer_question("Who leads action 9 and what is the capital of France?", base)

    assert answer.status == "partly_answered"
    assert {part.partner for part in answer.participations} == {"wewis"}


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("Volledige lijst graag: bij welke acties is AHOVOKS betrokken?", 3),
        ("Hoeveel acties telt het plan nu eigenlijk? Ik zie twee keer een actie 18.", 21),
        ("Geef mij per actie van hoofdstuk 2.4 en 2.5 wie betrokken is", 5),
    ],
)
def test_a_list_of_actions_is_complete_whatever_is_told_beside_it(
    base: KnowledgeBase, question: str, count: int
) -> None:
    answer = answer_question(question, base, persona="communication")

    assert answer.sentences[0].text == f"Het zijn er {count}:"
    assert sum(sentence.text.startswith("- Actie") for sentence in answer.sentences) == count


@pytest.mark.parametrize("question", ["Wie betaalt actie 9?", "Qui finance l'action 9 ?", "Who pays for action 9?"])
def test_who_stands_at_an_action_is_not_who_pays_for_it(base: KnowledgeBase, question: str) -> None:
    answer = answer_question(question, base)

    assert answer.status == "not_in_sources"
    assert answer.participations == ()


@pytest.mark.parametrize(
    "question", ["Waarom is duaal leren afgeschaft?", "Pourquoi a-t-on supprimé la formation duale ?"]
)
def test_why_something_ended_is_not_answered_by_what_goes_on(base: KnowledgeBase, question: str) -> None:
    assert answer_question(question, base).status != "answered"


@pytest.mark.parametrize(
    "question",
    [
        "Mentor hier, ik weet nooit bij wie ik moet aankloppen. Erkent het actieplan dat probleem?",
        "Onze Robbe is in zijn zesde jaar zijn werkplek kwijtgeraakt, wat zegt het plan over zo'n gevallen?",
        "Krijgt mijn kind een echt diploma?",
        "Est-il déjà certain que la réglementation changera pour les heures en entreprise ?",
    ],
)
def test_what_the_plan_says_is_answered_whatever_the_words_look_like(base: KnowledgeBase, question: str) -> None:
    assert answer_question(question, base).status == "answered"


def test_the_head_of_an_organisation_is_named_in_no_source(base: KnowledgeBase) -> None:
    answer = answer_question("wie is de baas van de VDAB", base)

    assert answer.status == "not_in_sources"
    assert answer.participations == ()


@pytest.mark.parametrize(
    "question",
    ["Welke overlegorganen zijn er uiteindelijk geschrapt?", "Wat waren de conclusies van de veldverkenning?"],
)
def test_what_came_of_what_is_only_announced_is_left_open(base: KnowledgeBase, question: str) -> None:
    assert answer_question(question, base).status == "not_in_sources"


@pytest.mark.parametrize(
    "question", ["Welke twee acties hebben hetzelfde nummer?", "Which actions have the same number?"]
)
def test_actions_of_one_number_are_listed(base: KnowledgeBase, question: str) -> None:
    answer = answer_question(question, base)

    assert {citation.section for citation in answer.citations} == {"2.6", "2.7"}


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Alle acties met timing schooljaar 2025-2026, volledig", {"2", "4", "5", "6", "8", "9", "10", "11", "18"}),
        ("Welke acties zijn effectief beslist?", {"1", "5", "10", "14", "15", "17"}),
    ],
)  # fmt: skip
def test_a_list_of_actions_holds_what_was_asked_and_no_more(
    base: KnowledgeBase, question: str, numbers: set[str]
) -> None:
    answer = answer_question(question, base, persona="communication")

    assert {citation.action.rpartition("/")[2] for citation in answer.citations if citation.action} == numbers


def test_both_actions_of_a_number_are_told_where_it_is_called_so(base: KnowledgeBase) -> None:
    answer = answer_question("Waarom staan er twee acties met nummer 18 in het plan?", base, persona="communication")

    assert {citation.section for citation in answer.citations} == {"2.6", "2.7"}
    assert "Dat klopt niet" not in answer.text


def test_what_is_decided_is_listed_without_what_is_only_looked_into(base: KnowledgeBase) -> None:
    answer = answer_question("Welke acties zijn beslist en dus niet enkel 'te onderzoeken'?", base)

    assert answer.sentences[0].text == "Het zijn er 6:"


def test_each_of_two_lists_is_as_firm_as_it_is_asked_for(base: KnowledgeBase) -> None:
    answer = answer_question("Welke acties zijn effectief beslist en welke zijn alleen nog onderzoek?", base)

    assert [sentence.text for sentence in answer.sentences if sentence.text.startswith("Het zijn")] == [
        "Het zijn er 6:",
        "Het zijn er 12:",
    ]


def test_the_others_of_a_block_are_named_with_the_one_that_is_asked_for(base: KnowledgeBase) -> None:
    question = "Bij welke acties staat AHOVOKS vermeld, en welke andere partner staat daar soms naast?"

    assert {part.partner for part in answer_question(question, base).participations} == {"ahovoks", "dov"}


def test_what_named_organisations_do_leaves_none_of_them_out(base: KnowledgeBase) -> None:
    answer = answer_question("Wat doen het CLB, de VDAB en het sectorfonds?", base)

    assert "CLB: het actieplan noemt deze partner niet." in answer.text
    assert "VDAB: het actieplan noemt deze partner niet." in answer.text
    assert answer.text.startswith("Dit doen de sectorfondsen volgens het plan")


def test_what_a_plan_is_asked_to_say_is_compared_without_er_too(base: KnowledgeBase) -> None:
    answer = answer_question("Staat in het plan dat elke leerling recht heeft op een werkplek?", base)

    assert answer.citations
    assert answer.sentences[0].text.startswith(("Of dat zo klopt", "Die uitspraak vind ik niet terug"))


def test_a_compound_that_actions_hold_is_not_looked_for_by_its_parts(base: KnowledgeBase) -> None:
    answer = answer_question("Welke acties gaan over de sectorfondsen?", base, persona="communication")
    lines = [sentence.text for sentence in answer.sentences if sentence.text.startswith("- ")]
    assert [line.split()[2] for line in lines] == ["6", "11", "16", "17"]
