"""Questions why: a reason before the words that only say that it is so, and no reason for what is not so."""

import pytest

from app.answer_question import answer_question
from kb.knowledge_base import KnowledgeBase


def _told(question: str, base: KnowledgeBase) -> list[str]:
    return [sentence.text for sentence in answer_question(question, base, persona="communication").sentences]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Waarom kiezen zo weinig mensen voor duaal eigenlijk?", "gebrek aan duidelijke informatie"),
        ("Waarom is duaal leren in de dubbele finaliteit zo zeldzaam?", "theoretisch-abstracte vorming"),
    ],
)
def test_the_sentence_that_says_why_comes_first(base, question, reason):
    assert reason in _told(question, base)[0]


def test_what_is_not_abolished_has_no_reason(base):
    first, *rest = _told("Waarom schaft de regering de mentoropleiding eigenlijk af?", base)

    assert first == "Wat de vraag veronderstelt, staat niet in de bronnen."
    assert any("voorzien van een mentoropleiding" in text for text in rest)
