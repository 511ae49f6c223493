"""Where something of the field is done."""

import pytest

from app.answer_question import answer_question
from kb.knowledge_base import KnowledgeBase


@pytest.mark.parametrize(
    "question",
    [
        "waar kan mijn zoon duaal leren doen?",
        "Waar vindt duaal leren plaats?",
        "where can you do dual learning?",
        "où se déroule la formation duale ?",
    ],
)
def test_where_duaal_leren_is_done_is_told_for_both_its_places(base: KnowledgeBase, question: str) -> None:
    answer = answer_question(question, base)

    assert answer.status == "answered"
    assert [citation.quote.split(" vindt plaats ")[0].split()[-1] for citation in answer.citations] == [
        "opleidingen",
        "leren",
    ]
    assert {part.partner for part in answer.participations} >= {"scholen", "cdo", "syntra-lesplaatsen", "cvo"}


@pytest.mark.parametrize("question", ["waar kan ik in Mol duaal leren volgen?", "waar kan ik kapper duaal volgen?"])
def test_a_town_or_a_trade_is_not_answered_with_kinds_of_places(base: KnowledgeBase, question: str) -> None:
    assert answer_question(question, base).status == "not_in_sources"


def test_what_something_is_about_is_no_question_for_its_place(base: KnowledgeBase) -> None:
    answer = answer_question("waar gaat duaal leren over?", base)

    assert all(" vindt plaats " not in citation.quote for citation in answer.citations)
