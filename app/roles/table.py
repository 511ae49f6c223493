"""The role map as a table: filters, and the forms in which it leaves the product (JSON, CSV, HSDS, JSON-LD)."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.errors import SourceError
from kb.participation import Participation, Service
from kb.partner import PartnerNames, form_of
from kb.role_words import PHASES

UNCHECKED_CONTACT = "contact niet nagekeken"
KEYS = (
    "partner", "partner_name", "service", "service_name", "role", "audience", "phase", "evidence", "modality",
    "source_id", "section", "start", "end", "quote", "source_url", "source_date", "contact", "assured_date", "notices",
    "action", "role_map",
)  # fmt: skip
HSDS_COLUMNS = (
    "id", "organization_id", "organization_name", "name", "description", "url", "email", "status", "assured_date",
    "assurer_email", "alert", "last_modified",
)  # fmt: skip
_NOT_YET = frozenset({"under_study", "proposed", "planned"})
_GOVERNMENTAL = frozenset({
    "administratie", "agentschap", "departement", "federale instelling", "federale overheid", "gemeenschapscommissie",
    "gewestelijk agentschap", "gewestelijke overheid", "inspectie", "minister", "overheid", "parlement", "regering",
    "vroeger agentschap",
})  # fmt: skip
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
# A spreadsheet runs a cell that begins so as a formula; a bare number or telephone number is none.
_LIKE_FORMULA = re.compile(r"^'*[=+\-@\t]")
_NUMBER = re.compile(r"^[+-]?[\d ./()-]+$")


@dataclass(frozen=True, slots=True)
class RoleFilters:
    """Null lets everything through; without `evidence` only rows that are no facts yet, `unverified`, stay out."""

    partner: str | None = None
    service: str | None = None
    audience: str | None = None
    phase: str | None = None
    evidence: str | None = None


def filtered(rows: Sequence[Participation], asked: RoleFilters) -> list[Participation]:
    """The rows that meet every filter, in their order."""
    return [
        row
        for row in rows
        if (row.evidence == asked.evidence if asked.evidence else row.evidence != "unverified")
        and asked.partner in (None, row.partner)
        and asked.service in (None, row.service)
        and (asked.audience is None or asked.audience in row.audience)
        and (asked.phase is None or asked.phase in row.phase)
    ]


def service_id(name: str, services: Mapping[str, tuple[str, ...]]) -> str:
    """Id of a service by its id or one of its names. Raises SourceError for another name, with those that hold it."""
    if name in services:
        return name
    asked = form_of(name)
    for key, names in services.items():
        if asked and asked in map(form_of, names):
            return key
    near = [key for key, names in services.items() if any(name.lower() in own.lower() for own in (key, *names))]
    hint = f"bedoelt u {' of '.join(near[:5])}?" if near else "zonder --service ziet u ze alle"
    raise SourceError(f"dienst {name!r} is niet gekend; {hint}")


def role_json(row: Participation) -> dict[str, Any]:
    """The interface form of a participation."""
    return {
        "partner": row.partner, "partner_name": row.partner_name, "service": row.service,
        "service_name": row.service_name, "role": row.role, "audience": list(row.audience), "phase": list(row.phase),
        "evidence": row.evidence, "modality": row.modality, "source_id": row.source_id, "section": row.section,
        "start": row.start, "end": row.end, "quote": row.quote, "source_url": row.source_url,
        "source_date": row.source_date, "contact": row.contact, "assured_date": row.assured_date,
        "notices": notices_of(row), "action": row.action, "role_map": row.role_map,
    }  # fmt: skip


def notices_of(row: Participation) -> list[str]:
    """The notices of a row, with one for a contact that nobody checked."""
    unchecked = row.contact is not None and row.assured_date is None
    return [*row.notices, *([UNCHECKED_CONTACT] if unchecked and UNCHECKED_CONTACT not in row.notices else [])]


def as_csv(rows: Sequence[Participation]) -> str:
    """One line a participation, columns as the keys of the JSON; lists parted by semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(KEYS)
    for row in rows:
        record = role_json(row)
        writer.writerow([_harmless(cell_of(record[key])) for key in KEYS])
    return out.getvalue()


