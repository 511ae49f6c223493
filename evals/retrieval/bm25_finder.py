"""BM25 as anybody would set it up, apart from the product's own analysis of Dutch."""

import re
from collections.abc import Callable, Sequence

import bm25s
import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_DUTCH

from evals.retrieval.found import Found, Unit

Analysis = Callable[[str], list[str]]
"""Text → terms."""

# Lucene's usual values.
K1, B = 1.2, 0.75
_STEMMER = Stemmer.Stemmer("dutch_porter")
_STOP_WORDS = frozenset(STOPWORDS_DUTCH)


def plain_words(text: str) -> list[str]:
    """Lower-case words, nothing else done to them."""
    return re.findall(r"\w+", text.lower())


def stems(text: str) -> list[str]:
    """Snowball stems of the words that are no stop words."""
    return [str(stem) for stem in _STEMMER.stemWords([word for word in plain_words(text) if word not in _STOP_WORDS])]


def stems_and_5grams(text: str) -> list[str]:
    """Stems, and every run of five characters inside a word with its borders, in one bag of terms."""
    padded = (f" {word} " for word in plain_words(text) if word not in _STOP_WORDS)
    grams = [word[start : start + 5] for word in padded for start in range(max(1, len(word) - 4))]
    return [*stems(text), *grams]


class Bm25Finder:
    """BM25 (Robertson and Zaragoza 2009), Lucene's variant, over the terms of one analysis."""

    def __init__(self, name: str, units: Sequence[Unit], analysis: Analysis) -> None:
        self._name, self._analysis = name, analysis
        self._places = [unit.at for unit in units]
        self._index = bm25s.BM25(k1=K1, b=B, method="lucene")
        self._index.index([analysis(unit.text) or ["\0"] for unit in units], show_progress=False)

    @property
    def name(self) -> str:
        """How it is called in tables and results."""
        return self._name

    def find(self, question: str, history: Sequence[str], k: int) -> list[Found]:
        """The k best units with a score above 0; a follow-up is read together with the question before it."""
        terms = [term for term in self._analysis(" ".join((*history[-1:], question))) if term in self._index.vocab_dict]
        if not terms:
            return []
        scores = np.asarray(self._index.get_scores(terms), np.float32)
        best = np.argsort(-scores, kind="stable")[:k]
        return [self._places[place] for place in best if scores[place] > 0]
