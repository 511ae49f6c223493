"""The same question as others type it: in dialect, as it sounds, with typing faults, in a hurry.

What the reader of questions learns from (`ingest/reader_training.py`). The words stand in the corpus, in
`questions/said_otherwise.yaml`.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.misspelling import misspelled
from ingest.yaml_values import yaml_values

OTHERWISE = "questions/said_otherwise.yaml"

# How often a question is varied in each way, and a word, a sound within one that is.
_DIALECT, _JOINED, _SOUNDS, _MISTYPED, _BARE, _BEFORE, _AFTER, _HASTY = 0.55, 0.35, 0.35, 0.5, 0.3, 0.12, 0.1, 0.12
_WORD, _SOUND, _SOUNDS_AT_MOST = (0.2, 0.4, 0.7), 0.5, 3
# Of the words of a Dutch question so many are among the most common ones; a hurried one has more words than these.
_SHARE_DUTCH, _HASTY_FROM = 6, 5
_WORDS, _MARKS = re.compile(r"[^\W\d_]+"), re.compile(r"[?.,!']")


@dataclass(frozen=True, slots=True)
class Otherwise:
    """How a question is typed otherwise."""

    dutch: frozenset[str]
    words: Mapping[str, Sequence[str]]
    joined: Sequence[tuple[re.Pattern[str], str]]
    sounds: Sequence[tuple[re.Pattern[str], str]]
    before: Sequence[str]
    after: Sequence[str]

    def of(self, question: str, rng: random.Random) -> str:
        """The question typed otherwise; now and then as it was."""
        if self._is_dutch(question):
            question = self._in_dialect(question, rng)
        if rng.random() < _MISTYPED:
            question = misspelled(question, rng)
        if rng.random() < _BARE:
            question = _MARKS.sub("", question)
        return _in_a_hurry(question, rng) if rng.random() < _HASTY else question

    def _is_dutch(self, question: str) -> bool:
        words = _WORDS.findall(question.lower())
        return sum(word in self.dutch for word in words) >= max(1, len(words) // _SHARE_DUTCH)

    def _in_dialect(self, question: str, rng: random.Random) -> str:
        if rng.random() < _DIALECT:
            if rng.random() < _JOINED:
                question = _replaced(question, self.joined, lambda: True)
            share = rng.choice(_WORD)
            question = _WORDS.sub(lambda match: self._word(match[0], share, rng), question)
            if rng.random() < _SOUNDS:
                some = rng.sample(self.sounds, rng.randint(1, min(_SOUNDS_AT_MOST, len(self.sounds))))
                question = _replaced(question, some, lambda: rng.random() < _SOUND)
        if rng.random() < _BEFORE:
            question = f"{rng.choice(self.before)} {question[:1].lower()}{question[1:]}"
        return f"{question.rstrip('?. ')} {rng.choice(self.after)}" if rng.random() < _AFTER else question

    def _word(self, word: str, share: float, rng: random.Random) -> str:
        forms = self.words.get(word.lower())
        return rng.choice(forms) if forms and rng.random() < share else word


def read_otherwise(corpus: Path) -> Otherwise:
    """The ways that a corpus knows. Raises SourceError when the file is no YAML, KeyError when a part is missing."""
    raw = yaml_values((corpus / OTHERWISE).read_text(encoding="utf-8"))
    return Otherwise(
        frozenset(raw["dutch"]),
        raw["words"],
        [(re.compile(rf"\b{re.escape(words)}\b", re.IGNORECASE), one) for words, one in raw["joined"].items()],
        [(re.compile(found), becomes) for found, becomes in raw["sounds"]],
        raw["before"],
        raw["after"],
    )


def _replaced(text: str, ways: Sequence[tuple[re.Pattern[str], str]], at_this_place: Callable[[], bool]) -> str:
    for pattern, becomes in ways:
        text = pattern.sub(lambda match, new=becomes: match.expand(new) if at_this_place() else match[0], text)  # type: ignore[misc]
    return text


def _in_a_hurry(question: str, rng: random.Random) -> str:
    """Without a word or two."""
    words = question.split()
    for _ in range(rng.randint(1, 2) if len(words) > _HASTY_FROM else 0):
        del words[rng.randrange(len(words))]
    return " ".join(words)
