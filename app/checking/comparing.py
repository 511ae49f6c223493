"""A claim against the unit nearest to it, slot by slot: numbers, dates, parties, denial, scope, firmness."""

from collections.abc import Sequence

from app.checking.alignment import Alignment, is_opposed
from app.checking.evidence_units import Unit
from app.checking.figures import Count, Moment, dates_agree
from app.checking.finding import Verdict
from app.checking.judgement import Difference, Edit, Judgement
from app.checking.reading import Reading, Weights
from kb.partner import PartnerNames

# Shares of a claim and of a unit, weighed, chosen on evals/messages/dev.jsonl.
SAME = 0.70
"""A unit that holds so much of the claim says the same."""
NEAR = 0.62
"""From here on a difference in one slot is a difference, not another subject. Below it nothing is contradicted."""
COUNTED = 0.5
"""The same where a number differs and what it counts is the same."""
PARTLY = 0.40
PRECISE = 0.40
"""Share of a statement that a claim must hold for its verdict to pass over to the claim."""
WHOLE = 0.85
"""Both shares, to conclude something from the denial of a misreading."""
PART_PRECISE = 0.75
LOOSE = 0.25
"""Share of a long sentence of the source that a claim must hold to be carried by it."""

_FIRM = ("plain", "done")


def compared(claim: Reading, alignment: Alignment, weights: Weights, names: PartnerNames) -> Judgement | None:
    """The judgement that a unit leads to; null when it is about something else."""
    unit = alignment.unit
    if alignment.recall < PARTLY or (unit.kind != "sentence" and alignment.precision < PRECISE):
        return None
    party, settles = _party(claim, alignment, weights, names)
    if settles:
        return party
    if (difference := _figure(claim, alignment)) is not None:
        return difference
    extra = _extra_figures(claim, unit)
    if alignment.recall >= SAME and not extra:
        return _same_subject(claim, alignment)
    if unit.truth == "too_strong" and alignment.recall >= NEAR and claim.stance.firmness != "study":
        return _judged("stronger_than_source", "firmness", claim, alignment)
    if _carries_a_part(claim, alignment):
        return _judged("partly_supported", "detail", claim, alignment, said=_words(claim, alignment, extra))
    return None


def _carries_a_part(claim: Reading, alignment: Alignment) -> bool:
    unit = alignment.unit
    if unit.truth != "says" or is_opposed(claim, alignment):
        return False
    if unit.kind == "sentence":
        return alignment.recall >= SAME and alignment.precision >= LOOSE
    return alignment.precision >= PART_PRECISE and not _is_stronger(claim, unit)


def _same_subject(claim: Reading, alignment: Alignment) -> Judgement | None:
    """What a claim gets that says all that the unit says, or its contrary."""
    unit, opposed = alignment.unit, is_opposed(claim, alignment)
    if unit.truth == "untrue":
        if not opposed:
            return _judged("contradicted", "misreading", claim, alignment)
        whole = min(alignment.recall, alignment.precision) >= WHOLE
        return _judged("supported", "none", claim, alignment) if whole else None
    if unit.truth == "too_strong":
        if claim.stance.firmness == "study":
            return _judged("supported", "none", claim, alignment)
        return _judged("stronger_than_source", "firmness", claim, alignment)
    if unit.kind == "sentence" and not _is_close(claim, alignment):
        return None
    if opposed:
        return _denied(claim, alignment)
    if (scope := _scope(claim, unit)) is not None:
        return _judged("contradicted", scope, claim, alignment)
    if _is_stronger(claim, unit):
        return _judged("stronger_than_source", "firmness", claim, alignment)
    return _judged("supported", "none", claim, alignment)


def _is_close(claim: Reading, alignment: Alignment) -> bool:
    """Whether a sentence of the source is about the claim as a whole: its words may stand in different parts of it."""
    denies = claim.stance.denials or alignment.unit.reading.stance.denials
    return alignment.precision >= (PRECISE if denies else LOOSE) and alignment.closeness >= 0.3


def _denied(claim: Reading, alignment: Alignment) -> Judgement | None:
    unit = alignment.unit
    if unit.firmness == "study" and claim.stance.firmness != "study":
        return _judged("stronger_than_source", "firmness", claim, alignment)
    return _judged("contradicted", "opposite" if alignment.swapped else "negation", claim, alignment)


def _scope(claim: Reading, unit: Unit) -> Difference | None:
    stance, of_unit = claim.stance, unit.reading.stance
    if stance.only and not of_unit.only and not stance.negated:
        return "only"
    if stance.all and of_unit.some:
        return "all"
    return None


def _is_stronger(claim: Reading, unit: Unit) -> bool:
    """Whether the claim promises what the source only studies, proposes or plans."""
    said = claim.stance.firmness
    if unit.kind == "statement" and unit.reading.stance.firmness in _FIRM:
        # The statement itself is put in plain words, so plain words are not too strong for it.
        return said == "done" and unit.reading.stance.firmness != "done" and unit.firmness != "plain"
    if unit.kind == "role" and said in ("plain", "planned"):
        return False
    if unit.firmness in ("study", "proposed"):
        return said not in ("study", "proposed")
    return unit.firmness == "planned" and said == "done"


