"""RoleRow: the fields of a row of a role map and what they allow, checked one by one so that every fault is told."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ingest.role_map_fault import Fault, found
from ingest.role_map_file import Row
from kb.action import Role
from kb.modality import Modality
from kb.participation import Audience, Evidence, Phase, Service

_FROM_PLAN = ("in_plan", "announced_in_plan")
_ADDRESS = r"^https?://[^\s/<>\"]+\.[^\s<>\"]+$"
_MAIL = re.compile(r"^[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+$")
_PHONE = re.compile(r"^(?:\+|0)[\d ./()-]{6,20}$")
_SHORT_PHONE = re.compile(r"^\d{4}$")
_ID = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

_ALLOWED = {
    "role": ", ".join(get_args(Role)),
    "audience": ", ".join(get_args(Audience)),
    "phase": ", ".join(get_args(Phase)),
    "evidence": ", ".join(get_args(Evidence)),
    "modality": ", ".join(get_args(Modality)),
    "partner": "een id van kleine letters, cijfers en koppeltekens",
    "service": "een id van kleine letters, cijfers en koppeltekens",
    "id": "een id van kleine letters, cijfers en koppeltekens",
    "source_url": "een webadres dat met http:// of https:// begint",
    "source_date": "een bestaande datum JJJJ, JJJJ-MM of JJJJ-MM-DD, of undated",
    "assured_date": "een bestaande datum JJJJ-MM-DD",
    "contact": 'een webadres, e-mailadres of telefoonnummer; meer dan één met " · " ertussen',
}


class _Texts(BaseModel):
    """A text in three languages."""

    model_config = ConfigDict(extra="forbid")
    nl: str = Field(min_length=1)
    fr: str = ""
    en: str = ""
    nl_plural: str = ""
    fr_plural: str = ""
    en_plural: str = ""

    @property
    def one(self) -> tuple[str, str, str]:
        """Singular forms."""
        return self.nl, self.fr or self.nl, self.en or self.nl

    @property
    def many(self) -> tuple[str, str, str]:
        """Plural forms, the singular where there is no other."""
        return (
            self.nl_plural or self.nl,
            self.fr_plural or self.fr or self.nl,
            self.en_plural or self.en or self.nl,
        )


class _ServiceRow(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str = Field(pattern=_ID)
    name: _Texts
    does: _Texts
    words: list[str] = []


class RoleRow(BaseModel):
    """The fields of a row and what they allow."""

    model_config = ConfigDict(extra="forbid")
    partner: str = Field(pattern=_ID)
    partner_name: str | None = None
    service: str = Field(pattern=_ID)
    service_name: str | None = None
    role: Role
    audience: list[Audience] = []
    phase: list[Phase] = []
    evidence: Evidence
    modality: Modality
    source_id: str | None = None
    section: str | None = None
    action: str | None = None
    quote: str | None = None
    fact: str | None = None
    fact_fr: str | None = None
    fact_en: str | None = None
    source_url: str | None = Field(default=None, pattern=_ADDRESS)
    source_date: str | None = Field(default=None, pattern=r"^(?:\d{4}(?:-\d{2}){0,2}|undated)$")
    source_ref: str | None = None
    contact: str | None = None
    assured_date: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")
    notices: list[str] = []
    sectors: list[str] = []
    joint_committees: list[str] = []

    @field_validator("source_date", "assured_date")
    @classmethod
    def _exists(cls, value: str | None) -> str | None:
        if value is not None and value != "undated":
            date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)
        return value

    @field_validator("contact")
    @classmethod
    def _reaches_someone(cls, value: str | None) -> str | None:
        for part in (value or "").split(" · "):
            known = re.match(_ADDRESS, part) or _MAIL.match(part) or _PHONE.match(part) or _SHORT_PHONE.match(part)
            if value is not None and not known:
                raise ValueError(part)
        return value


def faults_of(row: Row) -> list[Fault]:
    """Every fault in the fields of a row, a missing source among them."""
    faults = _faults(RoleRow, row) + _missing_source(row)
    if row.values.get("assured_date") and not row.values.get("contact"):
        faults.append(Fault(row.place, "assured_date", "er is geen contact dat op deze dag nagekeken kan zijn"))
    return faults


def service_faults(row: Row) -> list[Fault]:
    """Every fault in the definition of a service."""
    return _faults(_ServiceRow, row)


def service_of(row: Row) -> Service:
    """The service of a row without faults."""
    valid = _ServiceRow.model_validate(row.values)
    return Service(valid.id, valid.name.one, valid.does.one, valid.does.many, tuple(valid.words))


def _missing_source(row: Row) -> list[Fault]:
    values = row.values
    evidence = values.get("evidence")
    if evidence in _FROM_PLAN:
        missing = [column for column in ("source_id", "quote") if not values.get(column)]
        return [Fault(row.place, column, "ontbreekt; een rij uit het plan citeert het plan") for column in missing]
    if evidence not in get_args(Evidence):
        return []
    faults = [
        Fault(row.place, column, "ontbreekt; een rij uit een andere bron noemt het adres en het feit")
        for column in ("source_url", "fact")
        if not values.get(column)
    ]
    if values.get("quote"):
        faults.append(Fault(row.place, "quote", f"hoort niet bij {evidence}; zet de parafrase in fact"))
    return faults


def _faults(model: type[BaseModel], row: Row) -> list[Fault]:
    try:
        model.model_validate(row.values)
    except ValidationError as error:
        return [_in_words(row, dict(fault)) for fault in error.errors(include_url=False)]
    return []


def _in_words(row: Row, error: Mapping[str, Any]) -> Fault:
    column = ".".join(str(part) for part in error["loc"] if isinstance(part, str))
    kind, value = str(error["type"]), error["input"]
    allowed = _ALLOWED.get(column)
    if kind == "missing":
        return Fault(row.place, column, f"ontbreekt; verwacht: {allowed}" if allowed else "ontbreekt")
    if kind == "extra_forbidden":
        return Fault(row.place, column, "onbekend veld")
    if kind.startswith(("string_type", "list_type", "model_type")):
        expected = {"string_type": "tekst", "list_type": "een lijst"}.get(kind, "velden met een waarde")
        return Fault(row.place, column, f"gevonden {found(value)}; verwacht: {expected}")
    return Fault(row.place, column, f"gevonden {found(value)}; toegelaten: {allowed or error['msg']}")
