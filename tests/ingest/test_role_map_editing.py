"""Editing a role map: previews change nothing, edits keep the version before them, failures leave all as it was."""

import shutil

import pytest

from ingest.ingest_corpus import ingest_corpus, remove_source
from ingest.role_map_editing import apply_edit, preview_edit, previous_versions, restore_version, role_map_file
from ingest.role_map_rows import read_rows
from ingest.role_map_writing import as_csv, as_matrix, as_xlsx, as_yaml
from kb.encoder import open_encoder
from kb.errors import SourceError
from kb.settings import Settings
from kb.store import Store

TEXT = """1.1 Begin

De school helpt de leerling. Het bedrijf betaalt een vergoeding.
"""
MAP = """# Kop die blijft.
title: "Kleine kaart"
services:
  - {id: hulp, name: {nl: hulp, fr: aide}, does: {nl: helpt, nl_plural: helpen}, words: [bijstand]}
participations:
  - {partner: scholen, service: hulp, role: lead, audience: [learner], phase: [guidance], evidence: in_plan,
     modality: stated, source_id: beleid, section: "1.1", quote: "De school helpt de leerling."}
  - {partner: wewis, service: hulp, role: executor, evidence: other_source, modality: stated, fact: "WEWIS helpt.",
     source_url: "https://www.wewis.be/hulp", source_date: "2024", source_ref: P1, notices: ["let op; kijk na"]}
"""


@pytest.fixture
def settings(tmp_path, corpus):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "beleid.txt").write_text(TEXT)
    (folder / "kaart.yaml").write_text(MAP)
    shutil.copy(corpus / "role_maps" / "partners.yaml", folder)
    made = Settings(store=tmp_path / "store", corpus=folder, embedding_model=None)
    report = ingest_corpus([], made, open_encoder(None))
    assert not report.refused
    return made


@pytest.fixture
def path(settings):
    return settings.corpus / "kaart.yaml"


def current(settings):
    return Store(settings.store).generation().document("kaart")


def edited(path, **changed):
    """The map as a workbook with these fields of its second row changed."""
    file = read_rows(path, path.read_bytes())
    file.rows[1].values.update(changed)
    return as_xlsx(file)


@pytest.mark.parametrize("form", ["xlsx", "csv", "yaml", "matrix"])
def test_a_downloaded_map_changes_nothing(settings, form):
    name = f"kaart.{'xlsx' if form == 'matrix' else form}"
    preview = preview_edit("kaart", role_map_file("kaart", settings, form), name, settings)
    assert preview.is_empty
    assert not preview.faults


def test_a_preview_tells_fields_and_rows_and_writes_nothing(settings, path):
    before, stored = path.read_bytes(), current(settings)
    preview = preview_edit("kaart", edited(path, role="lead", source_date="2025"), "nieuw.xlsx", settings)
    (row,) = preview.changed
    assert row.name == "wewis – hulp – executor"
    assert row.place == "blad 'rollen', rij 3"
    assert [(f.field, f.old, f.new) for f in row.fields] == [
        ("role", "executor", "lead"),
        ("source_date", "2024", "2025"),
    ]
    file = read_rows(path, path.read_bytes())
    file.rows[0].values.update(partner="serv", service="raad", service_name="raad geven", quote="De school helpt")
    preview = preview_edit("kaart", as_csv(file), "nieuw.csv", settings)
    assert [row.name for row in preview.added] == ["serv – raad – lead"]
    assert [row.name for row in preview.removed] == ["scholen – hulp – lead"]
    assert (path.read_bytes(), current(settings)) == (before, stored)


def test_a_changed_service_is_told(settings, path):
    file = read_rows(path, path.read_bytes())
    file.services[0].values["does"]["nl"] = "staat bij"
    (row,) = preview_edit("kaart", as_xlsx(file), "nieuw.xlsx", settings).changed
    assert (row.name, row.fields[0].field, row.fields[0].new) == ("dienst hulp", "does_nl", "staat bij")


def test_an_edit_is_written_read_and_restored(settings, path):
    before, stored = path.read_bytes(), current(settings)
    report = apply_edit("kaart", edited(path, fact="WEWIS helpt mee."), "nieuw.xlsx", settings)
    assert report.changed == ("kaart",)
    assert path.read_text().startswith("# Kop die blijft.\ntitle:")
    row = current(settings).participations[1]
    assert row.quote == "WEWIS helpt mee."
    assert current(settings).source.root == stored.source.root
    (version,) = previous_versions("kaart", settings)
    assert (version.rows, version.path.read_bytes()) == (2, before)
    restore_version("kaart", version.name, settings)
    assert path.read_bytes() == before
    assert current(settings) == stored
    assert len(previous_versions("kaart", settings)) == 2


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_map_of_another_form_keeps_its_form(settings, path, ending):
    file = read_rows(path, path.read_bytes())
    own = path.with_name(f"blad.{ending}")
    own.write_bytes(as_csv(file) if ending == "csv" else as_xlsx(file))
    path.write_text(MAP.replace("WEWIS helpt.", "WEWIS helpt hier."))
    ingest_corpus([], settings, open_encoder(None))
    report = apply_edit("blad", edited(path, fact="WEWIS helpt vaak."), "nieuw.xlsx", settings)
    assert (report.changed, report.added, report.refused) == (("blad",), (), ())
    assert read_rows(own, own.read_bytes()).rows[1].values["fact"] == "WEWIS helpt vaak."
    (version,) = previous_versions("blad", settings)
    restore_version("blad", version.name, settings)
    assert read_rows(own, own.read_bytes()).rows[1].values["fact"] == "WEWIS helpt."


