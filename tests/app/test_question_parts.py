"""Several questions in one are told apart, and each is answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answer import Answer
from app.answer_question import answer_question
from app.question_parts import MOST, parts_of
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import settings_from_environment


@pytest.fixture(scope="module")
def base(corpus_store) -> KnowledgeBase:
    return open_knowledge_base(settings_from_environment(str(corpus_store)))[0]


def asked(base: KnowledgeBase, question: str) -> Answer:
    return answer_question(question, base)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("wie geeft die, moet ik dat, hoelang duurt da?", ("wie geeft die", "moet ik dat", "hoelang duurt da?")),
        ("Wie trekt actie 9, en tegen wanneer?", ("Wie trekt actie 9", "tegen wanneer?")),
        ("Wa is duaal? Krijgt hij een diploma?", ("Wa is duaal?", "Krijgt hij een diploma?")),
        ("Qui agrée une firme et combien de temps faut-il ?", ("Qui agrée une firme", "combien de temps faut-il ?")),
        ("Who recognises firms and how long does it take?", ("Who recognises firms", "how long does it take?")),
        ("hij is 15. mag hij starten en wat krijgt hij", ("hij is 15. mag hij starten", "wat krijgt hij")),
    ],
)  # fmt: skip
def test_each_question_of_several_is_a_part(question, parts):
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Wie erkent ondernemingen als leerwerkplek?",
        "Is duaal leren iets voor mijn zoon? Hij is 15. Hij werkt graag.",
        "ik werk bij de bakker en wie betaalt mij",
        "hoeveel dagen zit hij op school en hoeveel op het werk?",
        "het CLB erkent mijn bedrijf, klopt dat?",
        "Wat staat er over scholen en bedrijven in de regio?",
        "wie geeft het? wat kost het? waarom is dat? wanneer start het?",
    ],
)
def test_one_question_stays_whole(question):
    assert parts_of(question) == (question,)


@given(st.text(max_size=200))
def test_parts_are_few_and_hold_only_words_of_the_question(text):
    parts = parts_of(text)

    assert 1 <= len(parts) <= MOST
    assert all(part in text for part in parts)


def test_what_the_sources_leave_open_is_said_of_that_part(base):
    answer = asked(base, "Wie erkent ondernemingen als leerwerkplek en hoelang duurt dat?")

    assert answer.status == "partly_answered"
    assert {part.partner for part in answer.participations} >= {"vlaams-partnerschap-duaal-leren"}
    assert "Op «hoelang duurt dat?»:" in answer.text
    assert any(sentence.kind == "gap" for sentence in answer.sentences)


def test_who_and_when_in_one_breath_are_both_answered(base):
    answer = asked(base, "actie 10, wie en wanneer?")

    assert {part.partner for part in answer.participations} == {"wewis", "dov"}
    assert "schooljaar" in answer.text


def test_two_questions_about_one_action_are_both_answered(base):
    answer = asked(base, "Wie is trekker van actie 9 en tegen wanneer loopt die?")

    assert answer.status == "answered"
    assert [part.partner for part in answer.participations] == ["wewis"]
    assert "schooljaar" in answer.text
