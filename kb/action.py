"""Action: one numbered action of a plan, with the parties and the timing that the plan gives it."""

from dataclasses import dataclass
from typing import Literal

from kb.modality import Modality

Role = Literal["lead", "executor", "involved", "contact_point", "adviser", "funder", "supervisor"]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the canonical text: code points `start` up to and without `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Party:
    """A partner in the block of an action."""

    partner: str
    role: Role


@dataclass(frozen=True, slots=True)
class Action:
    """An action; `key` is section + number, because a plan may use a number twice."""

    key: str
    number: str
    section: str
    title: str
    text: Span
    """Label and content, without the block of parties and timing."""
    involved: tuple[Party, ...]
    involved_span: Span | None
    """The line that names the parties; null when the action has no block of its own."""
    timing: str | None
    timing_span: Span | None
    starts: str | None
    ends: str | None
    """ISO dates drawn from the timing; null where it states none."""
    modality: Modality
    notices: tuple[str, ...] = ()

    @property
    def involved_stated(self) -> bool:
        """Whether the plan names parties for this action itself."""
        return self.involved_span is not None
