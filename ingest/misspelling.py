"""Typing faults as people make them, to train with: letters swapped, missing, doubled or neighbouring, words split."""

import random
import re
from itertools import pairwise

# Each letter and the one to its right on the Belgian keyboard.
_NEIGHBOURS = {one: other for row in ("azertyuiop", "qsdfghjklm", "wxcvbn") for one, other in pairwise(row)}
# Words below this length are mostly typed right, and a fault makes another word of them.
_SHORTEST = 5


def misspelled(text: str, rng: random.Random) -> str:
    """The text with a fault in about one long word in three."""
    return re.sub(r"[^\W\d_]+", lambda match: _faulty(match[0], rng) if rng.random() < 1 / 3 else match[0], text)


def _faulty(word: str, rng: random.Random) -> str:
    if len(word) < _SHORTEST:
        return word
    at = rng.randrange(1, len(word) - 1)
    match rng.randrange(5):
        case 0:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case 1:
            return word[:at] + word[at + 1 :]
        case 2:
            return word[:at] + word[at] + word[at:]
        case 3:
            return word[:at] + _NEIGHBOURS.get(word[at].lower(), word[at]) + word[at + 1 :]
        case _:
            middle = len(word) // 2
            return f"{word[:middle]} {word[middle:]}" if len(word) > 2 * _SHORTEST else word
