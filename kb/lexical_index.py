"""BM25 over the terms of the passages, kept on disk. The only file that imports bm25s."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import bm25s
import numpy as np

from kb.dutch import terms_of
from kb.errors import StoreDamaged

# Lucene's usual values; evals/retrieval measures others.
K1, B = 1.2, 0.75
_IDS = "passage_ids.json"


class LexicalIndex:
    """Passages ranked by BM25 (Robertson and Zaragoza 2009), Lucene's variant."""

    def __init__(self, ids: Sequence[str], index: bm25s.BM25 | None) -> None:
        self._ids = list(ids)
        self._index = index

    @classmethod
    def build(cls, ids: Sequence[str], texts: Sequence[str]) -> "LexicalIndex":
        """Index of the texts, in the order of the ids."""
        if not ids:
            return cls([], None)
        index = bm25s.BM25(k1=K1, b=B, method="lucene")
        # An empty passage would leave the vocabulary without a column; a term that nobody types stands in.
        index.index([terms_of(text) or ["\0"] for text in texts], show_progress=False)
        return cls(ids, index)

    def save(self, folder: Path) -> None:
        """Writes the index into a new folder."""
        folder.mkdir(parents=True)
        (folder / _IDS).write_text(json.dumps(self._ids), encoding="utf-8")
        if self._index is not None:
            self._index.save(folder / "bm25", show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Reads an index. Raises StoreDamaged when files are missing or do not fit together."""
        try:
            ids = json.loads((folder / _IDS).read_text(encoding="utf-8"))
            index = bm25s.BM25.load(folder / "bm25", load_corpus=False, mmap=True) if ids else None
        except Exception as error:  # missing file, broken JSON, broken array: one meaning
            raise StoreDamaged(f"de woordindex in {folder} is beschadigd ({type(error).__name__})") from error
        if index is not None and index.scores["num_docs"] != len(ids):
            raise StoreDamaged(f"de woordindex in {folder} past niet bij zijn lijst van passages")
        return cls(ids, index)

    def search(self, question: str, k: int) -> list[tuple[str, float]]:
        """The k best passages with a score above 0, best first; ties by place in the corpus."""
        scores = self.scores(question)
        best = np.argsort(-scores, kind="stable")[:k]
        return [(self._ids[i], float(scores[i])) for i in best if scores[i] > 0]

    def scores(self, question: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        """BM25 of every passage, in index order; zeros when no term is known."""
        terms = [term for term in terms_of(question) if self._index is not None and term in self._index.vocab_dict]
        if self._index is None or not terms:
            return np.zeros(len(self._ids), np.float32)
        return np.asarray(self._index.get_scores(terms), np.float32)

    def rarity(self, terms: Iterable[str]) -> dict[str, float]:
        """Inverse document frequency of each term, natural logarithm; a term that no passage holds is the rarest."""
        count = len(self._ids)
        return {term: float(np.log(1 + (count - df + 0.5) / (df + 0.5))) for term, df in self._frequencies(terms)}

    def _frequencies(self, terms: Iterable[str]) -> Iterator[tuple[str, int]]:
        for term in terms:
            column = self._index.vocab_dict.get(term) if self._index is not None else None
            starts = self._index.scores["indptr"] if self._index is not None else None
            yield term, 0 if column is None or starts is None else int(starts[column + 1] - starts[column])
