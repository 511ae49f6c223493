"""A question about words that it quotes from the plan."""

import pytest

from app.answer_question import answer_question
from app.question.quotation import quoted_in
from kb.knowledge_base import KnowledgeBase


@pytest.mark.parametrize(
    "question",
    [
        "waar staat «de vinger aan de pols houden»?",
        'Wie schrijft "de vinger aan de pols houden"?',
        "Where is “de vinger aan de pols houden” written?",
    ],
)
def test_where_quoted_words_stand_is_told_by_their_place(base: KnowledgeBase, question: str) -> None:
    answer = answer_question(question, base)

    assert answer.status == "answered"
    assert [citation.section for citation in answer.citations] == ["4"]


def test_what_quoted_words_mean_is_told_by_the_note_on_them(base: KnowledgeBase) -> None:
    answer = answer_question("wat wordt bedoeld met «Alle sectoren worden dit jaar bevraagd»?", base)

    assert answer.citations[0].quote == "Alle sectoren worden dit jaar bevraagd."
    assert "het plan draagt zelf geen datum, dus welk jaar «dit jaar» is, staat er niet" in answer.notices


def test_who_does_what_is_quoted_is_asked_of_the_records(base: KnowledgeBase) -> None:
    answer = answer_question("wie doet «de screening van het secundair onderwijs»?", base)

    assert {part.partner for part in answer.participations} == {"ahovoks"}


def test_the_language_of_a_question_is_that_of_the_words_around_the_quoted_ones(base: KnowledgeBase) -> None:
    answer = answer_question("Qui dit « de vinger aan de pols houden » ?", base)

    assert answer.language == "fr"


@pytest.mark.parametrize(
    "question",
    [
        "Ik wil de minister quoten met 'duaal leren is de beste keuze ooit'. Waar staat dat?",
        "Wie zegt «elke leerling krijgt van ons een plek»?",
        "Où figure « chaque élève reçoit une place garantie » ?",
    ],
)
def test_words_that_stand_nowhere_are_said_to_stand_nowhere_and_nobody_to_say_them(
    base: KnowledgeBase, question: str
) -> None:
    answer = answer_question(question, base, persona="communication")

    assert answer.status == "not_in_sources"
    assert answer.participations == ()
    assert answer.sentences[0].kind == "gap"


def test_a_clipped_article_opens_no_quotation() -> None:
    assert quoted_in("Ze zeien op 't oudercontact dat hij 'niet arbeidsrijp' is, 't CLB?") == ["niet arbeidsrijp"]


@pytest.mark.parametrize("question", ["Staat «triple win» in het plan?", 'Staat er "triple win" in het plan?'])
def test_whether_a_word_or_two_stand_in_the_text_is_looked_up(base: KnowledgeBase, question: str) -> None:
    answer = answer_question(question, base, persona="mentor")

    assert answer.status == "answered"
    assert "triple win" in answer.citations[0].quote
    assert not answer.text.startswith("Nee")


def test_a_word_that_stands_nowhere_has_nothing_near(base: KnowledgeBase) -> None:
    answer = answer_question("Komt het woord 'blockchain' voor in het plan?", base)

    assert (answer.status, answer.citations) == ("not_in_sources", ())


@pytest.mark.parametrize("question", ["Staat dat in ’t plan?", "Komt ’t woord ergens voor in ’t plan?"])
def test_a_curly_apostrophe_quotes_nothing(base: KnowledgeBase, question: str) -> None:
    assert answer_question(question, base).status == answer_question(question.replace("’", "'"), base).status
