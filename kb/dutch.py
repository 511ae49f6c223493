"""Dutch text → terms for the lexical index: lemma, then stem, accents folded, compounds whole and in parts."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

import Stemmer

from kb.compounds import parts_of
from kb.dutch_words import lemma_of

# The algorithm by its own name: "dutch" changed meaning in Snowball 3.
_STEMMER = Stemmer.Stemmer("dutch_porter")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_ENDING = re.compile(r"'(?:s|tje|tjes)$")
# A small word that French, and the speech of Flanders, joins to the next one: "l'apprenti", "qu'elle", "d'oudste".
_JOINED = re.compile(r"^(?:[cdjlmnst]|qu)'(?=..)")

PART = 0.4
"""Weight of a part of a compound in a question, against 1 for the whole: its parts stand in much else."""

GRAM = 5
"""Letters in a character n-gram; 4 measured alike (docs/0009-finding.md)."""

# Words without a subject of their own. Flemish spoken forms stand beside the written ones.
STOP_WORDS = frozenset(files("kb").joinpath("stop_words.txt").read_text(encoding="utf-8").split())


def words_of(text: str) -> Iterator[str]:
    """Lower-case words without accents and without the small word that French joins to them."""
    return (_JOINED.sub("", word) for word in typed_words_of(text))


def typed_words_of(text: str) -> Iterator[str]:
    """Lower-case words without accents, as typed; `arbeids-` and `4,5` lose their edges."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("’", "'")
    for match in _WORD.finditer(plain):
        word = _ENDING.sub("", match[0]).replace(".", "")
        yield word if word.isascii() else _without_accents(word)


@lru_cache(maxsize=65536)
def _without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def terms_of(text: str) -> list[str]:
    """Terms in order, stop words left out; a compound gives its whole and its parts, with or without a hyphen."""
    if len(text) <= _QUESTION:
        return list(_terms_of_question(text))
    return list(_terms_of_passage(text)) if len(text) <= _PASSAGE else list(_terms(text))


def weighed_terms_of(text: str) -> dict[str, float]:
    """Terms of a question with how often they stand in it; the parts of a compound count for PART each."""
    weights: dict[str, float] = {}
    for word in words_of(text):
        whole, parts = _pieces_of_word(word)
        for pieces, weight in ((whole, 1.0), (parts, PART)):
            for piece in pieces:
                term = term_of(piece)
                weights[term] = weights.get(term, 0.0) + weight
    return weights


# A question is asked for its terms many times on the way to an answer, and an expected one in several indexes.
_QUESTION = 300
# A passage comes near many questions; of a whole document the terms are wanted once.
_PASSAGE = 3000


@lru_cache(maxsize=32768)
def _terms_of_question(text: str) -> tuple[str, ...]:
    return tuple(_terms(text))


@lru_cache(maxsize=2048)
def _terms_of_passage(text: str) -> tuple[str, ...]:
    return tuple(_terms(text))


def _terms(text: str) -> Iterator[str]:
    return (term for word in words_of(text) for term in _terms_of_word(word))


@lru_cache(maxsize=65536)
def _terms_of_word(word: str) -> tuple[str, ...]:
    whole, parts = _pieces_of_word(word)
    return tuple(map(term_of, (*whole, *parts)))


@lru_cache(maxsize=65536)
def _pieces_of_word(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The word, with the pieces between its hyphens, and the parts of those that are compounds."""
    pieces = [word, *word.split("-")] if "-" in word else [word]
    whole = tuple(piece for piece in pieces if piece and piece not in STOP_WORDS)
    return whole, tuple(part for piece in whole for part in parts_of(piece) if part not in STOP_WORDS)


def grams_of(text: str, size: int = GRAM) -> list[str]:
    """Character n-grams of each word with its borders marked (McNamee and Mayfield 2004); a short word stays whole."""
    return [gram for word in words_of(text) for gram in _grams_of_word(word, size)]


@lru_cache(maxsize=65536)
def _grams_of_word(word: str, size: int) -> tuple[str, ...]:
    marked = f"_{word}_"
    return tuple(marked[i : i + size] for i in range(max(1, len(marked) - size + 1)))


@lru_cache(maxsize=65536)
def term_of(word: str) -> str:
    """Stem of the lemma of one lower-case word."""
    return str(_STEMMER.stemWord(lemma_of(word).lower()))
