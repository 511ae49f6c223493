"""Dutch compounds → their parts (leerwerkplek → leer, werkplek), by simplemma's dictionary.

No kept, permissive Dutch splitter exists as a package; the recipe is the dictionary decompounder of Lucene: two known
words, with or without a linking letter between them.
"""

from functools import lru_cache

from kb.dutch_words import is_known, lemma_of

_SHORTEST_COMPOUND, _SHORTEST_PART = 8, 4
_LINKS = ("", "s", "e", "en", "n")
# Short first parts that the field is full of (lescomponent, kmo-bedrijf stays whole).
_SHORT_HEADS = frozenset({"les"})
# What looks like a word and is a prefix or an ending: onder·zoek and mogelijk·heden are no compounds.
_PREFIXES = frozenset({
    "achter", "alter", "binnen", "boven", "buiten", "door", "mede", "onder", "opeen", "over", "samen", "tegen", "terug",
    "vers", "voor", "verantwoorde",
})  # fmt: skip
_ENDINGS = frozenset({
    "baar", "bare", "heden", "heid", "kenen", "lijk", "lijke", "ling", "lingen", "loos", "loze", "schap", "tijds",
    "zoek", "zoeken", "zame", "zaam",
})  # fmt: skip


@lru_cache(maxsize=65536)
def parts_of(word: str) -> tuple[str, ...]:
    """The parts of a lower-case compound in order; empty when the word is none, such as the plural of a short word
    ("mentoren" is no compound with "oren").
    """
    if len(word) < _SHORTEST_COMPOUND or len(lemma_of(word)) < _SHORTEST_COMPOUND:
        return ()
    parts = _split(word, depth=2)
    return parts if len(parts) > 1 else ()


def _split(word: str, depth: int) -> tuple[str, ...]:
    """The fewest parts, those without a linking letter first, then with the longest last part."""
    if len(word) < _SHORTEST_COMPOUND or depth == 0:
        return (word,)
    found: list[tuple[tuple[int, bool, int], tuple[str, ...]]] = []
    for border in range(min(map(len, _SHORT_HEADS)), len(word) - _SHORTEST_PART + 1):
        tail = word[border:]
        if tail in _ENDINGS or not is_word(tail):
            continue
        for link in _LINKS:
            if not word[:border].endswith(link):
                continue
            head = word[: border - len(link)]
            if parts := _parts_of_head(head, depth):
                found.append(((len(parts), bool(link), -len(tail)), (*parts, tail)))
    return min(found)[1] if found else (word,)


def _parts_of_head(head: str, depth: int) -> tuple[str, ...]:
    if head in _SHORT_HEADS:
        return (head,)
    if len(head) < _SHORTEST_PART or head in _PREFIXES:
        return ()
    if is_word(head):
        return (head,)
    parts = _split(head, depth - 1)
    return parts if len(parts) > 1 else ()


@lru_cache(maxsize=65536)
def is_word(word: str) -> bool:
    """Whether the Dutch dictionary knows a lower-case word."""
    return is_known(word)
