"""RoleFilter: which rows of the role map a visitor wants to see. Forgiving about words, exact about the rest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args
from urllib.parse import urlencode

from rapidfuzz.distance import DamerauLevenshtein

from app.pages.language import LANGUAGES
from app.pages.roles.words import role_page_words
from app.pages.web_parts import RoleRow
from app.words.wording import wording
from kb.dutch import terms_of, words_of
from kb.participation import Audience, Evidence, Phase
from kb.role_words import PHASES, ROLES

_ASKING = frozenset(terms_of(wording("role_words")["asking"]))
# A word may be one letter off, two when it is long; a short one only begins or ends a longer one.
_MEDIUM, _LONG = 5, 8
_SHORTEST_START = 3


@dataclass(frozen=True, slots=True)
class RoleFilter:
    """Null or empty asks for everything."""

    audience: str | None = None
    words: str = ""
    phase: str | None = None
    evidence: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it lets everything through."""
        return not (self.audience or self.words.strip() or self.phase or self.evidence)

    @property
    def address_part(self) -> str:
        """The filter as the query of a web address."""
        return urlencode({name: value for name, value in self._named().items() if value})

    def _named(self) -> dict[str, str | None]:
        return {"doelgroep": self.audience, "zoek": self.words.strip(), "fase": self.phase, "bewijs": self.evidence}


def filter_from_address(query: Mapping[str, str]) -> RoleFilter:
    """The filter of a web address; what it does not know is left out."""
    return RoleFilter(
        _known(query.get("doelgroep"), get_args(Audience)),
        query.get("zoek", "")[:200],
        _known(query.get("fase"), get_args(Phase)),
        _known(query.get("bewijs"), get_args(Evidence)),
    )


@dataclass(frozen=True, slots=True)
class RoleSelection:
    """The rows that meet a filter."""

    rows: tuple[RoleRow, ...]
    all_words_found: bool
    """False when the rows meet only some of the words that were typed."""

    @property
    def partners(self) -> int:
        """How many partners they name."""
        return len({row.participation.partner for row in self.rows})


def selected(rows: Iterable[RoleRow], asked: RoleFilter) -> RoleSelection:
    """Rows in their order. Names come before the words of the sources; most words where no row has all."""
    fitting = [row for row in rows if _fits(row, asked)]
    terms = _asked_terms(asked.words)
    if not terms:
        return RoleSelection(tuple(fitting), not asked.words.strip() or bool(fitting))
    by_name = _found(fitting, terms, [_name_terms(row) for row in fitting])
    if by_name.all_words_found:
        return by_name
    by_text = _found(fitting, terms, [_name_terms(row) | _text_terms(row) for row in fitting])
    return by_text if by_text.all_words_found else by_name if by_name.rows else by_text


def _fits(row: RoleRow, asked: RoleFilter) -> bool:
    fact = row.participation
    return (
        (not asked.audience or asked.audience in fact.audience)
        and (not asked.phase or asked.phase in fact.phase)
        and (not asked.evidence or asked.evidence == fact.evidence)
    )


def _found(rows: Sequence[RoleRow], terms: Sequence[str], held: Sequence[frozenset[str]]) -> RoleSelection:
    vocabulary = frozenset().union(*held)
    meant = [frozenset(word for word in vocabulary if _means(term, word)) for term in terms]
    scores = [sum(bool(forms & own) for forms in meant) for own in held]
    best = max(scores, default=0)
    kept = tuple(row for row, score in zip(rows, scores, strict=True) if score == best) if best else ()
    return RoleSelection(kept, best == len(terms))


def _means(term: str, word: str) -> bool:
    if term == word or (len(term) >= _SHORTEST_START and word.startswith(term)):
        return True
    if len(term) < _MEDIUM:
        return False
    allowed = 2 if len(term) >= _LONG else 1
    return term in word or DamerauLevenshtein.distance(term, word, score_cutoff=allowed) <= allowed


def _asked_terms(text: str) -> tuple[str, ...]:
    """The words that say what is looked for; all of them where only asking words were typed."""
    typed = tuple(dict.fromkeys(terms_of(text[:200])))
    return tuple(term for term in typed if term not in _ASKING) or typed


def _name_terms(row: RoleRow) -> frozenset[str]:
    fact = row.participation
    names = (
        fact.partner_name, fact.service_name, row.kind, *row.also_known, *fact.sectors,
        *fact.joint_committees,
        *(role_page_words(language).phase(phase) for language in LANGUAGES for phase in fact.phase),
        *(name for phase in fact.phase for name in PHASES[phase]), *ROLES[fact.role],
    )  # fmt: skip
    return frozenset().union(*(_terms(name) for name in names))


def _text_terms(row: RoleRow) -> frozenset[str]:
    return _terms(row.participation.quote)


@lru_cache(maxsize=8192)
def _terms(text: str) -> frozenset[str]:
    """Stems and the words as written, so that half a word already finds it."""
    plain = text.replace("\u00ad", "")
    return frozenset((*terms_of(plain), *words_of(plain)))


def _known(value: str | None, allowed: Iterable[str]) -> str | None:
    return value if value is not None and value in tuple(allowed) else None
