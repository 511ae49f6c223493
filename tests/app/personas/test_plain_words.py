"""Plain words stand beside a citation, say nothing more than it, and each persona reads the citations its own way."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.answer_question import answer_question
from app.personas.plain_support import lacking, supported_in_plain_words
from app.records.answer import Answer
from app.records.quote import Draft, DraftSentence, quote_of_span
from kb.encoder import Encoder
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.modality import Modality
from kb.partner import PartnerNames
from kb.settings import settings_from_environment

Ask = Callable[..., Answer]
STUDIED = "We onderzoeken de wenselijkheid van het herzien van de leervergoeding op 1 september 2027."


@pytest.fixture(scope="module")
def base(corpus_store: Path, encoder: Encoder) -> KnowledgeBase:
    return open_knowledge_base(settings_from_environment(str(corpus_store)), encoder)[0]


@pytest.fixture(scope="module")
def ask(base: KnowledgeBase) -> Ask:
    def asked(question: str, **options: object) -> Answer:
        return answer_question(question, base, **options)  # type: ignore[arg-type]

    return asked


def test_each_plain_sentence_of_the_corpus_says_no_more_than_a_quote_of_it(base: KnowledgeBase) -> None:
    told = [statement for statement in base.statements if statement.plain]
    loose = {
        (statement.statement_id, language): text
        for statement in told
        for language, text in statement.plain
        if all(
            lacking(text, [(quote.text, quote.modality)], base.names, statement.modality or "stated")
            for quote in (quote_of_span(base.document(statement.source_id), span) for span in statement.quotes)
        )
    }

    assert len(told) >= 70
    assert all({language for language, _ in statement.plain} == {"nl", "fr", "en"} for statement in told)
    assert not loose


@pytest.mark.parametrize(
    ("text", "quote", "modality", "what"),
    [
        ("Er wordt onderzocht of de leervergoeding verandert.", STUDIED, "under_study", ""),
        ("De leervergoeding verandert.", STUDIED, "under_study", "firmness"),
        ("Er wordt onderzocht of 3 vergoedingen veranderen.", STUDIED, "under_study", "number"),
        ("Er wordt onderzocht of het op 1 september 2028 verandert.", STUDIED, "under_study", "date"),
        ("WEWIS onderzoekt of de leervergoeding verandert.", STUDIED, "under_study", "name"),
        ("Er wordt onderzocht of de leervergoeding niet verandert.", STUDIED, "under_study", "denial"),
        ("Duaal leren past bij leerlingen.", "Duaal leren past niet bij leerlingen.", "stated", "denial"),
    ],
)
def test_what_a_quote_does_not_hold_is_found(
    partner_names: PartnerNames, text: str, quote: str, modality: Modality, what: str
) -> None:
    assert lacking(text, [(quote, modality)], partner_names, "stated") == what


def test_an_explanation_that_says_more_is_dropped_before_it_is_shown(base: KnowledgeBase) -> None:
    statement = next(s for s in base.statements if s.statement_id == "herzien-leervergoeding")
    quote = quote_of_span(base.document("actieplan"), statement.quotes[0], "under_study")
    right = DraftSentence("Er wordt onderzocht of de leervergoeding herzien wordt.", "fact", (quote,), "explanation")
    wrong = DraftSentence("De leervergoeding wordt verhoogd.", "fact", (quote,), "explanation")

    kept = supported_in_plain_words(Draft("answered", (right, wrong)), base.names)

    assert kept.sentences == (right,)


def test_a_parent_reads_what_it_means_and_then_the_words_of_the_plan(ask: Ask) -> None:
    answer = ask("mijn zoon zit in de aanloopfase, is da hetzelfde als duaal?", persona="parent")

    texts = [sentence.text for sentence in answer.sentences]
    assert texts[0] == "Nee."
    assert texts[1].startswith("In gewone woorden: De aanloopfase is een apart traject")
    assert texts[2].startswith("In het plan (3) staat: «Voor leerlingen die wel de motivatie hebben")
    assert answer.sentences[1].citations == answer.sentences[2].citations == (1,)


def test_the_communication_team_reads_the_words_their_place_and_how_firm_they_are(ask: Ask) -> None:
    answer = ask("Klopt het dat de leervergoeding stijgt?", persona="communication")

    said = answer.sentences[1].text
    assert said.startswith("«")
    assert "2.3, actie 9, blz." in said
    assert said.endswith("wordt onderzocht, niet beslist)")
    assert not any("In gewone woorden" in sentence.text for sentence in answer.sentences)
    partners = ask("wie erkent ondernemingen?", persona="communication")
    assert all("«" in sentence.text for sentence in partners.sentences if sentence.kind == "fact")


def test_a_mentor_reads_one_thing_a_line_and_where_to_go(ask: Ask) -> None:
    answer = ask("wie regelt mijn erkenning? bakkerij, 4 man", persona="mentor")

    assert answer.handover is not None
    assert answer.handover.contact == "https://app.werkplekduaal.be"
    steps = ask("bel ik dan naar WEWIS als mijn leerling niet komt?", persona="mentor")
    assert all(sentence.text.startswith("- ") for sentence in steps.sentences if sentence.kind == "fact")


@pytest.mark.parametrize(("language", "gist"), [("fr", "En clair : "), ("en", "In plain words: ")])
def test_another_language_gets_the_gist_beside_the_dutch_words(ask: Ask, language: str, gist: str) -> None:
    answer = ask("Krijgt mijn dochter een echt diploma?", language=language)

    explained = [sentence for sentence in answer.sentences if sentence.text.startswith(gist)]
    shown = {n for sentence in answer.sentences if "«" in sentence.text for n in sentence.citations}
    assert explained
    assert all(set(sentence.citations) <= shown for sentence in explained)


def test_notices_come_in_the_language_of_the_question(ask: Ask) -> None:
    assert "Il y a 2 actions numéro 18 : 2.6/18 et 2.7/18." in ask("Quelle est l'action 18 ?").notices
    assert all("In Dutch" not in notice for notice in ask("Who gives mentor training?").notices)


def test_a_list_stays_complete_for_a_parent_with_less_on_each_line(ask: Ask) -> None:
    question = "geef alle acties waar DOV bij betrokken is"
    short, whole = ask(question, persona="parent"), ask(question, persona="communication")

    assert len(short.sentences) == len(whole.sentences)
    assert len(short.citations) < len(whole.citations)


def test_words_that_stand_in_a_longer_quote_are_not_read_twice(ask: Ask) -> None:
    answer = ask("Wie erkent ondernemingen als leerwerkplek?", persona="communication")

    assert answer.text.count("samen met 20 sectorale partnerschappen") == 1
    assert len(answer.citations) == 2
