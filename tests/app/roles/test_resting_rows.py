"""Partners that the quoted words themselves name as doing what is asked."""

from app.answer_question import answer_question
from kb.knowledge_base import KnowledgeBase


def test_who_recognises_is_named_where_it_is_asked_whether_one_can_be_recognised(base: KnowledgeBase) -> None:
    answer = answer_question("kan een onderneming uit Brussel ook erkend worden?", base, persona="mentor")

    assert {part.partner for part in answer.participations} == {
        "vlaams-partnerschap-duaal-leren",
        "sectorale-partnerschappen",
    }


def test_an_administration_that_carries_an_action_is_not_named_where_the_quote_does_not_name_it(
    base: KnowledgeBase,
) -> None:
    answer = answer_question("krijgt een bedrijf een premie voor een leerling in een 7de jaar?", base, persona="mentor")

    assert {part.partner for part in answer.participations} == set()
