"""Concepts, years and names of a kind that tell services apart."""

from app.question.understanding import Understood, understand
from app.roles.kind_asked import named_alike
from app.roles.service_details import services_with_numbers, shared_concepts
from kb.knowledge_base import KnowledgeBase


def read(question: str, base: KnowledgeBase) -> Understood:
    return understand(question, "any", None, (), base.names)


def test_a_question_in_french_shares_the_concepts_of_a_service(base: KnowledgeBase) -> None:
    shares = shared_concepts(read("Qui paie la prime bruxelloise pour le tuteur ?", base), base)

    assert shares["mentorpremie-brussel"] > shares["mentoropleiding"]
    assert all(0 <= share <= 1 for share in shares.values())


def test_a_municipality_of_brussels_is_brussels(base: KnowledgeBase) -> None:
    shares = shared_concepts(read("Mijn zaak ligt in Schaarbeek, wie helpt mij?", base), base)

    assert shares["netwerking-brussel"] > 0


def test_a_question_without_a_concept_shares_none(base: KnowledgeBase) -> None:
    assert shared_concepts(read("Regent het morgen?", base), base) == {}


def test_a_year_points_at_the_services_whose_rows_hold_it(base: KnowledgeBase) -> None:
    assert "franstalige-alternance" in services_with_numbers(read("Wie kwam er in 2015 bij?", base), base)
    assert not services_with_numbers(read("Wie kwam er bij?", base), base)


def test_a_noun_on_which_a_name_ends_asks_for_that_partner(base: KnowledgeBase) -> None:
    assert named_alike("welke inspectie geeft advies", base) == {"onderwijsinspectie"}
    assert not named_alike("welke onderwijsinspectie geeft advies", base), "the name itself is no kind"
    assert not named_alike("welke partner geeft advies", base)
