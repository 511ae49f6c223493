"""Trains the model of `kb/question_form.py` from the corpus: `python -m ingest.form_training [FILE]`.

Questions about a service ask who does it; questions about a paragraph or a gap do not, unless they say "wie". A
logistic regression by scikit-learn; weights that move nothing are left out of the file.
"""

import json
import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from ingest.expected_questions import read_questions
from ingest.known_gaps import read_gaps
from kb.question_form import form_features
from kb.settings import CORPUS

SEED = 20260901
REGULARISATION = 10.0
SEEN = 3
"""A feature of fewer questions says nothing."""
SMALLEST_WEIGHT = 0.15

_SAYS_WHO = re.compile(r"\b(?:wie|wiens|qui|who|whom|whose)\b", re.IGNORECASE)
_ASKS_A_PARTNER = frozenset({"who", "whom_to_contact", "names"})


def main(path: Path) -> None:
    """Trains and writes the weights."""
    questions = list(_labelled(CORPUS))
    features = [form_features(text) for text, _ in questions]
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
        str(name): round(float(weight), 3)
        for name, weight in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
        if abs(weight) >= SMALLEST_WEIGHT
    }
    raw = {"bias": round(float(model.intercept_[0]), 3), "weights": dict(sorted(weights.items()))}
    path.write_text(json.dumps(raw, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    sys.stderr.write(f"{len(questions)} questions, {len(weights)} weights, written to {path}\n")


def _labelled(corpus: Path) -> Iterator[tuple[str, bool]]:
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


if __name__ == "__main__":
    default = Path(str(files("kb").joinpath("bundled_encoder", "asks_who.json")))
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
