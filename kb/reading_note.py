"""Reading note: what somebody who quotes certain words of a source must know, and which words belong beside them."""

from dataclasses import dataclass

from kb.action import Span


@dataclass(frozen=True, slots=True)
class ReadingNote:
    """A note on places in the canonical text of a source."""

    note_id: str
    source_id: str
    spans: tuple[Span, ...]
    """Every place where the words stand that the note is about."""
    along: tuple[Span, ...]
    """Words that must be read along with them."""
    note: tuple[str, str, str] | None
    """The note in nl, fr and en; null where the words alone say enough."""

    def is_about(self, source_id: str, start: int, end: int) -> bool:
        """Whether a quote holds most of the words of the note, or lies for the most part in them."""
        return source_id == self.source_id and any(
            min(end, span.end) - max(start, span.start) > min(end - start, span.end - span.start) / 2
            for span in self.spans
        )
