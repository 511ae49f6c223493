"""The risk–coverage curve (El-Yaniv and Wiener 2010): how often is an answer wrong when only so many are answered?

Questions are ordered by how sure the judge is of them. Coverage is the share that is answered when the judge answers
from some confidence on; risk is the share of those answers that are wrong: the policy texts do not answer the question,
or no gold place is cited. What would be said is the answer of the product, and the best passage where it refuses.
"""

from collections.abc import Sequence
from dataclasses import dataclass

THRESHOLDS = tuple(number / 20 for number in range(20))


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: how sure the judge is, and whether what would be said is wrong."""

    confidence: float
    wrong: bool


@dataclass(frozen=True, slots=True)
class Point:
    """What one threshold of confidence gives."""

    threshold: float
    coverage: float
    risk: float
    n: int
    """Questions that are answered."""


def curve(asked: Sequence[Asked], thresholds: Sequence[float] = THRESHOLDS) -> tuple[Point, ...]:
    """One point a threshold, as long as anything is answered."""
    points: list[Point] = []
    for threshold in thresholds:
        answered = [one for one in asked if one.confidence >= threshold]
        if answered:
            risk = sum(one.wrong for one in answered) / len(answered)
            points.append(Point(threshold, len(answered) / len(asked), risk, len(answered)))
    return tuple(points)


def area(asked: Sequence[Asked]) -> float:
    """Mean risk over all coverages (AURC): 0 is best; NaN without questions."""
    wrong, total = 0, 0.0
    for place, one in enumerate(sorted(asked, key=lambda one: -one.confidence), 1):
        wrong += one.wrong
        total += wrong / place
    return total / len(asked) if asked else float("nan")
