"""Role maps out: what is written reads back the same, in every form."""

from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.role_map import role_map_of
from ingest.role_map_cells import guarded, joined, pieces, unguarded
from ingest.role_map_file import COLUMNS, LISTS, SERVICE_TEXTS, RoleMapFile, Row, one_line, plain_text
from ingest.role_map_rows import read_rows, services_file
from ingest.role_map_writing import as_csv, as_matrix, as_xlsx, as_yaml, services_csv
from kb.errors import SourceError

MAPS = ("plan.yaml", "public.yaml")
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=40)
PLAIN = TEXT.map(plain_text).filter(bool)
ITEM = TEXT.map(one_line).filter(bool)
NASTY = st.sampled_from(
    ["=1+1", "-5", "+32 2 553 00 00", "@x", "'=x", "null", "1.10", "ja", "#N/A", "a;b\\c", "\\;", "2024"]
)


def contents(file):
    return file.title, [row.values for row in file.rows], [row.values for row in file.services]


def written_and_read(file, form, folder):
    path = folder / f"kaart.{form}"
    path.write_bytes({"yaml": as_yaml, "csv": as_csv, "xlsx": as_xlsx}[form](file))
    if form == "csv":
        services_file(path).write_bytes(services_csv(file))
    return read_rows(path, path.read_bytes())


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("form", ["yaml", "csv", "xlsx"])
def test_the_maps_of_the_corpus_read_back_the_same(corpus, name, form, tmp_path):
    path = corpus / "role_maps" / name
    file = read_rows(path, path.read_bytes())
    again = written_and_read(file, form, tmp_path)
    title, rows, services = contents(file)
    assert contents(again) == (None if form == "csv" else title, rows, services)
    assert not again.faults


@pytest.mark.parametrize("name", MAPS)
def test_the_maps_of_the_corpus_as_a_matrix(corpus, name, plan, partner_names, a_source):
    path = corpus / "role_maps" / name
    file = read_rows(path, path.read_bytes())
    source = a_source(source_id="kaart", kind="role_map")

    def document(read):
        return role_map_of(source, read, partner_names, {"actieplan": plan}, services)

    services = {}
    if name == "public.yaml":
        first = corpus / "role_maps" / "plan.yaml"
        services = {s.service_id: s for s in document(read_rows(first, first.read_bytes())).services}
    before = document(file)
    after = document(read_rows(Path("m.xlsx"), as_matrix(file, partner_names)))
    assert _facts(after) == _facts(before)
    assert after.services == before.services


def _facts(document):
    return sorted(
        repr((row.partner, row.service, row.role, sorted(row.phase), sorted(row.audience), row.evidence, row.modality,
              row.quote, row.section, row.action, row.fact, row.source_url, row.source_date, row.contact, row.notices,
              row.sectors, row.joint_committees))
        for row in document.participations
    )  # fmt: skip


@st.composite
def role_maps(draw):
    def row():
        chosen = draw(st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=8, unique=True))
        values = {
            column: draw(st.lists(ITEM | NASTY, min_size=1, max_size=3)) if column in LISTS else draw(PLAIN | NASTY)
            for column in dict.fromkeys(("partner", *chosen))
        }
        return Row("", values)

    def service():
        texts = st.dictionaries(st.sampled_from(SERVICE_TEXTS), PLAIN | NASTY, min_size=1)
        service = {"id": draw(PLAIN | NASTY), "name": draw(texts), "does": draw(texts)}
        return Row(
            "", service | draw(st.fixed_dictionaries({}, optional={"words": st.lists(ITEM | NASTY, min_size=1)}))
        )

    rows = tuple(row() for _ in range(draw(st.integers(1, 3))))
    return RoleMapFile(draw(st.none() | PLAIN), rows, tuple(service() for _ in range(draw(st.integers(0, 2)))))


@pytest.mark.parametrize("form", ["yaml", "csv", "xlsx"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=role_maps())
def test_any_map_reads_back_the_same(file, form, tmp_path):
    again = written_and_read(file, form, tmp_path)
    title, rows, services = contents(file)
    assert contents(again)[1:] == (rows, services)
    if form == "yaml":
        assert again.title == title


@given(st.lists(ITEM | NASTY))
def test_items_share_a_cell(items):
    assert pieces(joined(items)) == items


@given(TEXT | NASTY)
def test_no_cell_of_a_csv_is_a_formula(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "@"))


def test_a_workbook_holds_only_text(tmp_path):
    row = Row("", {"partner": "wewis", "fact": "=HYPERLINK(1)", "section": "1.10"})
    path = tmp_path / "kaart.xlsx"
    path.write_bytes(as_xlsx(RoleMapFile(None, (row,))))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["rollen", "diensten"]
    assert {cell.data_type for line in book["rollen"].iter_rows() for cell in line if cell.value is not None} == {"s"}


def test_a_text_too_long_for_excel_is_told(tmp_path):
    row = Row("", {"partner": "wewis", "fact": "x" * 40000})
    with pytest.raises(SourceError, match=r"blad 'rollen', rij 2, kolom \w+: 40000 tekens"):
        as_xlsx(RoleMapFile(None, (row,)))
