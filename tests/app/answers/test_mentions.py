"""Who wants the literal words gets every sentence that names the matter."""

import pytest

from app.answer_question import answer_question
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import settings_from_environment


@pytest.fixture(scope="module")
def base(corpus_store) -> KnowledgeBase:
    return open_knowledge_base(settings_from_environment(str(corpus_store)))[0]


def quotes(question: str, base: KnowledgeBase) -> list[str]:
    return [citation.quote for citation in answer_question(question, base, persona="communication").citations]


def test_the_next_sentence_that_points_back_comes_along(base: KnowledgeBase) -> None:
    (quote,) = quotes("Geef me letterlijk wat het plan zegt over Radar Duaal.", base)

    assert quote.endswith("We bekijken hoe deze beter tot bij schoolbesturen kunnen gebracht worden.")


@pytest.mark.parametrize(
    ("question", "word", "count"),
    [
        ("Wat zegt het plan letterlijk over een eenmanszaak?", "eenmansza", 2),
        ("geef letterlijk alles over leervergoeding", "leervergoeding", 3),
        ("Quelles sont les phrases exactes sur Alternance ?", "Alternance", 1),
        ("Give me every word: what exactly does the plan say about Radar Duaal?", "Radar Duaal", 1),
    ],
)
def test_every_sentence_that_names_it_is_given(base: KnowledgeBase, question: str, word: str, count: int) -> None:
    found = quotes(question, base)

    assert len(found) >= count
    assert all(word.lower() in quote.lower() for quote in found)


def test_what_no_sentence_names_is_not_given(base: KnowledgeBase) -> None:
    answer = answer_question("Wat zegt het plan letterlijk over vakantiedagen?", base, persona="communication")

    assert answer.status == "not_in_sources"


def test_a_kind_of_company_is_not_told_by_what_all_companies_do(base: KnowledgeBase) -> None:
    answer = answer_question("Wat zegt het plan over eenmanszaken?", base, persona="mentor")

    assert all("eenmansza" in citation.quote for citation in answer.citations)
