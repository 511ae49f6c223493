"""The one table of an answer evaluation: measures by ways of answering, each with its interval and n."""

from collections.abc import Mapping, Sequence

from evals.answers import paraphrases
from evals.answers.measures import Measure
from evals.answers.risk_coverage import Point
from evals.result import Result

_CELL = 26
_LEFT = 60
_ORDER_OF_F1 = 2
"""Behind both errors."""


def answers_table(result: Result, measures: Mapping[str, Measure], points: Sequence[Point], area: float) -> str:
    """Mean, 95 % interval and n (questions that the measure speaks of); a dash where it speaks of none."""
    names = [one.name for one in result.measured if one.name != "paraphrases"]
    labels = [(name, measure.label) for name, measure in measures.items()]
    labels.insert(_ORDER_OF_F1, ("refusal F1", "refusal F1"))
    lines = [
        f"answers on {result.data}: n = {len(result.measured[0].rows)}; mean [95 % interval] n",
        f"  {'':{_LEFT}}" + "".join(f"{name:{_CELL}}" for name in names),
    ]
    for name, label in labels:
        lines.append(f"  {label:{_LEFT}}" + "".join(f"{_cell(result, one, name):{_CELL}}" for one in names).rstrip())
    lines.append(f"  {'five repeats in fresh processes identical':{_LEFT}}{_cell(result, names[0], 'repeats')}")
    for name, label in paraphrases.MEASURES.items():
        lines.append(f"  {label:{_LEFT}}{_cell(result, 'paraphrases', name)}")
    lines.append(f"risk and coverage by the judge's threshold (mean risk over all coverages {area:.3f})")
    shown = [point for point in points if round(point.threshold * 100) % 10 == 5]
    lines.append("  answered  " + "  ".join(f"{point.coverage:.2f}" for point in shown))
    lines.append("  of it wrong  " + "  ".join(f"{point.risk:.2f}" for point in shown))
    return "\n".join(lines)


def _cell(result: Result, name: str, measure: str) -> str:
    figures = result.summary.get(name, {}).get(measure)
    if not figures or not figures["n"]:
        return "–"
    return f"{figures['mean']:.2f} [{figures['low']:.2f}, {figures['high']:.2f}] {figures['n']}"
