"""Words of the passages, of the questions kept beside them and of the whole documents, and the letters of all of them:
BM25 fields, added up.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kb.dutch import grams_of, terms_of, weighed_terms_of
from kb.errors import StoreDamaged
from kb.term_index import Scores, TermIndex

# Lucene's usual values; evals/retrieval measures others.
K1, B = 1.2, 0.75
# Weight of the letters against the words: finds misspelled and compound words, blurs exact ones. Chosen on two sets of
# Dutch questions that have nothing to do with the plan (docs/0009-finding.md).
GRAMS = 0.3
# Weight of the document that a passage stands in: of many documents, the one that is about the question as a whole.
WHOLE = 2.0
# Weight of the passage that a document opens with: there it says what it is about.
OPENING = 0.5

_PLACES = "passage_ids.json"
_FIELDS = ("words", "questions", "grams", "whole_words", "whole_grams")


@dataclass(frozen=True, slots=True)
class LexicalReasons:
    """What adds up to the lexical score of one passage."""

    words: Mapping[str, float]
    """By term of the question, what the passage itself adds."""
    questions: Mapping[str, float]
    """By term, what the questions beside it add."""
    grams: float
    """What all letter groups add together."""
    whole: float
    """What the document as a whole adds, its opening once more."""


class LexicalIndex:
    """Passages by position, scored for the words of a question."""

    def __init__(self, ids: Sequence[str], wholes: Sequence[int], fields: Mapping[str, TermIndex]) -> None:
        self.ids = tuple(ids)
        self._wholes = np.asarray(wholes, np.int64)
        self._openings = np.unique(self._wholes, return_index=True)[1]
        self._fields = dict(fields)

    @classmethod
    def build(
        cls,
        ids: Sequence[str],
        texts: Sequence[str],
        questions: Mapping[str, Sequence[str]],
        documents: Sequence[str] | None = None,
    ) -> "LexicalIndex":
        """Index of the texts in the order of their ids; `questions` holds, by id, what people could ask of a text;
        `documents` the name of the whole that each text is a piece of (left out: each is its own).
        """
        asked = ["\n".join(questions.get(key, ())) for key in ids]
        pieces: dict[str, list[str]] = {}
        for name, text in zip(documents or ids, texts, strict=True):
            pieces.setdefault(name, []).append(text)
        place = {name: number for number, name in enumerate(pieces)}
        whole_texts = ["\n".join(some) for some in pieces.values()]
        terms = {
            "words": map(terms_of, texts),
            "questions": ([term for question in questions.get(key, ()) for term in terms_of(question)] for key in ids),
            "grams": (grams_of(f"{text}\n{some}") for text, some in zip(texts, asked, strict=True)),
            "whole_words": map(terms_of, whole_texts),
            "whole_grams": map(grams_of, whole_texts),
        }
        fields = {name: TermIndex.build(list(some), k1=K1, b=B) for name, some in terms.items()}
        return cls(ids, [place[name] for name in documents or ids], fields)

    def save(self, folder: Path) -> None:
        """Writes the index into a new folder."""
        folder.mkdir(parents=True)
        places = {"ids": self.ids, "wholes": self._wholes.tolist()}
        (folder / _PLACES).write_text(json.dumps(places), encoding="utf-8")
        for name, field in self._fields.items():
            field.save(folder / name)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Reads an index. Raises StoreDamaged when files are missing or do not fit together."""
        fields = {name: TermIndex.load(folder / name) for name in _FIELDS}
        try:
            places = json.loads((folder / _PLACES).read_text(encoding="utf-8"))
            ids, wholes = list(places["ids"]), list(places["wholes"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreDamaged(f"de woordindex in {folder} is beschadigd ({type(error).__name__})") from error
        counts = {fields[name].count for name in ("words", "questions", "grams")} | {len(wholes)}
        of_wholes = {fields[name].count for name in ("whole_words", "whole_grams")}
        if counts != {len(ids)} or of_wholes != {max(wholes, default=-1) + 1}:
            raise StoreDamaged(f"de woordindex in {folder} past niet bij zijn lijst van passages")
        return cls(ids, wholes, fields)

    def scores(self, question: str, added: Mapping[str, float]) -> Scores:
        """Score of every passage, shape (len(ids),). `added` holds terms that mean the same as words of the question,
        with their weights (see kb/glossary.py).
        """
        terms, grams = _weights(question, added)
        found = self._fields["words"].scores(terms) + self._fields["questions"].scores(terms)
        found += GRAMS * self._fields["grams"].scores(grams)
        if not len(found):
            return found
        whole = self._fields["whole_words"].scores(terms) + GRAMS * self._fields["whole_grams"].scores(grams)
        whole = WHOLE * whole + OPENING * found[self._openings]
        # A document as a whole holds no answer: the passage itself must share a word or letters with the question.
        return np.where(found > 0, found + whole[self._wholes], 0.0).astype(np.float32)

    def reasons(self, question: str, added: Mapping[str, float], position: int) -> LexicalReasons:
        """What makes up the score of the passage at a position."""
        terms, grams = _weights(question, added)
        place = int(self._wholes[position])

        def sum_of(field: str, weights: Mapping[str, float], text: int) -> float:
            return sum(self._fields[field].contributions(weights, text).values())

        words = self._fields["words"].contributions(terms, position)
        questions = self._fields["questions"].contributions(terms, position)
        letters = GRAMS * sum_of("grams", grams, position)
        whole = WHOLE * (sum_of("whole_words", terms, place) + GRAMS * sum_of("whole_grams", grams, place))
        opening = int(self._openings[place])
        whole += OPENING * (sum_of("words", terms, opening) + sum_of("questions", terms, opening))
        whole += OPENING * GRAMS * sum_of("grams", grams, opening)
        # As in `scores`: what shares nothing with the question gets nothing from its document either.
        return LexicalReasons(words, questions, letters, whole if words or questions or letters else 0.0)

    def rarity(self, term: str) -> float:
        """Inverse document frequency of a term, natural logarithm."""
        return self._fields["words"].rarity(term)

    def in_texts(self, term: str) -> bool:
        """Whether a passage itself holds the term."""
        return self._fields["words"].holds(term)

    def has_questions(self) -> NDArray[np.bool_]:
        """Which passages have questions kept beside them, shape (len(ids),)."""
        return self._fields["questions"].filled()


def _weights(question: str, added: Mapping[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    """Terms and letter groups of a question with how often they stand in it."""
    terms = weighed_terms_of(question)
    for term, weight in added.items():
        terms[term] = max(terms.get(term, 0.0), weight)
    grams: dict[str, float] = {}
    # A question of stop words alone asks for nothing; beside other words their letters help to rank.
    for gram in grams_of(question) if terms else ():
        grams[gram] = grams.get(gram, 0.0) + 1.0
    return terms, grams
