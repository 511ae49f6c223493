"""Fault: what is wrong in a role map and where, in words that its editor can act on."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.errors import SourceError

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault at its place: the row (with its sheet), the column where there is one, and what is found and allowed."""

    place: str
    column: str | None
    message: str

    def __str__(self) -> str:
        where = ", ".join(filter(None, (self.place, f"kolom {self.column}" if self.column else "")))
        return f"{where}: {self.message}" if where else self.message


class RoleMapFaults(SourceError):
    """A role map with faults. `reason` lists them one a line, `faults` holds them as records; both at most 20."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults[:MOST_SHOWN])
        lines = [str(fault) for fault in self.faults]
        if len(faults) > MOST_SHOWN:
            lines.append(f"en nog {len(faults) - MOST_SHOWN} andere fouten")
        super().__init__("\n".join(lines))


def found(value: object) -> str:
    """A value as a fault shows it, shortened."""
    text = repr(value)
    return text if len(text) <= 100 else f"{text[:97]}..."
