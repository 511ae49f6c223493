"""The page "Acties" and the plan as a document in a real Chromium; the pictures go to artefacts/."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.actions.filter import PlanActions
from app.web_app import WebParts, build_app
from kb.document import Document

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parents[2] / "artefacts"
HOSTILE = "<img src=https://evil.example/a.png onerror=alert(1)> <script>alert(1)</script> ![x](https://evil.example/b)"


def parts(document: Document, names) -> WebParts:
    actions = PlanActions(tuple((document, action) for action in document.actions), names)
    return WebParts(
        ask=None, sources=lambda: (document.source,), text=str, plan_actions=lambda: actions,
        document=lambda source_id: document,
    )  # fmt: skip


@pytest.fixture(scope="module")
def address(served, plan, partner_names) -> Iterator[str]:
    source = replace(plan.source, title="Actieplan Duaal Leren", language="nl", digest="0123456789abcdef" * 4)
    with served(build_app(parts(replace(plan, source=source), partner_names))) as where:
        yield where


def opened_page(browser, address: str, wrong: list[str], **given):
    """An empty page of an English visitor; what must not happen is gathered in `wrong`."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="en-GB", reduced_motion="reduce", **given
    )
    page = context.new_page()
    page.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: None if is_cut_off(str(error)) else wrong.append(f"error {error}"))
    page.on("console", lambda line: wrong.append(line.text) if is_error(line) else None)
    page.on("request", lambda request: None if is_own(request.url, address) else wrong.append(request.url))
    return page


@pytest.fixture
def page(browser, address):
    PICTURES.mkdir(exist_ok=True)
    wrong: list[str] = []
    opened = opened_page(browser, address, wrong)
    yield opened
    opened.context.close()
    assert wrong == []


@pytest.fixture
def actions(page, address):
    page.goto(f"{address}/acties")
    expect(rows(page)).to_have_count(21, timeout=20_000)
    return page


def is_own(url: str, address: str) -> bool:
    return url.startswith((f"{address}/", "data:", f"blob:{address}/"))


def is_error(line) -> bool:
    # A page that says no with a status of 400 and up is meant.
    return line.type == "error" and "Failed to load resource" not in line.text and not is_cut_off(line.text)


def is_cut_off(message: str) -> bool:
    """A request that the way to another page cuts off is no fault of the page."""
    return any(sign in message for sign in ("AbortError", "Connection errored out"))


def rows(page):
    return page.locator("#acties details.action")


def row(page, anchor: str):
    return page.locator(f'details[id="{anchor}"]')


