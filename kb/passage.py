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
    """A passage with the reasons why it was found; `score` is their weighted sum (kb/ranking.py)."""

    passage: Passage
    score: float
    lexical: float
    """Score of the words, as a share of the best passage's, 0 to 1."""
    dense: float
    """Cosine of question and passage by the encoder; 0 where it is not among the nearest."""
    asked: float
    """Likeness of the nearest expected question that the passage answers, 0 to 1."""
    named: bool
    """Whether the question names the action that the passage belongs to."""


def indexed_text(passage: Passage) -> str:
    """What is embedded and indexed: headings and the acting party in front, so that "we" has an actor."""
    front = " › ".join(passage.heading_path)
    actor = f" ({passage.actor})" if passage.actor else ""
    return f"{front}{actor}\n{passage.text}"
