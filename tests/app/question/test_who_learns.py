"""An adult who wants to learn is told what holds for adults."""

import pytest

from app.answer_question import answer_question
from app.question.understanding import understand
from app.question.who_learns import as_adult_learner
from kb.knowledge_base import KnowledgeBase


@pytest.mark.parametrize(
    "question",
    [
        "Ik ben 42. Welk diploma krijg ik op het einde?",
        "'k Zou zelf nog duaal wille volgen op mijn 42, kan da ook? En wat krijg ik dan, een diploma?",
        "J'ai 28 ans. Quel diplôme vais-je obtenir avec la formation duale ?",
    ],
)
def test_an_adult_is_told_of_the_qualification_and_not_of_the_diploma(base: KnowledgeBase, question: str) -> None:
    answer = answer_question(question, base, persona="parent")
    cited = " ".join(citation.quote for citation in answer.citations)
    assert "een beroepskwalificatie worden behaald" in cited
    assert "diploma secundair" not in cited


def test_who_speaks_of_somebody_else_is_not_taken_for_the_learner(base: KnowledgeBase) -> None:
    asked = understand("Ik ben 42 en mijn zoon is 16. Welk diploma krijgt hij?", "parent", None, (), base.names)
    assert as_adult_learner(asked) is asked


def test_an_adult_who_asks_where_is_told_of_the_centres_for_adults(base: KnowledgeBase) -> None:
    answer = answer_question("Ik ben 34 en wil duaal leren. Wat is dat en waar volg ik de lessen?", base)
    assert {part.partner for part in answer.participations} == {"cvo"}


def test_who_asks_of_himself_behind_a_question_on_his_child_is_the_learner(base: KnowledgeBase) -> None:
    question = "Ik ben 41, bestaat duaal ook voor mij of alleen voor mijn kind? En krijg ik dan ook een diploma?"
    said = " ".join(sentence.text for sentence in answer_question(question, base, persona="parent").sentences)
    assert "hetzelfde diploma secundair" not in said