def _figure(claim: Reading, alignment: Alignment) -> Judgement | None:
    """A number or date that the unit gives otherwise."""
    unit = alignment.unit
    if alignment.recall < COUNTED or (unit.kind == "sentence" and alignment.precision < LOOSE):
        return None
    for count in claim.figures.counts:
        others = _counts_of_same(claim, count, unit)
        if others and all(other.value != count.value for other in others):
            other = others[0]
            text = _as_written(other, count)
            return Judgement(
                "contradicted", "number", count.text, other.text, unit.quotes, Edit(count.start, count.end, text)
            )
    if alignment.recall < NEAR:
        return None
    for moment in claim.figures.moments:
        if dates_agree(moment, unit.moments, unit.timing) is False:
            nearest = _nearest(moment, [*unit.moments, *unit.timing])
            return Judgement(
                "contradicted",
                "date",
                moment.text,
                nearest.text,
                unit.quotes,
                Edit(moment.start, moment.end, nearest.text),
            )
    said, stated = claim.figures.frequency, unit.reading.figures.frequency
    if said and stated and said != stated:
        return Judgement("contradicted", "frequency", said, stated, unit.quotes)
    return None


def _counts_of_same(claim: Reading, count: Count, unit: Unit) -> list[Count]:
    noun = claim.noun_of(count)
    return [
        other
        for other in unit.reading.figures.counts
        if other.kind == count.kind and noun is not None and unit.reading.noun_of(other) == noun
    ]


def _as_written(other: Count, count: Count) -> str:
    """The right number, in digits; a word is kept where the source has a word."""
    return other.text if other.kind == count.kind else f"{other.value:g}"


def _nearest(moment: Moment, others: Sequence[Moment]) -> Moment:
    """The date of the source that is of the same kind."""

    def likeness(other: Moment) -> int:
        return sum((a is None) == (b is None) for a, b in (
            (moment.day, other.day), (moment.month, other.month), (moment.until, other.until),
            (moment.quarter, other.quarter),
        ))  # fmt: skip

    return max(others, key=likeness)


def _extra_figures(claim: Reading, unit: Unit) -> list[str]:
    """Figures of the claim of which the unit knows nothing."""
    counts = [
        count.text
        for count in claim.figures.counts
        if not any(other.value == count.value for other in unit.reading.figures.counts)
        and not any(str(int(count.value)) in q.text for q in unit.quotes)
    ]
    moments = [m.text for m in claim.figures.moments if not dates_agree(m, unit.moments, unit.timing)]
    if unit.truth == "too_strong" or unit.firmness in ("study", "proposed"):
        moments = []  # a date on what is only studied makes it no less too strong
    return [*counts, *moments]


def _party(
    claim: Reading, alignment: Alignment, weights: Weights, names: PartnerNames
) -> tuple[Judgement | None, bool]:
    """Another party than the source names, where all else is the same; and whether that settles the matter."""
    unit = alignment.unit
    if unit.kind == "role":
        return _role(claim, alignment, names)
    absent = [c for c in alignment.missing if c.startswith("@") or c in claim.proper_names]
    others = unit.reading.partners - claim.partners
    if not absent or not others or unit.truth != "says" or len(alignment.missing) > len(absent):
        return None, False
    if weights.sum(claim.concepts - set(absent)) < 0.4 or alignment.precision < (
        0.35 if unit.kind == "sentence" else 0.3
    ):
        return None, True
    said = " ".join(dict.fromkeys(claim.text[t.start : t.end] for t in claim.tokens if t.concept in absent))
    source = ", ".join(names.name(other) for other in sorted(others))
    return Judgement("contradicted", "party", said, source, unit.quotes), True


def _role(claim: Reading, alignment: Alignment, names: PartnerNames) -> tuple[Judgement | None, bool]:
    """The parties of a claim against the complete set of those who do it."""
    unit = alignment.unit
    agents = claim.partners or _leading_group(claim, unit)
    wrong = sorted(agents - unit.parties)
    right = ", ".join(names.name(party) for party in sorted(unit.parties))
    if not wrong:
        is_narrow = claim.stance.only and agents and len(agents) < len(unit.parties)
        if is_narrow and alignment.recall >= SAME:
            return _judged("contradicted", "only", claim, alignment, source=right), True
        return None, not agents and alignment.precision < PART_PRECISE
    if not _is_strict(alignment):
        return None, True
    return Judgement(
        "contradicted", "party", ", ".join(names.name(party) for party in wrong), right, unit.quotes,
        parties=tuple(sorted(unit.parties)), service=unit.service,
    ), True  # fmt: skip


def _is_strict(alignment: Alignment) -> bool:
    """Whether the claim is about this service and no other: nearly all of both is shared."""
    return alignment.recall >= 0.8 and alignment.precision >= 0.5


def _leading_group(claim: Reading, unit: Unit) -> frozenset[str]:
    """A group of people that opens the sentence acts in it: "De scholen erkennen …"."""
    first = claim.tokens[0] if claim.tokens else None
    if first is None or not first.partners or first.concept in unit.reading.concepts:
        return frozenset()
    return frozenset(first.partners[:1])


def _judged(
    verdict: Verdict, difference: Difference, claim: Reading, alignment: Alignment, *, said: str = "", source: str = ""
) -> Judgement:
    return Judgement(verdict, difference, said, source, alignment.unit.quotes, statement=alignment.unit.statement)


def _words(claim: Reading, alignment: Alignment, extra: Sequence[str]) -> str:
    """The words of the claim that the source does not carry."""
    missing = [claim.text[t.start : t.end] for t in claim.tokens if t.concept in alignment.missing]
    return ", ".join(dict.fromkeys([*missing, *extra]))
