"""How well a claim and a unit speak of the same thing, and in what they differ."""

from dataclasses import dataclass

from app.checking.concepts import opposites
from app.checking.evidence_units import Evidence, Unit
from app.checking.figures import dates_agree
from app.checking.reading import Reading, Weights

# Letters that make a word long enough to be found inside a compound.
_TELLING = 6
_CANDIDATES = 24


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
    score: float = 0.0

    @property
    def opposed(self) -> bool:
        """Whether the one denies what the other says; told for the claim by `is_opposed`."""
        return self.swapped % 2 == 1


def best_alignments(claim: Reading, evidence: Evidence, most: int = 6) -> list[Alignment]:
    """The units nearest to a claim, best first."""
    rough = [aligned(claim, unit, evidence.weights) for unit in evidence.near(claim.text)]
    rough = sorted((a for a in rough if a.recall > 0.3), key=lambda a: -_rough(a))[:_CANDIDATES]
    close = evidence.base.closeness(claim.text, [a.unit.reading.text for a in rough])
    scored = [
        Alignment(a.unit, a.recall, a.precision, a.missing, a.swapped, c, _rough(a) + 0.15 * c + _fit(claim, a))
        for a, c in zip(rough, close, strict=True)
    ]
    return sorted(scored, key=lambda a: -a.score)[:most]


def aligned(claim: Reading, unit: Unit, weights: Weights) -> Alignment:
    """Counts what the two share."""
    agents = claim.partners if unit.kind == "role" else frozenset()
    asked = claim.concepts - {f"@{partner}" for partner in agents & unit.parties}
    if unit.kind == "role":
        asked -= {f"@{partner}" for partner in agents}
    held = unit.reading.concepts
    contrary = opposites()
    missing: list[str] = []
    matched: set[str] = set()
    swapped = 0
    for concept in sorted(asked):
        if (found := _held(concept, held)) is not None:
            matched.add(found)
        elif (other := contrary.get(concept, frozenset()) & held) and not other & asked:
            matched |= other
            swapped += 1
        else:
            missing.append(concept)
    total = weights.sum(asked)
    recall = 1 - weights.sum(missing) / total if total else 0.0
    whole = weights.sum(held)
    return Alignment(unit, recall, weights.sum(frozenset(matched)) / whole if whole else 0.0, tuple(missing), swapped)


def is_opposed(claim: Reading, alignment: Alignment) -> bool:
    """Whether the claim denies what the unit says."""
    denials = claim.stance.denials + alignment.unit.reading.stance.denials + alignment.swapped
    return denials % 2 == 1


def _held(concept: str, held: frozenset[str]) -> str | None:
    if concept in held:
        return concept
    if len(concept) >= _TELLING and not concept.startswith("@"):
        return next((o for o in held if len(o) >= _TELLING and (concept in o or o in concept)), None)
    return None


def _rough(alignment: Alignment) -> float:
    precision = alignment.precision if alignment.unit.kind != "sentence" else min(1.0, 0.35 + alignment.precision)
    return 0.6 * alignment.recall + 0.25 * precision


def _fit(claim: Reading, alignment: Alignment) -> float:
    """Bonus for a unit that stands to its matter as the claim does: of two that are as near, the like-minded one."""
    unit, stance = alignment.unit, claim.stance
    bonus = 0.05 * (not is_opposed(claim, alignment))
    bonus += 0.03 * ((stance.firmness == "study") == (_firmness_said(unit) == "study"))
    bonus += 0.03 * (stance.only == unit.reading.stance.only) + 0.02 * (stance.all == unit.reading.stance.all)
    if claim.figures.moments and all(
        dates_agree(moment, unit.moments, unit.timing) for moment in claim.figures.moments
    ):
        bonus += 0.03
    if claim.figures.counts and all(_stands(claim, i, unit.reading) for i in range(len(claim.figures.counts))):
        bonus += 0.05
    if unit.kind == "role":
        bonus += 0.05 if claim.partners and claim.partners <= unit.parties else 0.0
    return bonus


def _firmness_said(unit: Unit) -> str:
    return unit.reading.stance.firmness if unit.kind == "statement" else unit.firmness


def _stands(claim: Reading, index: int, other: Reading) -> bool:
    count = claim.figures.counts[index]
    return any(c.value == count.value and c.kind == count.kind for c in other.figures.counts)
