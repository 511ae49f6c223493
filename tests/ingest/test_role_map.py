from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.passage_cutting import passages_of
from ingest.role_map import role_map_of
from ingest.role_map_file import COLUMNS
from ingest.role_map_rows import read_rows
from kb.document import Document
from kb.errors import SourceError
from kb.participation import Service

PREMIUM = Service("premie", ("de premie", "la prime", "the premium"), ("betaalt", "", ""), ("betalen", "", ""))
OF_PLAN = {
    "partner": "wewis", "service": "premie", "role": "lead", "evidence": "in_plan", "modality": "decided",
    "source_id": "actieplan", "quote": "Betrokkenen: WEWIS",
}  # fmt: skip
OF_ELSEWHERE = {
    "partner": "vdab", "service": "premie", "role": "executor", "evidence": "other_source", "modality": "stated",
    "fact": "VDAB betaalt uit.", "fact_fr": "Le VDAB paie.", "source_url": "https://www.vdab.be/premie",
}  # fmt: skip
MAPS = {"plan.yaml": "rollenkaart-actieplan", "public.yaml": "rollenkaart-openbare-bronnen"}


@pytest.fixture(scope="module")
def role_map(plan, partner_names, a_source) -> Callable[..., Document]:
    """A role map of these rows, beside the plan."""

    def make(*rows: Mapping[str, object], services=(PREMIUM,)) -> Document:
        data = yaml.safe_dump({"participations": list(rows)}, allow_unicode=True).encode()
        known = {service.service_id: service for service in services}
        source = a_source(source_id="kaart", kind="role_map")
        return role_map_of(source, read_rows(Path("kaart.yaml"), data), partner_names, {"actieplan": plan}, known)

    return make


@pytest.fixture(scope="module")
def maps(corpus, plan, partner_names, a_source) -> dict[str, Document]:
    """The role maps of the project, read one after the other as an ingest does."""
    read: dict[str, Document] = {}
    services: dict[str, Service] = {}
    for name, source_id in MAPS.items():
        rows = read_rows(corpus / "role_maps" / name, (corpus / "role_maps" / name).read_bytes())
        source = a_source(source_id=source_id, kind="role_map", file=name)
        read[name] = role_map_of(source, rows, partner_names, {"actieplan": plan}, services)
        services |= {service.service_id: service for service in read[name].services}
    return read


def test_a_row_of_the_plan_is_a_readable_line_with_its_quote(role_map):
    document = role_map(OF_PLAN | {"section": "2.2 b", "action": "2.2/5"})

    assert document.text == (
        "Departement WEWIS: de premie (rol: trekker). In het plan, sectie 2.2 b: «Betrokkenen: WEWIS»\n"
    )


def test_a_row_of_another_source_is_a_line_with_its_address_and_date(role_map):
    document = role_map(OF_ELSEWHERE, OF_ELSEWHERE | {"fact": "Nu.", "source_date": "2024-05"})

    first, second = document.text.splitlines()
    assert first.endswith("VDAB betaalt uit. Andere bron: https://www.vdab.be/premie (undated).")
    assert second.endswith("Nu. Andere bron: https://www.vdab.be/premie (2024-05).")


def test_a_row_that_nobody_verified_says_so(role_map):
    assert "Niet geverifieerd:" in role_map(OF_ELSEWHERE | {"evidence": "unverified"}).text


@pytest.mark.parametrize("action", ["2.2/5", "2.2/6", "2.4/11"])
def test_section_and_action_choose_between_the_places_of_a_quote(role_map, plan, action):
    (row,) = role_map(OF_PLAN | {"action": action}).participations

    stated = next(a for a in plan.actions if a.key == action)
    assert row.start == stated.involved_span.start
    assert row.section == stated.section
    assert plan.text[row.start : row.end] == row.quote


def test_a_row_of_another_source_quotes_its_own_line(role_map):
    document = role_map(OF_PLAN, OF_ELSEWHERE)

    row = document.participations[1]
    assert row.source_id == row.role_map == "kaart"
    assert document.text[row.start : row.end] == row.quote == "VDAB betaalt uit."
    assert document.text[row.row.start : row.row.end] == document.text.splitlines()[1]
    assert row.fact == ("VDAB betaalt uit.", "Le VDAB paie.", "VDAB betaalt uit.")


