"""Role maps in: each form read, and every kind of fault named with its place."""

import csv
import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from ingest.role_map import role_map_of
from ingest.role_map_fault import RoleMapFaults
from ingest.role_map_rows import read_rows, services_file
from kb.errors import SourceError
from kb.participation import Service

QUOTE = "Het Vlaams Partnerschap Duaal Leren erkent, samen met 20 sectorale partnerschappen"
GOOD = {
    "partner": "wewis", "service": "premie", "role": "executor", "audience": "company", "phase": "premium",
    "evidence": "other_source", "modality": "stated", "fact": "WEWIS betaalt een premie.",
    "source_url": "https://www.vlaanderen.be/premie", "source_date": "2024-05-14",
}  # fmt: skip
OF_PLAN = {
    "partner": "vlaams-partnerschap-duaal-leren", "service": "erkenning", "role": "lead", "evidence": "in_plan",
    "modality": "stated", "source_id": "actieplan", "section": "1.1", "quote": QUOTE,
}  # fmt: skip
SERVICES = {
    key: Service(key, (name, "", ""), (name, "", ""), (name, "", ""))
    for key, name in (("premie", "premie"), ("erkenning", "erkenning als leerwerkplek"), ("klacht", "klachten"))
}


def csv_of(*rows, separator=";"):
    columns = list(dict.fromkeys(column for row in rows for column in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=separator, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def xlsx_of(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def judged(plan, partner_names, a_source):
    own = a_source(source_id="kaart", kind="role_map", file="kaart.csv")
    other = role_map_of(a_source(source_id="andere", kind="role_map"), read("k.csv", csv_of(GOOD)), partner_names,
                        {}, SERVICES)  # fmt: skip

    def judge(data, name="kaart.csv"):
        documents = {"actieplan": plan, "andere": other}
        return role_map_of(own, read(name, data), partner_names, documents, SERVICES)

    return judge


def read(name, data):
    return read_rows(Path(name), data)


def faults(judge, data, name="kaart.csv"):
    with pytest.raises(RoleMapFaults) as caught:
        judge(data, name)
    return caught.value.reason.split("\n")


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        (GOOD | {"role": "baas"}, "role", "gevonden 'baas'; toegelaten: lead, executor, involved"),
        (GOOD | {"audience": "company; oma"}, "audience", "gevonden 'oma'; toegelaten: learner, parent"),
        (GOOD | {"phase": "later"}, "phase", "gevonden 'later'; toegelaten: inform, recruit"),
        (GOOD | {"evidence": "gehoord"}, "evidence", "gevonden 'gehoord'; toegelaten: in_plan"),
        (GOOD | {"modality": "zeker"}, "modality", "gevonden 'zeker'; toegelaten: decided"),
        (GOOD | {"partner": ""}, "partner", "ontbreekt"),
        (GOOD | {"service": ""}, "service", "ontbreekt"),
        (GOOD | {"role": ""}, "role", "ontbreekt"),
        (GOOD | {"partner": "Onbekend Huis"}, "partner", "gevonden 'Onbekend Huis'; toegelaten: een id"),
        (GOOD | {"partner": "wewiss"}, "partner", "'wewiss' staat niet in partners.yaml"),
        (GOOD | {"service": "premies"}, "service", "bedoelt u 'premie'?"),
        (GOOD | {"source_url": ""}, "source_url", "ontbreekt"),
        (GOOD | {"source_url": "www.vlaanderen.be"}, "source_url", "een webadres dat met http"),
        (GOOD | {"fact": ""}, "fact", "ontbreekt"),
        (GOOD | {"source_date": "14/05/2024"}, "source_date", "JJJJ-MM-DD"),
        (GOOD | {"source_date": "2024-02-31"}, "source_date", "bestaande datum"),
        (GOOD | {"contact": "de balie", "assured_date": "2025-01-01"}, "contact", "een webadres, e-mailadres of tel"),
        (GOOD | {"contact": "info@wewis.be", "assured_date": "vorige week"}, "assured_date", "JJJJ-MM-DD"),
        (GOOD | {"assured_date": "2025-01-01"}, "assured_date", "er is geen contact"),
        (GOOD | {"quote": QUOTE}, "quote", "hoort niet bij other_source"),
        (GOOD | {"fact": "onzichtbaar\x07teken"}, "fact", "stuurteken"),
        (OF_PLAN | {"quote": QUOTE.replace("erkent", "erkende")}, "quote", "staat niet woordelijk"),
        (OF_PLAN | {"section": "2.2 b"}, "quote", "het citaat staat in 1.1, niet in sectie 2.2 b"),
        (OF_PLAN | {"action": "2.2/5"}, "quote", "niet in sectie 1.1 actie 2.2/5"),
        (OF_PLAN | {"quote": ""}, "quote", "ontbreekt"),
        (OF_PLAN | {"source_id": ""}, "source_id", "ontbreekt"),
        (OF_PLAN | {"source_id": "elders"}, "source_id", "is niet gekend; beleidsteksten: actieplan"),
        (OF_PLAN | {"source_id": "andere"}, "source_id", "is een rollenkaart, geen beleidstekst"),
    ],
)  # fmt: skip
def test_a_fault_names_row_column_what_is_found_and_what_is_allowed(judged, row, column, told):
    found = faults(judged, csv_of({"partner": "serv"} | GOOD | {"service": "klacht"}, row))
    assert [line for line in found if line.startswith(f"rij 3, kolom {column}: ") and told in line], found


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (csv_of(GOOD, GOOD), "rij 3: zegt hetzelfde als rij 2"),
        (csv_of(GOOD | {"telefoon": "1700"}), "rij 1, kolom telefoon: onbekende kolom; toegelaten: partner, "),
        (csv_of(GOOD).replace(b"fact", b"role"), "rij 1, kolom role: deze naam staat 2 keer: in C en H"),
        (csv_of(GOOD).rstrip() + b";extra", "rij 1, kolom K: deze kolom heeft geen naam, maar rij 2 is er gevuld"),
        (csv_of({k: v for k, v in GOOD.items() if k != "evidence"}), "rij 1, kolom evidence: deze kolom ontbreekt"),
        (csv_of(GOOD).replace(b"2024-05-14", b'"2024'), "aanhalingsteken"),
        (b"partner;service\n", "minstens één rij"),
        (b"een;brief\naan;iedereen\n", "verwacht kolomnamen"),
        (b"", "0 bytes"),
    ],
)
def test_a_fault_of_the_table_is_named(judged, data, told):
    with pytest.raises(SourceError) as caught:
        judged(data)
    assert told in caught.value.reason


