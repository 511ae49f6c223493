"""The shape of each JSON, for whoever reads its documentation. Records stand for themselves; the rest is named here."""

from typing import Any

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from app.checking.finding import Finding
from app.records.answer import (
    AnswerParticipation,
    Citation,
    CitedSentence,
    Considered,
    Handover,
    Language,
    Persona,
    Status,
)
from app.words.wording import wording
from kb.action import Party, Role
from kb.modality import Modality
from kb.participation import Audience, Evidence, Phase
from kb.source import SourceKind


class AnswerJson(TypedDict):
    """A cited answer: every sentence that states a fact rests on verbatim words of a source."""

    id: str | None
    question: str
    language: Language
    persona: Persona
    status: Status
    text: str
    sentences: list[CitedSentence]
    citations: list[Citation]
    participations: list[AnswerParticipation]
    handover: Handover | None
    considered: list[Considered]
    notices: list[str]
    engine: str
    timings_ms: dict[str, float]


class PassageJson(TypedDict):
    """A piece of a source that answers the question more or less."""

    passage_id: str
    source_id: str
    file: str
    section: str
    action: str | None
    page: int | None
    start: int
    end: int
    text: str
    score: float


class RoleJson(TypedDict):
    """A row of the role map: a partner does a service in a role, with the evidence for it."""

    partner: str
    partner_name: str
    service: str
    service_name: str
    role: Role
    audience: list[Audience]
    phase: list[Phase]
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
    notices: list[str]
    action: str | None
    role_map: str


class ActionJson(TypedDict):
    """A numbered action of the plan."""

    key: str
    number: str
    section: str
    title: str
    text: str
    involved: list[Party]
    involved_stated: bool
    timing: str | None
    starts: str | None
    ends: str | None
    modality: Modality
    citation: Citation
    notices: list[str]
    source_id: str


class SourceJson(TypedDict):
    """A document or role map that the answers rest on."""

    source_id: str
    title: str
    publisher: str | None
    date: str | None
    language: str
    address: str | None
    digest: str
    kind: SourceKind
    file: str
    received_name: str


class CheckJson(TypedDict):
    """A message held against the plan, one finding a sentence."""

    findings: list[Finding]
    summary: dict[str, int]


class HealthJson(TypedDict):
    """Whether the service runs, and whether its sources are loaded."""

    ok: bool
    ready: bool


class FaultJson(TypedDict):
    """What went wrong, in one sentence."""

    error: str


class PassagesJson(TypedDict):
    """What `search_sources` gives."""

    passages: list[PassageJson]


class RolesJson(TypedDict):
    """What `list_roles` gives."""

    roles: list[RoleJson]


class ActionsJson(TypedDict):
    """What `list_actions` gives."""

    actions: list[ActionJson]


def schema_of(shape: type) -> dict[str, Any]:
    """JSON schema of a shape, each field with what it means."""
    schema = TypeAdapter(shape).json_schema(mode="serialization")
    for part in (schema, *schema.get("$defs", {}).values()):
        describe(part)
    return schema


def describe(schema: dict[str, Any]) -> None:
    """Says of each field what it means and that it is always present."""
    fields = schema.get("properties")
    if not fields:
        return
    meanings = wording("api/fields")
    own: dict[str, str] = meanings.get(schema.get("title", ""), {})
    for name, field in fields.items():
        if meaning := own.get(name) or meanings["any"].get(name):
            field["description"] = meaning
    schema["required"] = list(fields)
