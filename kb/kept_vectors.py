"""KeptVectors: vectors of texts of the sources, kept because many questions come near the same sentences."""

from collections.abc import Sequence

import numpy as np

from kb.encoder import Encoder, Vectors

MOST = 20_000


class KeptVectors:
    """Encodes a text once, until MOST are kept."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._kept: dict[str, Vectors] = {}

    def of(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 per text, shape (len(texts), dimension)."""
        # What is kept is never changed in place: several questions may be answered at the same time.
        kept = self._kept
        if new := [text for text in dict.fromkeys(texts) if text not in kept]:
            if len(kept) + len(new) > MOST:
                kept = {text: kept[text] for text in texts if text in kept}
            kept = self._kept = kept | dict(zip(new, self._encoder.passages(new), strict=True))
        return np.stack([kept[text] for text in texts]) if texts else np.zeros((0, self._encoder.dimension), np.float32)
