"""The page "Wie doet wat" and the pages for editors in a real Chromium; the pictures go to artefacts/."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from app.pages.editor_parts import DocumentEditing, EditorParts
from app.pages.feedback import Feedback
from app.pages.table_editing import EditableTable, TableEditing
from app.pages.web_parts import RoleRow
from app.web_app import WebParts, build_app
from kb.action import Span
from kb.errors import SourceError
from kb.index_state import IndexState
from kb.participation import Participation

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parents[2] / "artefacts"
PASSWORD = "een lang wachtwoord"
HOSTILE = "<img src=https://evil.example/a.png onerror=alert(1)> <script>alert(1)</script> ![x](https://evil.example/b)"
QUOTE = "Het Vlaams Partnerschap erkent ondernemingen als leerwerkplek"
AROUND = f"Actie 18: Daarvoor staat dit. {QUOTE}, en daarna dat."
ADDRESS = "https://www.vlaanderen.be/premies"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def row(number: int, partner: str, phase: tuple[str, ...], *, kind="partnerschap", in_plan=True, **given) -> RoleRow:
    fields = {
        "partner": partner.lower().replace(" ", "-"), "partner_name": partner, "service": "dienst",
        "service_name": "erkenning als leerwerkplek", "role": "executor", "audience": ("company",), "phase": phase,
        "evidence": "in_plan", "modality": "stated", "source_id": "plan", "section": "1.1",
        "start": AROUND.index(QUOTE), "end": AROUND.index(QUOTE) + len(QUOTE), "quote": QUOTE, "source_url": None,
        "source_date": None, "contact": None, "assured_date": None, "notices": (), "action": None,
        "fact": ("", "", ""), "sectors": (), "joint_committees": (), "row": Span(number, number + 1),
        "role_map": "kaart",
    }  # fmt: skip
    return RoleRow(Participation(**(fields | given)), kind, in_plan, "Actieplan Duaal Leren", 2, AROUND, 0)


def other(number: int, partner: str, phase: tuple[str, ...], **given) -> RoleRow:
    fields = {"evidence": "other_source", "quote": f"{partner} betaalt een premie.", "source_url": ADDRESS,
              "source_date": "2023-05-22", "service_name": "premie voor mentoren"}  # fmt: skip
    return replace(row(number, partner, phase, **(fields | given)), around="", page=None)


PARTNERSHIP = "Vlaams Partnerschap Duaal Leren"
ROWS = (
    row(0, PARTNERSHIP, ("recognise",), action="2.6/18", notices=("Twee acties dragen nummer 18.",)),
    row(1, PARTNERSHIP, ("inform", "recruit"), modality="planned"),
    row(2, "sectorfondsen", ("inform",), kind="fonds", modality="under_study", audience=("mentor",),
        service_name="informeren van bedrijven"),
    row(3, "AHOVOKS", ("offer",), kind="agentschap", evidence="announced_in_plan", modality="planned"),
    other(4, "Departement WEWIS", ("premium",), kind="departement", contact=ADDRESS),
    other(5, "UNIZO", (), kind="werkgeversorganisatie", in_plan=False, source_date="undated"),
    other(6, f"Gevaar {HOSTILE}", ("complaint",), kind=HOSTILE, in_plan=False, quote=HOSTILE, notices=(HOSTILE,),
          service_name=HOSTILE, contact=HOSTILE, source_url=f"javascript:alert(1) {HOSTILE}"),
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Row:
    name: str
    place: str = "rij 2"
    fields: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Preview:
    added: tuple[Row, ...] = ()
    removed: tuple[Row, ...] = ()
    changed: tuple[Row, ...] = ()
    faults: tuple[str, ...] = ()
    based_on: str = "vingerafdruk"


@dataclass(frozen=True)
class Version:
    name: str
    saved: str
    rows: int


@dataclass
class Maps:
    """Editing functions that remember what they were asked to do."""

    applied: list[tuple[str, bytes, str, str]]
    restored: list[tuple[str, str]]
    moved: bool = False

    def preview(self, source_id: str, data: bytes, file_name: str) -> Preview:
        cell = load_workbook(io.BytesIO(data)).worksheets[0]["A1"].value
        if cell == "fout":
            return Preview(faults=(f"blad 'rollen', rij 3, kolom role: gevonden 'baas' {HOSTILE}",))
        if cell == "gelijk":
            return Preview()
        return Preview(
            (Row("WEWIS – premie – funder"),), (Row("RTC – opleiding – executor"),),
            (Row("VPDL – erkenning", fields=(Change("quote", HOSTILE, "nieuw"), Change("action", "", "5"))),),
        )  # fmt: skip

    def apply(self, source_id: str, data: bytes, file_name: str, based_on: str) -> None:
        if self.moved:
            raise SourceError("rollenkaart 'kaart' is intussen veranderd; bekijk de wijzigingen opnieuw")
        self.applied.append((source_id, data, file_name, based_on))

    def restore(self, source_id: str, name: str) -> None:
        self.restored.append((source_id, name))


MAPS = Maps([], [])


def workbook(cell: str) -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.worksheets[0]["A1"] = cell
    book.save(out)
    return out.getvalue()


TOLD: list[Feedback] = []


def parts(editing: EditorParts | None) -> WebParts:
    return WebParts(
        ask=None, sources=tuple, text=str, roles=lambda: ROWS, editing=editing, keep_feedback=TOLD.append
    )  # fmt: skip


def editing() -> EditorParts:
    tables = TableEditing(
        lambda: (EditableTable("kaart", "Rollenkaart"),), lambda table: workbook("nu"), MAPS.preview, MAPS.apply,
        lambda table: (Version("20261123T101112000000", "2026-11-23T10:11:12+00:00", 42),), MAPS.restore,
    )  # fmt: skip
    state = IndexState("2026-11-23T10:11:12+00:00", 0, (), (), None)
    return EditorParts(
        lambda: state, DocumentEditing(None, None, None, None, None), tables, tuple, None, None, password=PASSWORD
    )


@pytest.fixture(scope="module")
def address(served) -> Iterator[str]:
    with served(build_app(parts(editing()))) as where:
        yield where


@pytest.fixture
def page(browser, address):
    """An empty page of an English visitor; any dialogue, script error or foreign request fails the test."""
    PICTURES.mkdir(exist_ok=True)
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB", reduced_motion="reduce")
    opened, wrong = context.new_page(), []
    opened.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    opened.on("pageerror", lambda error: None if is_cut_off(str(error)) else wrong.append(f"error {error}"))
    opened.on("console", lambda line: wrong.append(line.text) if is_error(line) else None)
    opened.on("request", lambda request: None if is_own(request.url, address) else wrong.append(request.url))
    yield opened
    context.close()
    assert wrong == []


@pytest.fixture
def roles(page, address):
    page.goto(f"{address}/wie-doet-wat")
    expect(page.get_by_role("heading", name="Kaart van partners en fasen")).to_be_visible(timeout=20_000)
    return page


@pytest.fixture
def desk(page, address):
    """The tables of a logged-in editor."""
    MAPS.applied.clear()
    MAPS.restored.clear()
    MAPS.moved = False
    page.goto(f"{address}/redactie")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    page.get_by_role("link", name="Rollenkaarten en woorden").click()
    expect(page.get_by_role("heading", name="Rollenkaarten en woorden")).to_be_visible()
    return page


def is_own(url: str, address: str) -> bool:
    return url.startswith((f"{address}/", "data:", f"blob:{address}/"))


def is_error(line) -> bool:
    # A page that says no with a status of 400 and up is meant.
    return line.type == "error" and "Failed to load resource" not in line.text and not is_cut_off(line.text)


def is_cut_off(message: str) -> bool:
    """A request that the way to another page cuts off is no fault of the page."""
    signs = ("AbortError", "Connection errored out")
    return any(sign in message for sign in signs)


def cell(page, label: str):
    return page.get_by_role("button", name=label)


def evidence(page):
    return page.locator("dialog.evidence[open]")


def partners(page) -> list[str]:
    return page.locator("#rollen tr:not(.group) > th[scope=row]").all_inner_texts()


def uploaded(page, content: bytes, name: str = "kaart.xlsx") -> None:
    page.get_by_label("Aangepast Excel-bestand").set_input_files({"name": name, "mimeType": XLSX, "buffer": content})
    page.get_by_role("button", name="Bekijk de wijzigingen").click()


def widths(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


def test_the_menu_leads_from_one_page_to_the_other_and_back(page, address):
    page.goto(address)
    menu = page.get_by_role("navigation", name="Hoofdmenu")
    menu.get_by_role("link", name="Wie doet wat").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie doet wat")
    expect(page).to_have_title("Wie doet wat · Duaalwijzer")
    expect(menu.get_by_role("link", name="Wie doet wat")).to_have_attribute("aria-current", "page")
    assert page.evaluate("document.documentElement.lang").startswith("nl")

    menu.get_by_role("link", name="Stel een vraag").click()

    expect(page.get_by_label("Je vraag")).to_be_visible()
    expect(page).to_have_title("Duaalwijzer")


def test_the_filters_narrow_the_picture_the_table_and_the_count(roles):
    expect(roles.locator("#telling")).to_contain_text("6 partners, 7 rijen")

    roles.get_by_role("radio", name="Mentor").check()
    expect(roles.locator("#telling")).to_contain_text("1 partner, 1 rij.")
    assert partners(roles)[0] == "Sectorfondsen"
    roles.get_by_role("button", name="Alles tonen").click()
    expect(roles.locator("#telling")).to_contain_text("7 rijen")
    roles.get_by_role("radio", name="Andere bron").check()
    expect(roles.locator("#telling")).to_contain_text("3 partners, 3 rijen")
    roles.get_by_label("Ik zoek").fill("premei")
    expect(roles.locator("#telling")).to_contain_text("2 partners")
    roles.get_by_label("Ik zoek").fill("kwantumfysica")
    expect(roles.locator("#telling")).to_contain_text("Geen enkele rij past")


def test_the_phase_is_chosen_by_keyboard(roles):
    roles.get_by_role("combobox", name="Fase").focus()
    expect(roles.get_by_role("option", name="Premies")).to_be_visible()
    for _ in range(9):
        roles.keyboard.press("ArrowDown")
    roles.keyboard.press("Enter")

    expect(roles.locator("#telling")).to_contain_text("1 partner, 1 rij.")
    assert partners(roles)[0] == "Departement WEWIS"


def test_a_cell_opens_the_quote_in_its_context(roles):
    cell(roles, f"{PARTNERSHIP}, Erkennen").click()

    shown = evidence(roles)
    expect(shown.locator("mark")).to_have_text(QUOTE)
    for part in (AROUND, "Actieplan Duaal Leren", "punt 1.1", "actie 18", "blz. 2", "in het plan", "Twee acties"):
        expect(shown).to_contain_text(part)
    roles.keyboard.press("Escape")
    expect(evidence(roles)).to_have_count(0)
    cell(roles, f"{PARTNERSHIP}, Erkennen").click()
    expect(evidence(roles)).to_be_visible()


def test_a_row_from_another_source_shows_address_date_and_warning(roles):
    cell(roles, "Departement WEWIS, Premies").click()

    shown = evidence(roles)
    for part in ("betaalt een premie", "22 mei 2023", "na te kijken op de actuele pagina", "niet in het plan",
                 "niet nagekeken"):  # fmt: skip
        expect(shown).to_contain_text(part)
    link = shown.get_by_role("link").first
    assert set(link.get_attribute("rel").split()) == {"noopener", "noreferrer"}
    shown.get_by_role("button", name="Sluiten").click()
    expect(evidence(roles)).to_have_count(0)
    cell(roles, "UNIZO, Zonder fase").click()
    expect(evidence(roles)).to_contain_text("zonder datum")


def test_a_wrong_contact_reaches_the_editor(roles, serious):
    cell(roles, "Departement WEWIS, Premies").click()
    evidence(roles).get_by_text("Deze contactgegevens kloppen niet").click()
    evidence(roles).get_by_label("Wil je er iets bij zeggen?").fill(HOSTILE)
    problems = serious(roles)

    evidence(roles).get_by_role("button", name="Verstuur").click()

    expect(evidence(roles)).to_contain_text("Bedankt. De redactie krijgt je bericht.")
    (given,) = TOLD
    assert (given.kind, given.words, given.about) == ("wrong_contact", HOSTILE, f"Departement WEWIS: {ADDRESS}")
    assert problems == []


def test_another_language_words_the_whole_page(roles, serious):
    roles.get_by_role("link", name="Français").click()

    expect(roles.get_by_role("heading", name="Carte des partenaires et des phases")).to_be_visible(timeout=20_000)
    expect(roles.get_by_role("radio", name="Accompagnateur de parcours")).to_be_visible()
    expect(roles.get_by_role("link", name="Rédaction (en néerlandais)")).to_be_visible()
    expect(roles.locator("#telling")).to_contain_text("6 partenaires, 7 lignes.")
    assert roles.evaluate("document.documentElement.lang").startswith("fr")
    roles.get_by_role("radio", name="Autre source").check()
    expect(roles.locator("#telling")).to_contain_text("3 partenaires, 3 lignes.")
    for width in (360, 640, 1440):
        roles.set_viewport_size({"width": width, "height": 900})
        roles.screenshot(path=PICTURES / f"roles-fr-{width}.png", full_page=True)
        assert widths(roles) == width
    cell(roles, "Departement WEWIS, Primes").click()
    expect(evidence(roles)).to_contain_text("22 mai 2023")
    assert serious(roles) == []


def test_what_is_not_firm_has_its_own_sign_and_word(roles):
    cell(roles, "sectorfondsen, Informeren: 1 wordt onderzocht, voorgesteld of aangekondigd").click()

    expect(evidence(roles)).to_contain_text("wordt onderzocht")


def test_the_whole_journey_goes_by_keyboard_and_focus_comes_back(roles):
    roles.keyboard.press("Tab")
    expect(roles.get_by_role("link", name="Naar de kaart")).to_be_focused()
    roles.keyboard.press("Enter")
    roles.keyboard.press("Tab")
    first = cell(roles, f"{PARTNERSHIP}, Informeren")
    expect(first).to_be_focused()
    roles.keyboard.press("Enter")
    expect(evidence(roles)).to_be_visible()
    expect(evidence(roles).get_by_role("heading", level=2)).to_be_focused()
    roles.keyboard.press("Tab")
    expect(evidence(roles).get_by_role("button", name="Sluiten")).to_be_focused()
    roles.keyboard.press("Enter")
    expect(first).to_be_focused()


def test_the_table_is_the_text_of_the_picture_and_opens_evidence_too(roles):
    table = roles.locator("#rollentabel table")
    expect(table.get_by_role("row")).to_have_count(len(ROWS) + 1)
    expect(table.get_by_role("columnheader")).to_have_text(
        ["Partner", "Dienst", "Rol", "Doelgroep", "Fase", "Bewijs", "Modaliteit"]
    )

    table.get_by_role("button", name="Toon bewijs: AHOVOKS").click()

    expect(evidence(roles)).to_contain_text("aangekondigd in het plan")


def test_a_fold_stays_as_the_reader_left_it(roles):
    roles.get_by_role("heading", name="Dezelfde rijen als tabel").click()
    expect(roles.locator("#rollentabel table")).to_be_hidden()

    roles.get_by_role("radio", name="Mentor").check()

    expect(roles.locator("#telling")).to_contain_text("1 partner")
    expect(roles.locator("#rollentabel table")).to_be_hidden()


def test_hostile_words_are_shown_as_words(roles):
    roles.locator("button.cell", has_text="Klachten").click()

    expect(evidence(roles)).to_contain_text("onerror=alert(1)")
    expect(evidence(roles).locator(".notices")).to_contain_text("<script>alert(1)</script>")
    assert roles.locator("#rollen :is(img, script, iframe), dialog :is(img, script, iframe)").count() == 0
    assert roles.locator("a[href^=javascript]").count() == 0


def test_the_shown_rows_are_downloaded(roles):
    roles.get_by_role("radio", name="Mentor").check()
    expect(roles.locator("#telling")).to_contain_text("1 partner")

    with roles.expect_download() as csv_file:
        roles.get_by_role("link", name="Download als CSV").click()
    with roles.expect_download() as excel_file:
        roles.get_by_role("link", name="Download als Excel").click()

    assert csv_file.value.suggested_filename == "wie-doet-wat.csv"
    assert "sectorfondsen;informeren van bedrijven" in Path(csv_file.value.path()).read_text("utf-8-sig")
    data = Path(excel_file.value.path()).read_bytes()
    assert [cell.value for cell in load_workbook(io.BytesIO(data)).worksheets[0]["A"]] == ["Partner", "sectorfondsen"]


def test_no_english_stands_on_the_page_of_an_english_visitor(roles):
    names = roles.evaluate(
        "[...document.querySelectorAll('[aria-label],[title]')].map(e => e.ariaLabel + ' ' + e.title)"
    )

    shown = roles.locator("body").inner_text() + " ".join(names)
    assert not re.search(r"\b(the|home|clear|submit|loading|select|options|built with)\b", shown, re.IGNORECASE)


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_page_fits_and_is_accessible(roles, width, serious):
    roles.set_viewport_size({"width": width, "height": 900})
    problems, fits = serious(roles), [widths(roles)]
    roles.screenshot(path=PICTURES / f"roles-start-{width}.png", full_page=True)

    cell(roles, f"{PARTNERSHIP}, Erkennen").click()
    expect(evidence(roles)).to_be_visible()
    roles.screenshot(path=PICTURES / f"roles-evidence-{width}.png")
    problems += serious(roles)
    fits.append(widths(roles))
    roles.keyboard.press("Escape")
    roles.get_by_label("Ik zoek").fill("kwantumfysica")
    expect(roles.locator("#telling")).to_contain_text("Geen enkele rij past")
    problems += serious(roles)

    assert problems == []
    assert fits == [width, width]


def test_the_page_is_as_readable_in_a_dark_browser(roles, serious):
    roles.emulate_media(color_scheme="dark")
    roles.reload()
    expect(cell(roles, f"{PARTNERSHIP}, Erkennen")).to_be_visible()

    assert serious(roles) == []


def test_without_a_password_there_is_no_editing(browser, served):
    with served(build_app(parts(None))) as where:
        context = browser.new_context()
        opened = context.new_page()
        assert opened.goto(f"{where}/redactie").status == 404
        opened.goto(f"{where}/wie-doet-wat")
        expect(opened.locator("#telling")).to_contain_text("partners")
        expect(opened.get_by_role("link", name="Redactie")).to_have_count(0)
        context.close()


def test_a_wrong_password_is_refused_and_too_many_shut_the_door(browser, served):
    with served(build_app(parts(editing()))) as where:
        context = browser.new_context()
        opened = context.new_page()
        for tried in range(6):
            opened.goto(f"{where}/redactie")
            opened.get_by_label("Wachtwoord").fill("fout" if tried < 5 else PASSWORD)
            opened.get_by_role("button", name="Aanmelden").click()
            expect(opened.get_by_role("alert")).to_contain_text("klopt niet" if tried < 5 else "Te veel foute")
        assert opened.goto(f"{where}/redactie/kaart/kaart.xlsx").status == 403
        assert context.cookies() == []
        context.close()


def test_a_stranger_can_change_nothing(browser, address):
    context = browser.new_context()
    for step in ("bekijk", "bevestig", "zet-terug"):
        answer = context.request.post(f"{address}/redactie/{step}/kaart", form={"sleutel": "x", "versie": "y"})
        assert answer.status == 403
    context.close()


def test_a_form_from_another_site_is_refused(desk, address):
    answer = desk.context.request.post(f"{address}/redactie/zet-terug/kaart", form={"versie": "20261123T101112000000"})

    assert answer.status == 403
    assert MAPS.restored == []
    cookie = desk.context.cookies()[0]
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")


def test_the_map_is_downloaded(desk):
    with desk.expect_download() as got:
        desk.get_by_role("link", name="Download als Excel").click()

    assert got.value.suggested_filename == "kaart.xlsx"
    assert Path(got.value.path()).read_bytes().startswith(b"PK")


def test_a_fault_is_shown_in_its_place_and_nothing_can_be_confirmed(desk, serious):
    uploaded(desk, workbook("fout"))

    expect(desk.get_by_role("alert")).to_contain_text("blad 'rollen', rij 3, kolom role: gevonden 'baas'")
    expect(desk.get_by_role("alert")).to_contain_text("onerror=alert(1)")
    expect(desk.get_by_role("button", name="Bevestig")).to_have_count(0)
    assert serious(desk) == []
    desk.get_by_role("link", name="Terug naar het overzicht").click()
    expect(desk.get_by_role("heading", name="Eerdere versies")).to_be_visible()
    assert MAPS.applied == []


@pytest.mark.parametrize("width", [360, 1440])
def test_an_edit_is_previewed_row_by_row_and_applied_only_when_confirmed(desk, width, serious):
    desk.set_viewport_size({"width": width, "height": 900})
    desk.screenshot(path=PICTURES / f"editor-tables-{width}.png", full_page=True)
    problems, fits = serious(desk), [widths(desk)]
    uploaded(desk, workbook("goed"))
    for part in ("Nieuwe rijen (1)", "WEWIS – premie – funder", "Geschrapte rijen (1)", "Gewijzigde rijen (1)", "quote",
                 "nieuw", "(leeg)"):  # fmt: skip
        expect(desk.locator("main")).to_contain_text(part)
    desk.screenshot(path=PICTURES / f"editor-preview-{width}.png", full_page=True)
    problems += serious(desk)
    fits.append(widths(desk))
    assert MAPS.applied == []

    desk.get_by_role("button", name="Bevestig").click()

    expect(desk.get_by_role("status")).to_contain_text("Rollenkaart is gewijzigd")
    (applied,) = MAPS.applied
    assert (applied[0], applied[2:]) == ("kaart", ("kaart.xlsx", "vingerafdruk"))
    assert load_workbook(io.BytesIO(applied[1])).worksheets[0]["A1"].value == "goed"
    assert problems + serious(desk) == []
    assert fits == [width, width]


def test_a_confirmation_counts_once_and_not_for_a_map_that_moved(desk, address):
    uploaded(desk, workbook("goed"))
    key = desk.locator("input[name=sleutel]").first.get_attribute("value")
    MAPS.moved = True

    desk.get_by_role("button", name="Bevestig").click()

    expect(desk.get_by_role("alert")).to_contain_text("intussen veranderd")
    MAPS.moved = False
    again = desk.context.request.post(f"{address}/redactie/bevestig/kaart", form={"sleutel": key})
    assert again.status == 400
    assert "Er wacht geen bestand" in unescape(again.text())
    assert MAPS.applied == []


def test_an_equal_file_leaves_nothing_to_confirm(desk):
    uploaded(desk, workbook("gelijk"))

    expect(desk.locator("main")).to_contain_text("gelijk aan de tabel van nu")
    expect(desk.get_by_role("button", name="Bevestig")).to_have_count(0)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [(b"PK" + b"x" * (5 * 1024 * 1024 + 1), "groot.xlsx", "groter dan 5 MB"),
     (b"PK" + b"x" * (7 * 1024 * 1024), "groter.xlsx", "groter dan 5 MB"),
     (b"geen excel", "kaart.xlsx", "geen Excel-bestand"), (b"PK..", "kaart.csv", "geen Excel-bestand"),
     (b"", "leeg.xlsx", "Kies eerst een bestand")],
)  # fmt: skip
def test_a_file_that_cannot_be_a_map_is_refused_in_one_sentence(desk, address, content, name, said):
    key = desk.locator("input[name=sleutel]").first.get_attribute("value")

    answer = desk.context.request.post(
        f"{address}/redactie/bekijk/kaart",
        multipart={"sleutel": key, "bestand": {"name": name, "mimeType": XLSX, "buffer": content}},
    )

    assert answer.status == 400
    assert said in unescape(answer.text())


def test_an_earlier_version_is_put_back(desk):
    desk.get_by_role("button", name=re.compile("Zet versie .* terug|Zet versie terug")).click()

    expect(desk.get_by_role("status")).to_contain_text("eerdere versie van Rollenkaart is teruggezet")
    assert MAPS.restored == [("kaart", "20261123T101112000000")]


def test_logging_out_ends_the_session(desk, address):
    desk.get_by_role("button", name="Afmelden").click()

    expect(desk.get_by_label("Wachtwoord")).to_be_visible()
    assert desk.goto(f"{address}/redactie/kaart/kaart.xlsx").status == 403
