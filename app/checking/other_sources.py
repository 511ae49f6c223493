"""What another source says near a claim: only ever mentioned, never a ground for a verdict."""

from app.checking.evidence_units import Evidence
from app.checking.reading import Reading
from kb.participation import Participation

_PASSAGES = 8
# Share of the claim that a fact must hold to be worth mentioning; a number that both hold speaks for it.
_NEAR, _NUMBER = 0.55, 0.2


def nearest_fact(claim: Reading, evidence: Evidence) -> Participation | None:
    """The fact of a public source nearest to a claim; a number in the claim must stand in the fact."""
    total = evidence.weights.sum(claim.concepts)
    values = {count.value for count in claim.figures.counts}
    best: tuple[float, Participation | None] = (_NEAR, None)
    for row in _found(claim.text, evidence) if total else ():
        fact = evidence.read(row.quote)
        if values <= {count.value for count in fact.figures.counts}:
            share = evidence.weights.sum(claim.concepts & fact.concepts) / total + _NUMBER * bool(values)
            best = max(best, (share, row), key=lambda pair: pair[0])
    return best[1]


def _found(text: str, evidence: Evidence) -> list[Participation]:
    """Rows of other sources in the passages of the role maps that are found for a text."""
    base = evidence.base
    places = [found.passage for found in base.search(text, _PASSAGES, "role_map")]
    return [
        row
        for row in base.participations
        if row.evidence == "other_source"
        and any(place.source_id == row.role_map and place.start <= row.row.start < place.end for place in places)
    ]
