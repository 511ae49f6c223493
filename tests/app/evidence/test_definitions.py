from pathlib import Path

import pytest

from app.answer_question import answer_question
from kb.encoder import Encoder
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import settings_from_environment

IS = "Duaal leren is een volwaardige leerweg"


@pytest.fixture(scope="module")
def base(corpus_store: Path, encoder: Encoder) -> KnowledgeBase:
    return open_knowledge_base(settings_from_environment(str(corpus_store)), encoder)[0]


@pytest.mark.parametrize(
    "question",
    ["wat is duaal leren?", "Wat is duaal leren precies", "c'est quoi la formation duale ?", "what is dual learning?"],
)
def test_the_meaning_of_a_word_of_the_field_is_told_in_the_words_that_say_it(
    base: KnowledgeBase, question: str
) -> None:
    answer = answer_question(question, base)

    assert answer.status == "answered"
    assert answer.citations[0].quote.startswith(IS)


def test_a_question_that_asks_more_than_the_meaning_is_judged_as_any_other(base: KnowledgeBase) -> None:
    assert answer_question("wat is duaal leren in het hoger onderwijs?", base).status == "not_in_sources"