def test_a_partner_and_a_service_that_are_not_catalogued_may_bring_their_name(role_map):
    ids, names = {"partner": "nieuw", "service": "iets"}, {"partner_name": "Nieuw Huis", "service_name": "iets nieuws"}

    assert role_map(OF_ELSEWHERE | ids | names).text.startswith("Nieuw Huis: iets nieuws (rol: uitvoerder).")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (OF_PLAN | {"kolom": "x"}, "kolom kolom: onbekende kolom; toegelaten: partner"),
        (OF_PLAN | {"role": "baas"}, "kolom role: gevonden 'baas'; toegelaten: lead"),
        (OF_PLAN | {"quote": "Betrokkenen: wewis"}, "kolom quote: .*staat niet woordelijk"),
        (OF_PLAN | {"quote": None}, "kolom quote: ontbreekt"),
        (OF_ELSEWHERE | {"source_url": None}, "kolom source_url: ontbreekt"),
        (OF_PLAN | {"partner": "niemand"}, "kolom partner: 'niemand' staat niet in partners.yaml"),
        (OF_PLAN | {"service": "niets"}, "kolom service: 'niets' is geen gekende dienst"),
        (OF_PLAN | {"source_id": "weg"}, "kolom source_id: bron 'weg' is niet gekend"),
    ],
)
def test_a_fault_is_told_with_row_column_and_what_is_found(role_map, row, told):
    with pytest.raises(SourceError, match=f"rij 2, {told}"):
        role_map(OF_ELSEWHERE, row)


def test_only_a_row_of_another_source_that_was_verified_is_a_passage(role_map, partner_names):
    document = role_map(OF_PLAN, OF_ELSEWHERE, OF_ELSEWHERE | {"fact": "Gerucht.", "evidence": "unverified"})

    assert [p.text for p in passages_of(document, partner_names)] == [document.text.splitlines()[1]]


@pytest.mark.parametrize("name", MAPS)
def test_every_row_of_the_project_quotes_what_stands_at_its_place(maps, plan, name):
    texts = {"actieplan": plan.text, MAPS[name]: maps[name].text}

    assert maps[name].participations
    for row in maps[name].participations:
        assert row.quote
        assert texts[row.source_id][row.start : row.end] == row.quote


def test_rows_from_the_plan_and_from_elsewhere_are_kept_apart(maps):
    of_plan, elsewhere = ({row.evidence for row in maps[name].participations} for name in MAPS)

    assert of_plan <= {"in_plan", "announced_in_plan"}
    assert elsewhere <= {"other_source", "unverified"}


def test_rows_from_elsewhere_have_an_address_and_a_date(maps):
    for row in maps["public.yaml"].participations:
        assert row.source_url.startswith("http")
        assert row.source_date


def test_rows_of_an_action_name_its_parties_in_the_same_role(maps, plan):
    actions = {action.key: action for action in plan.actions}

    for row in maps["plan.yaml"].participations:
        if row.action:
            assert row.partner in {party.partner for party in actions[row.action].involved}


SCALAR = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.dates())
VALUE = st.one_of(SCALAR, st.lists(SCALAR, max_size=2), st.dictionaries(st.text(max_size=3), SCALAR, max_size=2))


@settings(max_examples=150, deadline=None)
@given(
    base=st.sampled_from([OF_PLAN, OF_ELSEWHERE]), changed=st.dictionaries(st.sampled_from(COLUMNS), VALUE, max_size=3)
)
def test_any_value_in_any_column_is_taken_or_told(role_map, base, changed):
    with suppress(SourceError):
        document = role_map(base | changed)

        assert len(document.participations) == 1


@pytest.mark.parametrize("ending", [".yaml", ".csv", ".xlsx"])
@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=100),
        st.text(alphabet="abc:-;,[]{}&*!\"'\n\r\t #", max_size=50).map(
            lambda text: f"participations: [{text}".encode()
        ),
        st.text(alphabet="abc;,\"'\n\r\t ", max_size=50).map(lambda text: f"partner;service\n{text}".encode()),
        st.binary(max_size=60).map(lambda junk: b"PK\x03\x04" + junk),
    )
)
def test_any_bytes_are_read_or_refused(ending, data):
    with suppress(SourceError):
        read_rows(Path(f"kaart{ending}"), data)
