import csv
import io
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from openpyxl import load_workbook

from app.editor.login import SESSION_SECONDS, EditorLogin
from app.pages.roles.download import role_csv, role_xlsx
from app.pages.roles.evidence import evidence_window
from app.pages.roles.filter import RoleFilter, filter_from_address, selected
from app.pages.roles.list import role_list
from app.pages.roles.mark import FIRM, MARKS, OPEN, OTHER, PLANNED, mark_of
from app.pages.roles.page import found_line
from app.pages.roles.picture import picture
from app.pages.roles.words import role_page_words
from app.pages.web_parts import RoleRow
from kb.action import Span
from kb.participation import Participation

QUOTE = "Het Vlaams Partnerschap erkent ondernemingen"
AROUND = f"Daarvoor staat dit. {QUOTE}, en daarna dat."
ADDRESS = "https://www.vlaanderen.be/klachten"
HOSTILE = '<img src=x onerror=alert(1)></dialog><script>alert(1)</script>" onclick="alert(1)\' ${alert(1)} {{x}}'


def fact(**given) -> Participation:
    fields = {
        "partner": "vlaams-partnerschap-duaal-leren", "partner_name": "Vlaams Partnerschap Duaal Leren",
        "service": "erkenning", "service_name": "erkenning als leerwerkplek", "role": "executor",
        "audience": ("company",), "phase": ("recognise",), "evidence": "in_plan", "modality": "stated",
        "source_id": "plan", "section": "1.1", "start": 120, "end": 120 + len(QUOTE), "quote": QUOTE,
        "source_url": None, "source_date": None, "contact": None, "assured_date": None, "notices": (),
        "action": None, "fact": ("", "", ""), "sectors": (), "joint_committees": (), "row": Span(0, 9),
        "role_map": "kaart",
    }  # fmt: skip
    return Participation(**(fields | given))


def row(*, kind="partnerschap", in_plan=True, also_known=(), **given) -> RoleRow:
    return RoleRow(
        fact(**given), kind, in_plan, "Actieplan", 2, AROUND, 120 - AROUND.index(QUOTE), also_known
    )  # fmt: skip


def other(**given) -> RoleRow:
    fields = {
        "partner": "wewis", "partner_name": "Departement WEWIS", "service": "premie", "service_name": "mentorpremie",
        "evidence": "other_source", "phase": ("premium",), "quote": "WEWIS betaalt een premie.", "source_url": ADDRESS,
        "source_date": "2023-05-22", "kind": "departement", "also_known": ("departement Werk", "WSE", "centen"),
        "row": Span(10, 19),
    }  # fmt: skip
    return replace(row(**(fields | given)), around="", page=None)


ROWS = (
    row(),
    other(),
    row(partner="sectorfondsen", partner_name="sectorfondsen", kind="fonds", service_name="informeren van bedrijven",
        phase=("inform",), audience=("company", "mentor"), modality="under_study", row=Span(20, 29)),
    other(partner="unizo", partner_name="UNIZO", in_plan=False, kind="werkgeversorganisatie", phase=(),
          service_name="uitleg", quote="UNIZO legt uit.", source_date="undated", also_known=(), row=Span(30, 39)),
)  # fmt: skip


def names(asked: RoleFilter) -> list[str]:
    return [found.participation.partner for found in selected(ROWS, asked).rows]


def columns(language="nl") -> tuple[str, ...]:
    words = role_page_words(language)
    return (*words.table_columns, *words.file_columns)


