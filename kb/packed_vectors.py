"""PackedVectors: many vectors in whole numbers of eight bits, compared with one at once.

A question is compared with tens of thousands of expected ones. In floats they do not fit in a processor's cache and the
comparison waits for memory; in eight bits they do. Sums of whole numbers are the same on every processor.
"""

from dataclasses import dataclass

import numpy as np
import simsimd
from numpy.typing import NDArray

from kb.encoder import Vectors

LARGEST = 127


@dataclass(frozen=True, slots=True)
class PackedVectors:
    """`rows` of shape (vectors, numbers); a row times its scale is the vector."""

    rows: NDArray[np.int8]
    scales: NDArray[np.float32]

    @classmethod
    def of(cls, vectors: Vectors) -> "PackedVectors":
        """Packs each row by the largest of its numbers."""
        scales = np.abs(vectors).max(axis=-1, initial=0.0) / LARGEST
        scales = np.where(scales == 0, 1, scales).astype(np.float32)
        return cls(np.round(vectors / scales[..., np.newaxis]).astype(np.int8), scales)

    def __len__(self) -> int:
        return len(self.rows)

    def products(self, vector: Vectors) -> Vectors:
        """Inner product of each row with a vector, shape (vectors,); off by less than a hundredth for length 1."""
        if not len(self.rows):
            return np.zeros(0, np.float32)
        packed = PackedVectors.of(vector[np.newaxis])
        sums = np.asarray(simsimd.cdist(packed.rows, self.rows, metric="dot"), np.float32)[0]
        return np.asarray(sums * self.scales * packed.scales[0], np.float32)
