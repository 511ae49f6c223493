"""Does a question ask who? Learned from how people ask, because they rarely begin with "wie".

A logistic regression over words and pairs of words, stop words included: they carry the form. Trained by
`ingest/form_training.py` on the expected questions of the corpus; here it is only read.
"""

import json
import math
from functools import cache
from importlib.resources import files
from itertools import pairwise

from kb.dutch import words_of

_MODEL = "bundled_encoder/asks_who.json"


def form_features(text: str) -> list[str]:
    """Words and pairs of neighbouring words, the borders of the question marked, each once, in order."""
    words = ["^", *words_of(text), "$"]
    return list(dict.fromkeys([*words[1:-1], *(f"{one} {other}" for one, other in pairwise(words))]))


def asks_who(text: str) -> float:
    """Probability, 0 to 1, that a question asks who does something or whom to turn to."""
    weights, bias = _model()
    features = form_features(text)
    if not features:
        return 0.0
    # Each feature counts 1 and the whole has length 1, as in training.
    value = bias + sum(weights.get(feature, 0.0) for feature in features) / math.sqrt(len(features))
    return 1 / (1 + math.exp(-value))


@cache
def _model() -> tuple[dict[str, float], float]:
    raw = json.loads(files("kb").joinpath(_MODEL).read_text(encoding="utf-8"))
    return dict(raw["weights"]), float(raw["bias"])
