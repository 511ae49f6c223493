"""The role map as it leaves the product: filters and every export."""

import csv
import io
import json

import openpyxl
import pytest

from app.roles.table import (
    KEYS,
    UNCHECKED_CONTACT,
    RoleFilters,
    as_csv,
    as_hsds,
    as_json_ld,
    filtered,
    role_json,
    service_id,
)
from app.roles.workbook import as_xlsx
from kb.action import Span
from kb.errors import SourceError
from kb.participation import Participation, Service

SERVICES = {
    "premie": Service(
        "premie", ("premie", "prime", "premium"), ("betaalt een premie", "", ""), ("betalen een premie", "", "")
    ),
    "hulp": Service("hulp", ("hulp", "aide", "help"), ("helpt", "", ""), ("helpen", "", ""), ("bijstand",)),
}


def row(**given):
    plain = {
        "partner": "wewis", "partner_name": "Departement WEWIS", "service": "premie", "service_name": "premie",
        "role": "executor", "audience": ("company",), "phase": ("premium",), "evidence": "other_source",
        "modality": "stated", "source_id": "kaart", "section": "", "start": 5, "end": 9, "quote": "feit",
        "source_url": "https://www.vlaanderen.be/premie", "source_date": "2024-05-14", "contact": None,
        "assured_date": None, "notices": (), "action": None, "fact": ("feit", "fait", "fact"), "sectors": (),
        "joint_committees": (), "row": Span(0, 9), "role_map": "kaart",
    }  # fmt: skip
    return Participation(**(plain | given))


OF_PLAN = {
    "partner": "scholen", "partner_name": "secundaire scholen", "service": "hulp", "service_name": "hulp",
    "phase": ("guidance", "match"), "audience": ("learner", "parent"), "evidence": "in_plan", "source_id": "actieplan",
    "section": "1.1", "quote": "De school helpt.", "source_url": None, "source_date": None, "fact": ("", "", ""),
}  # fmt: skip


def lines_of(text):
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({}, [0, 1]),
        ({"partner": "scholen"}, [1]),
        ({"service": "premie"}, [0]),
        ({"audience": "parent"}, [1]),
        ({"phase": "match"}, [1]),
        ({"evidence": "other_source"}, [0]),
        ({"evidence": "unverified"}, [2]),
        ({"partner": "wewis", "phase": "match"}, []),
    ],
)
def test_filters(asked, kept):
    rows = [row(), row(**OF_PLAN), row(evidence="unverified")]
    assert filtered(rows, RoleFilters(**asked)) == [rows[index] for index in kept]


def test_a_contact_that_nobody_checked_carries_a_notice():
    assert role_json(row(contact="info@wewis.be"))["notices"] == [UNCHECKED_CONTACT]
    assert role_json(row(contact="info@wewis.be", assured_date="2026-01-01"))["notices"] == []
    assert role_json(row(notices=("oud",)))["notices"] == ["oud"]


def test_services_by_id_or_name():
    known = {key: service.name for key, service in SERVICES.items()}
    assert [service_id(name, known) for name in ("hulp", "Hulp", "Aide", "the premium")] == [
        "hulp",
        "hulp",
        "hulp",
        "premie",
    ]
    with pytest.raises(SourceError, match="bedoelt u premie"):
        service_id("prem", known)


def test_csv_has_the_keys_of_the_json_and_no_formulas():
    text = as_csv([row(partner_name="=HYPERLINK(1)", notices=("een; twee", "drie"), contact="+32 2 553 00 00")])
    (line,) = lines_of(text)
    assert tuple(line) == KEYS
    assert line["partner_name"] == "'=HYPERLINK(1)"
    assert line["notices"] == "een\\; twee; drie; contact niet nagekeken"
    assert line["contact"] == "+32 2 553 00 00"


def test_hsds_has_one_service_for_each_pair(partner_names):
    rows = [
        row(contact="https://loket.be/x · info@loket.be", assured_date="2026-02-01"), row(quote="nog een"),
        row(**OF_PLAN | {"modality": "under_study"}), row(partner="serv", partner_name="SERV"),
    ]  # fmt: skip
    first, second, third = lines_of(as_hsds(rows, SERVICES, partner_names))
    assert (first["id"], first["organization_id"], first["name"]) == ("premie--wewis", "wewis", "premie")
    assert (first["url"], first["email"], first["assured_date"]) == (
        "https://loket.be/x",
        "info@loket.be",
        "2026-02-01",
    )
    assert (first["status"], first["alert"]) == ("active", "")
    assert first["description"] == "Departement WEWIS: betaalt een premie. feit"
    assert (second["status"], second["description"]) == ("inactive", "secundaire scholen: helpen.")
    assert "under_study" in second["alert"]
    assert third["organization_name"] == "SERV"


def test_json_ld_links_services_to_their_providers(partner_names):
    rows = [row(), row(**OF_PLAN), row(partner="huis-x", partner_name="Huis X")]
    addresses, titles = {"actieplan": None, "kaart": None}, {"actieplan": "Het actieplan", "kaart": "De kaart"}
    graph = json.loads(json.dumps(as_json_ld(rows, partner_names, addresses, titles)))
    assert graph["@context"] == "https://schema.org"
    nodes = {node["@id"]: node for node in graph["@graph"]}
    services = [node for node in graph["@graph"] if node["@type"] == "GovernmentService"]
    assert len(nodes) == len(graph["@graph"]) == 6
    assert [nodes[service["provider"]["@id"]]["name"] for service in services] == [
        "Departement WEWIS", "secundaire scholen", "Huis X",
    ]  # fmt: skip
    assert nodes["urn:duaalwijzer:partner:wewis"]["@type"] == "GovernmentOrganization"
    assert "WSE" in nodes["urn:duaalwijzer:partner:wewis"]["alternateName"]
    assert nodes["urn:duaalwijzer:partner:huis-x"]["@type"] == "Organization"
    assert services[0]["citation"][0]["url"] == "https://www.vlaanderen.be/premie"
    assert services[1]["citation"][0]["identifier"] == "actieplan#char=5,9"
    assert services[1]["serviceType"] == ["begeleiding", "leerling en werkplek samenbrengen"]
    assert [audience["audienceType"] for audience in services[1]["audience"]] == ["learner", "parent"]


def test_xlsx_holds_text_in_two_sheets():
    book = openpyxl.load_workbook(
        io.BytesIO(as_xlsx([row(fact=("=1+1", "", "")), row(**OF_PLAN)], list(SERVICES.values())))
    )
    header, other, of_plan = list(book["rollen"].values)
    assert dict(zip(header, other, strict=True))["fact"] == "=1+1"
    assert dict(zip(header, other, strict=True))["source_id"] is None
    assert dict(zip(header, of_plan, strict=True))["quote"] == "De school helpt."
    assert [line[0] for line in book["diensten"].values] == ["id", "premie", "hulp"]
