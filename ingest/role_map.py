"""Role map → Document: every row validated against its source, and written as one readable line."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from ingest.role_map_rows import RoleMapFile, Row
from kb.action import Role, Span
from kb.document import Document, Element, PageStart, Section
from kb.errors import SourceError
from kb.modality import Modality
from kb.participation import Audience, Evidence, Participation, Phase, Service
from kb.partner import PartnerNames
from kb.source import Source

ROLE_NAMES: dict[str, str] = {
    "lead": "trekker", "executor": "uitvoerder", "involved": "betrokken", "contact_point": "aanspreekpunt",
    "adviser": "adviesverlener", "funder": "financier", "supervisor": "toezichthouder",
}  # fmt: skip


class _Texts(BaseModel):
    """A text in three languages."""

    model_config = ConfigDict(extra="forbid")
    nl: str
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
    id: str = Field(pattern=r"^[a-z0-9-]+$")
    name: _Texts
    does: _Texts
    words: list[str] = []


class _RoleRow(BaseModel):
    """The fields of a row and what they allow."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    partner: str = Field(pattern=r"^[a-z0-9-]+$")
    partner_name: str | None = None
    service: str = Field(pattern=r"^[a-z0-9-]+$")
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
    source_url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    source_date: str | None = Field(default=None, pattern=r"^(?:\d{4}(?:-\d{2}){0,2}|undated)$")
    source_ref: str | None = None
    contact: str | None = None
    assured_date: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")
    notices: list[str] = []
    sectors: list[str] = []
    joint_committees: list[str] = []

    @field_validator("section", "source_date", "source_ref", "assured_date", "action", mode="before")
    @classmethod
    def _as_text(cls, value: Any) -> Any:
        """A section 1.1 or a date 2024 that the file format took for a number."""
        return None if value is None else str(value)

    @field_validator("contact", mode="before")
    @classmethod
    def _contact_line(cls, value: Any) -> Any:
        return " · ".join(f"{part}" for part in value.values() if part) or None if isinstance(value, Mapping) else value

    @model_validator(mode="after")
    def _has_source(self) -> "_RoleRow":
        if self.evidence in ("in_plan", "announced_in_plan"):
            if not (self.source_id and self.quote):
                raise ValueError("een rij uit het plan heeft `source_id` en `quote` nodig")
        elif not (self.source_url and self.fact):
            raise ValueError("een rij zonder bron: `source_url` en `fact` zijn nodig")
        return self


def role_map_of(
    source: Source, file: RoleMapFile, names: PartnerNames, documents: Mapping[str, Document],
    known_services: Mapping[str, Service],
) -> Document:  # fmt: skip
    """The document of a role map. Raises SourceError: place, column, what was found, what is allowed."""
    services = {row.service_id: row for row in (_service(row) for row in file.services)}
    all_services = {**known_services, **services}
    text, elements, rows = "", [], []
    for raw in file.rows:
        row = _validated(raw)
        participation = _participation(raw.place, row, source, names, all_services, documents)
        line = _line(row, participation)
        elements.append(
            Element(
                "row",
                len(text),
                len(text) + len(line),
                0,
                row.action,
                sentences=((len(text), len(text) + len(line)),),
            )
        )
        rows.append(_placed(participation, row, source, len(text), line))
        text += f"{line}\n"
    return Document(
        source, text, (PageStart(0, None),), (Section("", ()),), tuple(elements), participations=tuple(rows),
        services=tuple(services.values()),
    )  # fmt: skip


def _service(row: Row) -> Service:
    try:
        valid = _ServiceRow.model_validate(row.values)
    except ValidationError as error:
        raise SourceError(_fault(row, error)) from error
    return Service(valid.id, valid.name.one, valid.does.one, valid.does.many, tuple(valid.words))


def _validated(row: Row) -> _RoleRow:
    try:
        return _RoleRow.model_validate({key: value for key, value in row.values.items() if value is not None})
    except ValidationError as error:
        raise SourceError(_fault(row, error)) from error


