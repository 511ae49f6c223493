"""BM25 over lists of terms, kept on disk. The only file that imports bm25s."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.errors import StoreDamaged

Scores = NDArray[np.float32]

_COUNT = "count.json"
# An empty text would leave the vocabulary without a column; a term that nobody types stands in.
_NOTHING = "\0"


@dataclass(frozen=True, slots=True)
class _Saved:
    """An index that bm25s saved: its scores column by column and its terms, under the names that bm25s gives them."""

    scores: Mapping[str, Any]
    vocab_dict: Mapping[str, int]


class TermIndex:
    """Texts, each a list of terms, scored by BM25 (Robertson and Zaragoza 2009), Lucene's variant."""

    def __init__(self, count: int, index: Any) -> None:
        self._count = count
        self._index = index

    @classmethod
    def build(cls, texts: Sequence[Sequence[str]], *, k1: float, b: float) -> "TermIndex":
        """Index of the texts in their order; an empty text scores 0 for every question."""
        # It brings scipy along, which only building should pay for.
        import bm25s

        if not texts:
            return cls(0, None)
        index = bm25s.BM25(k1=k1, b=b, method="lucene")
        index.index([list(terms) or [_NOTHING] for terms in texts], show_progress=False)
        return cls(len(texts), index)

    def save(self, folder: Path) -> None:
        """Writes the index into a new folder."""
        folder.mkdir(parents=True)
        (folder / _COUNT).write_text(json.dumps(self._count), encoding="utf-8")
        if self._index is not None:
            self._index.save(folder / "bm25", show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> "TermIndex":
        """Reads an index. Raises StoreDamaged when files are missing or do not fit together."""
        try:
            count = int(json.loads((folder / _COUNT).read_text(encoding="utf-8")))
            index = _saved(folder / "bm25") if count else None
        except Exception as error:  # missing file, broken JSON, broken array: one meaning
            raise StoreDamaged(f"de woordindex in {folder} is beschadigd ({type(error).__name__})") from error
        if index is not None and index.scores["num_docs"] != count:
            raise StoreDamaged(f"de woordindex in {folder} past niet bij zijn aantal teksten")
        return cls(count, index)

    @property
    def count(self) -> int:
        """Number of texts."""
        return self._count

    def scores(self, weights: Mapping[str, float]) -> Scores:
        """BM25 of every text for a question of weighted terms, shape (count,); zeros where no term is held."""
        total = np.zeros(self._count, np.float32)
        for term, weight in weights.items():
            for texts, values in self._column(term):
                total[texts] += weight * values
        return total

    def contributions(self, weights: Mapping[str, float], text: int) -> dict[str, float]:
        """What each term adds to the score of one text, terms that add nothing left out."""
        found: dict[str, float] = {}
        for term, weight in weights.items():
            for texts, values in self._column(term):
                if len(held := values[texts == text]):
                    found[term] = weight * float(held[0])
        return found

    def filled(self) -> NDArray[np.bool_]:
        """Which texts hold any term, shape (count,)."""
        found = np.zeros(self._count, bool)
        if self._index is not None:
            found[np.asarray(self._index.scores["indices"])] = True
            for texts, _ in self._column(_NOTHING):
                found[texts] = False
        return found

    def holds(self, term: str) -> bool:
        """Whether any text holds the term."""
        return self._index is not None and term in self._index.vocab_dict

    def rarity(self, term: str) -> float:
        """Inverse document frequency, natural logarithm; a term that no text holds is the rarest."""
        frequency = sum(len(texts) for texts, _ in self._column(term))
        return float(np.log(1 + (self._count - frequency + 0.5) / (frequency + 0.5)))

    def vocabulary(self) -> list[str]:
        """Every term that a text holds."""
        return [term for term in self._index.vocab_dict if term.strip(_NOTHING)] if self._index is not None else []

    def _column(self, term: str) -> Iterator[tuple[NDArray[np.int64], Scores]]:
        """Texts that hold the term and its score in each; nothing for a term that no text holds."""
        if self._index is None or (column := self._index.vocab_dict.get(term)) is None:
            return
        starts, texts, values = self._matrix
        start, end = int(starts[column]), int(starts[column + 1])
        yield texts[start:end], values[start:end]

    @cached_property
    def _matrix(self) -> tuple[NDArray[np.int64], NDArray[np.int64], Scores]:
        """The scores column by column, as plain arrays: slices of a memory map cost several times as much."""
        matrix = self._index.scores if self._index is not None else {"indptr": [], "indices": [], "data": []}
        return np.asarray(matrix["indptr"]), np.asarray(matrix["indices"]), np.asarray(matrix["data"])


def _saved(folder: Path) -> _Saved:
    """What `bm25s.BM25.load` reads, without what it imports. Raises what reading raises."""
    scores = {
        name: np.load(folder / f"{name}.csc.index.npy", mmap_mode="r", allow_pickle=False)
        for name in ("data", "indices", "indptr")
    }
    parameters = json.loads((folder / "params.index.json").read_text(encoding="utf-8"))
    vocabulary = json.loads((folder / "vocab.index.json").read_text(encoding="utf-8"))
    return _Saved(scores | {"num_docs": parameters["num_docs"]}, vocabulary)
