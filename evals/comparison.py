"""Tables: each way of searching with its intervals, and the differences between two, question by question."""

from collections.abc import Iterator, Sequence

from evals.interval import difference_of, interval_of
from evals.result import Measured, Result

_CELL = 22
SHOWN_STRATA = ("persona", "language", "kind", "turn", "trap")
"""Topics are too many to print; the result file holds them."""
ENOUGH = 10
"""Questions below which a stratum says too little to be called the worst."""


def measures_table(result: Result, measures: Sequence[str]) -> str:
    """One line for each way of searching: mean and 95 % interval of each measure."""
    width = max(len(one.name) for one in result.measured)
    lines = [f"  {'':{width}}  " + "".join(f"{measure:{_CELL}}" for measure in measures)]
    for one in result.measured:
        cells = (_cell(one.values(measure)) for measure in measures)
        lines.append(f"  {one.name:{width}}  " + "".join(f"{cell:{_CELL}}" for cell in cells).rstrip())
    return "\n".join(lines)


def _cell(values: Sequence[float]) -> str:
    interval = interval_of(values)
    return f"{interval.mean:.3f} [{interval.low:.3f}, {interval.high:.3f}]"


def comparison_table(result: Result, earlier: Result | None, measures: Sequence[str]) -> Iterator[str]:
    """Paired differences of the product with the others of this run, and with the product of an earlier one."""
    product, others = result.measured[0], list(result.measured[1:])
    if earlier:
        others += [Measured(f"{earlier.stem} {one.name}", one.rows) for one in earlier.measured[:1]]
    if others:
        yield "product minus … (paired; * where the 95 % interval leaves out 0)"
    width = max((len(one.name) for one in others), default=0)
    for other in others:
        cells = [f"{measure} {difference(product, other, measure)}" for measure in measures]
        yield f"  {other.name:{width}}  " + "  ".join(cells)


def difference(ours: Measured, theirs: Measured, measure: str) -> str:
    """ "+0.031 [+0.004, +0.060]* (n = 308)" over the questions that both answered."""
    our, their = ours.by_question(measure), theirs.by_question(measure)
    shared = [key for key in our if key in their]
    if not shared:
        return "–" if not their else "– (n = 0)"
    gap = difference_of([our[key] for key in shared], [their[key] for key in shared])
    mark = "*" if gap.low > 0 or gap.high < 0 else ""
    return f"{gap.mean:+.3f} [{gap.low:+.3f}, {gap.high:+.3f}]{mark} (n = {gap.n})"


def characters_lines(measured: Sequence[Measured]) -> Iterator[str]:
    """How much the first five passages ask to read."""
    yield "characters of the first 5 passages"
    width = max(len(one.name) for one in measured)
    for one in measured:
        counts = [row.characters or 0 for row in one.rows]
        yield f"  {one.name:{width}}  mean {sum(counts) / len(counts):,.0f}, most {max(counts):,}"


def strata_table(measured: Measured, measure: str) -> Iterator[str]:
    """The measure by persona, language, kind of question and the like; the worst that is large enough is named."""
    yield f"{measured.name}: {measure} by kind of asker and question"
    worst: tuple[float, str] | None = None
    for name in SHOWN_STRATA:
        for value in sorted({row.strata[name] for row in measured.rows}):
            interval = interval_of(
                [row.scores[measure] for row in measured.rows if row.strata[name] == value and measure in row.scores]
            )
            yield f"  {name:9} {value:14} {interval}"
            if interval.n >= ENOUGH:
                worst = min(filter(None, (worst, (interval.mean, f"{name} {value}: {interval}"))))
    if worst:
        yield f"  worst of those with n ≥ {ENOUGH}: {worst[1]}"