def _fault(row: Row, error: ValidationError) -> str:
    """The first fault in words: place, column, what was found and what is allowed."""
    first = error.errors()[0]
    column = str(first["loc"][0]) if first["loc"] else ""
    if not column:
        return f"{row.place}: {str(first['msg']).removeprefix('Value error, ')}"
    if first["type"] == "missing":
        return f"{row.place}, kolom {column}: ontbreekt"
    allowed = ", ".join(
        get_args(
            {
                "role": Role,
                "audience": Audience,
                "phase": Phase,
                "evidence": Evidence,
                "modality": Modality,
            }.get(column)
        )
    )
    expected = f"toegelaten: {allowed}" if allowed else str(first.get("ctx", {}).get("pattern", first["msg"]))
    return f"{row.place}, kolom {column}: gevonden {first['input']!r}; {expected}"


def _participation(
    place: str, row: _RoleRow, source: Source, names: PartnerNames, services: Mapping[str, Service],
    documents: Mapping[str, Document],
) -> Participation:  # fmt: skip
    partner = names.get(row.partner)
    if partner is None and not row.partner_name:
        raise SourceError(
            f"{place}, kolom partner: {row.partner!r} staat niet in partners.yaml en heeft geen partner_name"
        )
    service = services.get(row.service)
    if service is None and not row.service_name:
        raise SourceError(f"{place}, kolom service: {row.service!r} is geen bekende dienst en heeft geen service_name")
    start, end, section = _place_of_quote(place, row, documents) if row.quote else (0, 0, row.section or "")
    return Participation(
        row.partner, partner.name if partner else row.partner_name or "", row.service,
        service.name[0] if service else row.service_name or "", row.role, tuple(row.audience), tuple(row.phase),
        row.evidence, row.modality, row.source_id or source.source_id, section, start, end, row.quote or "",
        row.source_url, row.source_date or ("undated" if row.source_url else None), row.contact, row.assured_date,
        tuple(row.notices), row.action, (row.fact or "", row.fact_fr or row.fact or "", row.fact_en or row.fact or ""),
        tuple(row.sectors), tuple(row.joint_committees), Span(0, 0), source.source_id,
    )  # fmt: skip


def _place_of_quote(place: str, row: _RoleRow, documents: Mapping[str, Document]) -> tuple[int, int, str]:
    """Span and section of the quote in its source; the row's section and action choose between several places."""
    document = documents.get(row.source_id or "")
    if document is None:
        raise SourceError(
            f"{place}, kolom source_id: bron {row.source_id!r} is niet gekend; gekend: {', '.join(documents)}"
        )
    quote = row.quote or ""
    found: list[tuple[int, str]] = []
    start = document.text.find(quote)
    while start >= 0:
        element = document.element_at(start)
        section = document.sections[element.section].label if element else ""
        if element and row.action in (None, element.action) and row.section in (None, section):
            return start, start + len(quote), section
        found.append((start, section))
        start = document.text.find(quote, start + 1)
    if not found:
        raise SourceError(f"{place}, kolom quote: {quote[:80]!r} staat niet woordelijk in bron {row.source_id!r}")
    wanted = " ".join(filter(None, (row.section and f"sectie {row.section}", row.action and f"actie {row.action}")))
    raise SourceError(f"{place}, kolom quote: het citaat staat in {found[0][1] or 'de titel'}, niet in {wanted}")


def _line(row: _RoleRow, participation: Participation) -> str:
    """The row as a reader sees it."""
    head = f"{participation.partner_name}: {participation.service_name} (rol: {ROLE_NAMES[row.role]})."
    if row.quote:
        place = f"sectie {participation.section}" if participation.section else "titel"
        return f"{head} In het plan, {place}: «{participation.quote}»"
    status = "Niet geverifieerd" if row.evidence == "unverified" else "Andere bron"
    return f"{head} {row.fact} {status}: {participation.source_url} ({participation.source_date})."


def _placed(participation: Participation, row: _RoleRow, source: Source, start: int, line: str) -> Participation:
    """The row with the place of its own line; a row from another source quotes its fact there."""
    placed = replace(participation, row=Span(start, start + len(line)))
    if row.quote:
        return placed
    fact = line.index(row.fact or "")
    return replace(
        placed,
        source_id=source.source_id,
        start=start + fact,
        end=start + fact + len(row.fact or ""),
        quote=row.fact or "",
    )
