"""Role map → Document: every row validated against its source, and written as one readable line."""

from collections.abc import Mapping
from dataclasses import replace

from ingest.quote_placing import place_of_quote
from ingest.role_map_fault import Fault, RoleMapFaults, found
from ingest.role_map_file import RoleMapFile, Row
from ingest.role_map_matrix import close_to, resolved
from ingest.role_map_row import RoleRow, faults_of, service_faults, service_of
from kb.action import Span
from kb.document import Document, Element, PageStart, Section
from kb.participation import Participation, Service
from kb.partner import PartnerNames
from kb.role_words import ROLES
from kb.source import Source


def role_map_of(
    source: Source, file: RoleMapFile, names: PartnerNames, documents: Mapping[str, Document],
    known_services: Mapping[str, Service],
) -> Document:  # fmt: skip
    """The document of a role map. Raises RoleMapFaults with every fault: place, column, what is found and allowed."""
    faults = list(file.faults)
    services, more = _services(file.services)
    faults += more
    all_services = {**known_services, **services}
    valid: list[tuple[RoleRow, Participation]] = []
    seen: dict[tuple[object, ...], str] = {}
    for raw in file.rows:
        match = resolved(raw, names, all_services)
        row = match.row
        more = [*(match.faults or _partner_faults(row, names)), *_own_faults(row, all_services)]
        more += _quote_faults(row, documents, {fault.column for fault in more})
        if not more and (first := seen.setdefault(_identity(row), row.place)) != row.place:
            more = [Fault(row.place, None, f"zegt hetzelfde als {first}; laat een van de twee weg")]
        if more:
            faults += more
        else:
            role_row = RoleRow.model_validate(row.values)
            valid.append((role_row, _participation(role_row, source, names, all_services, documents)))
    if not (file.rows or file.services or faults):
        faults.append(Fault("", None, "geen rollenkaart: er staat geen enkele rij in"))
    if faults:
        raise RoleMapFaults(faults)
    return _document(source, valid, tuple(services.values()))


def _services(rows: tuple[Row, ...]) -> tuple[dict[str, Service], list[Fault]]:
    services: dict[str, Service] = {}
    faults: list[Fault] = []
    for row in rows:
        more = service_faults(row)
        if not more and str(row.values["id"]) in services:
            more = [Fault(row.place, "id", f"dienst {row.values['id']!r} staat er al")]
        if not more:
            service = service_of(row)
            services[service.service_id] = service
        faults += more
    return services, faults


def _own_faults(row: Row, services: Mapping[str, Service]) -> list[Fault]:
    faults = faults_of(row)
    service = row.values.get("service")
    at_fault = any(fault.column == "service" for fault in faults)
    if not at_fault and service not in services and not row.values.get("service_name"):
        near = close_to(str(service), list(services))
        faults.append(
            Fault(row.place, "service", f"{found(service)} is geen gekende dienst en heeft geen service_name{near}")
        )
    return faults


def _partner_faults(row: Row, names: PartnerNames) -> list[Fault]:
    partner = row.values.get("partner")
    if not isinstance(partner, str) or names.get(partner) or row.values.get("partner_name"):
        return []
    near = close_to(partner, [known.partner_id for known in names.partners])
    return [
        Fault(row.place, "partner", f"{found(partner)} staat niet in partners.yaml en heeft geen partner_name{near}")
    ]


def _quote_faults(row: Row, documents: Mapping[str, Document], at_fault: set[str | None]) -> list[Fault]:
    """Whether the source is a policy text that holds the quote where the row says."""
    values = row.values
    source_id = values.get("source_id")
    if not values.get("quote") or at_fault & {"quote", "source_id", "section", "action"}:
        return []
    policy = [key for key, document in documents.items() if document.source.kind == "policy_text"]
    if source_id not in policy:
        is_map = "is een rollenkaart, geen beleidstekst" if source_id in documents else "is niet gekend"
        return [Fault(row.place, "source_id", f"bron {source_id!r} {is_map}; beleidsteksten: {', '.join(policy)}")]
    placed = place_of_quote(documents[source_id], values["quote"], values.get("section"), values.get("action"))
    if placed.span is not None:
        return []
    if not placed.sections:
        return [Fault(row.place, "quote", f"{found(values['quote'])} staat niet woordelijk in bron {source_id!r}")]
    wanted = " ".join(f"{word} {values[key]}" for word, key in (("sectie", "section"), ("actie", "action"))
                      if values.get(key))  # fmt: skip
    there = ", ".join(section or "de titel" for section in dict.fromkeys(placed.sections))
    return [Fault(row.place, "quote", f"het citaat staat in {there}, niet in {wanted}")]


def _identity(row: Row) -> tuple[object, ...]:
    """What makes two rows the same role on the same evidence."""
    same = ("partner", "service", "role", "evidence", "source_id", "section", "action", "quote", "fact", "source_url")
    return tuple(row.values.get(column) for column in same)


def _participation(
    row: RoleRow, source: Source, names: PartnerNames, services: Mapping[str, Service],
    documents: Mapping[str, Document],
) -> Participation:  # fmt: skip
    partner, service = names.get(row.partner), services.get(row.service)
    start, end, section = 0, 0, row.section or ""
    if row.quote and row.source_id:
        placed = place_of_quote(documents[row.source_id], row.quote, row.section, row.action)
        if placed.span is not None:
            start, end, section = placed.span.start, placed.span.end, placed.sections[-1]
    return Participation(
        row.partner, partner.name if partner else row.partner_name or "", row.service,
        service.name[0] if service else row.service_name or "", row.role, tuple(row.audience), tuple(row.phase),
        row.evidence, row.modality, row.source_id or source.source_id, section, start, end, row.quote or "",
        row.source_url, row.source_date or ("undated" if row.source_url else None), row.contact, row.assured_date,
        tuple(row.notices), row.action, (row.fact or "", row.fact_fr or row.fact or "", row.fact_en or row.fact or ""),
        tuple(row.sectors), tuple(row.joint_committees), Span(0, 0), source.source_id,
    )  # fmt: skip


def _document(
    source: Source, rows: list[tuple[RoleRow, Participation]], services: tuple[Service, ...]
) -> Document:  # fmt: skip
    text, elements, placed = "", [], []
    for row, participation in rows:
        line = _line(row, participation)
        span = (len(text), len(text) + len(line))
        elements.append(Element("row", *span, 0, row.action, sentences=(span,)))
        placed.append(_placed(participation, row, source, len(text), line))
        text += f"{line}\n"
    return Document(
        source, text, (PageStart(0, None),), (Section("", ()),), tuple(elements), participations=tuple(placed),
        services=services,
    )  # fmt: skip


def _line(row: RoleRow, participation: Participation) -> str:
    """The row as a reader sees it."""
    head = f"{participation.partner_name}: {participation.service_name} (rol: {ROLES[row.role][0]})."
    if row.quote:
        place = f"sectie {participation.section}" if participation.section else "titel"
        return f"{head} In het plan, {place}: «{participation.quote}»"
    status = "Niet geverifieerd" if row.evidence == "unverified" else "Andere bron"
    return f"{head} {row.fact} {status}: {participation.source_url} ({participation.source_date})."


def _placed(participation: Participation, row: RoleRow, source: Source, start: int, line: str) -> Participation:
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
