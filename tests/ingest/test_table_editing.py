"""Editing the glossary and the house wording: previews change nothing, faults name their place, versions come back."""

import io

import pytest
from openpyxl import load_workbook

from app.checking.house_remarks import house_wording, remarks_on, shipped_wording
from ingest.edited_tables import GLOSSARY_TABLE, HOUSE_WORDING_TABLE
from ingest.table_editing import SHIPPED, Edited
from kb.errors import SourceError
from kb.store import Store

GLOSSARY = """concepts:
- id: mentor
  prefLabel: {nl: mentor, fr: mentor, en: mentor}
  altLabel: {nl: ["peter; of meter", coach], fr: [], en: []}
  definition: {nl: "Wie begeleidt.", fr: "Qui guide.", en: "Who guides."}
  source: null
"""
MENTOR = "Begeleiding\n\nDe mentor begeleidt de leerling op de werkplek.\n"


@pytest.fixture
def glossary(notes) -> Edited:
    notes.write(**{"mentor.txt": MENTOR})
    (notes.folder / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    notes.ingest()
    return Edited(GLOSSARY_TABLE, notes.folder / "glossary.yaml", notes.settings)


@pytest.fixture
def wording(notes) -> Edited:
    return Edited(HOUSE_WORDING_TABLE, shipped_wording(), notes.settings)


def changed(data: bytes, **cells: str) -> bytes:
    """The workbook with these cells of its first sheet."""
    book, out = load_workbook(io.BytesIO(data)), io.BytesIO()
    for place, text in cells.items():
        book.worksheets[0][place] = text
    book.save(out)
    return out.getvalue()


def labels(notes) -> list[str]:
    concepts = notes.opened()[0].generation.glossary().concepts
    return [label for concept in concepts for label in concept.alternative]


def said(text: str, notes) -> list[str]:
    return remarks_on(text, [(0, len(text))], house_wording(notes.settings))[0]


def test_a_downloaded_table_changes_nothing(glossary, wording):
    for edited in (glossary, wording):
        preview = edited.preview("x", edited.workbook(), "tabel.xlsx")
        assert preview.is_empty
        assert not preview.faults


def test_the_shipped_glossary_goes_to_excel_and_back(corpus, notes):
    shipped = Edited(GLOSSARY_TABLE, corpus / "glossary.yaml", notes.settings)

    preview = shipped.preview("x", shipped.workbook(), "woordenlijst.xlsx")

    assert (preview.is_empty, preview.faults) == (True, ())


def test_a_changed_glossary_counts_at_once_and_after_every_next_ingest(glossary, notes):
    edited = changed(glossary.workbook(), E2="peter\\; of meter; begeleider; coach")

    preview = glossary.preview("x", edited, "woordenlijst.xlsx")
    assert [(row.name, row.fields[0].field) for row in preview.changed] == [("begrippen: mentor", "ook_nl")]
    assert labels(notes) == ["peter; of meter", "coach"]
    glossary.apply(edited, "woordenlijst.xlsx", preview.based_on)

    assert labels(notes) == ["peter; of meter", "begeleider", "coach"]
    notes.ingest()
    assert labels(notes) == ["peter; of meter", "begeleider", "coach"]
    assert (notes.folder / "glossary.yaml").read_text() == GLOSSARY
    with pytest.raises(SourceError, match="intussen veranderd"):
        glossary.apply(edited, "woordenlijst.xlsx", preview.based_on)


def test_earlier_versions_and_the_shipped_one_come_back(glossary, notes):
    glossary.apply(changed(glossary.workbook(), E2="begeleider"), "een.xlsx")
    glossary.apply(changed(glossary.workbook(), E2="coach"), "twee.xlsx")
    newest, _, shipped = glossary.versions()
    assert (newest.rows, shipped.name) == (1, SHIPPED)

    glossary.restore(newest.name)
    assert labels(notes) == ["begeleider"]
    glossary.restore(SHIPPED)

    assert labels(notes) == ["peter; of meter", "coach"]
    assert not glossary.own.exists()
    with pytest.raises(SourceError, match="geen versie"):
        glossary.restore("../../mentor")


@pytest.mark.parametrize(
    ("cells", "fault"),
    [({"B2": ""}, "blad 'begrippen', rij 2, kolom nl: deze cel is leeg"),
     ({"A1": "naam"}, "kolom naam: onbekende kolom"), ({"A1": "naam"}, "kolom id: deze kolom ontbreekt"),
     ({"A3": "mentor"}, "rij 3, kolom nl: deze cel is leeg"), ({"B2": "x" * 2001}, "2001 tekens")],
)  # fmt: skip
def test_a_fault_is_told_in_its_place_and_changes_nothing(glossary, notes, cells, fault):
    edited, before = changed(glossary.workbook(), **cells), Store(notes.settings.store).stamp()

    assert any(fault in found for found in glossary.preview("x", edited, "woordenlijst.xlsx").faults)
    with pytest.raises(SourceError):
        glossary.apply(edited, "woordenlijst.xlsx")

    assert Store(notes.settings.store).stamp() == before
    assert not glossary.own.exists()


def test_an_id_that_stands_twice_is_a_fault(glossary):
    twice = {f"{column}3": "mentor" for column in "ABCDIJK"}

    faults = glossary.preview("x", changed(glossary.workbook(), **twice), "woordenlijst.xlsx").faults

    assert "blad 'begrippen', rij 3, kolom id: gevonden 'mentor'; dat staat al op blad 'begrippen', rij 2" in faults


def test_a_file_that_is_no_table_is_a_fault(glossary):
    assert glossary.preview("x", b"PK kapot", "kapot.xlsx").faults


def test_the_house_wording_counts_at_once_with_any_sign_in_it(wording, notes):
    assert said("Kies {een} leerbedrijf+ nu!", notes)[0].startswith("«leerbedrijf»")
    edited = changed(wording.workbook(), A2="{een}; leerbedrijf+", B2="toon", C2="", D2="zo {niet} \\ <b>", E2="")

    wording.apply(edited, "woordkeuze.xlsx")

    assert said("Kies {een} nu!", notes) == ["«{een}» (toon): zo {niet} \\ <b>"]
    faults = wording.preview("x", changed(wording.workbook(), B2="stijl"), "woordkeuze.xlsx").faults
    assert faults == (
        "blad 'woordkeuze', rij 2, kolom soort: gevonden 'stijl'; "
        "toegelaten: oude naam, lijkt op iets anders, term, toon",
    )
    wording.restore(SHIPPED)
    assert said("Kies {een} nu!", notes) == []


def test_a_house_wording_that_somebody_broke_is_said(wording, notes):
    notes.settings.edited.mkdir(parents=True)
    wording.own.write_text("table: [", encoding="utf-8")

    with pytest.raises(SourceError, match="eerdere versie terug, of wis"):
        house_wording(notes.settings)
