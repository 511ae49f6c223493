from pathlib import Path

import pytest

from app.answer_question import answer_question
from kb.encoder import Encoder
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import settings_from_environment

INTRODUCES = "Er zijn verschillende elementen in de federale regelgeving"
ITEMS = 4


@pytest.fixture(scope="module")
def base(corpus_store: Path, encoder: Encoder) -> KnowledgeBase:
    return open_knowledge_base(settings_from_environment(str(corpus_store)), encoder)[0]


@pytest.mark.parametrize("persona", ["parent", "mentor", "communication"])
@pytest.mark.parametrize(
    "question",
    [
        "Welke federale knelpunten noemt het plan? Volledige lijst graag.",
        "Quels obstacles de la réglementation fédérale le plan cite-t-il ? Donnez la liste complète.",
    ],
)
def test_a_list_is_told_with_the_sentence_that_introduces_it(base: KnowledgeBase, question: str, persona: str) -> None:
    answer = answer_question(question, base, persona=persona)

    quotes = [citation.quote for citation in answer.citations]
    assert answer.status == "answered"
    assert any(quote.startswith(INTRODUCES) for quote in quotes)
    assert any("arbeidsongevallenverzekering" in quote for quote in quotes)
    assert any("meerdere ondernemingen" in quote for quote in quotes)
    assert len(quotes) >= 1 + ITEMS


def test_an_exception_is_told_right_behind_the_item_that_it_is_an_exception_to(base: KnowledgeBase) -> None:
    answer = answer_question("Welke federale knelpunten noemt het plan? Volledige lijst graag.", base, persona="mentor")

    texts = [sentence.text for sentence in answer.sentences]
    exception = next(place for place, text in enumerate(texts) if "Een uitzondering hierop" in text)
    assert "studentenovereenkomst" in texts[exception - 1]


def test_one_thing_is_told_without_the_list_below_it(base: KnowledgeBase) -> None:
    answer = answer_question("Hebben bedrijven last van federale regels?", base)

    assert len(answer.citations) < 1 + ITEMS
