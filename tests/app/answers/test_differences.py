"""Two words of the field beside each other, where no text compares them."""

import pytest

from app.answer_question import answer_question
from kb.knowledge_base import KnowledgeBase


@pytest.mark.parametrize(
    "question",
    [
        "Kun je in het kort het verschil geven tussen de aanloopfase en de groeifase?",
        "What is the difference between the aanloopfase and the groeifase?",
    ],
)
def test_each_is_told_where_the_texts_do_not_compare_them(base: KnowledgeBase, question: str) -> None:
    answer = answer_question(question, base, persona="communication")
    cited = " ".join(citation.quote for citation in answer.citations)
    assert answer.sentences[0].kind == "gap"
    assert "werd de aanloopfase als apart traject uitgewerkt" in cited
    assert "een succesvolle groeifase" in cited
