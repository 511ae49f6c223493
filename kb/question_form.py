"""What the form of a question tells: does it ask who, for an outcome, or for more than the texts hold?

Logistic regressions over words and pairs of words, stop words included: they carry the form. Trained by
`ingest/form_training.py` on the expected questions of the corpus; here they are only read.
"""

import json
import math
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from itertools import pairwise

from kb.dutch import terms_of, typed_words_of

Features = Callable[[str], list[str]]


def form_features(text: str) -> list[str]:
    """Words and pairs of neighbouring words, the borders of the question marked, each once, in order."""
    words = ["^", *typed_words_of(text), "$"]
    return list(dict.fromkeys([*words[1:-1], *(f"{one} {other}" for one, other in pairwise(words))]))


def form_and_terms(text: str) -> list[str]:
    """The form, and the terms of the lexical index marked as such, each once, in order."""
    return [*form_features(text), *dict.fromkeys(f"~{term}" for term in terms_of(text))]


FEATURES: dict[str, Features] = {
    "asks_outcome": form_and_terms, "asks_who": form_features, "left_open": form_and_terms,
}  # fmt: skip
"""The models, with the features that each reads."""


def asks_who(text: str) -> float:
    """Probability, 0 to 1, that a question asks who does something or whom to turn to."""
    return _probability("asks_who", text)


def asks_outcome(text: str) -> float:
    """Probability, 0 to 1, that a question asks what came of something, rather than what is meant to come."""
    return _probability("asks_outcome", text)


def left_open(text: str) -> float:
    """Probability, 0 to 1, that a question is one of those that the policy texts of the corpus leave open."""
    return _probability("left_open", text)


def _probability(name: str, text: str) -> float:
    weights, bias = _model(name)
    features = FEATURES[name](text)
    if not features:
        return 0.0
    # Each feature counts 1 and the whole has length 1, as in training.
    value = bias + sum(weights.get(feature, 0.0) for feature in features) / math.sqrt(len(features))
    return 1 / (1 + math.exp(-value))


@cache
def _model(name: str) -> tuple[dict[str, float], float]:
    raw = json.loads(files("kb").joinpath("bundled_encoder", f"{name}.json").read_text(encoding="utf-8"))
    return dict(raw["weights"]), float(raw["bias"])