def chosen(page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()


def widths(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


def test_the_whole_journey_to_the_words_in_the_plan_goes_by_keyboard(actions, plan):
    actions.keyboard.press("Tab")
    expect(actions.get_by_role("link", name="Naar de tijdlijn")).to_be_focused()
    actions.keyboard.press("Enter")
    actions.keyboard.press("Tab")
    expect(row(actions, "2.1-1").locator("summary")).to_be_focused()
    actions.keyboard.press("Enter")
    opened = row(actions, "2.1-1").locator(".opened")
    expect(opened).to_contain_text("De opleidingen duaal leren worden meegenomen in de screening")
    expect(opened).to_contain_text("Probleemstelling: Duaal leren wordt momenteel aangeboden")
    actions.keyboard.press("Tab")
    expect(opened.get_by_role("link", name="Lees in het plan")).to_be_focused()
    actions.keyboard.press("Enter")

    expect(actions.get_by_role("heading", level=1)).to_have_text("Actieplan Duaal Leren")
    action = plan.actions[0]
    marks = actions.locator("mark")
    expect(marks.first).to_be_in_viewport()
    assert " ".join(marks.all_inner_texts()).split() == plan.text[action.text.start : action.timing_span.end].split()


def test_the_filters_narrow_the_timeline_the_count_and_the_downloads(actions):
    chosen(actions, "Thema", "2.6 Partnerschappen en samenwerking")
    expect(actions.locator("#telling")).to_contain_text("4 acties")
    expect(rows(actions)).to_have_count(4)
    with actions.expect_download() as csv_file:
        actions.get_by_role("link", name="Download als CSV").click()
    with actions.expect_download() as calendar:
        actions.get_by_role("link", name="Zet in je agenda").click()
    assert csv_file.value.suggested_filename == "acties.csv"
    assert Path(csv_file.value.path()).read_text("utf-8-sig").count("\n") == 5
    assert Path(calendar.value.path()).read_text("utf-8").count("BEGIN:VEVENT") == 1

    chosen(actions, "Betrokken partij", "AHOVOKS")
    expect(actions.locator("#telling")).to_contain_text("Geen enkele actie past")
    actions.get_by_role("button", name="Alles tonen").click()
    expect(rows(actions)).to_have_count(21)
    chosen(actions, "Schooljaar", "Zonder datum in het plan")
    expect(rows(actions)).to_have_count(5)
    expect(actions.locator("#acties h3")).to_have_text(["Geen timing in het plan"])


def test_an_address_opens_one_of_the_two_actions_18_and_then_the_other(page, address):
    page.goto(f"{address}/acties#2.6-18")
    expect(row(page, "2.6-18").locator(".opened")).to_be_visible(timeout=20_000)
    expect(row(page, "2.6-18").locator("summary")).to_be_focused()
    expect(row(page, "2.6-18").locator("summary")).to_be_in_viewport()
    expect(row(page, "2.6-18")).to_contain_text("Er zijn 2 acties met nummer 18")
    expect(row(page, "2.7-18").locator(".opened")).to_be_hidden()

    page.evaluate("location.hash = '#2.7-18'")

    expect(row(page, "2.7-18").locator(".opened")).to_be_visible()
    page.goto(f"{address}/acties?actie=2.7/18.1")
    expect(row(page, "2.7-18.1").locator(".opened")).to_be_visible(timeout=20_000)


def test_an_address_carries_language_and_filter(page, address):
    page.goto(f"{address}/acties?taal=fr&thema=2.7&schooljaar=2025-2026&modaliteit=onzin")

    expect(rows(page)).to_have_count(3, timeout=20_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Actions")
    expect(page.get_by_role("combobox", name="Thème")).to_have_value("2.7 Image")
    expect(page.get_by_role("combobox", name="Année scolaire")).to_have_value("2025-2026")
    row(page, "2.7-18").locator("summary").click()
    opened = row(page, "2.7-18").locator(".opened")
    expect(opened).to_contain_text("Il y a 2 actions numéro 18")
    expect(opened.locator("blockquote").first).to_have_attribute("lang", "nl")
    page.get_by_role("combobox", name="Degré de certitude").click()
    page.get_by_role("option", name="Encore une proposition").click()
    expect(rows(page)).to_have_count(2)
    expect(page.locator("#telling")).to_contain_text("2 actions")


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_pages_fit_and_are_accessible(actions, address, width, serious):
    actions.set_viewport_size({"width": width, "height": 900})
    problems, fits = serious(actions), [widths(actions)]
    actions.screenshot(path=PICTURES / f"actions-start-{width}.png", full_page=True)
    row(actions, "2.6-15").locator("summary").click()
    expect(row(actions, "2.6-15").locator(".opened")).to_be_visible()
    actions.screenshot(path=PICTURES / f"actions-open-{width}.png")
    problems += serious(actions)
    fits.append(widths(actions))
    expect(actions.locator(".timeline .heads")).to_be_visible(visible=width == 1440)
    expect(row(actions, "2.1-2").locator(".period")).to_have_text("het schooljaar 2025-2026")

    actions.goto(f"{address}/bron/actieplan?van=19500&tot=19700#citaat")
    expect(actions.locator("mark").first).to_be_in_viewport()
    actions.screenshot(path=PICTURES / f"plan-{width}.png")
    problems += serious(actions)
    fits.append(widths(actions))

    assert problems == []
    assert fits == [width] * 3


def test_the_plan_is_read_without_script_and_prints_without_menu(browser, address):
    wrong: list[str] = []
    page = opened_page(browser, address, wrong, java_script_enabled=False)
    page.goto(f"{address}/plan")
    page.get_by_role("navigation", name="Inhoud").get_by_role("link", name="Actie 9", exact=True).click()

    expect(page.get_by_role("group", name="Actie 9, punt 2.3")).to_be_in_viewport()
    assert page.url.endswith("/bron/actieplan#actie-2.3-9")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_have_count(0)
    page.emulate_media(media="screen")
    expect(page.get_by_role("link", name="English")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("navigation", name="Contents")).to_be_visible()
    expect(page.locator("article")).to_have_attribute("lang", "nl")
    page.context.close()
    assert wrong == []


def test_hostile_words_of_a_document_are_shown_as_words(browser, served, document_of_text, partner_names):
    document = document_of_text(
        f"{HOSTILE}\n\n2. ACTIES {HOSTILE}\n\nProbleemstelling: {HOSTILE}\n\nActie 1: {HOSTILE}\n"
        f"Betrokkenen: {HOSTILE}\nTiming: {HOSTILE}\n"
    )
    document = replace(document, source=replace(document.source, title=HOSTILE, file=HOSTILE, publisher=HOSTILE))
    wrong: list[str] = []
    with served(build_app(parts(document, partner_names))) as where:
        page = opened_page(browser, where, wrong)
        page.goto(f"{where}/acties")
        rows(page).locator("summary").click(timeout=20_000)
        expect(rows(page).locator("blockquote").first).to_contain_text("<script>alert(1)</script>")
        assert page.locator("#acties :is(img, script, iframe)").count() == 0
        page.goto(f"{where}/bron/stuk?van=3&tot=60")
        expect(page.locator("article")).to_contain_text("onerror=alert(1)")
        assert page.locator("main :is(img, script, iframe)").count() == 0
        page.context.close()
    assert wrong == []
