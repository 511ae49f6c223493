"""Text → concepts: words that mean the same, in three languages, become one; partners keep their id."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from app.words.wording import wording
from kb.dutch import STOP_WORDS, term_of
from kb.partner import PartnerNames

_WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_ELISION = re.compile(r"^(?:l|d|qu|n|s|j|c|m|t|jusqu)'(?=\w{2})")
_ENDING = re.compile(r"'(?:s|tje|tjes)$")
_LONGEST_PHRASE = 5
# Particles of verbs, and how many words behind the verb one may stand.
_PARTICLES = frozenset(wording("checking/concepts")["particles"].split())
_REACH = 9


@dataclass(frozen=True, slots=True)
class Token:
    """A word or phrase that carries meaning. `concept` is a name of concepts.yaml, `@partner`, or a stem."""

    concept: str
    start: int
    end: int
    partners: tuple[str, ...] = ()
    known: bool = True
    """Whether the concept is one of concepts.yaml or a partner, not just a word."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    phrases: Mapping[tuple[str, ...], tuple[str, ...]]
    longest: Mapping[str, int]
    """Words in the longest phrase that begins with a word."""
    prefixes: Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]
    """By their first two letters, longest first."""
    phrase_prefixes: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...]]]]
    """Phrases whose last word is a prefix, by their first word."""
    partners: Mapping[str, str]
    """Partner id → concept, for partners that a message mostly names as a thing: companies, schools."""
    of_concept: Mapping[str, str]
    hollow: frozenset[str]


def tokens_of(text: str, plain: str, names: PartnerNames, masked: Sequence[tuple[int, int]] = ()) -> list[Token]:
    """The tokens of a text in order, `masked` places left out. `plain`: the same in lower case without accents."""
    lexicon = _lexicon()
    words = list(_words(plain))
    words = [(_with_particle(place, words), start, end) for place, (_, start, end) in enumerate(words)]
    named = _named(text, names, words, lexicon)
    tokens: list[Token] = []
    index = 0
    while index < len(words):
        word, start, end = words[index]
        if (place := named.get(index)) is not None:
            tokens.append(place[0])
            index += place[1]
            continue
        size, concepts = _looked_up([word for word, _, _ in words[index : index + _LONGEST_PHRASE]], lexicon)
        if any(start < stop and begin < end for begin, stop in masked) and size <= 1:
            index += 1
            continue
        if concepts:
            stop = words[index + size - 1][2]
            tokens.extend(Token(concept, start, stop, _partners_of(concept, lexicon)) for concept in concepts)
        elif not _is_hollow(word, lexicon):
            tokens.append(Token(term_of(word), start, end, known=False))
        index += max(size, 1)
    return tokens


def opposites() -> Mapping[str, frozenset[str]]:
    """Concept → concepts that mean the contrary."""
    return _pairs("opposites")


def kinds_apart() -> Mapping[str, frozenset[str]]:
    """Concept → concepts of another kind, that must not stand for it."""
    return _pairs("apart")


def is_concept(name: str) -> bool:
    """Whether it is a name of concepts.yaml and not a mere word."""
    return name in _forms()


def forms_of_concept(concept: str) -> Sequence[str]:
    """Whole words that stand for a concept; its own name first."""
    return _forms().get(concept, (concept,))


