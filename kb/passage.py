"""Passage: a citable piece of a source, never crossing a structural border, with its full address."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` is exactly the canonical text of `source_id` from `start` to `end`."""

    passage_id: str
    source_id: str
    file: str
    title: str
    """Title of the source."""
    section: str
    heading_path: tuple[str, ...]
    action: str | None
    page: int | None
    start: int
    end: int
    text: str
    actor: str
    """Who speaks or acts where the text says "we"; empty when the text names its actor."""
    kind: str
    """Kind of the source: `policy_text` or `role_map`."""
    quoted: str | None
    """The other document that is quoted in this passage, null for the source's own words."""


@dataclass(frozen=True, slots=True)
class RetrievedPassage:
    """A passage with the reasons why it was found. Ranks count from 1; null where that half did not find it."""

    passage: Passage
    score: float
    lexical_rank: int | None
    dense_rank: int | None


def indexed_text(passage: Passage) -> str:
    """What is embedded and indexed: headings and the acting party in front, so that "we" has an actor."""
    front = " › ".join(passage.heading_path)
    actor = f" ({passage.actor})" if passage.actor else ""
    return f"{front}{actor}\n{passage.text}"
