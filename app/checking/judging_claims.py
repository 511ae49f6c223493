"""Claim → judgement: the records of the actions first, then the unit that is nearest and has something to say."""

from collections.abc import Sequence

from app.checking.action_claims import about_actions
from app.checking.alignment import Alignment, best_alignments
from app.checking.comparing import compared
from app.checking.evidence_units import Evidence
from app.checking.judgement import Judgement
from app.checking.reading import Reading

# A unit that scores less than this below the best may still answer in its place.
_BESIDE, _FAR = 0.12, 0.25
_GRAVE = ("contradicted", "stronger_than_source")


def judged(claim: Reading, evidence: Evidence) -> Judgement:
    """The verdict on one claim; what no source carries is not in the sources."""
    if (of_action := about_actions(claim, evidence.base)) is not None:
        return of_action
    alignments = best_alignments(claim, evidence)
    judgements = [
        (alignment, judgement)
        for alignment in alignments
        if (judgement := compared(claim, alignment, evidence.weights, evidence.base.names)) is not None
    ]
    return _chosen(judgements)


def _chosen(judgements: Sequence[tuple[Alignment, Judgement]]) -> Judgement:
    """The best unit decides; one as near that supports the claim takes a grave verdict away."""
    if not judgements:
        return Judgement("not_in_sources")
    top, best = judgements[0]
    if best.difference == "party":
        # Of two services that are as near, the one that the party does is the one that is meant.
        done = (
            other
            for alignment, other in judgements[1:]
            if alignment.unit.kind == "role"
            and other.verdict == "supported"
            and alignment.precision > top.precision - 0.2
        )
        return next(done, best)
    if top.unit.kind == "sentence" or best.verdict == "partly_supported":
        # What an editor or a record says of the same matter weighs more than loose words of a long sentence.
        for alignment, other in judgements[1:]:
            if top.score - alignment.score <= (_FAR if top.unit.kind == "sentence" else _BESIDE) and _outweighs(
                alignment, other, best
            ):
                return other
    return best


def _outweighs(alignment: Alignment, other: Judgement, best: Judgement) -> bool:
    if best.verdict == "partly_supported":
        return other.verdict in ("supported", *_GRAVE)
    return alignment.unit.kind != "sentence" and other.verdict in _GRAVE


def together(judgements: Sequence[Judgement]) -> Judgement:
    """The verdict on a sentence from those on its claims."""
    for verdict in _GRAVE:
        if (grave := next((j for j in judgements if j.verdict == verdict), None)) is not None:
            return grave
    carried = [j for j in judgements if j.verdict in ("supported", "partly_supported")]
    if len(carried) == len(judgements) and all(j.verdict == "supported" for j in carried):
        quotes = tuple(dict.fromkeys(quote for j in carried for quote in j.quotes))
        return Judgement("supported", quotes=quotes)
    if carried:
        return Judgement("partly_supported", "detail", "", "", carried[0].quotes)
    return Judgement("not_in_sources")
