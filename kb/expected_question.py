"""Expected questions: what people could type, kept with the corpus beside what answers it (doc2query; Nogueira and Lin
2019). They help to find and to judge; they are never shown as a source and never cited.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from kb.dutch import terms_of
from kb.encoder import Vectors
from kb.errors import StoreDamaged
from kb.packed_vectors import PackedVectors
from kb.term_index import TermIndex

# Questions are short and of like length: little is made of length, and a word counts once.
K1, B = 0.6, 0.3
# Share of the words in how alike two questions are; the rest is the encoder's. Chosen on the dev questions.
WORDS = 0.3
# Share of the reader in how alike two questions are when both are read; the rest is the encoder's. Words add nothing.
READ = 0.8
# What both make of two questions, and the likeness that this stands for: a reader that learned from the questions sees
# them closer together than their words are. Such that the nearest ones of the dev questions are spread as the bounds of
# judging expect it.
_SEEN, _LIKENESS = (0.0, 0.38, 0.56, 0.72, 0.85, 1.0), (0.0, 0.32, 0.44, 0.59, 0.76, 1.0)
# Values of which the highest is taken first, to find the best of tens of thousands.
STRIPE = 32
VECTORS, READINGS = "vectors.npz", "readings.npz"

Verdict = Literal["yes", "no", "open", "silent"]


@dataclass(frozen=True, slots=True)
class ExpectedQuestion:
    """A question with what answers it: passages, a service of the role maps, or a gap that the sources leave."""

    text: str
    passages: tuple[str, ...] = ()
    service: str | None = None
    gap: str | None = None
    start: int | None = None
    """Where the words that answer it begin in their source; null when it is not tied to words."""
    end: int | None = None
    verdict: Verdict | None = None
    """What those words answer to a question whether something is so: `open` where they only study, plan or wish it,
    `silent` where they come near and do not say it; null for a question of another kind.
    """


@dataclass(frozen=True, slots=True)
class LikeQuestion:
    """An expected question and how alike it is to the one that was asked, 0 to 1."""

    question: ExpectedQuestion
    likeness: float


class _Saved(Sequence[ExpectedQuestion]):
    """Questions of an index, put together when they are asked for: of thousands, a search wants some tens."""

    def __init__(self, texts: Sequence[str], numbers: Sequence[int], targets: Sequence[tuple[Any, ...]]) -> None:
        """`numbers` says by question which of the targets answers it. Raises ValueError where they do not fit."""
        if len(texts) != len(numbers) or not all(0 <= number < len(targets) for number in set(numbers)):
            raise ValueError("questions and targets do not fit together")
        for target in targets:
            ExpectedQuestion("", *target)
        self._texts, self._numbers, self._targets = texts, numbers, targets
        self._made = lru_cache(maxsize=4096)(self._question)

    @classmethod
    def of(cls, questions: Sequence[ExpectedQuestion]) -> "_Saved":
        """The same questions; thousands share some hundreds of targets, which are held once."""
        targets: dict[tuple[Any, ...], int] = {}
        numbers = [targets.setdefault(astuple(question)[1:], len(targets)) for question in questions]
        return cls([question.text for question in questions], numbers, [*targets])

    def __len__(self) -> int:
        return len(self._texts)

    def written(self) -> dict[str, Any]:
        """As it is saved: shared targets once, so that it is read much faster."""
        return {"texts": self._texts, "targets": self._targets, "target": self._numbers}

    def judged(self) -> NDArray[np.intp]:
        """Places of the questions of which a verdict is known."""
        known = np.array([ExpectedQuestion("", *target).verdict is not None for target in self._targets], bool)
        return np.flatnonzero(known[np.asarray(self._numbers, np.intp)])

    def __getitem__(self, place: Any) -> Any:
        return self._made(place)

    def _question(self, place: int) -> ExpectedQuestion:
        return ExpectedQuestion(self._texts[place], *self._targets[self._numbers[place]])


class QuestionIndex:
    """Expected questions, found by words and by vectors."""

    def __init__(
        self,
        questions: _Saved,
        terms: TermIndex,
        vectors: PackedVectors,
        readings: PackedVectors | None,
    ) -> None:
        self._questions = questions
        self._terms = terms
        self._vectors, self._readings = vectors, readings
        # One answer asks for the same cosines several times.
        self._meaning = lru_cache(maxsize=4)(self._cosines)
        self._seen = lru_cache(maxsize=4)(self._seen_by_both)

    @classmethod
    def build(
        cls, questions: Sequence[ExpectedQuestion], vectors: Vectors, readings: Vectors | None = None
    ) -> "QuestionIndex":
        """Index of the questions with their vectors, shape (len(questions), at most the encoder's dimension), and with
        those of the reader where there is one.
        """
        terms = TermIndex.build([terms_of(question.text) for question in questions], k1=K1, b=B)
        return cls(
            _Saved.of(questions),
            terms,
            PackedVectors.of(vectors),
            None if readings is None else PackedVectors.of(readings),
        )

    def save(self, folder: Path) -> None:
        """Writes the index into a new folder."""
        self._terms.save(folder)
        saved = json.dumps(self._questions.written(), ensure_ascii=False)
        (folder / "questions.json").write_text(saved, encoding="utf-8")
        np.savez(folder / VECTORS, rows=self._vectors.rows, scales=self._vectors.scales)
        if self._readings is not None:
            np.savez(folder / READINGS, rows=self._readings.rows, scales=self._readings.scales)

    @classmethod
    def load(cls, folder: Path) -> "QuestionIndex":
        """Reads an index. Raises StoreDamaged when files are missing or do not fit together."""
        terms = TermIndex.load(folder)
        try:
            rows = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
            targets = [(tuple(passages), *rest) for passages, *rest in rows["targets"]]
            questions = _Saved(rows["texts"], rows["target"], targets)
            vectors = _packed(folder / VECTORS)
            readings = _packed(folder / READINGS) if (folder / READINGS).exists() else None
        except (OSError, EOFError, ValueError, TypeError, LookupError, BadZipFile) as error:
            raise StoreDamaged(f"de verwachte vragen in {folder} zijn beschadigd ({type(error).__name__})") from error
        if not len(questions) == terms.count == len(vectors) or len(vectors) != len(
            vectors if readings is None else readings
        ):
            raise StoreDamaged(f"de verwachte vragen in {folder} passen niet bij elkaar")
        return cls(questions, terms, vectors, readings)

    @property
    def is_read(self) -> bool:
        """Whether the reader read its questions."""
        return self._readings is not None and len(self._readings) > 0

    def nearest(self, question: str, vector: Vectors, added: Mapping[str, float], k: int) -> list[LikeQuestion]:
        """The k most alike expected questions, best first; ties by place in the corpus."""
        if not self._questions:
            return []
        terms = dict(added) | {term: 1.0 for term in terms_of(question)}
        most = sum(weight * self._terms.rarity(term) for term, weight in terms.items()) / (1 + K1) or 1.0
        words, meaning = self._terms.scores(terms) / most, self._meaning(vector.tobytes())
        likeness = WORDS * np.minimum(words, 1.0) + (1 - WORDS) * np.clip(meaning, 0.0, 1.0)
        best = _best(likeness, k)
        return self._alike(best, likeness[best])

    def nearest_read(self, vector: Vectors, reading: Vectors, k: int) -> list[LikeQuestion]:
        """The k most alike ones by what the encoder and the reader make of the question, best first. Raises ValueError
        when the questions of the index were not read.
        """
        seen = self._seen(vector.tobytes(), reading.tobytes())
        best = _best(seen, k)
        return self._alike(best, np.interp(seen[best], _SEEN, _LIKENESS))

    def nearest_judged(self, vector: Vectors, reading: Vectors, k: int) -> list[LikeQuestion]:
        """The same of those questions alone of which it is known what the words answer: yes, no, or neither."""
        seen = self._seen(vector.tobytes(), reading.tobytes())[self._judged]
        best = np.argsort(-seen, kind="stable")[:k]
        return self._alike(self._judged[best], np.interp(seen[best], _SEEN, _LIKENESS))

    @cached_property
    def _judged(self) -> NDArray[np.intp]:
        return self._questions.judged()

    def _seen_by_both(self, vector: bytes, reading: bytes) -> Vectors:
        """What encoder and reader make of each question beside the one asked."""
        if self._readings is None:
            raise ValueError("the questions of this index were not read by a reader")
        read = self._readings.products(np.frombuffer(reading, np.float32))
        return READ * read + (1 - READ) * self._meaning(vector)

    def _cosines(self, vector: bytes) -> Vectors:
        """Cosine of each question to a vector in single precision."""
        return self._vectors.products(cut(np.frombuffer(vector, np.float32), self._vectors.rows.shape[1]))

    def _alike(self, places: NDArray[np.intp], likeness: NDArray[np.floating[Any]]) -> list[LikeQuestion]:
        return [
            LikeQuestion(self._questions[int(place)], round(float(value), 6))
            for place, value in zip(places, likeness, strict=True)
        ]


def _best(values: Vectors, k: int) -> NDArray[np.intp]:
    """Places of the k best, ties by place."""
    best = np.flatnonzero(values >= _low_bound(values, k))
    return best[np.argsort(-values[best], kind="stable")][:k]


def _low_bound(values: Vectors, k: int) -> float:
    """A value that at least k of them reach, and few more: the k-th best of the highest of each stripe. Much faster
    than the k-th best of all.
    """
    stripes = len(values) // STRIPE
    if k >= stripes:
        return -np.inf
    highest = values[: stripes * STRIPE].reshape(STRIPE, stripes).max(axis=0)
    return float(np.partition(highest, -k)[-k])


def _packed(path: Path) -> PackedVectors:
    """Raises ValueError where rows and scales do not fit together, and what reading raises."""
    with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
        rows, scales = kept["rows"], kept["scales"]
    if rows.dtype != np.int8 or rows.ndim != 2 or scales.shape != rows.shape[:1]:
        raise ValueError("rows and scales do not fit together")
    return PackedVectors(rows, scales)


def cut(vectors: Vectors, size: int) -> Vectors:
    """The first numbers of each vector, of length 1 again."""
    front = vectors[..., :size]
    lengths = np.linalg.norm(front, axis=-1, keepdims=True)
    return np.asarray(front / np.where(lengths == 0, 1, lengths), np.float32)
