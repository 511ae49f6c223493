"""Notes on the words that an answer quotes, and the words that must be read along."""

import pytest

from app.answer_question import answer_question
from app.records.answer import Persona
from kb.knowledge_base import KnowledgeBase

BOTH = "groei of aanloop, wordt dat één en hetzelfde traject?"


@pytest.mark.parametrize("persona", ["mentor", "communication", "any"])
def test_words_that_point_back_are_read_with_what_they_point_at(base: KnowledgeBase, persona: Persona) -> None:
    answer = answer_question(BOTH, base, persona=persona)

    assert any("de aanloopfase hieraan gekoppeld" in citation.quote for citation in answer.citations)
    assert any("parameters onderzocht voor een succesvolle groeifase" in c.quote for c in answer.citations)
    assert any(notice.startswith("«hieraan»") for notice in answer.notices)


def test_steps_of_a_mentor_stay_steps_with_the_words_along(base: KnowledgeBase) -> None:
    answer = answer_question(BOTH, base, persona="mentor")

    facts = [sentence.text for sentence in answer.sentences if sentence.kind == "fact"]
    assert len(facts) == 1 or len({text.startswith("- ") for text in facts}) == 1


def test_special_education_is_not_left_out_beside_the_focus(base: KnowledgeBase) -> None:
    answer = answer_question("Mijn kind zit in het buso, is dit actieplan ook voor ons?", base, persona="parent")
    assert any("ook een effect op het buitengewoon" in citation.quote for citation in answer.citations)
