"""A mean with its n and its 95 % bootstrap interval (Efron 1979)."""

from collections.abc import Sequence

import numpy as np

RESAMPLES = 2000
SEED = 7


def with_interval(values: Sequence[float]) -> str:
    """ "0.87 [0.80, 0.93] (n = 100)"; "– (n = 0)" when there is nothing to average."""
    if not values:
        return "– (n = 0)"
    array = np.asarray(values, np.float64)
    samples = np.random.default_rng(SEED).choice(array, (RESAMPLES, len(array))).mean(axis=1)
    low, high = np.quantile(samples, (0.025, 0.975))
    return f"{array.mean():.2f} [{low:.2f}, {high:.2f}] (n = {len(array)})"
