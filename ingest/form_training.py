"""Trains the models of `kb/question_form.py` from the corpus: `python -m ingest.form_training [FOLDER]`.

Who: questions about a service ask who does it; questions about a paragraph or a gap do not, unless they say "wie".
Outcome: questions of the gaps that ask for what came of a plan or a study, against those that a paragraph answers.
Left open: questions of the gaps, those on which a text is silent, and of services that only another source tells of.
Logistic regressions by scikit-learn; weights that move little are left out of the files.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from ingest.expected_questions import read_questions
from ingest.known_gaps import read_gaps
from ingest.training_pairs import ROLE_MAP_FILES
from ingest.yaml_values import yaml_values
from kb.question_form import FEATURES
from kb.settings import CORPUS

SEED = 20260901
REGULARISATION = 10.0
SEEN = 3
"""A feature of fewer questions says nothing."""
SMALLEST_WEIGHT = {"asks_outcome": 0.3, "asks_who": 0.15, "left_open": 0.3}

Labelled = tuple[str, bool]

_SAYS_WHO = re.compile(r"\b(?:wie|wiens|qui|who|whom|whose)\b", re.IGNORECASE)
_ASKS_A_PARTNER = frozenset({"who", "whom_to_contact", "names"})


def main(folder: Path) -> None:
    """Trains the models and writes their weights."""
    for name, labelled in _LABELLED.items():
        questions = list(labelled(CORPUS))
        bias, weights = _trained(name, questions)
        path = folder / f"{name}.json"
        raw = {"bias": bias, "weights": weights}
        path.write_text(json.dumps(raw, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        sys.stderr.write(f"{len(questions)} questions, {len(weights)} weights, written to {path}\n")


def _trained(name: str, questions: Sequence[Labelled]) -> tuple[float, dict[str, float]]:
    features = [FEATURES[name](text) for text, _ in questions]
    seen: dict[str, int] = {}
    for some in features:
        for feature in some:
            seen[feature] = seen.get(feature, 0) + 1
    vectorizer = DictVectorizer()
    # The length counts all features of a question, as it does when the model is read.
    rows = [{feature: 1 / len(some) ** 0.5 for feature in some if seen[feature] >= SEEN} for some in features]
    model = LogisticRegression(C=REGULARISATION, class_weight="balanced", max_iter=1000, random_state=SEED)
    model.fit(vectorizer.fit_transform(rows), [label for _, label in questions])
    weights = {
        str(feature): round(float(weight), 3)
        for feature, weight in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
        if abs(weight) >= SMALLEST_WEIGHT[name]
    }
    return round(float(model.intercept_[0]), 3), dict(sorted(weights.items()))


def _who(corpus: Path) -> Iterator[Labelled]:
    """Questions and whether they ask who; those of which that is not sure are left out."""
    for row in read_questions(corpus):
        for text in row.questions:
            if row.service is not None:
                yield text, True
            elif not _SAYS_WHO.search(text):
                yield text, False
    for gap in read_gaps(corpus):
        if gap.asks not in _ASKS_A_PARTNER:
            yield from ((text, False) for text in gap.questions if not _SAYS_WHO.search(text))


def _outcome(corpus: Path) -> Iterator[Labelled]:
    """Questions and whether they ask what came of something; those that the texts leave open for another reason are
    left out.
    """
    for row in read_questions(corpus):
        if row.service is None and row.verdict != "silent":
            yield from ((text, False) for text in row.questions)
    for gap in read_gaps(corpus):
        if gap.asks == "outcome":
            yield from ((text, True) for text in gap.questions)


def _left_open(corpus: Path) -> Iterator[Labelled]:
    """Questions and whether the policy texts leave them open."""
    told = set(_services_of_texts(corpus))
    for row in read_questions(corpus):
        is_open = row.verdict == "silent" or (row.service is not None and row.service not in told)
        yield from ((text, is_open) for text in row.questions)
    for gap in read_gaps(corpus):
        yield from ((text, True) for text in gap.questions)


def _services_of_texts(corpus: Path) -> Iterator[str]:
    """Services that a policy text tells of, by the rows of the role maps."""
    for path in sorted(corpus.glob(ROLE_MAP_FILES)):
        values = yaml_values(path.read_text(encoding="utf-8"))
        for row in values.get("participations", ()):
            if row.get("evidence", values.get("evidence")) != "other_source":
                yield str(row["service"])


_LABELLED = {"asks_outcome": _outcome, "asks_who": _who, "left_open": _left_open}


if __name__ == "__main__":
    default = Path(str(files("kb").joinpath("bundled_encoder")))
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
