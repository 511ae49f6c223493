"""DenseSearch: passages by the cosine of their vectors, exactly where they are few."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kb.encoder import Vectors
from kb.passage_store import PassageStore

COMPARED = 5_000
"""Passages up to which all vectors are compared with a question's: a millisecond, where a query of Chroma's index takes
three, and more when other work runs beside it. Read from Chroma once, with the first question.
"""
# With some passages wanted only, the nearest of Chroma are cut to those afterwards: a filter inside it is slower.
OVERFETCH = 4


class DenseSearch:
    """The vectors of a store whose passages do not change while it is open."""

    def __init__(self, store: PassageStore, ids: Sequence[str]) -> None:
        self._store, self._ids = store, ids

    def nearest(self, vector: Vectors, k: int, among: NDArray[np.bool_] | None = None) -> dict[int, float]:
        """Cosine of the k nearest passages by their place in `ids`, best first; ties by place. Raises StoreDamaged.

        `among` says of each place whether it counts (null: all do).
        """
        if not k or not self._ids or not vector.any():
            return {}
        if len(self._ids) > COMPARED:
            return self._asked_of_chroma(vector, k, among)
        cosines = self._rows @ (vector / np.linalg.norm(vector))
        ranked = np.argsort(-cosines, kind="stable")
        best = (ranked if among is None else ranked[among[ranked]])[:k]
        return dict(zip(best.tolist(), cosines[best].tolist(), strict=True))

    def _asked_of_chroma(self, vector: Vectors, k: int, among: NDArray[np.bool_] | None) -> dict[int, float]:
        wide = min(k if among is None else k * OVERFETCH, len(self._ids))
        found = ((self._places[key], cosine) for key, cosine in self._store.nearest(vector, wide))
        return {place: cosine for place, cosine in found if among is None or among[place]}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {key: place for place, key in enumerate(self._ids)}

    @cached_property
    def _rows(self) -> Vectors:
        rows = self._store.vectors(self._ids)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths == 0, 1, lengths), np.float32)