def test_all_faults_are_told_at_once_and_at_most_twenty(judged):
    rows = [GOOD | {"role": "baas", "phase": "later", "fact": f"feit {number}"} for number in range(15)]
    found = faults(judged, csv_of(*rows))
    assert len(found) == 21
    assert found[0].startswith("rij 2, kolom role: ")
    assert found[1].startswith("rij 2, kolom phase: ")
    assert found[-1] == "en nog 10 andere fouten"


def test_csv_as_excel_saves_it(judged):
    text = csv_of(GOOD | {"fact": "één feit"}).decode().replace("\n", "\r\n\r\n")
    for data in (text.encode("utf-8-sig"), text.encode("cp1252"), f"sep=;\r\n{text}".encode("utf-8-sig")):
        assert judged(data).participations[0].fact[0] == "één feit"
    assert judged(csv_of(GOOD, separator=",")).participations[0].partner == "wewis"


def test_row_numbers_count_empty_rows(judged):
    data = csv_of(GOOD, {}, GOOD | {"role": "baas"})
    assert faults(judged, data)[0].startswith("rij 4, kolom role")


def test_xlsx_with_numbers_dates_empty_rows_and_more_sheets(judged):
    of_plan, other = list(OF_PLAN), list(GOOD)
    sheets = {
        "uitleg": [["Deze map hoort bij het team"]],
        "plan": [of_plan, [1.1 if key == "section" else value for key, value in OF_PLAN.items()]],
        "rollen": [
            other, [None] * 10,
            [datetime(2024, 5, 14) if key == "source_date" else value for key, value in GOOD.items()],
            [2024 if key == "source_date" else "serv" if key == "partner" else value for key, value in GOOD.items()],
        ],
        "Diensten": [["id", "name_nl", "does_nl", "words"], ["premie", "de premie", "betaalt", "geld; subsidie"]],
    }  # fmt: skip
    document = judged(xlsx_of(**sheets), "kaart.xlsx")
    assert [row.source_date for row in document.participations] == [None, "2024-05-14", "2024"]
    assert document.participations[0].section == "1.1"
    assert document.services[0].words == ("geld", "subsidie")
    sheets["rollen"][3][2] = "baas"
    assert faults(judged, xlsx_of(**sheets), "kaart.xlsx")[0].startswith("blad 'rollen', rij 4, kolom role")


