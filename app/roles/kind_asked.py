"""Which kind of partner a question asks for by its word: "welk departement", "quels centres"."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from app.question.service_finding import ASKING
from app.question.understanding import Understood
from app.words.question import plain
from app.words.wording import patterns, wording
from kb.dutch import term_of, terms_of
from kb.knowledge_base import KnowledgeBase
from kb.participation import Participation

_WORDS = wording("kind_words")
_EVERYONE = patterns([*_WORDS["everyone"], *wording("role_words")["several_kinds"]])
_NOUN = re.compile(_WORDS["noun"])
_ADULT, _FOR_ADULTS = patterns(_WORDS["adult"]), re.compile(_WORDS["for_adults"])
_SECONDARY = re.compile(_WORDS["secondary"])
_EVERY_KIND = patterns(_WORDS["every_kind"])
_ANYONE = frozenset(terms_of(_WORDS["anyone"]))
# Letters of a noun, and partners whose name ends on it: a noun of more is a kind of its own.
_SHORTEST, _FEW = 4, 8


def of_kind_asked(question: Understood, rows: Iterable[Participation], base: KnowledgeBase) -> list[Participation]:
    """The rows of partners of the kind that is asked for, and of none that it asks beside; all where there are none."""
    rows = list(rows)
    # An adult's "welk soort school" is one for adults.
    rows = _of_adults(question, rows, base) or _of_pupils(question, rows, base) or rows
    kept = only_of_kind_asked(question, rows, base) or rows
    named = frozenset() if _EVERYONE.search(question.asking) else named_alike(question.asking, base)
    kept = [row for row in kept if row.partner in named] or of_noun_asked(question, kept, base) or kept
    beside = _kinds("beside", question.asking)
    return [row for row in kept if _kind(row, base) not in beside] or kept or rows


def _of_adults(question: Understood, rows: Iterable[Participation], base: KnowledgeBase) -> list[Participation]:
    """The rows of those who are for adults by their name, where an adult asks or is asked for; none for all kinds."""
    if not _ADULT.search(f"{plain(question.told_before)} {question.plain}") or _EVERY_KIND.search(question.plain):
        return []
    return [row for row in rows if _is_for_adults(row, base)]


def _of_pupils(question: Understood, rows: Iterable[Participation], base: KnowledgeBase) -> list[Participation]:
    """The rows without those who are for adults by their name, where it is asked of secondary education."""
    asked = f"{plain(question.told_before)} {question.plain}"
    if not _SECONDARY.search(asked) or _ADULT.search(asked) or _EVERY_KIND.search(question.plain):
        return []
    return [row for row in rows if not _is_for_adults(row, base)]


def _is_for_adults(row: Participation, base: KnowledgeBase) -> bool:
    partner = base.names.get(row.partner)
    return partner is not None and bool(_FOR_ADULTS.search(plain(partner.name)))


def of_noun_asked(question: Understood, rows: Iterable[Participation], base: KnowledgeBase) -> list[Participation]:
    """The rows of partners whose name holds the noun that is asked for: "met welke diensten" the regional ones."""
    if kinds_asked(question.asking) or _EVERYONE.search(question.asking):
        return []
    nouns = {term_of(found["noun"]) for found in _NOUN.finditer(question.asking) if len(found["noun"]) >= _SHORTEST}
    asked = nouns - _ANYONE
    named = ((row, base.names.get(row.partner)) for row in rows)
    return [row for row, partner in named if partner is not None and asked & set(terms_of(partner.name))]


@cache
def kinds_asked(plain: str) -> frozenset[str]:
    """The kinds of the catalogue that a word of the question stands for."""
    return _kinds("asked", plain)


def only_of_kind_asked(question: Understood, rows: Iterable[Participation], base: KnowledgeBase) -> list[Participation]:
    """The rows of partners of the kind that is asked for; none where no kind is."""
    asked = frozenset() if _EVERYONE.search(question.asking) else kinds_asked(question.asking)
    return [row for row in rows if _kind(row, base) in asked]


@lru_cache(maxsize=8)
def named_alike(plain: str, base: KnowledgeBase) -> frozenset[str]:
    """The partners of which the name ends on the noun that is asked for: "welke inspectie" the Onderwijsinspectie; none
    for a word of the catalogue, which says the kind.
    """
    if kinds_asked(plain):
        return frozenset()
    nouns = {term_of(found["noun"]) for found in _NOUN.finditer(plain) if len(found["noun"]) >= _SHORTEST}
    alike = {
        partner
        for noun in nouns - ASKING
        for term, partners in _partners_by_term(base).items()
        if term.endswith(noun) and term != noun
        for partner in partners
    }
    return frozenset(alike) if len(alike) <= _FEW else frozenset()


@lru_cache(maxsize=1)
def _partners_by_term(base: KnowledgeBase) -> dict[str, frozenset[str]]:
    """Partners with a row, by the terms of their names."""
    found: dict[str, set[str]] = {}
    for key in {row.partner for row in base.participations}:
        partner = base.names.get(key)
        for term in terms_of(partner.name) if partner else ():
            found.setdefault(term, set()).add(key)
    return {term: frozenset(partners) for term, partners in found.items()}


def _kinds(place: str, plain: str) -> frozenset[str]:
    return frozenset(
        kind
        for word, kinds in _WORDS["kinds"].items()
        if patterns([opening.replace("KIND", word) for opening in _WORDS[place]]).search(plain)
        for kind in kinds
    )


def _kind(row: Participation, base: KnowledgeBase) -> str | None:
    partner = base.names.get(row.partner)
    return partner.kind if partner else None
