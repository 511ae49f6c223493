"""Who does it at a level or in a place beside those of the plan is not who does it in general."""

import pytest

from app.answer_question import answer_question
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import settings_from_environment


@pytest.fixture(scope="module")
def base(corpus_store) -> KnowledgeBase:
    return open_knowledge_base(settings_from_environment(str(corpus_store)))[0]


@pytest.mark.parametrize(
    "question",
    [
        "Qui organise la formation duale en Communauté germanophone ?",
        "Welke partner organiseert duaal leren aan de universiteit?",
        "Wie organiseert duaal leren in de lagere school?",
        "Who organises dual learning in the Netherlands?",
    ],
)
def test_nobody_is_named_for_a_level_or_place_of_which_no_row_tells(base: KnowledgeBase, question: str) -> None:
    answer = answer_question(question, base)

    assert answer.status == "not_in_sources"
    assert answer.participations == ()


def test_a_row_that_tells_of_that_place_answers(base: KnowledgeBase) -> None:
    answer = answer_question("Met wie wordt in Brussel gezocht naar afstemming met het Franstalige systeem?", base)

    assert answer.participations
