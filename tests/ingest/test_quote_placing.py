"""Quotes of role maps find their place again when the policy text changes, or go with a warning."""

import pytest

from ingest.quote_placing import place_of_quote, with_quotes_placed
from ingest.role_map import role_map_of
from ingest.role_map_file import RoleMapFile, Row
from kb.participation import Service

TEXT = """1.1 Begin

De school helpt de leerling. Het bedrijf betaalt een vergoeding.

1.2 Vervolg

De sector telt mee.
"""
SERVICE = Service("hulp", ("hulp", "aide", "help"), ("helpt", "", ""), ("helpen", "", ""))


@pytest.fixture
def role_map(document_of_text, partner_names, a_source):
    def of_plan(quote, section):
        return {"source_id": "stuk", "evidence": "in_plan", "quote": quote, "section": section}

    rows = [
        of_plan("De school helpt de leerling.", "1.1"), of_plan("Het bedrijf betaalt een vergoeding.", "1.1"),
        {"evidence": "other_source", "fact": "Er is een loket.", "source_url": "https://loket.be/x"},
        of_plan("De sector telt mee.", "1.2"),
    ]  # fmt: skip
    same = {"partner": "wewis", "service": "hulp", "role": "lead", "modality": "stated"}
    file = RoleMapFile(None, tuple(Row(f"rij {number}", same | row) for number, row in enumerate(rows, 1)))
    source = a_source(source_id="kaart", kind="role_map")
    return role_map_of(source, file, partner_names, {"stuk": document_of_text(TEXT)}, {"hulp": SERVICE})


def test_nothing_changes_while_the_text_stands(role_map, document_of_text):
    placed = with_quotes_placed(role_map, {"stuk": document_of_text(TEXT)})
    assert placed.role_map is role_map
    assert not placed.warnings


def test_quotes_move_with_their_text(role_map, document_of_text):
    changed = document_of_text(TEXT.replace("De school", "Vooraf een nieuwe zin. De school"))
    placed = with_quotes_placed(role_map, {"stuk": changed})
    assert not placed.warnings
    assert placed.role_map != role_map
    assert_verbatim(placed.role_map, changed, 4)


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("betaalt een vergoeding", "betaalt niets"),
        TEXT.replace(" Het bedrijf betaalt een vergoeding.", "") + "\nHet bedrijf betaalt een vergoeding.\n",
    ],
)
def test_a_row_without_its_quote_in_its_section_goes_with_a_warning(role_map, document_of_text, text):
    changed = document_of_text(text)
    placed = with_quotes_placed(role_map, {"stuk": changed})
    (warning,) = placed.warnings
    assert "Het bedrijf betaalt een vergoeding." in warning
    assert_verbatim(placed.role_map, changed, 3)


def test_without_its_policy_text_only_rows_of_other_sources_stay(role_map):
    placed = with_quotes_placed(role_map, {})
    assert len(placed.warnings) == 3
    assert_verbatim(placed.role_map, None, 1)


def test_other_sections_are_told(document_of_text):
    placed = place_of_quote(document_of_text(TEXT), "De sector", "1.1", None)
    assert (placed.span, placed.sections) == (None, ("1.2",))


def assert_verbatim(role_map, document, rows):
    assert len(role_map.participations) == len(role_map.elements) == role_map.text.count("\n") == rows
    for row, element in zip(role_map.participations, role_map.elements, strict=True):
        text = role_map.text if row.source_id == "kaart" else document.text
        assert text[row.start : row.end] == row.quote
        assert role_map.text[row.row.start : row.row.end].startswith("Departement")
        assert (element.start, element.end) == (row.row.start, row.row.end)