def test_a_broken_workbook_is_refused(judged):
    with pytest.raises(SourceError, match="geen leesbaar Excel-bestand"):
        judged(b"PK\x03\x04 geen werkboek", "kaart.xlsx")


def test_services_of_a_csv_stand_in_a_file_beside_it(tmp_path):
    path = tmp_path / "kaart.csv"
    path.write_bytes(csv_of(GOOD))
    services_file(path).write_bytes(b"id;name_nl;does_nl\npremie;de premie;betaalt een premie\n")
    assert read_rows(path, path.read_bytes()).services[0].values["name"] == {"nl": "de premie"}


@pytest.mark.parametrize(
    "header",
    [
        ["partner", "Erkennen", "Premies"],
        ["Partenaire", "agréer", "prime"],
        ["partner", "recognise", "premium"],
        ["organisation", "Recognition", "Premium"],
    ],
)
def test_matrix_in_three_languages(judged, header):
    source = ["other_source", "https://www.vlaanderen.be/x", "2024"]
    document = judged(
        xlsx_of(
            matrix=[
                [*header, "evidence", "source_url", "source_date"],
                ["Departement WEWIS", "Erkenning als leerwerkplek;\nnieuwe hulplijn", "premie", *source],
                ["wewis", None, None, None, None, None],
                ["SERV", "erkenning", None, *source],
            ]
        ),
        "kaart.xlsx",
    )
    rows = [(row.partner, row.service, row.phase) for row in document.participations]
    assert rows == [
        ("wewis", "erkenning", ("recognise",)),
        ("wewis", "nieuwe-hulplijn", ("recognise",)),
        ("wewis", "premie", ("premium",)),
        ("serv", "erkenning", ("recognise",)),
    ]
    assert document.participations[1].service_name == "nieuwe hulplijn"
    assert all(document.text[row.start : row.end] == row.quote for row in document.participations)


def test_matrix_with_its_source_above_the_header(judged):
    data = (
        b"evidence;other_source\nsource_url;https://www.vlaanderen.be/x\nsource_date;undated\n"
        b"partner;Informeren;Erkennen\nwewis;premie;premie\n"
    )
    (row,) = judged(data).participations
    assert (row.phase, row.source_date, row.role) == (("inform", "recognise"), "undated", "executor")


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("wewis;premie;;;", "rij 2: een rij van een matrix draagt zelf haar bron; hier ontbreekt evidence, source_url"),
        ("wewis;premie;other_source;https://a.be/x;", "hier ontbreekt source_date"),
        ("wewis;premie;in_plan;;", "hier ontbreekt source_id, quote"),
        (";premie;other_source;https://a.be/x;2024", "rij 2, kolom partner: ontbreekt bij 'premie'"),
        ("Huis X;premie;other_source;https://a.be/x;2024", "kolom partner: 'Huis X' is geen gekende partner"),
        ("wewis;premie;other_source;a.be;2024", "rij 2, dienst 'premie', kolom source_url: gevonden 'a.be'"),
        ("wewis;pre\x07mie;other_source;https://a.be/x;2024", "kolom service: bevat een onzichtbaar stuurteken"),
        ("wewis;;;;", "in de matrix staat geen enkele dienst"),
    ],
)
def test_a_fault_of_a_matrix_is_named(judged, cells, told):
    data = f"partner;Premies;evidence;source_url;source_date\n{cells}\n".encode()
    assert told in "\n".join(faults(judged, data))


def test_yaml_faults(judged):
    assert "rij 1: verwacht velden" in faults(judged, b"participations: [tekst]", "k.yaml")[0]
    assert "dienst 1, kolom does: ontbreekt" in "\n".join(
        faults(judged, b"participations: []\nservices: [{id: a, name: {nl: a}}]", "k.yaml")
    )
    assert "geen enkele rij" in faults(judged, b"participations: []", "k.yaml")[0]
    double = b"participations: []\nservices:\n" + 2 * b"  - {id: a, name: {nl: a}, does: {nl: a}}\n"
    assert "dienst 2, kolom id: dienst 'a' staat er al" in faults(judged, double, "k.yaml")
    for data in (b"- een\n", b"participations: x\n", b"participations: []\nextra: 1\n", b"a: [", b"d: 2024-02-31"):
        with pytest.raises(SourceError):
            judged(data, "k.yaml")
