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
    return _chosen(claim, judgements)


def _chosen(claim: Reading, judgements: Sequence[tuple[Alignment, Judgement]]) -> Judgement:
    """The best unit decides; one as near that supports the claim takes a grave verdict away."""
    if not judgements:
        return Judgement("not_in_sources")
    top, best = judgements[0]
    if best.difference == "party":
        # Of two matters that are as near, the one that the party has to do with is the one that is meant.
        meant = (o for a, o in judgements[1:] if o.verdict == "supported" and _is_as_near(claim, a, top))
        return next(meant, best)
    if top.unit.kind != "sentence" and best.verdict != "partly_supported":
        return best
    # What an editor or a record says of the same matter weighs more than loose words of a long sentence.
    reach = _FAR if top.unit.kind == "sentence" else _BESIDE
    names_all = bool(claim.partners) and claim.partners <= top.unit.reading.partners
    for alignment, other in judgements[1:]:
        is_near = top.score - alignment.score <= reach
        if is_near and _outweighs(alignment, other, best) and not (names_all and other.difference == "party"):
            return other
    return best


def _is_as_near(claim: Reading, alignment: Alignment, top: Alignment) -> bool:
    if claim.partners and claim.partners <= alignment.unit.doers:
        return True
    return (
        alignment.unit.kind != "sentence"
        and alignment.precision > top.precision - 0.2
        and alignment.recall > top.recall - 0.2
        and alignment.score > top.score - _FAR
    )


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
