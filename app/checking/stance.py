"""How a sentence stands to what it says: denied or not, only, all, and how firm."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.words.wording import wording

Firmness = Literal["study", "proposed", "planned", "plain", "done"]

_WORDS = wording("checking/message_words")


def _pattern(name: str) -> re.Pattern[str]:
    alternatives: Sequence[str] = _WORDS[name]
    return re.compile("|".join(alternatives))


_NEGATION, _NOT_NEGATION = _pattern("negation"), _pattern("not_negation")
_NEGATION_AROUND = _pattern("negation_around")
_WITHIN = ("zonder", "sans", "without")
_FRENCH_NEGATION = re.compile(r"\b(?:ne |n')\w+(?: \w+){0,2}? (?:pas|plus|jamais)\b(?! seulement)")
_ONLY, _ALSO, _ALL, _SOME = _pattern("only"), _pattern("also"), _pattern("all"), _pattern("some")
_ORDER, _MATTER, _INTENDED = _pattern("order"), _pattern("studied_matter"), _pattern("intended")
_STUDY, _POSSIBLE, _PROPOSED, _PLANNED, _DONE = (
    _pattern(name) for name in ("study", "possible", "proposed", "planned", "done")
)


@dataclass(frozen=True, slots=True)
class Denial:
    """A word that denies what stands behind it; `around`: what stands before it too; `within`: nothing but that."""

    start: int
    end: int
    around: bool
    within: bool


@dataclass(frozen=True, slots=True)
class Stance:
    """`denials`: how many words turn the sentence round."""

    denials: int
    only: bool
    also: bool
    all: bool
    some: bool
    order: bool
    firmness: Firmness
    denials_at: tuple[Denial, ...] = ()

    @property
    def negated(self) -> bool:
        """Whether it denies what its other words say."""
        return self.denials % 2 == 1


def stance_of(plain: str) -> Stance:
    """Stance of a text in lower case without accents."""
    kept = _NOT_NEGATION.sub(lambda match: " " * len(match[0]), plain)
    denials = [
        Denial(match.start(), match.end(), pattern is _NEGATION_AROUND, match[0] in _WITHIN)
        for pattern in (_NEGATION, _NEGATION_AROUND, _FRENCH_NEGATION)
        for match in pattern.finditer(kept)
    ]
    return Stance(
        denials=len(denials),
        only=bool(_ONLY.search(kept)),
        also=bool(_ALSO.search(plain)),
        all=bool(_ALL.search(kept)) and not _SOME.search(kept),
        some=bool(_SOME.search(kept)),
        order=bool(_ORDER.search(plain)),
        firmness=_firmness(plain),
        denials_at=tuple(denials),
    )


def _firmness(plain: str) -> Firmness:
    """The weakest word decides, but what is said to be done is done."""
    if any(pattern.search(plain) for pattern in (_STUDY, _POSSIBLE, _MATTER)):
        return "study"
    if _PROPOSED.search(plain):
        return "proposed"
    if _INTENDED.search(plain):
        return "planned"
    if _DONE.search(plain):
        return "done"
    return "planned" if _PLANNED.search(plain) else "plain"


def is_stance_word(plain: str) -> list[tuple[int, int]]:
    """Places of the words that only say how firm or how wide: they are compared by themselves."""
    return [
        match.span()
        for pattern in (_NEGATION, _NEGATION_AROUND, _ONLY, _ALL, _SOME, _STUDY, _POSSIBLE)
        for match in pattern.finditer(plain)
        if " " not in match[0]
    ]
