"""A piece of text as the checker compares it: tokens, figures and stance."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from app.checking.concepts import Token, forms_of_concept, is_concept, tokens_of
from app.checking.figures import Count, Figures, figures_of
from app.checking.stance import Denial, Stance, is_stance_word, stance_of
from app.words.question import plain
from app.words.wording import wording
from kb.dutch import term_of
from kb.knowledge_base import KnowledgeBase
from kb.partner import PartnerNames

_LIGHT = frozenset(f for word in wording("checking/concepts")["light"].split() for f in (word, term_of(word)))
FIELD = frozenset(wording("checking/concepts")["field"].split())
_SPEAKERS = frozenset(wording("checking/concepts")["speakers"].split())

_RELATIVE = re.compile(r"\b(?:die|dat|wie|qui|que|who|that|which)\b")
# Weight of a word that every passage holds, of a concept at least, and of a word that no passage holds.
_LEAST, _TOLD, _MOST = 0.15, 0.4, 1.0
# Every unit is weighed anew beside every claim.
_KEPT_SUMS = 50_000


@dataclass(frozen=True)
class Reading:
    """What a text says, taken apart."""

    text: str
    tokens: tuple[Token, ...]
    figures: Figures
    stance: Stance

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The concepts, each once."""
        return frozenset(token.concept for token in self.tokens)

    @cached_property
    def partners(self) -> frozenset[str]:
        """Ids of the partners named as organisations, not as a common noun."""
        return frozenset(t.partners[0] for t in self.tokens if t.concept.startswith("@") and t.concept not in _SPEAKERS)

    @cached_property
    def proper_names(self) -> frozenset[str]:
        """Words written with a capital inside the sentence that nobody knows."""
        return frozenset(t.concept for t in self.tokens if not t.known and t.start and self.text[t.start].isupper())

    def denials_of(self, concepts: frozenset[str]) -> int:
        """How many of its denials are about one of these concepts."""
        return sum(bool(self._denied(denial) & concepts) for denial in self._denials)

    def denials_beside(self, concepts: frozenset[str]) -> int:
        """How many of its denials count beside a text with these concepts: "zonder", and one in a clause on somebody
        ("leerlingen die niet meekunnen"), only where it is about one.
        """
        return sum(not (d.within or self._is_in_clause(d)) or bool(self._denied(d) & concepts) for d in self._denials)

    @cached_property
    def _denials(self) -> list[Denial]:
        """Those that are no part of a phrase: "zonder diploma" is a concept of its own."""
        return [
            d for d in self.stance.denials_at if not any(t.start <= d.start and d.end <= t.end for t in self.tokens)
        ]

    def _denied(self, denial: Denial) -> frozenset[str]:
        behind = [t.concept for t in self.tokens if t.start >= denial.end and t.concept not in _LIGHT]
        behind = behind[: 2 if denial.within else 1]
        before = [token.concept for token in self.tokens if token.end <= denial.start][-1:]
        return frozenset([*behind, *before] if denial.around or not behind else behind)

    def _is_in_clause(self, denial: Denial) -> bool:
        last = max((token.end for token in self.tokens if token.end <= denial.start), default=None)
        return last is not None and bool(_RELATIVE.search(plain(self.text[last : denial.start])))

    def noun_of(self, count: Count) -> str | None:
        """Concept of what a number counts: the first token at or behind it."""
        return next((t.concept for t in self.tokens if t.end > count.start and t.end != count.end), None)


def read(text: str, names: PartnerNames) -> Reading:
    """Takes a text apart."""
    simple = same_length_plain(text)
    figures = figures_of(simple)
    masked = [*figures.spans, *is_stance_word(simple)]
    return Reading(text, tuple(tokens_of(text, simple, names, masked)), figures, stance_of(simple))


def same_length_plain(text: str) -> str:
    """Lower case without accents, each character in its own place."""
    return "".join(map(_plain_character, text))


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    return (plain(character) or " ")[0]


class Weights:
    """How telling each concept is in the sources, 0.15 to 1."""

    def __init__(self, base: KnowledgeBase, known: Mapping[str, float] | None = None) -> None:
        """`known` holds weights that were found before."""
        self._base = base
        self._known: dict[str, float] = dict(known or {})
        self._sums: dict[frozenset[str], float] = {}
        self._rarest = base.rarity(["\0nergens"])["\0nergens"]

    def of(self, concept: str) -> float:
        """Weight of a concept; a partner weighs as much as a rare word."""
        if concept not in self._known:
            self._known[concept] = self._weighed(concept)
        return self._known[concept]

    def _weighed(self, concept: str) -> float:
        if concept in _SPEAKERS or concept in _LIGHT:
            return _LEAST
        if concept.startswith("@"):
            return _MOST
        terms = [term_of(form) for form in forms_of_concept(concept)] or [concept]
        rarity = min(self._base.rarity([*terms, concept]).values())
        least = _TOLD if is_concept(concept) and concept not in FIELD else _LEAST
        return max(least, _LEAST + (_MOST - _LEAST) * min(1.0, rarity / self._rarest))

    def sum(self, concepts: Sequence[str] | frozenset[str]) -> float:
        """Weight of several."""
        if not isinstance(concepts, frozenset):
            return sum(map(self.of, concepts))
        if concepts not in self._sums:
            if len(self._sums) >= _KEPT_SUMS:
                self._sums = {}
            self._sums[concepts] = sum(map(self.of, concepts))
        return self._sums[concepts]
