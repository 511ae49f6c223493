"""Dutch text → terms for the lexical index: lemma, then stem, accents folded, compounds whole and in parts."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

import simplemma
import Stemmer

from kb.compounds import parts_of

# The algorithm by its own name: "dutch" changed meaning in Snowball 3.
_STEMMER = Stemmer.Stemmer("dutch_porter")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_ENDING = re.compile(r"'(?:s|tje|tjes)$")

GRAM = 5
"""Letters in a character n-gram; 4 measured alike (docs/0009-finding.md)."""

# Words without a subject of their own. Flemish spoken forms stand beside the written ones.
STOP_WORDS = frozenset(files("kb").joinpath("stop_words.txt").read_text(encoding="utf-8").split())


def words_of(text: str) -> Iterator[str]:
    """Lower-case words without accents, as typed; `arbeids-` and `4,5` lose their edges."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("’", "'")
    for match in _WORD.finditer(plain):
        word = _ENDING.sub("", match[0]).replace(".", "")
        yield "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def terms_of(text: str) -> list[str]:
    """Terms in order, stop words left out; a compound gives its whole and its parts, with or without a hyphen."""
    return [term for word in words_of(text) for term in _terms_of_word(word)]


@lru_cache(maxsize=65536)
def _terms_of_word(word: str) -> tuple[str, ...]:
    pieces = [word, *word.split("-")] if "-" in word else [word]
    pieces = [piece for piece in pieces if piece and piece not in STOP_WORDS]
    parts = [part for piece in pieces for part in parts_of(piece) if part not in STOP_WORDS]
    return tuple(map(term_of, (*pieces, *parts)))


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
    return str(_STEMMER.stemWord(simplemma.lemmatize(word, lang="nl").lower()))
