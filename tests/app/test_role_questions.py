"""Who is asked for: by role, by kind, by the quote that a date points at, and who is in no source."""

from datetime import date

import pytest

from app.answer import Answer
from app.answer_question import answer_question
from app.dialect import written
from app.question_parts import parts_of
from ingest.ingest_corpus import ingest_corpus
from kb.encoder import open_encoder
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import Settings, settings_from_environment


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    settings: Settings = settings_from_environment(str(tmp_path_factory.mktemp("store")))
    ingest_corpus([], settings, open_encoder(None))
    return open_knowledge_base(settings)[0]


def asked(base: KnowledgeBase, question: str) -> Answer:
    return answer_question(question, base, today=date(2026, 11, 23))


def of_plan(answer: Answer) -> set[str]:
    return {part.partner for part in answer.participations if part.evidence != "other_source"}


@pytest.mark.parametrize(
    ("question", "partners"),
    [
        ("Met wie overlegde men op 16 mei 2025 over de drempels?", {"vlaams-partnerschap-duaal-leren"}),
        ("Tot bij wie wil het plan Radar Duaal beter brengen?", {"schoolbesturen"}),
        ("Wie zat er aan de ronde tafels?", {"ondernemingen", "scholen"}),
        ("Wie heeft de trekkersrol bij de analyse van het decreet?", {"wewis"}),
        ("Welk departement staat samen met AHOVOKS bij actie 12?", {"dov"}),
        ("Wie staat bij actie 9 naast de trekker?", {"dov"}),
        ("Met wie samen wordt de afstemming in Brussel onderzocht?", {"vlaamse-stakeholders-brussel"}),
        (
            "Welke partners noemt actie 14 in de tekst?",
            {"wewis", "dov", "vlaams-partnerschap-duaal-leren", "sectorale-partnerschappen", "rtc"},
        ),
    ],
)
def test_exactly_those_are_named_that_are_asked_for(base: KnowledgeBase, question: str, partners: set[str]) -> None:
    assert of_plan(asked(base, question)) == partners


@pytest.mark.parametrize(
    "question",
    [
        "Wat is de rol van het Rode Kruis in duaal leren?",
        "wat is de functie van ZORGAMO in duaal leren",
        "Welke ouderkoepel werd bevraagd?",
        "Hoe is de voornaam van de medewerker van WEWIS voor actie 5?",
        "Wie stelt het jaarlijkse verslag aan de Vlaamse Regering op?",
    ],
)
def test_who_stands_in_no_source_is_told_so(base: KnowledgeBase, question: str) -> None:
    answer = asked(base, question)
    assert answer.status == "not_in_sources"
    assert not of_plan(answer)


def test_a_trade_is_answered_by_the_source_of_that_trade(base: KnowledgeBase) -> None:
    answer = asked(base, "Onze zoon wordt kapper, welke organisatie van die stiel geeft info over duaal?")
    assert {part.partner for part in answer.participations} == {"duaalleren314"}


def test_the_flemish_partnership_is_no_partnership_of_a_trade(base: KnowledgeBase) -> None:
    answer = asked(base, "Wie doet het secretariaat van het Vlaams Partnerschap?")
    assert {part.partner for part in answer.participations} == {"wewis", "dov"}


def test_spoken_words_are_read_as_written_ones() -> None:
    assert written("noa wiene goan ze luustern") == "naar wie gaan ze luisteren"
    assert written("naar wie luisteren ze") == "naar wie luisteren ze"


def test_with_whom_asks_on_about_the_question_before_it() -> None:
    assert parts_of("welk agentschap bekijkt dat en met wie samen?") == (
        "welk agentschap bekijkt dat en met wie samen?",
    )
