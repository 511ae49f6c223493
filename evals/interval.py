"""A mean with its n and its 95 % bootstrap interval, alone or as the difference of two runs (Efron 1979)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 2000
SEED = 7


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and the bounds between which 95 % of the resampled means lie; NaN when there is nothing to average."""

    mean: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        """ "0.87 [0.80, 0.93] (n = 100)"; "– (n = 0)" when there is nothing to average."""
        return f"{self.mean:.2f} [{self.low:.2f}, {self.high:.2f}] (n = {self.n})" if self.n else "– (n = 0)"


def interval_of(values: Sequence[float]) -> Interval:
    """The mean of the values with its interval; questions are drawn with replacement, always by the same seed."""
    if not values:
        return Interval(float("nan"), float("nan"), float("nan"), 0)
    array = np.asarray(values, np.float64)
    samples = np.random.default_rng(SEED).choice(array, (RESAMPLES, len(array))).mean(axis=1)
    low, high = np.quantile(samples, (0.025, 0.975))
    return Interval(float(array.mean()), float(low), float(high), len(array))


def f1_interval_of(given: Sequence[bool], wanted: Sequence[bool]) -> Interval:
    """F1 of what was given against what was wanted, question by question; questions are drawn as for a mean."""
    if not given:
        return interval_of(())
    both, either = np.asarray(given) & np.asarray(wanted), np.asarray(given, np.float64) + np.asarray(wanted)
    drawn = np.random.default_rng(SEED).integers(len(given), size=(RESAMPLES, len(given)))
    with np.errstate(invalid="ignore"):
        samples = 2 * both[drawn].sum(axis=1) / either[drawn].sum(axis=1)
    low, high = np.nanquantile(samples, (0.025, 0.975)) if either.any() else (float("nan"), float("nan"))
    mean = 2 * both.sum() / either.sum() if either.any() else float("nan")
    return Interval(float(mean), float(low), float(high), len(given))


def difference_of(ours: Sequence[float], theirs: Sequence[float]) -> Interval:
    """Ours minus theirs on the same questions: pairs are drawn together, so what makes a question hard cancels out.

    The two runs differ where the interval leaves out 0.
    """
    return interval_of([our - their for our, their in zip(ours, theirs, strict=True)])


def with_interval(values: Sequence[float]) -> str:
    """ "0.87 [0.80, 0.93] (n = 100)"; "– (n = 0)" when there is nothing to average."""
    return str(interval_of(values))
