"""Figures that a question names: whom a percentage is about, and whether there are so many of something."""

import pytest

from app.answer_question import answer_question
from app.records.answer import Language
from kb.knowledge_base import KnowledgeBase


@pytest.mark.parametrize(
    ("question", "group"),
    [
        ("op welke jongeren slaat die 80%?", "Het cijfer van 80% gaat over «jongeren uit dubbele finaliteit»"),
        ("over wie gaat die 30 procent?", "Het cijfer van 30% gaat over «jongeren uit arbeidsmarktfinaliteit»"),
        ("What group is the figure of 90% about?", "about «jongeren uit doorstroomfinaliteit»"),
        ("De quels jeunes parle-t-on avec ces 80 % ?", "« jongeren uit dubbele finaliteit »"),
    ],
)
def test_whom_a_percentage_of_the_plan_is_about_is_told(base: KnowledgeBase, question: str, group: str) -> None:
    answer = answer_question(question, base)

    assert answer.status == "answered"
    assert group in answer.text
    assert all("80% van de jongeren uit dubbele finaliteit" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    "question", ["over welke leerlingen gaat dat cijfer van 45%?", "welke dienst berekende die 80%?"]
)
def test_a_percentage_that_no_text_holds_or_of_which_something_else_is_asked_is_not_explained(
    base: KnowledgeBase, question: str
) -> None:
    answer = answer_question(question, base)

    assert "gaat over «" not in answer.text


@pytest.mark.parametrize(
    ("question", "language"),
    [("bestaan er 20 sectorfondsen?", "nl"), ("Il y a vingt fonds sectoriels, non ?", "fr")],
)
def test_whether_there_are_so_many_is_not_answered_by_words_without_that_number(
    base: KnowledgeBase, question: str, language: Language
) -> None:
    answer = answer_question(question, base, language=language)

    assert answer.status == "not_in_sources"
    assert answer.participations == ()