class Seen(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_an_open_filter_lets_every_row_through():
    assert len(selected(ROWS, RoleFilter()).rows) == len(ROWS)


def test_filters_are_exact_and_narrow_each_other():
    assert names(RoleFilter(audience="mentor")) == ["sectorfondsen"]
    assert names(RoleFilter(phase="premium")) == ["wewis"]
    assert names(RoleFilter(evidence="in_plan", audience="company")) == [
        "vlaams-partnerschap-duaal-leren",
        "sectorfondsen",
    ]
    assert names(RoleFilter(phase="premium", evidence="in_plan")) == []


@pytest.mark.parametrize(
    ("typed", "partner"),
    [("premie", "wewis"), ("PREMIES", "wewis"), ("mentorpremei", "wewis"), ("wse", "wewis"), ("centen", "wewis"),
     ("erkening", "vlaams-partnerschap-duaal-leren"), ("wie betaalt de premie?", "wewis"),
     ("sectorfonds", "sectorfondsen"), ("unizo", "unizo"), ("informeren", "sectorfondsen")],
)  # fmt: skip
def test_the_words_are_forgiving(typed, partner):
    assert names(RoleFilter(words=typed)) == [partner]


def test_words_of_the_source_find_a_row_that_no_name_finds():
    assert names(RoleFilter(words="betaalt")) == ["wewis"]


def test_rows_with_most_words_come_with_a_warning_where_no_row_has_all():
    selection = selected(ROWS, RoleFilter(words="premie bakkerij"))

    assert [found.participation.partner for found in selection.rows] == ["wewis"]
    assert "komt er het dichtst bij" in Seen(found_line(selection, RoleFilter(words="premie bakkerij"))).text


@pytest.mark.parametrize("typed", ["kwantumfysica", "\x00", "?!"])
def test_words_that_fit_nothing_find_nothing_or_ask_nothing(typed):
    assert names(RoleFilter(words=typed)) in ([], [found.participation.partner for found in ROWS])


def test_a_filter_travels_in_the_address_and_a_strange_one_is_left_out():
    asked = RoleFilter("mentor", "wie & wat?", "premium", "other_source")

    query = dict(pair.split("=") for pair in asked.address_part.split("&"))

    assert query["zoek"] == "wie+%26+wat%3F"
    assert filter_from_address({"doelgroep": "mentor", "zoek": "wie & wat?", "fase": "premium",
                                "bewijs": "other_source"}) == asked  # fmt: skip
    assert filter_from_address({"doelgroep": "baas", "fase": "<x>", "bewijs": "1"}).is_open


@pytest.mark.parametrize(
    ("given", "mark"),
    [({}, FIRM), ({"modality": "decided"}, FIRM), ({"modality": "planned"}, PLANNED), ({"modality": "proposed"}, OPEN),
     ({"modality": "under_study"}, OPEN), ({"evidence": "announced_in_plan"}, OPEN),
     ({"evidence": "other_source"}, OTHER), ({"evidence": "other_source", "modality": "planned"}, OTHER)],
)  # fmt: skip
def test_a_sign_shows_the_evidence_and_how_firm_it_is(given, mark):
    assert mark_of(fact(**given)) is mark


def test_the_signs_differ_in_shape_and_in_words():
    assert len({mark.drawing for mark in MARKS}) == len(set(role_page_words().marks.values())) == 4


def test_the_picture_puts_partners_of_the_plan_first_and_says_each_cell_in_words():
    drawn = picture(ROWS, all_open=False)
    seen = Seen(drawn)

    labels = [cell["aria-label"] for cell in seen.all("button")]
    assert labels[0] == "Vlaams Partnerschap Duaal Leren, Erkennen: 1 staat in het plan"
    assert labels[-1] == "UNIZO, Zonder fase: 1 andere bron, met datum"
    assert "Partners in het plan (3)" in seen.text
    assert "Partners die het plan niet noemt (1)" in seen.text
    assert {header["scope"] for header in seen.all("th")} == {"col", "row", "rowgroup"}


def test_a_cell_counts_its_rows_by_sign():
    drawn = picture((row(), row(), row(modality="planned")), all_open=False)

    assert Seen(drawn).all("button")[0]["aria-label"].endswith("2 staat in het plan, 1 gepland in het plan")


def test_evidence_of_the_plan_is_the_quote_marked_in_its_place():
    shown = evidence_window("Titel", [row(action="2.6/18", notices=("twee acties 18",), modality="under_study")], 1)
    seen = Seen(shown)

    assert "<mark>" in shown
    assert AROUND in seen.text
    for part in ("punt 1.1", "actie 18", "blz. 2", "Actieplan", "in het plan", "wordt onderzocht", "twee acties 18"):
        assert part in seen.text


def test_evidence_of_another_source_has_its_address_and_date_and_a_warning():
    dated, undated = (Seen(evidence_window("Titel", [found], 1)) for found in (ROWS[1], ROWS[3]))

    link = dated.all("a")[0]
    assert link["href"] == ADDRESS
    assert set(link["rel"].split()) == {"noopener", "noreferrer"}
    assert "22 mei 2023" in dated.text
    assert "zonder datum" in undated.text
    for seen in (dated, undated):
        assert "na te kijken op de actuele pagina" in seen.text
        assert "niet in het plan" in seen.text


def test_a_contact_that_nobody_checked_says_so():
    loose, checked = (
        Seen(evidence_window("Titel", [other(contact="info@x.be", assured_date=date)], 1)).text
        for date in (None, "2026-11-01")
    )

    assert "niet nagekeken" in loose
    assert "nagekeken op 1 november 2026" in checked


def test_an_address_that_is_no_web_address_is_no_link():
    assert Seen(evidence_window("Titel", [other(source_url="javascript:alert(1)")], 1)).all("a") == []


def test_hostile_words_stay_words_everywhere():
    bad = [
        replace(found, title=HOSTILE, kind=HOSTILE)
        for found in (
            row(partner=HOSTILE, partner_name=HOSTILE, service_name=HOSTILE, notices=(HOSTILE,), section=HOSTILE),
            other(partner=HOSTILE, partner_name=HOSTILE, quote=HOSTILE, contact=HOSTILE, source_url=HOSTILE,
                  source_date=HOSTILE, role_map=HOSTILE),
        )
    ]  # fmt: skip

    for shown in (picture(bad, all_open=True), role_list(bad), evidence_window(HOSTILE, bad, 1)):
        seen = Seen(shown)
        assert not {name for name, _ in seen.elements} & {"script", "img", "iframe"}
        assert not any("onclick" in attributes or "onerror" in attributes for _, attributes in seen.elements)
        assert "${" not in shown
        assert "{{" not in shown
        assert "<img src=x onerror=alert(1)>" in seen.text


def test_the_table_has_every_row_and_a_button_for_its_evidence():
    seen = Seen(role_list(ROWS))

    assert f"({len(ROWS)})" in seen.text
    assert [button["data-row"] for button in seen.all("button")] == ["kaart:0", "kaart:10", "kaart:20", "kaart:30"]


def test_the_csv_opens_in_a_spreadsheet_and_runs_no_formula():
    data = role_csv((*ROWS, row(service_name="=HYPERLINK(1)", notices=("let; op", "twee"))))

    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert tuple(lines[0]) == columns()
    assert lines[1][:7] == ["Vlaams Partnerschap Duaal Leren", "erkenning als leerwerkplek", "uitvoerder",
                            "onderneming", "Erkennen", "in het plan", "vermeld als feit"]  # fmt: skip
    assert lines[1][8:10] == ["punt 1.1 · blz. 2", QUOTE]
    assert lines[2][10:12] == [ADDRESS, "2023-05-22, na te kijken op de actuele pagina"]
    assert lines[-1][1] == "'=HYPERLINK(1)"
    assert lines[-1][-1] == "let; op | twee"


def test_the_excel_file_holds_the_same_as_text():
    rows = (*ROWS, row(service_name="=1+1", quote="met een \x07 teken"))

    sheet = load_workbook(io.BytesIO(role_xlsx(rows))).worksheets[0]

    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0] == columns()
    assert len(lines) == len(rows) + 1
    assert sheet.cell(len(lines), 2).value == "=1+1"
    assert sheet.cell(len(lines), 2).data_type == "s"
    assert "<f>" not in zipfile.ZipFile(io.BytesIO(role_xlsx(rows))).read("xl/worksheets/sheet1.xml").decode()


