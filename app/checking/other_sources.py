"""What another source says near a claim: only ever mentioned, never a ground for a verdict."""

from functools import lru_cache

from app.checking.reading import Reading, Weights, read
from kb.knowledge_base import KnowledgeBase
from kb.participation import Participation

# Share of the claim that a fact must hold to be worth mentioning.
_NEAR = 0.55


class OtherSources:
    """The facts of public sources, read once."""

    def __init__(self, base: KnowledgeBase) -> None:
        rows = {row.quote: row for row in base.participations if row.evidence == "other_source"}
        self._weights = Weights(base)
        self._facts = [
            (row, read(fact, base.names)) for row in rows.values() for fact in dict.fromkeys(row.fact) if fact
        ]

    def nearest(self, claim: Reading) -> Participation | None:
        """The fact nearest to a claim; a number in the claim must stand in the fact."""
        best: tuple[float, Participation | None] = (_NEAR, None)
        total = self._weights.sum(claim.concepts)
        for row, fact in self._facts:
            values = {count.value for count in fact.figures.counts}
            if not total or not {count.value for count in claim.figures.counts} <= values:
                continue
            shared = self._weights.sum(claim.concepts & fact.concepts) / total
            shared += 0.2 if claim.figures.counts else 0.0
            if shared > best[0]:
                best = (shared, row)
        return best[1]


@lru_cache(maxsize=1)
def other_sources_of(base: KnowledgeBase) -> OtherSources:
    """The facts of one knowledge base, read once while it is open."""
    return OtherSources(base)
