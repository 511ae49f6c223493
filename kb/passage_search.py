"""PassageSearch: a question → passages, by words, meaning, expected questions and named actions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from kb.dense_search import DenseSearch
from kb.encoder import Encoder, Vectors
from kb.expected_question import LikeQuestion, QuestionIndex
from kb.glossary import Glossary
from kb.lexical_index import LexicalIndex, LexicalReasons
from kb.passage import Passage, RetrievedPassage
from kb.passage_store import PassageStore
from kb.question_reader import bundled_reader
from kb.ranking import Reasons, Weights
from kb.read_ahead import ReadAhead
from kb.source import SourceKind

# Expected questions that are looked at for one that was asked.
NEAREST = 40
# What the encoder says of a source whose words it never learned counts for this much (docs/0009-finding.md).
UNTRAINED = 0.1
# Questions of which the like ones are kept.
KEPT = 64
KEPT_PASSAGES = 4000


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a passage was found."""

    calculation: str
    words: LexicalReasons
    added: Mapping[str, float]
    """Terms that the glossary added to the question, with their weights."""
    like: LikeQuestion | None
    """The most alike expected question that the passage answers."""


class PassageSearch:
    """The indexes of one generation, searched together."""

    def __init__(
        self, store: PassageStore, lexical: LexicalIndex, encoder: Encoder, weights: Weights, candidates: int,
        kinds: Mapping[str, SourceKind], questions: Callable[[], QuestionIndex], glossary: Callable[[], Glossary],
    ) -> None:  # fmt: skip
        """`kinds` gives the kind of each source; questions and glossary are opened when they are first needed."""
        self._passages: dict[str, Passage] = {}
        self.vector = lru_cache(maxsize=KEPT)(encoder.query)
        self.like_questions = lru_cache(maxsize=KEPT)(self._like_questions)
        self.questions_read_alike = lru_cache(maxsize=KEPT)(self._questions_read_alike)
        self._reading = ReadAhead(self._read, KEPT)
        self._encoder = encoder
        self._found = lru_cache(maxsize=KEPT)(self._searched)
        self._store, self._lexical, self._dense = store, lexical, DenseSearch(store, lexical.ids)
        self._weights, self._candidates, self._kinds = weights, candidates, kinds
        self._questions, self._glossary = questions, glossary

    def search(self, question: str, k: int, kind: SourceKind | None, actions: Sequence[str]) -> list[RetrievedPassage]:
        """The k best passages (of one kind of source), best first; ties by place in the corpus.

        `actions` holds keys of actions that the question names.
        """
        return list(self._found(question, k, kind, tuple(actions)))

    def _searched(
        self, question: str, k: int, kind: SourceKind | None, actions: tuple[str, ...]
    ) -> tuple[RetrievedPassage, ...]:
        """Searched for once on the way to one answer."""
        reasons = self._reasons(question, k, kind, actions)
        best = sorted(reasons, key=lambda position: (-reasons[position].score(self._weights), position))[:k]
        passages = self._fetched([self._lexical.ids[position] for position in best])
        return tuple(
            RetrievedPassage(
                passages[key], round(why.score(self._weights), 6), why.lexical, why.dense, why.asked, why.named
            )
            for key, why in ((self._lexical.ids[position], reasons[position]) for position in best)
            if key in passages
        )

    def _fetched(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Passages by id; those that were fetched before are kept: Chroma takes milliseconds to hand them out."""
        missing = [key for key in ids if key not in self._passages]
        if missing:
            if len(self._passages) > KEPT_PASSAGES:
                self._passages = {}
            self._passages = self._passages | self._store.get(missing)
        return {key: self._passages[key] for key in ids if key in self._passages}

    def _like_questions(self, question: str) -> tuple[LikeQuestion, ...]:
        """The expected questions that are most alike, best first. Asked several times on the way to one answer."""
        return tuple(
            self._questions().nearest(question, self.vector(question), self._glossary().added_terms(question), NEAREST)
        )

    def _questions_read_alike(self, question: str) -> tuple[LikeQuestion, ...]:
        """The expected questions that are most alike when they are read closely; those of `like_questions` where the
        index holds no readings.
        """
        if (reading := self._reading(question)) is None:
            return self.like_questions(question)
        return tuple(self._questions().nearest_read(self.vector(question), reading, NEAREST))

    def begin_reading(self, question: str) -> None:
        """Begins to read a question closely while other work goes on."""
        self._reading.begin(question)

    def judged_alike(self, question: str, k: int) -> Sequence[LikeQuestion]:
        """The k most alike questions of which it is known what the text answers to them, when they are read closely;
        none where the index holds no readings.
        """
        reading = self._reading(question)
        return [] if reading is None else self._questions().nearest_judged(self.vector(question), reading, k)

    def _read(self, question: str) -> Vectors | None:
        """What the reader makes of a question; null where the index holds no readings."""
        reader = bundled_reader(self._encoder) if self._questions().is_read else None
        return reader.read(question) if reader else None

    def explain(self, question: str, found: RetrievedPassage) -> Explanation:
        """The sum, the words and the nearest expected question."""
        key = found.passage.passage_id
        added = self._glossary().added_terms(question)
        return Explanation(
            Reasons(
                found.lexical, found.dense, found.asked, found.named, found.passage.kind == "policy_text"
            ).calculation(self._weights),
            self._lexical.reasons(question, added, self._positions[key]),
            added,
            next((like for like in self.like_questions(question) if key in like.question.passages), None),
        )

    def _reasons(self, question: str, k: int, kind: SourceKind | None, actions: Sequence[str]) -> dict[int, Reasons]:
        """By position, why each candidate was found."""
        vector = self.vector(question)
        wide = max(k, self._candidates)
        wanted = self._is_kind[kind] if kind else None
        words = self._lexical.scores(question, self._glossary().added_terms(question))
        if wanted is not None:
            words = np.where(wanted, words, 0.0)
        policy = self._is_kind["policy_text"]
        most = float(words.max(initial=0.0)) or 1.0
        dense = {
            position: max(cosine, 0.0) * (1.0 if self._trained[position] else UNTRAINED)
            for position, cosine in self._dense.nearest(vector, wide, wanted).items()
        }
        asked: dict[int, float] = {}
        for like in self.like_questions(question):
            for key in like.question.passages if like.likeness else ():
                if (position := self._positions.get(key)) is not None:
                    asked.setdefault(position, like.likeness)
        named = {self._positions[key] for action in actions for key in self._store.ids_of_action(action)}
        lexical = [int(position) for position in _best(words, wide)]
        return {
            position: Reasons(
                float(words[position]) / most,
                dense.get(position, 0.0),
                asked.get(position, 0.0),
                position in named,
                bool(policy[position]),
            )
            for position in {*lexical, *dense, *asked, *named}
            if wanted is None or wanted[position]
        }

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {key: position for position, key in enumerate(self._lexical.ids)}

    @cached_property
    def _trained(self) -> NDArray[np.bool_]:
        """Which passages are of a source with expected questions: the encoder learned its words."""
        sources = [key.rpartition(":")[0] for key in self._lexical.ids]
        asked = {source for source, has in zip(sources, self._lexical.has_questions(), strict=True) if has}
        return np.array([source in asked for source in sources], bool)

    @cached_property
    def _is_kind(self) -> dict[SourceKind, NDArray[np.bool_]]:
        """By kind of source, which positions are of it. The id of a passage opens with its source."""
        kinds = np.array([self._kinds.get(key.rpartition(":")[0], "") for key in self._lexical.ids])
        return {"policy_text": kinds == "policy_text", "role_map": kinds == "role_map"}


def _best(scores: NDArray[np.float32], k: int) -> NDArray[np.intp]:
    """Positions of the k best scores above 0, best first, ties by position."""
    above = np.flatnonzero(scores > 0)
    if len(above) > k:
        # All that equal the k-th stay until they are sorted: of equals the first in the corpus are kept.
        above = above[scores[above] >= np.partition(scores[above], -k)[-k]]
    return above[np.argsort(-scores[above], kind="stable")][:k]
