"""Notes on the words that an answer quotes, and the words that must be read along."""

from pathlib import Path

import pytest

from app.answer import Persona
from app.answer_question import answer_question
from kb.encoder import Encoder
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import settings_from_environment

BOTH = "groei of aanloop, wordt dat één en hetzelfde traject?"


@pytest.fixture(scope="module")
def base(corpus_store: Path, encoder: Encoder) -> KnowledgeBase:
    return open_knowledge_base(settings_from_environment(str(corpus_store)), encoder)[0]


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
