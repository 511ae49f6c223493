"""Dutch text → terms for the lexical index: lemma, then stem, accents folded, compounds with a hyphen in parts."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

import simplemma
import Stemmer

# The algorithm by its own name: "dutch" changed meaning in Snowball 3.
_STEMMER = Stemmer.Stemmer("dutch_porter")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_ENDING = re.compile(r"'(?:s|tje|tjes)$")

# Words without a subject of their own. Flemish spoken forms stand beside the written ones.
STOP_WORDS = frozenset(files("kb").joinpath("stop_words.txt").read_text(encoding="utf-8").split())


def words_of(text: str) -> Iterator[str]:
    """Lower-case words without accents, as typed; `arbeids-` and `4,5` lose their edges."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("’", "'")
    for match in _WORD.finditer(plain):
        word = _ENDING.sub("", match[0]).replace(".", "")
        yield "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def terms_of(text: str) -> list[str]:
    """Terms in order, stop words left out; a hyphenated word gives its whole and its parts."""
    terms: list[str] = []
    for word in words_of(text):
        parts = [word, *word.split("-")] if "-" in word else [word]
        terms.extend(term_of(part) for part in parts if part and part not in STOP_WORDS)
    return terms


@lru_cache(maxsize=65536)
def term_of(word: str) -> str:
    """Stem of the lemma of one lower-case word."""
    return str(_STEMMER.stemWord(simplemma.lemmatize(word, lang="nl").lower()))
