"""Sentences of a message: at their exact place, whatever stands around them."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.checking.message_sentences import sentence_spans

DRAFT = """Goed nieuws! Vanaf 1 september 🎉 Schrijf je in.

# Voor ouders
- Kom langs op 12 maart, d.w.z. vrijdag.
• "Wat een kans!" zegt o.a. dr. Peeters. Echt waar.
1. Eerste punt kost 2.500 euro
Volg ons #duaalleren #toekomst
Deze regel werd aan de marge afgebroken omdat hij te lang was en
gaat hier gewoon verder. Einde"""


def sentences(text):
    return [text[start:end] for start, end in sentence_spans(text)]


def test_bullets_headings_emoji_hashtags_quotes_and_abbreviations():
    assert sentences(DRAFT) == [
        "Goed nieuws!",
        "Vanaf 1 september 🎉",
        "Schrijf je in.",
        "Voor ouders",
        "Kom langs op 12 maart, d.w.z. vrijdag.",
        '"Wat een kans!" zegt o.a. dr. Peeters.',
        "Echt waar.",
        "Eerste punt kost 2.500 euro",
        "Volg ons",
        "#duaalleren #toekomst",
        "Deze regel werd aan de marge afgebroken omdat hij te lang was en\ngaat hier gewoon verder.",
        "Einde",
    ]


@pytest.mark.parametrize("text", ["", "   \n\n", "🎉🎉", "---", "…"])
def test_what_holds_no_word_is_no_sentence(text):
    assert sentence_spans(text) == []


PIECES = st.lists(
    st.sampled_from(
        [
            "Duaal leren werkt",
            ". ",
            "! ",
            "? ",
            "\n",
            "\n\n",
            "- ",
            "🎉 ",
            "#tag ",
            "o.a. ",
            "12 ",
            "«citaat» ",
            "…",
            "é",
            "\t",
            "1. ",
        ]
    )
    | st.text(max_size=8),
    max_size=30,
)


@settings(max_examples=300, deadline=None)
@given(PIECES.map("".join))
def test_offsets_are_exact_and_no_letter_is_lost(text):
    spans = sentence_spans(text)

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    inside = {i for start, end in spans for i in range(start, end)}
    assert [c for i, c in enumerate(text) if c.isalpha() and i not in inside] == []
