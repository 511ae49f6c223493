"""How well a claim and a unit speak of the same thing, and in what they differ."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.checking.concepts import Token, is_concept, opposites
from app.checking.evidence_units import Evidence, Unit
from app.checking.figures import dates_agree, is_among
from app.checking.reading import Reading, Weights
from app.words.wording import wording

CHANGE = frozenset(wording("checking/concepts")["change"].split())
"""Concepts that say that something is or will be otherwise than it was."""

# Letters that make a word long enough to be found inside a compound.
_TELLING = 6
_CANDIDATES = 30

# Logistic regression on the dev sentences: is the unit nearest to a sentence about the same fact? (n = 383, AUC 0.95
# by ten-fold cross-validation.) Rounded.
_BIAS, _RECALL, _PRECISION, _CLOSENESS, _OF_SENTENCE, _OF_ROLE = -4.8, 5.5, 0.9, 3.7, -0.5, -0.5


@dataclass(frozen=True, slots=True)
class Alignment:
    """A claim beside a unit. Shares are weighed by how telling each word is."""

    unit: Unit
    recall: float
    """Share of the claim that the unit holds."""
    precision: float
    """Share of the unit that the claim holds."""
    missing: tuple[str, ...]
    """Concepts of the claim that the unit lacks."""
    swapped: int
    """Concepts of the claim whose contrary stands in the unit."""
    closeness: float = 0.0
    """Cosine by the encoder."""
    fit: float = 0.0

    @property
    def about(self) -> float:
        """Probability, 0 to 1, that both are about the same fact."""
        return 1 / (1 + math.exp(-self._logit))

    @property
    def score(self) -> float:
        """For ranking the units beside one claim."""
        return self._logit / 9 + self.fit

    @property
    def _logit(self) -> float:
        kind = _OF_SENTENCE * (self.unit.kind == "sentence") + _OF_ROLE * (self.unit.kind == "role")
        return _BIAS + _RECALL * self.recall + _PRECISION * self.precision + _CLOSENESS * self.closeness + kind


def best_alignments(claim: Reading, units: Sequence[Unit], evidence: Evidence, most: int = 12) -> list[Alignment]:
    """Of these units the ones that are nearest to a claim, best first."""
    rough = sorted(_aligned(claim, units, evidence.weights), key=lambda a: -(2 * a.recall + a.precision))[:_CANDIDATES]
    close = evidence.base.closeness(claim.text, [a.unit.reading.text for a in rough])
    scored = [replace(a, closeness=c, fit=_fit(claim, a)) for a, c in zip(rough, close, strict=True)]
    return sorted(scored, key=lambda a: -a.score)[:most]


def _aligned(claim: Reading, units: Sequence[Unit], weights: Weights) -> Iterable[Alignment]:
    return (alignment for unit in units if (alignment := aligned(claim, unit, weights)).recall > 0)


def aligned(claim: Reading, unit: Unit, weights: Weights) -> Alignment:
    """Counts what the two share."""
    asked = claim.concepts
    if unit.kind == "role":  # who does it is compared by itself
        asked -= {token.concept for token in agents_of(claim, unit)}
    else:  # a party of its action may be named with it
        asked -= {f"@{partner}" for partner in claim.partners & unit.ground.parties - unit.reading.partners}
    held = unit.reading.concepts
    contrary = opposites()
    missing: list[str] = []
    matched: set[str] = set()
    swapped = 0
    for concept in sorted(asked):
        if (found := _held(concept, held)) is not None:
            matched.add(found)
        elif concept in unit.context:
            continue  # what the headings say is understood, and no word of the sentence
        elif (other := contrary.get(concept, frozenset()) & held) and not other & asked:
            matched |= other
            swapped += 1
        else:
            missing.append(concept)
    total, whole = weights.sum(asked), weights.sum(held)
    changes = CHANGE & frozenset(missing) if CHANGE & held else frozenset()  # one change is half another
    lacking = weights.sum(missing) - 0.5 * weights.sum(changes)
    recall = 1 - lacking / total if total else 0.0
    return Alignment(unit, recall, weights.sum(frozenset(matched)) / whole if whole else 0.0, tuple(missing), swapped)


def agents_of(claim: Reading, unit: Unit) -> list[Token]:
    """Who acts in a claim: the organisations, else a group of people that opens it and that nothing is done to."""
    organisations = [token for token in claim.tokens if token.partners and token.partners[0] in claim.partners]
    if organisations:
        return organisations
    first = claim.tokens[0] if claim.tokens else None
    return [first] if first and first.partners and first.concept not in unit.reading.concepts else []


def is_opposed(claim: Reading, alignment: Alignment) -> bool:
    """Whether the claim denies what the unit says; what is only studied is neither said nor denied."""
    if claim.stance.firmness == "study" == _firmness_said(alignment.unit):
        return False
    reading = alignment.unit.reading
    shared = claim.concepts & reading.concepts
    return (claim.denials_beside(shared) + reading.denials_beside(shared) + alignment.swapped) % 2 == 1


def denies(claim: Reading, alignment: Alignment) -> bool:
    """The same, where what is denied stands on both sides."""
    reading = alignment.unit.reading
    shared = claim.concepts & reading.concepts
    return bool(alignment.swapped) or (claim.denials_of(shared) + reading.denials_of(shared)) % 2 == 1


def _held(concept: str, held: frozenset[str]) -> str | None:
    if concept in held:
        return concept
    if len(concept) >= _TELLING and not concept.startswith("@") and not is_concept(concept):
        parts = (o for o in held if len(o) >= _TELLING and not is_concept(o))
        return next((o for o in parts if concept in o or o in concept), None)
    return None


def _fit(claim: Reading, alignment: Alignment) -> float:
    """Bonus for a unit that stands to its matter as the claim does: of two that are as near, the like-minded one."""
    unit, stance = alignment.unit, claim.stance
    bonus = 0.05 * (not is_opposed(claim, alignment))
    bonus += 0.03 * ((stance.firmness == "study") == (_firmness_said(unit) == "study"))
    bonus += 0.03 * (stance.only == unit.reading.stance.only) + 0.02 * (stance.all == unit.reading.stance.all)
    bonus += 0.05 * (stance.order and unit.reading.stance.order)
    moments, counts = claim.figures.moments, claim.figures.counts
    if moments and all(dates_agree(moment, unit.moments, unit.ground.timing) for moment in moments):
        bonus += 0.03
    if counts and all(
        is_among(count.value, (c.value for reading in unit.readings for c in reading.figures.counts))
        for count in counts
    ):
        bonus += 0.05
    if unit.kind == "role":
        bonus += 0.05 if claim.partners and claim.partners <= unit.doers else 0.0
    return bonus


def _firmness_said(unit: Unit) -> str:
    return unit.reading.stance.firmness if unit.kind == "statement" else unit.firmness
