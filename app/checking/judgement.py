"""Judgement: the verdict on one claim, with what led to it, before it is put in words."""

from dataclasses import dataclass
from typing import Literal

from app.checking.finding import Verdict
from app.records.quote import Quote

Difference = Literal[
    "number", "date", "frequency", "party", "lead", "name", "negation", "only", "all", "opposite", "misreading", "duty",
    "firmness", "detail", "no_action", "none",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of the claim and what should stand there; `start` and `end` index the claim."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """`said` and `source` are the words of the claim and of the source in which they differ.

    Of a claim that is supported, `said` holds the telling words that the source lacks.
    """

    verdict: Verdict
    difference: Difference = "none"
    said: str = ""
    source: str = ""
    quotes: tuple[Quote, ...] = ()
    edit: Edit | None = None
    parties: tuple[str, ...] = ()
    service: str = ""
    """Who does it, and what, where a row of the role map decides."""
    statement: str = ""
    """Id of the statement that decides."""
