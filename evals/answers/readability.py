"""How easily an answer reads, by the two figures of LIX (Björnsson 1968): long sentences, long words."""

import re
from dataclasses import dataclass

from app.records.answer import Answer

LONG = 6
"""A word with more letters is a long one."""
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Readability:
    """Means of one answer."""

    words_a_sentence: float
    long_words: float
    """Share, 0 to 1."""


def readability(answer: Answer) -> Readability | None:
    """Of the answer as it is read, quotes too; null where it holds no word."""
    sentences = [
        words
        for sentence in answer.sentences
        for piece in _SENTENCE.split(sentence.text)
        if (words := _WORD.findall(piece))
    ]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return None
    return Readability(len(words) / len(sentences), sum(len(word) > LONG for word in words) / len(words))
