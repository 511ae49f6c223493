"""How hard Dutch sentences are to read, by what can be counted: their length and that of their words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.records.answer import Answer

# Letters from which a word is long; a reader at B1 slows down there.
LONG_WORD = 10
_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SYLLABLE = re.compile(r"[aeiouyáàâäéèêëíìîïóòôöúùûü]+", re.IGNORECASE)
_FEWEST = 3
"""Words of a sentence; fewer are a label ("Ja.", "In het plan:")."""


@dataclass(frozen=True, slots=True)
class Readability:
    """Of some text: how many sentences and words, and how long they are."""

    sentences: int
    words: int
    words_per_sentence: float
    long_words: float
    """Share of the words, 0 to 1."""
    ease: float
    """Flesch-Douma: about 60 for plain Dutch, under 30 for policy prose."""


def readability(texts: Sequence[str]) -> Readability:
    """Of all sentences in the texts together; all zero where there is none of at least three words."""
    sentences = [
        words for text in texts for piece in _SENTENCE_END.split(text) if len(words := _WORD.findall(piece)) >= _FEWEST
    ]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return Readability(0, 0, 0.0, 0.0, 0.0)
    length = len(words) / len(sentences)
    syllables = sum(max(1, len(_SYLLABLE.findall(word))) for word in words) / len(words)
    return Readability(
        len(sentences), len(words), length, sum(len(word) >= LONG_WORD for word in words) / len(words),
        206.84 - 0.93 * length - 77 * syllables,
    )  # fmt: skip


def own_words(answer: Answer) -> list[str]:
    """The sentences of an answer without the words of the sources, which are as they are."""
    quotes = sorted((citation.quote.rstrip(". ") for citation in answer.citations), key=len, reverse=True)
    texts = []
    for sentence in answer.sentences:
        text = re.sub("«[^»]*»", " ", sentence.text)
        for quote in quotes:
            text = text.replace(quote, " ")
        texts.append(text)
    return texts