def as_hsds(rows: Sequence[Participation], services: Mapping[str, Service], names: PartnerNames) -> str:
    """Services in the columns of HSDS 3.0, one for each pair of service and provider.

    What a plan only announces, proposes, plans or studies is `inactive`; `alert` tells why and holds the notices.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, HSDS_COLUMNS, lineterminator="\n")
    writer.writeheader()
    for pair in _by_pair(rows):
        record = _hsds(pair, services.get(pair[0].service), names)
        writer.writerow({column: _harmless(record.get(column, "")) for column in HSDS_COLUMNS})
    return out.getvalue()


def as_json_ld(
    rows: Sequence[Participation], names: PartnerNames, addresses: Mapping[str, str | None], titles: Mapping[str, str]
) -> dict[str, Any]:
    """A schema.org graph: organisations and their services, every service with the quotes it rests on.

    `addresses` and `titles` hold the web address and the title of each source id.
    """
    partners = {row.partner: row.partner_name for row in rows}
    organisations = [_organisation(partner, name, names) for partner, name in partners.items()]
    services = [_service_node(pair, addresses, titles) for pair in _by_pair(rows)]
    return {"@context": "https://schema.org", "@graph": organisations + services}


def _by_pair(rows: Sequence[Participation]) -> list[list[Participation]]:
    """Rows of the same service and provider together, in the order of the first."""
    pairs: dict[tuple[str, str], list[Participation]] = {}
    for row in rows:
        pairs.setdefault((row.service, row.partner), []).append(row)
    return list(pairs.values())


def _hsds(pair: Sequence[Participation], service: Service | None, names: PartnerNames) -> dict[str, str]:
    first = pair[0]
    contacts = [part for row in pair for part in (row.contact or "").split(" · ") if part]
    pages = [part for part in contacts if part.startswith("http")] + [row.source_url for row in pair if row.source_url]
    dates = [row.assured_date for row in pair if row.assured_date]
    facts = [row.fact[0] for row in pair if row.fact[0]]
    partner = names.get(first.partner)
    phrase = (service.do if partner and partner.plural else service.does)[0] if service else first.service_name
    does = f"{first.partner_name}: {phrase}."
    firm = any(row.evidence != "announced_in_plan" and row.modality not in _NOT_YET for row in pair)
    alerts = [notice for row in pair for notice in notices_of(row)]
    if not firm:
        alerts.insert(0, f"nog niet beslist of nog niet begonnen ({first.evidence}, {first.modality})")
    return {
        "id": f"{first.service}--{first.partner}", "organization_id": first.partner,
        "organization_name": first.partner_name, "name": first.service_name,
        "description": " ".join(dict.fromkeys([does, *facts])), "url": pages[0] if pages else "",
        "email": next((part for part in contacts if _MAIL.fullmatch(part)), ""),
        "status": "active" if firm else "inactive", "assured_date": min(dates, default=""),
        "alert": "; ".join(dict.fromkeys(alerts)),
    }  # fmt: skip


def _organisation(partner_id: str, name: str, names: PartnerNames) -> dict[str, Any]:
    partner = names.get(partner_id)
    node: dict[str, Any] = {
        "@type": "GovernmentOrganization" if partner and partner.kind in _GOVERNMENTAL else "Organization",
        "@id": _node_id("partner", partner_id), "identifier": partner_id, "name": name,
    }  # fmt: skip
    others = [partner.name_fr, partner.name_en, *partner.names] if partner else []
    if others := [other for other in dict.fromkeys(others) if other and other != name]:
        node["alternateName"] = others
    return node


def _service_node(
    pair: Sequence[Participation], addresses: Mapping[str, str | None], titles: Mapping[str, str]
) -> dict[str, Any]:
    first = pair[0]
    phases = dict.fromkeys(PHASES[phase][0] for row in pair for phase in row.phase)
    audiences = dict.fromkeys(audience for row in pair for audience in row.audience)
    return {
        "@type": "GovernmentService", "@id": _node_id("service", f"{first.service}--{first.partner}"),
        "identifier": first.service, "name": first.service_name,
        "provider": {"@id": _node_id("partner", first.partner)},
        "audience": [{"@type": "Audience", "audienceType": audience} for audience in audiences],
        "serviceType": list(phases) or [first.service_name],
        "citation": [_citation(row, addresses, titles) for row in pair],
    }  # fmt: skip


def _citation(row: Participation, addresses: Mapping[str, str | None], titles: Mapping[str, str]) -> dict[str, Any]:
    """The quote with its address: the web address where the source has one, and its characters in the source."""
    place = f"{row.source_id}#char={row.start},{row.end}"
    node: dict[str, Any] = {
        "@type": "Quotation", "text": row.quote, "identifier": place,
        "isPartOf": {"@type": "CreativeWork", "identifier": row.source_id, "name": titles.get(row.source_id, "")},
        "additionalType": row.evidence, "creativeWorkStatus": row.modality,
    }  # fmt: skip
    if row.section:
        node["position"] = row.section
    if address := row.source_url or addresses.get(row.source_id):
        node["url"] = address
    if row.source_date and row.source_date != "undated":
        node["datePublished"] = row.source_date
    return node


def _node_id(kind: str, name: str) -> str:
    return f"urn:duaalwijzer:{kind}:{name}"


def cell_of(value: Any) -> str:
    """A value in one cell; a semicolon inside an item of a list has a backslash before it."""
    if isinstance(value, list):
        return "; ".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in value)
    return "" if value is None else str(value)


def _harmless(text: str) -> str:
    """Text that no spreadsheet runs as a formula."""
    return f"'{text}" if _LIKE_FORMULA.match(text) and not _NUMBER.match(text) else text
