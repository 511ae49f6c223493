"""Partner: an organisation or role-holder, with every name that people use for it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from kb.compounds import is_word

_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
# A word this short is another word when a letter changes; a long one may have two letters wrong.
SHORTEST_TYPO, LONG = 6, 10
_GENITIVE = re.compile(r"['’](?:s|tje|tjes)$")

GROUPS = frozenset({"ondernemingen", "scholen", "mentoren", "trajectbegeleiders", "opleidingsverstrekkers"})
"""Partners that are groups of people: a question mostly names them as those for whom something is done."""


@dataclass(frozen=True, slots=True)
class Partner:
    """`names` holds abbreviations, former, plural, lay, French and English forms besides the three main names."""

    partner_id: str
    name: str
    name_fr: str
    name_en: str
    article: str
    plural: bool
    kind: str
    in_plan: bool
    names: tuple[str, ...] = ()
    lookalikes: tuple[str, ...] = ()
    note: str | None = None

    def name_in(self, language: str) -> str:
        """Name in `nl`, `fr` or `en`; Dutch where no other is known."""
        return {"fr": self.name_fr, "en": self.name_en}.get(language) or self.name


@dataclass(frozen=True, slots=True)
class NamedPartner:
    """A place in a text where a partner is named; more than one id when the form is ambiguous."""

    start: int
    end: int
    partners: tuple[str, ...]


@dataclass(frozen=True)
class PartnerNames:
    """All partners, found by any of their names. Lookalike families are never merged: the longest form wins."""

    partners: tuple[Partner, ...]
    ambiguous: tuple[tuple[str, tuple[str, ...]], ...] = ()
    _forms: dict[tuple[str, ...], tuple[str, ...]] = field(init=False, repr=False, compare=False)
    _by_id: dict[str, Partner] = field(init=False, repr=False, compare=False)
    _words: frozenset[str] = field(init=False, repr=False, compare=False)
    _longest: dict[str, int] = field(init=False, repr=False, compare=False)
    """Words in the longest name that begins with a word."""
    _named: Callable[[str, bool], tuple[NamedPartner, ...]] = field(init=False, repr=False, compare=False)
    """What was found in the texts that were asked for last: several steps of one answer ask for the same."""

    def __post_init__(self) -> None:
        forms: dict[tuple[str, ...], tuple[str, ...]] = {}
        for partner in self.partners:
            for name in (partner.name, partner.name_fr, partner.name_en, *partner.names):
                if key := form_of(name):
                    forms.setdefault(key, (partner.partner_id,))
        for name, ids in self.ambiguous:
            if key := form_of(name):
                forms[key] = ids
        object.__setattr__(self, "_forms", forms)
        object.__setattr__(self, "_words", frozenset(word for form in forms for word in form))
        longest: dict[str, int] = {}
        for form in forms:
            longest[form[0]] = max(len(form), longest.get(form[0], 0))
        object.__setattr__(self, "_longest", longest)
        object.__setattr__(self, "_by_id", {partner.partner_id: partner for partner in self.partners})
        object.__setattr__(self, "_named", lru_cache(maxsize=256)(self._found))

    def get(self, partner_id: str) -> Partner | None:
        """The partner with this id."""
        return self._by_id.get(partner_id)

    def name(self, partner_id: str, language: str = "nl") -> str:
        """Name of the partner in a language; the id itself for a partner that the catalogue lacks."""
        partner = self._by_id.get(partner_id)
        return partner.name_in(language) if partner else partner_id

    def named_in(self, text: str, *, forgiving: bool = False) -> list[NamedPartner]:
        """Partners named in a text, in order, longest form first at each place.

        `forgiving` also reads a word that no dictionary knows as the one word of a name that is nearest to it.
        """
        return list(self._named(text, forgiving))

    def _found(self, text: str, forgiving: bool) -> tuple[NamedPartner, ...]:
        words = list(_words(text))
        if forgiving:
            words = [(self._corrected(word), start, end) for word, start, end in words]
        found: list[NamedPartner] = []
        position = 0
        while position < len(words):
            for size in range(min(self._longest.get(words[position][0], 0), len(words) - position), 0, -1):
                span = words[position : position + size]
                ids = self._forms.get(tuple(word for word, _, _ in span))
                if ids and not (size == 1 and _is_small_word(text[span[0][1] : span[0][2]])):
                    found.append(NamedPartner(span[0][1], span[-1][2], ids))
                    position += size - 1
                    break
            position += 1
        return tuple(found)

    def _corrected(self, word: str) -> str:
        """The word of a name that a mistyped word stands for; the word itself when it is known or nothing is near."""
        if len(word) < SHORTEST_TYPO or word in self._words or is_word(word):
            return word
        cutoff = 1 if len(word) < LONG else 2
        near = process.extract(word, self._words, scorer=DamerauLevenshtein.distance, score_cutoff=cutoff, limit=2)
        alone = len(near) == 1 or (len(near) == 2 and near[0][1] < near[1][1])
        return str(near[0][0]) if alone else word


def form_of(name: str) -> tuple[str, ...]:
    """A name as it is compared: lower-case words without accents, articles, clitics or genitive."""
    return tuple(word for word, _, _ in _words(name))


_ARTICLES = {"de", "het", "den", "een", "'t", "t", "le", "la", "les", "l", "the"}


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _WORD.finditer(text):
        word = _GENITIVE.sub("", match[0].lower())
        if not word.isascii():
            word = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
        word = word.replace("’", "'").replace(".", "")
        if word and word not in _ARTICLES:
            yield word, match.start(), match.end()


def _is_small_word(typed: str) -> bool:
    """Whether a name of two letters is typed as a word: "go" is no "GO!"."""
    return len(typed) <= 2 and not typed.isupper()


def slug(name: str) -> str:
    """Id of a partner, source or service: the name in lower-case ASCII with hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "naamloos"


def first_ids(named: Iterable[NamedPartner]) -> tuple[str, ...]:
    """Ids of the partners that are named without ambiguity, each once, in order."""
    return tuple(dict.fromkeys(place.partners[0] for place in named if len(place.partners) == 1))