def test_a_reader_of_french_sees_french_names_where_there_are_and_else_dutch_marked_as_such():
    named = replace(ROWS[0], partner_names={"fr": "Partenariat flamand"}, service_names={"fr": "agrément"})

    drawn, table = picture((named, ROWS[2]), all_open=False, language="fr"), role_list((named, ROWS[2]), "fr")
    window = evidence_window("Titre", [named, replace(other(), service_names={"fr": "prime"})], 1, "fr")

    assert "Partenariat flamand, Agréer: 1 dans le plan" in Seen(drawn).all("button")[0]["aria-label"]
    assert '<span lang="nl">Sectorfondsen</span>' in drawn
    assert "Agrément" in Seen(table).text
    assert '<span lang="nl">Informeren van bedrijven</span>' in table
    for part in (
        "point 1.1",
        "Ceci ne figure pas dans le plan",
        "Date de la source\u00a0: 22 mai 2023",
        "exécutant",
        "Fermer",
    ):
        assert part in Seen(window).text
    assert '<div class="words" lang="nl">' in window


def test_a_download_speaks_the_language_of_its_page():
    lines = list(csv.reader(io.StringIO(role_csv(ROWS, "fr").decode("utf-8-sig")), delimiter=";"))

    assert tuple(lines[0]) == columns("fr")
    assert lines[1][2:7] == ["exécutant", "entreprise", "Agréer", "dans le plan", "mentionné comme un fait"]


def test_five_wrong_passwords_shut_the_door_for_that_address_and_for_a_while():
    now = [0.0]
    login = EditorLogin("juist", clock=lambda: now[0])

    for _ in range(5):
        assert login.may_try("a")
        assert login.opened("fout", "a") is None

    assert not login.may_try("a")
    assert login.may_try("b")
    now[0] = 301
    assert login.may_try("a")


@pytest.mark.parametrize("given", ["", "juis", "juist ", "JUIST", "jùist", "\ud800"])
def test_only_the_password_itself_opens(given):
    assert EditorLogin("juist").opened(given, "a") is None
    assert EditorLogin("").opened(given, "a") is None


def test_a_session_ends_by_itself_and_by_logging_out():
    now = [0.0]
    login = EditorLogin("juist", clock=lambda: now[0])
    first, second = login.opened("juist", "a"), login.opened("juist", "a")
    assert first is not None
    assert second is not None
    assert login.session(first.key) is first

    login.closed(first)
    now[0] = SESSION_SECONDS + 1

    assert login.session(first.key) is None
    assert login.session(second.key) is None
    assert login.session(None) is None
    assert login.session("") is None
