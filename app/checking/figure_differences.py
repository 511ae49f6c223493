"""Numbers and dates of a claim that the source gives otherwise, or not at all."""

from collections.abc import Sequence

from app.checking.alignment import Alignment
from app.checking.evidence_units import Unit
from app.checking.figures import Count, Moment, dates_agree, is_among
from app.checking.judgement import Edit, Judgement
from app.checking.limits import COUNTED, LOOSE, SAME
from app.checking.reading import Reading, Weights

# Weight of a noun that is counted in one way only, and share of the claim that the source must hold.
_SPECIAL, _MOST = 0.6, 0.65


def figure_difference(claim: Reading, alignment: Alignment) -> Judgement | None:
    """The judgement on a figure that differs; null where none does."""
    unit = alignment.unit
    if alignment.about < COUNTED or (unit.kind == "sentence" and alignment.precision < LOOSE):
        return None
    if (counted := _count_difference(claim, unit)) is not None or alignment.about < SAME:
        return counted
    return _date_difference(claim, unit) or _frequency_difference(claim, unit)


def counted(claim: Reading, alignment: Alignment, weights: Weights) -> Judgement | None:
    """The judgement on a claim that says little more than how many there are of something special."""
    unit, counts = alignment.unit, claim.figures.counts
    nouns = [claim.noun_of(count) for count in counts]
    special = bool(nouns) and all(noun is not None and weights.of(noun) >= _SPECIAL for noun in nouns)
    if not special or unit.truth != "says" or alignment.recall < _MOST or claim.stance.denials:
        return None
    if (difference := _count_difference(claim, unit)) is not None:
        return difference
    stands = all(is_among(count.value, (c.value for c in _counts_of_same(claim, count, unit))) for count in counts)
    return Judgement("supported", quotes=unit.quotes) if stands and not figures_unknown(claim, unit) else None


def figures_unknown(claim: Reading, unit: Unit) -> list[str]:
    """Figures of the claim of which the unit knows nothing."""
    known = {count.value for reading in unit.readings for count in reading.figures.counts}
    counts = [count.text for count in claim.figures.counts if not is_among(count.value, known)]
    if unit.truth == "too_strong" or unit.firmness in ("study", "proposed"):
        return counts  # a date on what is only studied makes it no less too strong
    return [*counts, *(m.text for m in claim.figures.moments if not dates_agree(m, unit.moments, unit.ground.timing))]


def _count_difference(claim: Reading, unit: Unit) -> Judgement | None:
    for count in claim.figures.counts:
        others = _counts_of_same(claim, count, unit)
        if others and not is_among(count.value, (other.value for other in others)):
            right = list(dict.fromkeys(other.text for other in others))
            # "30%" fits not where "drie op de tien" stood, nor "een derde" where "33%" did.
            is_alike = len(right) == 1 and not count.in_words and not others[0].in_words
            edit = Edit(count.start, count.end, right[0]) if is_alike else None
            return Judgement("contradicted", "number", count.text, ", ".join(right), unit.quotes, edit)
    return None


def _date_difference(claim: Reading, unit: Unit) -> Judgement | None:
    for moment in claim.figures.moments:
        if dates_agree(moment, unit.moments, unit.ground.timing) is False:
            right = _most_alike(moment, [*unit.moments, *unit.ground.timing]).text
            edit = Edit(moment.start, moment.end, right)
            return Judgement("contradicted", "date", moment.text, right, unit.quotes, edit)
    return None


def _frequency_difference(claim: Reading, unit: Unit) -> Judgement | None:
    said, stated = claim.figures.frequency, unit.reading.figures.frequency
    return (
        Judgement("contradicted", "frequency", said, stated, unit.quotes)
        if said and stated and said != stated
        else None
    )


def _counts_of_same(claim: Reading, count: Count, unit: Unit) -> list[Count]:
    """The figures of the source for the noun that is counted, of the first reading that holds some. Of several for one
    noun ("90% of the one and 80% of the other") each is set beside those that stand with the same words.
    """
    noun = claim.noun_of(count)
    if noun is None:
        return []
    found = [(reading, _of_noun(reading, noun, count)) for reading in unit.readings]
    if len(_of_noun(claim, noun, count)) < 2:
        return next((some for _, some in found if some), [])
    beside = _concepts_beside(claim, count)
    shared = [(len(beside & _concepts_beside(reading, other)), other) for reading, some in found for other in some]
    most = max((number for number, _ in shared), default=0)
    return [other for number, other in shared if number == most]


def _of_noun(reading: Reading, noun: str, count: Count) -> list[Count]:
    return [other for other in reading.figures.counts if other.kind == count.kind and reading.noun_of(other) == noun]


def _concepts_beside(reading: Reading, count: Count) -> set[str]:
    """What stands from a figure to the next one."""
    later = min((other.start for other in reading.figures.counts if other.start > count.start), default=None)
    return {token.concept for token in reading.tokens if token.end > count.end and (later is None or token.end < later)}


def _most_alike(moment: Moment, others: Sequence[Moment]) -> Moment:
    """The date of the source that is of the same kind."""

    def likeness(other: Moment) -> int:
        return sum((a is None) == (b is None) for a, b in (
            (moment.day, other.day), (moment.month, other.month), (moment.until, other.until),
            (moment.quarter, other.quarter),
        ))  # fmt: skip

    return max(others, key=likeness)
