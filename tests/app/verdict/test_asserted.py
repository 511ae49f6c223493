"""What a question states before it asks is said to stand otherwise, or not at all, in the sources, where that is so."""

import pytest

from app.answer_question import answer_question
from kb.knowledge_base import KnowledgeBase


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Nu bedrijven geen erkenning meer nodig hebben, hoe start ik dan?", "staat zo niet in de bronnen"),
        ("Met hoeveel procent moet ik rekenen, nu de leervergoeding wordt opgetrokken?", "staat zo niet in de bronnen"),
        ("Nu de premie voor de zevende jaren uitgebreid is, hoe vraag ik ze aan?", "staat zo niet in de bronnen"),
        (
            "Nu het beslist is dat duaal leren in alle bso-richtingen verplicht wordt: vanaf welk jaar geldt dat?",
            "vind ik niet",
        ),
        ("Nu de welzijnsregels voor eenmanszaken geschrapt zijn: vanaf welke datum geldt dat?", "staat zo niet in"),
        (
            "Juist omdat duaal leren vooral voor zwakke leerlingen is die niet meekunnen, twijfelen wij. Is dat iets "
            "voor hem?",
            "vind ik niet",
        ),
        ("Aangezien grote bedrijven vijf leerlingen moeten nemen, wie controleert dat?", "vind ik niet"),
        ("Comme la formation duale est réservée aux garçons, que peut faire ma fille ?", "Je ne trouve pas"),
        ("Since companies no longer need to be recognised, how do I start?", "The sources do not say"),
    ],
)
def test_a_false_statement_before_the_question_is_not_let_stand(base: KnowledgeBase, question: str, said: str) -> None:
    first = answer_question(question, base, persona="mentor").sentences[0]
    assert first.kind == "gap"
    assert said in first.text


@pytest.mark.parametrize(
    "question",
    [
        "Aangezien bedrijven erkend moeten zijn, bij wie vraag ik dat aan?",
        "Nu de premie er ook komt voor de zevende jaren, hoe vraag ik ze aan?",
        "Nu mijn zoon gestopt is, wat kan hij doen?",
        "Aangezien wij een eenmanszaak zijn, wie helpt ons met de welzijnsregels?",
        "Nu de lessen ook in een CVO kunnen doorgaan, sinds wanneer is dat?",
        "Aangezien veel bedrijven duaal leren niet kennen, wat doet het plan daaraan?",
    ],
)
def test_a_true_one_or_one_of_somebody_is_left(base: KnowledgeBase, question: str) -> None:
    said = " ".join(sentence.text for sentence in answer_question(question, base, persona="mentor").sentences)
    assert "staat zo niet" not in said
    assert "vind ik niet" not in said


def test_personal_data_in_a_statement_are_not_repeated(base: KnowledgeBase) -> None:
    question = (
        "Nu duaal leren voor jan.peeters@example.org verplicht wordt in alle bso-richtingen, vanaf wanneer is dat?"
    )
    said = " ".join(sentence.text for sentence in answer_question(question, base, persona="parent").sentences)
    assert "jan.peeters" not in said
