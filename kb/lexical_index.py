"""Words of the passages, of the questions kept beside them, and the letters of both: three BM25 fields added up."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.dutch import grams_of, terms_of
from kb.errors import StoreDamaged
from kb.term_index import Scores, TermIndex

# Lucene's usual values; evals/retrieval measures others.
K1, B = 1.2, 0.75
# Weight of the letters against the words: finds misspelled and compound words, blurs exact ones. Chosen on two sets of
# Dutch questions that have nothing to do with the plan (docs/0009-finding.md).
GRAMS = 0.5

_IDS = "passage_ids.json"
_FIELDS = ("words", "questions", "grams")


@dataclass(frozen=True, slots=True)
class LexicalReasons:
    """What adds up to the lexical score of one passage."""

    words: Mapping[str, float]
    """By term of the question, what the passage itself adds."""
    questions: Mapping[str, float]
    """By term, what the questions beside it add."""
    grams: float
    """What all letter groups add together."""


class LexicalIndex:
    """Passages by position, scored for the words of a question."""

    def __init__(self, ids: Sequence[str], words: TermIndex, questions: TermIndex, grams: TermIndex) -> None:
        self.ids = tuple(ids)
        self._words, self._questions, self._grams = words, questions, grams

    @classmethod
    def build(cls, ids: Sequence[str], texts: Sequence[str], questions: Mapping[str, Sequence[str]]) -> "LexicalIndex":
        """Index of the texts in the order of their ids; `questions` holds, by id, what people could ask of a text."""
        asked = ["\n".join(questions.get(key, ())) for key in ids]
        return cls(
            ids,
            TermIndex.build([terms_of(text) for text in texts], k1=K1, b=B),
            TermIndex.build([terms_of(text) for text in asked], k1=K1, b=B),
            TermIndex.build([grams_of(f"{a}\n{b}") for a, b in zip(texts, asked, strict=True)], k1=K1, b=B),
        )

    def save(self, folder: Path) -> None:
        """Writes the index into a new folder."""
        folder.mkdir(parents=True)
        (folder / _IDS).write_text(json.dumps(self.ids), encoding="utf-8")
        for name, index in zip(_FIELDS, (self._words, self._questions, self._grams), strict=True):
            index.save(folder / name)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Reads an index. Raises StoreDamaged when files are missing or do not fit together."""
        words, questions, grams = (TermIndex.load(folder / name) for name in _FIELDS)
        try:
            ids = json.loads((folder / _IDS).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise StoreDamaged(f"de woordindex in {folder} is beschadigd ({type(error).__name__})") from error
        if {words.count, questions.count, grams.count} != {len(ids)}:
            raise StoreDamaged(f"de woordindex in {folder} past niet bij zijn lijst van passages")
        return cls(ids, words, questions, grams)

    def scores(self, question: str, added: Mapping[str, float]) -> Scores:
        """Score of every passage, shape (count,). `added` holds terms that mean the same as words of the question,
        with their weights (see kb/glossary.py).
        """
        terms, grams = _weights(question, added)
        return self._words.scores(terms) + self._questions.scores(terms) + GRAMS * self._grams.scores(grams)

    def reasons(self, question: str, added: Mapping[str, float], position: int) -> LexicalReasons:
        """What makes up the score of the passage at a position."""
        terms, grams = _weights(question, added)
        return LexicalReasons(
            self._words.contributions(terms, position),
            self._questions.contributions(terms, position),
            GRAMS * sum(self._grams.contributions(grams, position).values()),
        )

    def rarity(self, term: str) -> float:
        """Inverse document frequency of a term, natural logarithm."""
        return self._words.rarity(term)

    def knows(self, term: str) -> bool:
        """Whether a passage or a question beside one holds the term."""
        return self._words.holds(term) or self._questions.holds(term)


def _weights(question: str, added: Mapping[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    """Terms and letter groups of a question with how often they stand in it."""
    terms: dict[str, float] = {}
    for term in terms_of(question):
        terms[term] = terms.get(term, 0.0) + 1.0
    for term, weight in added.items():
        terms[term] = max(terms.get(term, 0.0), weight)
    grams: dict[str, float] = {}
    for gram in grams_of(question):
        grams[gram] = grams.get(gram, 0.0) + 1.0
    return terms, grams
