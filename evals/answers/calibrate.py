"""Fits the judge of `app/evidence/judging.py` to the dev questions and prints its risk–coverage curve.

`python -m evals.answers.calibrate`; the weights it prints are written into the judge by hand, so that a change is seen.
"""

import sys
from collections.abc import Iterator
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from app.evidence.judging import Signs
from evals.answers.confidence import signs_of
from evals.case_file import read_cases
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import settings_from_environment

EVALS = Path(__file__).parents[1]
FOLDS, SEED = 10, 7
# Strong enough that ten-fold cross-validation gains nothing from less (n = 760).
REGULARISATION = 1.0


def main() -> None:
    """Prints weights for the judge and what each threshold would give."""
    base, _ = open_knowledge_base(settings_from_environment())
    read = list(_read(base))
    table = np.array([astuple(some) for some, _ in read])
    answerable = np.array([label for _, label in read])
    model = LogisticRegression(C=REGULARISATION, class_weight="balanced", max_iter=1000)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    sure = cross_val_predict(model, table, answerable, cv=folds, method="predict_proba")[:, 1]
    model.fit(table, answerable)
    names = [field.name for field in fields(Signs)]
    weights = ", ".join(f"{name} {weight:.2f}" for name, weight in zip(names, model.coef_[0], strict=True))
    lines = [
        f"n = {len(read)}, answerable {answerable.sum()}, AUC {roc_auc_score(answerable, sure):.3f} ({FOLDS}-fold)",
        f"bias {model.intercept_[0]:.2f}, {weights}",
        "threshold  answered of the answerable  refused of the others  refusal F1",
    ]
    for threshold in np.arange(0.2, 0.85, 0.05):
        refused = sure < threshold
        right = (refused & ~answerable).sum()
        f1 = 2 * right / (refused.sum() + (~answerable).sum())
        lines.append(
            f"{threshold:9.2f}  {(~refused)[answerable].mean():26.2f}  {refused[~answerable].mean():21.2f}  {f1:10.2f}"
        )
    sys.stdout.write("\n".join(lines) + "\n")


def _read(base: KnowledgeBase) -> Iterator[tuple[Signs, bool]]:
    """The signs of every dev question that the plan answers or that it does not."""
    for path in (EVALS / "answers/dev.jsonl", EVALS / "retrieval/dev.jsonl"):
        for case in read_cases(path):
            status = case.get("status", "answered")
            wanted = status if isinstance(status, str) else status[0]
            if wanted not in ("answered", "partly_answered", "not_in_sources", "other_source_only"):
                continue
            some = signs_of(case["question"], case["persona"], case.get("history") or (), base)
            yield some, wanted in ("answered", "partly_answered")


if __name__ == "__main__":
    main()
