"""What care a message needs by how it is said: danger to life, bullying, a wish to steer the bot …

Logistic regressions, one for each kind, over words, pairs of words and runs of letters. Trained by
`ingest/care_training.py` on the messages of `corpus/care` and on ordinary questions; here they are only read. They
stand beside the word patterns of `app/words/care_words.yaml`.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from kb.dutch import typed_words_of

DANGER = "danger"
"""The kind that holds every kind of danger to life: what they share is learned from all of them."""

MODEL = Path(str(files("kb").joinpath("bundled_encoder", "care.json")))

# Runs of letters within a word, its borders marked.
SHORTEST_RUN, LONGEST_RUN = 3, 5
# Longer messages are read up to here: reading stays quick, and nobody calls for help after so many words.
WORDS = 150
CHARACTERS = 4000

Weights = Mapping[str, Sequence[tuple[int, float]]]


@dataclass(frozen=True, slots=True)
class CareModel:
    """What the training leaves behind."""

    kinds: tuple[str, ...]
    biases: tuple[float, ...]
    thresholds: tuple[float | None, ...]
    """The value from which a message is of the kind; null for the kinds of danger, which only tell which one it is."""
    weights: Weights
    """For each feature the places of the kinds that it speaks for or against, and how much."""


def care_kinds(text: str) -> tuple[str, ...]:
    """Kinds that a message is of, danger first and then the surest; none for an ordinary question. Never raises."""
    model = care_model(MODEL)
    values = dict(zip(model.kinds, care_values(text, model), strict=True))
    over = {
        kind: values[kind] - threshold
        for kind, threshold in zip(model.kinds, model.thresholds, strict=True)
        if threshold is not None and values[kind] >= threshold
    }
    danger = [_likeliest_danger(values)] if over.pop(DANGER, None) is not None else []
    return (*danger, *sorted(over, key=lambda kind: (-over[kind], kind)))


def _likeliest_danger(values: Mapping[str, float]) -> str:
    return max((value, kind) for kind, value in values.items() if kind.startswith(f"{DANGER}_"))[1]


def care_values(text: str, model: CareModel) -> tuple[float, ...]:
    """Log odds by kind, in the order of the kinds of the model."""
    features = care_features(text)
    sums = [0.0] * len(model.kinds)
    for feature in features:
        for place, weight in model.weights.get(feature, ()):
            sums[place] += weight
    # Each feature counts 1 and the whole has length 1, as in training.
    length = math.sqrt(len(features)) or 1.0
    return tuple(bias + total / length for bias, total in zip(model.biases, sums, strict=True))


def care_features(text: str) -> list[str]:
    """Words, neighbours, words around one other (`one_other`) and runs of letters (`#run`), each once, in order."""
    words = _words(text)
    bordered = ["^", *words, "$"]
    found = dict.fromkeys(words)
    found.update(dict.fromkeys(f"{one} {other}" for one, other in pairwise(bordered)))
    found.update(dict.fromkeys(f"{one}_{other}" for one, other in zip(bordered, bordered[2:], strict=False)))
    for word in words:
        found.update(dict.fromkeys(_runs(word)))
    return list(found) if words else []


def _words(text: str) -> list[str]:
    """Words without accents and apostrophes, and "heeeelp" as "help"."""
    words = (re.sub(r"([a-z])\1{2,}", r"\1", word) for word in typed_words_of(text[:CHARACTERS]))
    return [part for word in words for part in re.findall(r"[^\W_]+", word)][:WORDS]


def _runs(word: str) -> list[str]:
    bordered = f"<{word}>"
    longest = min(LONGEST_RUN, len(bordered) - 1)
    return [
        f"#{bordered[start : start + size]}"
        for size in range(SHORTEST_RUN, longest + 1)
        for start in range(len(bordered) - size + 1)
    ]


@cache
def care_model(path: Path) -> CareModel:
    """The model as the training wrote it: weights in hundredths, by feature as place and weight in turn."""
    raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    kinds: dict[str, dict[str, float | None]] = raw["kinds"]
    return CareModel(
        kinds=tuple(kinds),
        biases=tuple(float(kind["bias"] or 0) for kind in kinds.values()),
        thresholds=tuple(kind["threshold"] for kind in kinds.values()),
        weights={
            feature: tuple((row[at], row[at + 1] / 100) for at in range(0, len(row), 2))
            for feature, row in raw["weights"].items()
        },
    )
