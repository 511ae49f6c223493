"""Participation: a partner who does a service in a role, with the evidence for it (CPSV-AP `cv:Participation`)."""

from dataclasses import dataclass
from typing import Literal

from kb.action import Role, Span
from kb.modality import Modality

Evidence = Literal["in_plan", "announced_in_plan", "other_source", "unverified"]
Audience = Literal["learner", "parent", "mentor", "company", "school", "pathway_counsellor", "sector", "government"]
Phase = Literal[
    "inform", "recruit", "recognise", "mentor_training", "match", "agreement", "guidance",
    "certification", "premium", "monitoring", "communication", "offer", "regulation", "complaint",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Service:
    """Something concrete that a partner does for somebody. Each text in nl, fr and en."""

    service_id: str
    name: tuple[str, str, str]
    does: tuple[str, str, str]
    """Verb phrase for one partner: "erkent ondernemingen als leerwerkplek"."""
    do: tuple[str, str, str]
    """The same for partners in the plural."""
    words: tuple[str, ...] = ()
    """Lay words by which people ask for it."""


@dataclass(frozen=True, slots=True)
class Participation:
    """One row of a role map. `quote` is the text of `source_id` from `start` to `end`.

    A row about the plan quotes the plan; a row from another source quotes its own line in the role map.
    """

    partner: str
    partner_name: str
    service: str
    service_name: str
    role: Role
    audience: tuple[Audience, ...]
    phase: tuple[Phase, ...]
    evidence: Evidence
    modality: Modality
    source_id: str
    section: str
    start: int
    end: int
    quote: str
    source_url: str | None
    source_date: str | None
    contact: str | None
    assured_date: str | None
    notices: tuple[str, ...]
    action: str | None
    fact: tuple[str, str, str]
    """Paraphrase of another source in nl, fr and en; empty for rows that quote the plan."""
    sectors: tuple[str, ...]
    joint_committees: tuple[str, ...]
    row: Span
    """The line of this row in the canonical text of its role map."""
    role_map: str
    """Source id of the role map."""
