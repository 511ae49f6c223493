"""`duaal roles` on the corpus: what it prints, and a map edited, applied and restored."""

import csv
import io
import json
import shutil
from dataclasses import replace

import openpyxl
import pytest

from app import __main__ as command_line
from app.__main__ import main
from ingest.ingest_corpus import ingest_corpus
from kb.encoder import open_encoder
from kb.settings import Settings, settings_from_environment
from kb.store import Store

KEYS = {
    "partner", "partner_name", "service", "service_name", "role", "audience", "phase", "evidence", "modality",
    "source_id", "section", "start", "end", "quote", "source_url", "source_date", "contact", "assured_date", "notices",
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory, corpus):
    folder = tmp_path_factory.mktemp("rollen")
    ingest_corpus([], Settings(folder, corpus, None), open_encoder(None))
    return folder


@pytest.fixture
def roles(store, capsys):
    def run(*arguments, code=0, folder=store):
        capsys.readouterr()
        try:
            ended = main(["roles", *arguments, "--store", str(folder)])
        except SystemExit as ending:
            ended = ending.code
        printed = capsys.readouterr()
        assert ended == code, printed.err
        return printed.err if code else printed.out

    return run


def test_who_recognises_in_the_plan(roles):
    rows = json.loads(roles("--phase", "recognise", "--evidence", "in_plan", "--json"))
    assert {row["partner"] for row in rows} == {"vlaams-partnerschap-duaal-leren", "sectorale-partnerschappen"}


def test_every_row_quotes_its_source_verbatim(roles, store):
    rows = json.loads(roles("--json"))
    generation = Store(store).generation()
    texts = {source.source_id: generation.document(source.source_id).text for source in generation.manifest.sources}
    assert len([row for row in rows if row["evidence"] == "in_plan"]) >= 60
    assert len([row for row in rows if row["evidence"] == "other_source"]) >= 60
    for row in rows:
        assert set(row) >= KEYS
        assert row["quote"]
        assert texts[row["source_id"]][row["start"] : row["end"]] == row["quote"]
        assert row["evidence"] != "unverified"
        assert row["evidence"] != "other_source" or (row["source_url"] and row["source_date"])
        assert not row["contact"] or row["assured_date"] or "contact niet nagekeken" in row["notices"]


def test_unverified_rows_only_for_who_asks(roles):
    assert all(row["evidence"] == "unverified" for row in json.loads(roles("--evidence", "unverified", "--json")))
    assert "NIET GEVERIFIEERD, geen feit" in roles("--evidence", "unverified")
    assert "GEVERIFIEERD" not in roles().replace("ONGEVERIFIEERD", "")


def test_filters_take_names(roles):
    by_name = roles("--partner", "Vlaams Partnerschap", "--phase", "erkennen", "--audience", "ondernemingen", "--json")
    by_id = roles(
        "--partner", "vlaams-partnerschap-duaal-leren", "--phase", "recognise", "--audience", "company", "--json"
    )
    assert by_name == by_id
    assert json.loads(by_id)
    by_name = json.loads(roles("--service", "Erkenning als leerwerkplek", "--json"))
    assert {row["service"] for row in by_name} == {"erkenning-leerwerkplek"}


def test_forms(roles, tmp_path):
    rows = json.loads(roles("--json"))
    assert len(list(csv.DictReader(io.StringIO(roles("--csv"))))) == len(rows)
    pairs = {(row["service"], row["partner"]) for row in rows}
    hsds = list(csv.DictReader(io.StringIO(roles("--hsds"))))
    assert len({line["id"] for line in hsds}) == len(hsds) == len(pairs)
    graph = json.loads(roles("--jsonld"))["@graph"]
    assert sum(node["@type"] == "GovernmentService" for node in graph) == len(pairs)
    roles("--xlsx", str(tmp_path / "rollen.xlsx"))
    assert openpyxl.load_workbook(tmp_path / "rollen.xlsx")["rollen"].max_row == len(rows) + 1
    assert roles("--phase", "recognise", "--evidence", "in_plan").endswith("2 rollen van 2 partners\n")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--phase", "gisteren"], 2, "kies uit: inform"),
        (["--evidence", "gehoord"], 2, "invalid choice"),
        (["--json", "--csv"], 2, "not allowed with"),
        (["--partner", "Ministerie van Onzin"], 1, "is niet gekend"),
        (["--service", "koffie"], 1, "dienst 'koffie' is niet gekend"),
        (["--edit", "kaart.xlsx"], 2, "--map BRON"),
        (["--apply"], 2, "--apply hoort bij --edit"),
        (["--map", "rollenkaart-actieplan"], 2, "--map hoort bij"),
        (["--edit", "weg.xlsx", "--map", "rollenkaart-actieplan"], 1, "weg.xlsx is niet leesbaar"),
        (["--versions", "actieplan"], 1, "rollenkaart 'actieplan' is niet gekend"),
        (["--xlsx", "/bestaat/niet/x.xlsx"], 1, "kan niet geschreven worden"),
    ],
)
def test_failures_are_one_sentence(roles, arguments, code, told):
    assert told in roles(*arguments, code=code)


def test_a_map_is_edited_applied_and_restored(roles, corpus, tmp_path, monkeypatch):
    own = tmp_path / "corpus"
    shutil.copytree(corpus, own)
    monkeypatch.setattr(
        command_line, "settings_from_environment", lambda store: replace(settings_from_environment(store), corpus=own)
    )
    folder, book = tmp_path / "store", tmp_path / "kaart.xlsx"
    ingest_corpus([], Settings(folder, own, None), open_encoder(None))
    file = own / "role_maps" / "public.yaml"
    before = file.read_bytes()
    of_map = ("--map", "rollenkaart-openbare-bronnen")
    roles("--xlsx", str(book), *of_map, folder=folder)
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["rollen"]
    columns = [cell.value for cell in sheet[1]]
    sheet.cell(2, columns.index("contact") + 1).value = "info@partnerschap.be"
    sheet.cell(2, columns.index("assured_date") + 1).value = "2026-05-01"
    sheet.delete_rows(3)
    workbook.save(book)
    edit = ("--edit", str(book), *of_map, "--json")
    preview = json.loads(roles(*edit, folder=folder))
    assert (preview["added"], len(preview["removed"]), preview["applied"]) == ([], 1, False)
    assert [field["field"] for field in preview["changed"][0]["fields"]] == ["contact", "assured_date"]
    assert file.read_bytes() == before
    assert json.loads(roles(*edit, "--apply", folder=folder))["applied"]
    rows = json.loads(roles("--service", "klachtenbehandeling-werkplek", "--json", folder=folder))
    assert rows[0]["assured_date"] == "2026-05-01"
    (version,) = json.loads(roles("--versions", "rollenkaart-openbare-bronnen", "--json", folder=folder))
    roles("--restore", version["name"], *of_map, folder=folder)
    assert file.read_bytes() == before
    sheet.cell(2, columns.index("role") + 1).value = "baas"
    workbook.save(book)
    assert "er is niets veranderd" in roles(*edit, "--apply", code=1, folder=folder).lower()
