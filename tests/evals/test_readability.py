"""Readability: short words in short sentences are easier, and the words of a source do not count as our own."""

import pytest

from app.records.answer import Answer, Citation, CitedSentence
from evals.readability import own_words, readability

PLAIN = "Je leert op twee plaatsen. Je gaat naar school. Je werkt ook in een bedrijf."
POLICY = (
    "De optimalisering van het onderwijslandschap veronderstelt een doorgedreven herpositionering van "
    "arbeidsmarktgerichte studierichtingen binnen het vernieuwde regelgevende kader."
)


def test_plain_words_are_easier_than_policy_prose():
    plain, policy = readability([PLAIN]), readability([POLICY])

    assert plain.ease > 60 > 30 > policy.ease
    assert (plain.sentences, plain.words) == (3, 15)
    assert plain.words_per_sentence == pytest.approx(5)
    assert plain.long_words == 0 < policy.long_words


def test_a_label_is_no_sentence():
    assert readability(["Ja.", "In gewone woorden:"]).words == 3
    assert readability(["Ja."]).words == 0
    assert readability([]).ease == 0


def test_the_words_of_a_source_are_not_ours():
    quote = "Duaal leren werkt."
    citation = Citation(1, "plan", "Plan", "1.1", None, 2, 0, len(quote), quote, "in_plan", "stated")
    answer = Answer(
        "?", "nl", "parent", "answered",
        (
            CitedSentence("In het plan staat: «Duaal leren werkt.»", "fact", (1,)),
            CitedSentence("Volgens het plan: Duaal leren werkt.", "fact", (1,)),
        ),
        (citation,),
    )  # fmt: skip

    assert all("werkt" not in text and "plan" in text for text in own_words(answer))
