"""Claim → judgement: the records of the actions first, then the unit that is nearest and has something to say."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from app.checking.action_claims import Named, about_actions, is_topic_of, matter_of, named_actions
from app.checking.alignment import Alignment, best_alignments
from app.checking.comparing import compared
from app.checking.evidence_units import Evidence
from app.checking.judgement import Judgement
from app.checking.reading import Reading
from app.records.quote import quote_of_span

# A unit that scores less than this below the best may still answer in its place.
_BESIDE, _FAR = 0.12, 0.25
_GRAVE = ("contradicted", "stronger_than_source")


def judged(claim: Reading, evidence: Evidence, asked: str | None = None) -> Judgement:
    """The verdict on one claim; what no source carries is not in the sources.

    `asked` is the question that holds the claim, when passages were searched for by that already.
    """
    base = evidence.base
    actions = named_actions(claim, base)
    record = about_actions(claim, actions, base)
    if record is not None and (record.verdict != "supported" or not actions):
        return record
    if not actions:
        return _chosen(
            claim, _judgements(claim, best_alignments(claim, evidence.near(claim, asked), evidence), evidence)
        )
    return _on_matter(claim, actions, record, evidence)


def _on_matter(claim: Reading, actions: Named, record: Judgement | None, evidence: Evidence) -> Judgement:
    """What is said of the matter of an action, held against that action alone."""
    matter = matter_of(claim, evidence.base)
    quotes = tuple(quote_of_span(document, action.text) for document, action in actions)
    if matter is None:
        return record or Judgement("not_in_sources", quotes=quotes)
    if is_topic_of(claim, matter, actions, evidence.base):
        return Judgement("supported", quotes=quotes)
    units = [unit for document, action in actions for unit in evidence.of_action(matter, document, action)]
    judgement = _chosen(matter, _judgements(matter, best_alignments(matter, units, evidence), evidence))
    if record is not None and judgement.verdict not in _GRAVE:
        return record
    return judgement if judgement.verdict != "not_in_sources" else replace(judgement, quotes=quotes)


def _judgements(
    claim: Reading, alignments: Iterable[Alignment], evidence: Evidence
) -> list[tuple[Alignment, Judgement]]:
    compare = partial(compared, claim, weights=evidence.weights, names=evidence.base.names)
    pairs = ((alignment, compare(alignment)) for alignment in alignments)
    return [(alignment, judgement) for alignment, judgement in pairs if judgement is not None]


def _chosen(claim: Reading, judgements: Sequence[tuple[Alignment, Judgement]]) -> Judgement:
    """The best unit decides; one as near that supports the claim takes a grave verdict away."""
    if not judgements:
        return Judgement("not_in_sources")
    top, best = judgements[0]
    if (dated := _by_its_own_date(claim, judgements)) is not None:
        return dated
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


def _by_its_own_date(claim: Reading, judgements: Sequence[tuple[Alignment, Judgement]]) -> Judgement | None:
    """A unit that tells when just this is, and otherwise: a sentence of several dates holds that of another matter too
    ("Syntra sinds 2019 … CVO sinds 2022"). Null where the best unit tells the date in its own words.
    """
    top, best = judgements[0]
    own = top.unit.reading.figures.moments
    if best.verdict != "supported" or not claim.figures.moments or own:
        return None
    near = (o for a, o in judgements[1:] if o.difference == "date" and top.about - a.about <= _BESIDE and not a.missing)
    return next(near, None)


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