@cache
def _pairs(name: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in wording("checking/concepts")[name]:
        for concept in group:
            found.setdefault(concept, set()).update(other for other in group if other != concept)
    return {concept: frozenset(others) for concept, others in found.items()}


@cache
def _forms() -> Mapping[str, tuple[str, ...]]:
    concepts: Mapping[str, str] = wording("checking/concepts")["concepts"]
    return {
        name: (
            name,
            *(f.partition("+")[0].rstrip("*") for f in forms.split() if not f.startswith("@") and "_" not in f),
        )
        for name, forms in concepts.items()
    }


@cache
def _lexicon() -> _Lexicon:
    raw = wording("checking/concepts")
    phrases: dict[tuple[str, ...], tuple[str, ...]] = {}
    prefixes: dict[str, tuple[str, ...]] = {}
    phrase_prefixes: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    partners: dict[str, str] = {}
    for name, forms in raw["concepts"].items():
        for entry in forms.split():
            form, _, more = entry.partition("+")
            concepts = (name, *more.split("+")) if more else (name,)
            if form.startswith("@"):
                partners[form[1:]] = name
            elif form.endswith("*") and "_" in form:
                phrase = tuple(form[:-1].split("_"))
                phrase_prefixes.setdefault(phrase[0], []).append((phrase, concepts))
            elif form.endswith("*"):
                prefixes[form[:-1]] = concepts
            else:
                phrases[tuple(form.split("_"))] = concepts
    longest: dict[str, int] = {}
    for phrase in (*phrases, *(phrase for group in phrase_prefixes.values() for phrase, _ in group)):
        longest[phrase[0]] = max(len(phrase), longest.get(phrase[0], 1))
    hollow = frozenset(word.replace("_", " ") for word in raw["hollow"].split())
    by_start: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for prefix, concepts in sorted(prefixes.items(), key=lambda item: -len(item[0])):
        by_start.setdefault(prefix[:2], []).append((prefix, concepts))
    concept_of = {concept: partner for partner, concept in partners.items()}
    return _Lexicon(phrases, longest, by_start, phrase_prefixes, partners, concept_of, hollow)


def _words(plain: str) -> Iterator[tuple[str, int, int]]:
    """Words with their place, the French article that leans on them and the Dutch genitive cut off."""
    for match in _WORD.finditer(plain):
        word, start, end = match[0], match.start(), match.end()
        while elision := _ELISION.match(word):
            start += elision.end()
            word = word[elision.end() :]
        word = _ENDING.sub("", word)
        yield word.replace(".", ""), start, end


def _with_particle(place: int, words: Sequence[tuple[str, int, int]]) -> str:
    """A verb with the particle that stands behind it, where the two are one known word: "passen … aan"."""
    word = words[place][0]
    if word in _PARTICLES or _by_prefix(word):
        return word
    behind = (other for other, _, _ in words[place + 1 : place + 1 + _REACH])
    joined = (f"{particle}{word}" for particle in behind if particle in _PARTICLES)
    return next((verb for verb in joined if _by_prefix(verb)), word)


def _looked_up(words: Sequence[str], lexicon: _Lexicon) -> tuple[int, tuple[str, ...]]:
    """How many words the longest form takes, and what it means; (1, ()) when it is a word like any other."""
    for size in range(min(len(words), lexicon.longest.get(words[0], 1)), 0, -1):
        key = tuple(words[:size])
        if (found := lexicon.phrases.get(key)) is not None:
            return size, found
        if size > 1:
            for phrase, concepts in lexicon.phrase_prefixes.get(words[0], ()):
                if len(phrase) == size and phrase[:-1] == key[:-1] and key[-1].startswith(phrase[-1]):
                    return size, concepts
    return 1, _by_prefix(words[0])


@lru_cache(maxsize=20_000)
def _by_prefix(word: str) -> tuple[str, ...]:
    """What the longest prefix that a word begins with means; nothing where it begins with none."""
    prefixes = _lexicon().prefixes.get(word[:2], ())
    return next((concepts for prefix, concepts in prefixes if word.startswith(prefix)), ())


def _named(
    text: str, names: PartnerNames, words: Sequence[tuple[str, int, int]], lexicon: _Lexicon
) -> dict[int, tuple[Token, int]]:
    """Partners by the index of their first word; a single common word is left to the lexicon."""
    found: dict[int, tuple[Token, int]] = {}
    for place in names.named_in(text):
        inside = [i for i, (_, start, end) in enumerate(words) if start < place.end and end > place.start]
        if not inside:
            continue
        single = len(inside) == 1
        if single and (_looked_up([words[inside[0]][0]], lexicon)[1] or _is_hollow(words[inside[0]][0], lexicon)):
            continue
        if len(place.partners) > 1 and single:
            continue
        partner = place.partners[0]
        if not single and partner in lexicon.partners and any(_looked_up([words[i][0]], lexicon)[1] for i in inside):
            continue  # "Brusselse ondernemingen": each word says something
        concept = lexicon.partners.get(partner, f"@{partner}")
        found[inside[0]] = (Token(concept, place.start, place.end, place.partners), len(inside))
    return found


def _partners_of(concept: str, lexicon: _Lexicon) -> tuple[str, ...]:
    partner = lexicon.of_concept.get(concept)
    return (partner,) if partner else ()


def _is_hollow(word: str, lexicon: _Lexicon) -> bool:
    return word in lexicon.hollow or word in STOP_WORDS or len(word) == 1
