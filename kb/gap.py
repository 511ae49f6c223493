"""Gap: something that people ask of a source and that it does not say, written down so that it can be said well."""

import re
from dataclasses import dataclass

from kb.action import Span


@dataclass(frozen=True, slots=True)
class Gap:
    """`missing` finishes "Dat staat niet in het actieplan: …" in nl, fr and en."""

    gap_id: str
    source_id: str
    """The source that does not say it."""
    asks: str
    missing: tuple[str, str, str]
    near: Span | None
    """What that source does say nearest to it."""
    service: str | None
    """Service of the role maps of which another source tells it."""
    unless: str | None = None
    """Regular expression, in plain letters, of questions that it does not hold for: the source does tell of those."""

    def holds_for(self, question: str) -> bool:
        """Whether a question, in plain letters, may be about what is not said."""
        return self.unless is None or re.search(self.unless, question) is None