def test_faults_have_their_place_and_nothing_is_applied(settings, path):
    before = path.read_bytes()
    data = edited(path, role="baas", source_url="loket")
    preview = preview_edit("kaart", data, "nieuw.xlsx", settings)
    assert [fault.partition(":")[0] for fault in preview.faults] == [
        "blad 'rollen', rij 3, kolom role", "blad 'rollen', rij 3, kolom source_url",
    ]  # fmt: skip
    with pytest.raises(SourceError, match="kolom role"):
        apply_edit("kaart", data, "nieuw.xlsx", settings)
    assert path.read_bytes() == before
    assert not previous_versions("kaart", settings)
    assert preview_edit("kaart", b"geen werkboek", "nieuw.xlsx", settings).faults
    assert "onbekend bestandstype '.ods'" in preview_edit("kaart", data, "nieuw.ods", settings).faults[0]


def test_a_file_that_cannot_be_written_is_one_clear_sentence(settings, path, monkeypatch):
    before, stored = path.read_bytes(), current(settings)
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(
        SourceError, match=r"kaart\.yaml kan niet geschreven worden \(alleen-lezen\); er is niets"
    ) as told:
        apply_edit("kaart", edited(path, role="lead"), "nieuw.xlsx", settings)
    assert "\n" not in told.value.reason
    assert (path.read_bytes(), current(settings)) == (before, stored)
    assert not previous_versions("kaart", settings)


def test_a_failing_ingest_puts_the_file_back(settings, path, monkeypatch):
    before = path.read_bytes()

    def fails(*_, **__):
        raise SourceError("de stroom viel uit")

    monkeypatch.setattr("ingest.role_map_editing.ingest_corpus", fails)
    with pytest.raises(SourceError, match="de stroom viel uit"):
        apply_edit("kaart", edited(path, role="lead"), "nieuw.xlsx", settings)
    assert path.read_bytes() == before
    assert not previous_versions("kaart", settings)


def test_an_edit_of_an_older_map_is_refused(settings, path):
    based_on = preview_edit("kaart", edited(path, role="lead"), "een.xlsx", settings).based_on
    other = edited(path, role="adviser")
    apply_edit("kaart", edited(path, role="lead"), "een.xlsx", settings, based_on)
    with pytest.raises(SourceError, match="intussen veranderd"):
        apply_edit("kaart", other, "twee.xlsx", settings, based_on)


def test_unknown_maps_and_versions_are_named(settings):
    with pytest.raises(SourceError, match="'beleid' is niet gekend; gekend: kaart"):
        preview_edit("beleid", b"", "x.xlsx", settings)
    with pytest.raises(SourceError, match=r"geen versie '\.\./\.\./current'; er zijn: geen"):
        restore_version("kaart", "../../current", settings)


def test_a_service_that_another_map_uses_cannot_go(settings, path):
    other = MAP.split("services:")[0] + "participations:" + MAP.split("participations:")[1].replace("WEWIS", "Het huis")
    (settings.corpus / "later.yaml").write_text(other)
    assert not ingest_corpus([], settings, open_encoder(None)).refused
    file = read_rows(path, path.read_bytes())
    for row in file.rows:
        row.values.update(service="andere", service_name="andere")
    file.services[0].values["id"] = "andere"
    assert "dienst 'hulp' ontbreekt" in preview_edit("kaart", as_yaml(file), "n.yaml", settings).faults[0]


def test_a_matrix_can_be_the_edit(settings, path, partner_names):
    file = read_rows(path, path.read_bytes())
    file.rows[1].values["phase"] = ["premium"]
    (row,) = preview_edit("kaart", as_matrix(file, partner_names), "m.xlsx", settings).changed
    assert [(edit.field, edit.new) for edit in row.fields] == [("phase", "premium")]


def test_maps_follow_a_policy_text_that_changes_or_goes(settings, tmp_path):
    policy = settings.corpus / "beleid.txt"
    policy.write_text(TEXT.replace("De school", "Eerst dit. De school"))
    report = ingest_corpus([policy], settings, open_encoder(None))
    document = Store(settings.store).generation().document("beleid")
    row = current(settings).participations[0]
    assert document.text[row.start : row.end] == row.quote
    assert not report.warnings
    policy.write_text(TEXT.replace("helpt de leerling", "wacht af"))
    report = ingest_corpus([policy], settings, open_encoder(None))
    assert "De school helpt de leerling." in report.warnings[0]
    assert [row.partner for row in current(settings).participations] == ["wewis"]
    assert not remove_source("beleid", settings, open_encoder(None)).warnings
