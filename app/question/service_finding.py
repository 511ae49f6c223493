"""Which service of the role maps a question asks about, by the words that people use for it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from app.words.wording import wording
from kb.dutch import terms_of
from kb.encoder import Vectors
from kb.packed_vectors import PackedVectors
from kb.participation import Service

# Words by which a question asks who, and which say nothing of the service.
ASKING = frozenset(terms_of(wording("role_words")["asking"]))
# Weight of the passage evidence; chosen with FITS on evals/partners/tuning.jsonl (0.71 → 0.84 exact sets, n = 49).
RESTING = 0.4
# A word may be one letter off, two when it is long; none when it is short.
_SHORT, _LONG = 5, 8


@dataclass(frozen=True, slots=True)
class FoundService:
    """A service with how well the question fits it."""

    service_id: str
    score: float


@dataclass(frozen=True, slots=True)
class _Form:
    """One way of asking for a service: its words as terms."""

    service_id: str
    text: str
    terms: frozenset[str]


class ServiceFinder:
    """The services with every form by which they are asked for, weighed three ways: the words that question and form
    share, how close they are to the encoder, and whether the passage that a service rests on was found.
    """

    def __init__(self, services: Sequence[Service], vectors: Callable[[Sequence[str]], Vectors]) -> None:
        self._forms = tuple(
            _Form(service.service_id, text, frozenset(terms))
            for service in services
            for text in (*service.name, *service.does, *service.words)
            if (terms := set(terms_of(text)) - ASKING)
        )
        holders: dict[str, set[str]] = {}
        for form in self._forms:
            for term in form.terms:
                holders.setdefault(term, set()).add(form.service_id)
        self._rarity = {term: log((len(services) + 1) / len(held)) + 0.3 for term, held in holders.items()}
        self._vocabulary = list(self._rarity)
        self._nearest = lru_cache(maxsize=4096)(self._nearest_term)
        self._weights = tuple(sum(self._rarity[term] for term in form.terms) for form in self._forms)
        self._holding: dict[str, list[int]] = {}
        for place, form in enumerate(self._forms):
            for term in form.terms:
                self._holding.setdefault(term, []).append(place)
        self._vectors = PackedVectors.of(vectors([form.text for form in self._forms]))
        # The forms of a service stand together: where each service begins.
        self._services = tuple(dict.fromkeys(form.service_id for form in self._forms))
        first = {form.service_id: place for place, form in reversed(list(enumerate(self._forms)))}
        self._begins = [first[service] for service in self._services]

    def find(
        self, question: str, vector: Vectors, resting: Mapping[str, float], leave_out: str = ""
    ) -> dict[str, float]:
        """How well each service fits, by its id. `vector` is the question's; `resting` gives, by service id, the
        reciprocal rank of the passage that it rests on; `leave_out` holds words that are not about a service.
        """
        shared = self._shared(set(terms_of(question)) - ASKING - set(terms_of(leave_out)))
        if not self._forms:
            return {}
        close = np.maximum.reduceat(self._vectors.products(vector), self._begins)
        fits: dict[str, float] = dict(zip(self._services, close.tolist(), strict=True))
        for key, value in shared.items():
            fits[key] += value
        for key, value in resting.items():
            fits[key] += RESTING * value
        return fits

    def _shared(self, asked: set[str]) -> dict[str, float]:
        """By service: half the share of the question's terms that its best form holds, half the share of the form's
        that the question holds, both by rarity; 0 to 1.
        """
        asked = self._corrected(asked)
        unknown = max(self._rarity.values(), default=1.0)
        total = sum(self._rarity.get(term, unknown) for term in asked)
        both: dict[int, float] = {}
        for term in sorted(asked):
            for place in self._holding.get(term, ()):
                both[place] = both.get(place, 0.0) + self._rarity[term]
        best: dict[str, float] = {}
        for place, value in both.items():
            key = self._forms[place].service_id
            best[key] = max(best.get(key, 0.0), 0.5 * value / total + 0.5 * value / self._weights[place])
        return best

    def _corrected(self, terms: set[str]) -> set[str]:
        """Terms with those that no service knows replaced by the nearest that one knows, when it is near enough."""
        return set(map(self._nearest, terms))

    def _nearest_term(self, term: str) -> str:
        if term in self._rarity or len(term) < _SHORT:
            return term
        cutoff = 1 if len(term) < _LONG else 2
        near = process.extractOne(term, self._vocabulary, scorer=DamerauLevenshtein.distance, score_cutoff=cutoff)
        return str(near[0]) if near else term
