"""Trains the model of `kb/care_kind.py` from the corpus: `python -m ingest.care_training [FILE]`, minutes on one core.

Messages of `corpus/care`, each also said otherwise, against one another and against the expected questions, which
need no care. A third of those questions is held apart to set the thresholds: how many of them may be taken for each
kind. Logistic regressions by scikit-learn; weights that move little are left out of the file.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

from ingest.care_messages import CareMessage, read_care, read_variation
from ingest.expected_questions import read_questions
from ingest.known_gaps import read_gaps
from kb.care_kind import DANGER, MODEL, care_features
from kb.settings import CORPUS

SEED = 20261126
REGULARISATION = 10.0
POSITIVE_WEIGHT = 3.0
VARIANTS = 3
"""How often each message is said otherwise."""
SEEN = 5
"""A feature of fewer messages says nothing."""
SMALLEST_WEIGHT = 0.65
HELD_APART = 3
"""One in so many expected questions sets the thresholds."""

FALSE_ALARMS = {DANGER: 1.5}
"""How many in 1,000 expected questions may be taken for a kind."""
OF_AN_ENDING, OF_AN_OPENING = 0.2, 2.0
LOWEST_OF_AN_ENDING, LOWEST_OF_AN_OPENING = -1.0, -1.5
"""Ordinary questions that stand in no corpus are bolder than those that do. A kind word too many harms little."""
OPENINGS = frozenset({"worry", "bullying", "work_accident", "dismissed", "unpaid"})

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Messages with their kinds, and the expected questions in those to learn from and those held apart."""

    kinds: tuple[str | None, ...]
    messages: Any
    learned: Any
    apart: Any
    features: tuple[str, ...]


def main(path: Path) -> None:
    """Trains a regression for each kind and writes them all."""
    rows = _rows(CORPUS)
    kinds = [DANGER, *sorted({kind for kind in rows.kinds if kind is not None})]
    trained = [_trained(kind, rows) for kind in kinds]
    raw: dict[str, Any] = {
        "kinds": {
            kind: {"bias": bias, "threshold": threshold}
            for kind, (bias, threshold, _) in zip(kinds, trained, strict=True)
        },
        "weights": _by_feature(rows.features, [weights for _, _, weights in trained]),
    }
    path.write_text(_lines(raw), encoding="utf-8")
    sys.stderr.write(f"{len(rows.kinds)} messages, {len(raw['weights'])} features, written to {path}\n")


def _rows(corpus: Path) -> _Rows:
    rng = random.Random(SEED)
    variation = read_variation(corpus)
    given = read_care(corpus)
    messages = [message for one in given for message in (one, *(variation.of(one, rng) for _ in range(VARIANTS)))]
    questions = _ordinary(corpus, given)
    rng.shuffle(questions)
    read = [care_features(message.text) for message in messages]
    seen = Counter(feature for features in read for feature in features)
    features = tuple(sorted(feature for feature, count in seen.items() if count >= SEEN))
    cut = len(questions) // HELD_APART
    return _Rows(
        kinds=tuple(message.kind for message in messages),
        messages=_matrix(read, features),
        learned=_matrix([care_features(question) for question in questions[cut:]], features),
        apart=_matrix([care_features(question) for question in questions[:cut]], features),
        features=features,
    )


def _ordinary(corpus: Path, messages: Sequence[CareMessage]) -> list[str]:
    """The expected questions but those that stand among the messages, for some of them are cries for help."""
    asked = [question for row in read_questions(corpus) for question in row.questions]
    asked.extend(question for gap in read_gaps(corpus) for question in gap.questions)
    known = {message.text for message in messages}
    return [question for question in dict.fromkeys(asked) if question not in known]


def _matrix(read: Sequence[Sequence[str]], features: Sequence[str]) -> Any:
    """A row for each text, of length 1 when all its features are known."""
    places = {feature: place for place, feature in enumerate(features)}
    columns: list[int] = []
    ends = [0]
    values: list[float] = []
    for some in read:
        known = [places[feature] for feature in some if feature in places]
        columns.extend(known)
        values.extend([1 / len(some) ** 0.5] * len(known) if known else [])
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(read), len(features)))


def _trained(kind: str, rows: _Rows) -> tuple[float, float | None, Values]:
    """Bias, threshold and weights. The threshold is set on questions apart; the weights then learn from those too."""
    threshold = None
    if kind == DANGER or not kind.startswith(f"{DANGER}_"):
        bias, weights = _fitted(kind, rows, [rows.learned])
        values = np.sort(rows.apart @ weights + bias)[::-1]
        opens = kind in OPENINGS
        allowed = FALSE_ALARMS.get(kind, OF_AN_OPENING if opens else OF_AN_ENDING)
        lowest = LOWEST_OF_AN_OPENING if opens else LOWEST_OF_AN_ENDING
        threshold = max(lowest, round(float(values[int(len(values) * allowed / 1000)]), 2))
    bias, weights = _fitted(kind, rows, [rows.learned, rows.apart])
    sys.stderr.write(f"{kind}: threshold {threshold}\n")
    return round(bias, 3), threshold, weights


def _fitted(kind: str, rows: _Rows, questions: Sequence[Any]) -> tuple[float, Values]:
    """Bias, and weights with those that move little made nought."""
    of_kind = [known is not None and (known == kind or (kind == DANGER and _is_danger(known))) for known in rows.kinds]
    labels = np.zeros(len(of_kind) + sum(some.shape[0] for some in questions), bool)
    labels[: len(of_kind)] = of_kind
    model = LogisticRegression(
        C=REGULARISATION, class_weight={False: 1.0, True: POSITIVE_WEIGHT}, solver="liblinear", random_state=SEED
    )
    model.fit(vstack([rows.messages, *questions]).tocsr(), labels)
    weights = np.round(model.coef_[0], 2)
    return float(model.intercept_[0]), np.where(np.abs(weights) >= SMALLEST_WEIGHT, weights, 0.0)


def _is_danger(kind: str) -> bool:
    return kind.startswith(f"{DANGER}_")


def _by_feature(features: Sequence[str], weights: Sequence[Values]) -> dict[str, list[int]]:
    """For each feature that weighs: the place of a kind and its weight in hundredths, in turn."""
    found: dict[str, list[int]] = {}
    for place, some in enumerate(weights):
        for at in map(int, np.flatnonzero(some)):
            found.setdefault(features[at], []).extend([place, round(float(some[at]) * 100)])
    return dict(sorted(found.items()))


def _lines(raw: dict[str, Any]) -> str:
    """JSON with a feature a line, so that a change shows which ones moved."""
    weights = ",\n".join(
        f"{json.dumps(feature, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
        for feature, row in raw["weights"].items()
    )
    return f'{{"kinds":{json.dumps(raw["kinds"])},\n"weights":{{\n{weights}\n}}}}\n'


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL)
