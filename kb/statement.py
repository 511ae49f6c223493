"""Statement: what a policy text says, in plain words, with the places of the quotes that it rests on."""

from dataclasses import dataclass
from typing import Literal

from kb.action import Span
from kb.modality import Modality

Truth = Literal["says", "untrue", "too_strong"]


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to put it. `untrue`: the quotes say otherwise; `too_strong`: they say less."""

    text: str
    language: str
    truth: Truth


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact of a policy text. Never shown or cited by itself: it leads to its quotes, and may explain them."""

    statement_id: str
    source_id: str
    wordings: tuple[Wording, ...]
    quotes: tuple[Span, ...]
    """Places in the canonical text of the source."""
    modality: Modality | None = None
    """How firm the source is, where its words alone do not tell."""
    plain: tuple[tuple[str, str], ...] = ()
    """Language and one sentence in plain words, that may stand beside a citation of the quotes and never without."""

    def in_plain_words(self, language: str) -> str | None:
        """The plain sentence in `nl`, `fr` or `en`; null where there is none."""
        return dict(self.plain).get(language)
