"""The page "Boodschap toetsen" in a real Chromium; the pictures go to artefacts/."""

import io
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect

from app.checking.finding import Finding
from app.records.answer import Citation
from app.web_app import WebParts, build_app
from ingest.message_text import message_text

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parents[2] / "artefacts"
DRAFT = (
    "Goed nieuws!  Duaal leren leidt tot een diploma.\n\n• Er staan 12 partnerschappen klaar. Ze krijgen een laptop."
)
QUOTE = "samen met 20 sectorale partnerschappen"
SOURCE = f"Het Vlaams Partnerschap erkent, {QUOTE}, ondernemingen."
HOSTILE = "<img src=https://evil.example/a.png onerror=alert(1)> <script>alert(1)</script> ${alert(1)} {{value}}"
GO_ON = threading.Event()

VERDICTS = {
    "Goed nieuws!": ("not_checkable", ("Groet.",), None),
    "Duaal leren leidt tot een diploma.": ("supported", ("Het plan zegt dit.",), None),
    "Er staan 12 partnerschappen klaar.": (
        "contradicted", ("Aantal: het plan zegt 20.", "Woordkeuze: «klaar» (toon): liever «actief»"),
        "Er staan 20 partnerschappen klaar.",
    ),
    "Ze krijgen een laptop.": ("not_in_sources", ("Dit staat niet in het plan.",), None),
}  # fmt: skip


def check(text: str) -> Iterator[Finding]:
    if "STUK" in text:
        raise RuntimeError("kapot")
    start = SOURCE.index(QUOTE)
    quote = Citation(
        1, "plan", "Actieplan", "1.1", None, 2, start, start + len(QUOTE), QUOTE, "in_plan", "stated"
    )  # fmt: skip
    for sentence in re.finditer(r"<img[^\n]*|[^\s•][^.!\n]*[.!]", text):
        if "WACHT" in sentence[0]:
            GO_ON.wait(20)
        verdict, reasons, suggestion = VERDICTS.get(sentence[0], ("contradicted", (sentence[0],), f"{sentence[0]} x"))
        quotes = (quote,) if verdict in ("supported", "contradicted") else ()
        yield Finding(sentence[0], *sentence.span(), verdict, reasons, quotes, suggestion)


@pytest.fixture(scope="module")
def address(served) -> Iterator[str]:
    parts = WebParts(
        ask=None, sources=tuple, text=lambda source_id: SOURCE, check=check,
        message_text=lambda name, data: message_text(Path(name), data),
    )  # fmt: skip
    with served(build_app(parts)) as where:
        yield f"{where}/toets-een-boodschap"


@pytest.fixture
def page(browser, address):
    """The page, opened; a dialogue, a script error or a request to another address fails the test."""
    PICTURES.mkdir(exist_ok=True)
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="en-GB", reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    )  # fmt: skip
    opened, wrong, root = context.new_page(), [], address.rpartition("/")[0]
    opened.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    visits: list[str] = []
    opened.on("request", lambda sent: visits.append(sent.url) if sent.is_navigation_request() else None)
    opened.on("pageerror", lambda error: wrong.append(f"error {error}"))
    opened.on(
        "request",
        lambda request: (
            None if request.url.startswith((f"{root}/", "data:", f"blob:{root}/")) else wrong.append(request.url)
        ),
    )
    opened.goto(address)
    expect(opened.get_by_label("Je tekst")).to_be_visible(timeout=20_000)
    yield opened
    context.close()
    if len(visits) > 1:  # a request that the way to the page in another language cuts off is no fault of the page
        wrong = [fault for fault in wrong if "AbortError" not in fault]
    assert wrong == []


def checked(page, text: str = DRAFT) -> None:
    page.locator("#boodschap textarea").fill(text)
    page.locator("#toets").click()
    expect(page.locator("#uitslag")).to_be_focused(timeout=20_000)


def window(page):
    return page.locator("dialog.finding-window[open]")


def widths(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


def test_a_draft_is_checked_read_copied_and_signed_off(page):
    checked(page)
    expect(page.locator("#toetsstand")).to_contain_text("Klaar: 4 zinnen getoetst, 2 vragen aandacht.")
    draft = page.locator(".draft").inner_text()
    assert [line.split("✓")[0].split("✗")[0].rstrip() for line in draft.split("\n")] == [
        "Goed nieuws!  Duaal leren leidt tot een diploma.", "", "• Er staan 12 partnerschappen klaar.",
    ]  # fmt: skip
    sentence = page.get_by_role("link", name="Er staan 12 partnerschappen klaar.")
    expect(sentence).to_contain_text("In strijd met de bron")

    sentence.focus()
    page.keyboard.press("Enter")
    expect(window(page).get_by_role("heading", name="Zin 3: In strijd met de bron")).to_be_focused()
    expect(window(page).locator("mark")).to_have_text(QUOTE)
    expect(window(page)).to_contain_text("punt 1.1 · blz. 2")
    expect(window(page).locator("del")).to_contain_text("12")
    expect(window(page).locator("ins")).to_contain_text("20")
    expect(window(page).locator(".house-wording")).to_contain_text("liever «actief»")
    window(page).get_by_role("button", name="Kopieer het voorstel").click()
    expect(window(page).locator(".copy-status")).to_have_text("Gekopieerd")
    assert page.evaluate("navigator.clipboard.readText()") == "Er staan 20 partnerschappen klaar."
    page.keyboard.press("Escape")
    expect(sentence).to_be_focused()

    expect(page.locator(".finding:visible")).to_have_count(4)
    page.get_by_label("Alleen wat aandacht vraagt").check()
    expect(page.locator(".finding:visible")).to_have_count(2)

    with page.expect_download() as report:
        page.get_by_role("button", name="Rapport downloaden (Word)").click()
    assert report.value.suggested_filename == "toets-van-een-boodschap.docx"
    texts = [p.text for p in docx.Document(io.BytesIO(Path(report.value.path()).read_bytes())).paragraphs]
    assert any("Er staan 12 partnerschappen klaar. [3 ✗" in text for text in texts)
    expect(page.locator(".report-status")).to_have_text("Het rapport is gedownload.")


def test_a_file_fills_the_text_box_and_a_wrong_one_is_told(page):
    choose = page.get_by_label("Of kies een bestand")
    choose.set_input_files({"name": "beeld.png", "mimeType": "image/png", "buffer": b"\x89PNG"})
    expect(page.locator(".file-status")).to_contain_text("kan niet gelezen worden")

    choose.set_input_files({"name": "folder.txt", "mimeType": "text/plain", "buffer": DRAFT.encode()})
    expect(page.get_by_label("Je tekst")).to_have_value(DRAFT)
    expect(page.get_by_label("Je tekst")).to_be_focused()
    page.locator("#toets").click()

    expect(page.locator("#uitslag")).to_be_focused()
    page.get_by_role("button", name="Wissen").click()
    expect(page.get_by_label("Je tekst")).to_have_value("")
    expect(page.locator("section.checked")).to_have_count(0)


def test_a_long_draft_tells_how_far_it_is(page):
    GO_ON.clear()
    page.locator("#boodschap textarea").fill("Eerste zin. WACHT zin. Derde zin.")
    page.locator("#toets").click()
    spoken = page.locator("#toetsstand [aria-live=polite]")
    expect(spoken).to_contain_text("wordt getoetst")
    page.wait_for_timeout(2100)
    GO_ON.set()

    expect(spoken).to_contain_text("Klaar: 3 zinnen")


def test_a_failure_and_an_empty_draft_are_no_result(page):
    checked(page)
    page.locator("#boodschap textarea").fill("STUK.")
    page.locator("#toets").click()
    expect(page.get_by_role("alert")).to_contain_text("fout in de toepassing")
    expect(page.locator("section.checked")).to_have_count(0)

    page.locator("#boodschap textarea").fill("")
    page.locator("#toets").click()
    expect(page.get_by_role("alert")).to_contain_text("Plak eerst een tekst")


def test_hostile_words_are_shown_as_words(page):
    checked(page, HOSTILE)
    page.locator("a.sent").first.click()

    expect(window(page)).to_contain_text("onerror=alert(1)")
    expect(page.locator(".draft")).to_contain_text("${alert(1)} {{value}}")
    assert page.locator("#toetsuitslag :is(img, script, iframe)").count() == 0


@pytest.mark.parametrize(
    ("language", "button", "verdict"),
    [("fr", "Vérifier", "Contraire à la source"), ("en", "Check", "Contradicts the source")],
)
def test_the_page_speaks_french_and_english(page, address, language, button, verdict):
    page.goto(f"{address}?taal={language}")
    page.get_by_role("button", name=button, exact=True).wait_for()
    expect(page.locator("#boodschap textarea")).to_be_visible()
    page.locator("#boodschap textarea").fill(DRAFT)
    page.get_by_role("button", name=button, exact=True).click()

    expect(page.locator("#uitslag")).to_be_focused()
    expect(page.locator(".draft")).to_contain_text(verdict)
    own = page.locator("#toetsuitslag").inner_text() + page.locator("#kop").inner_text()
    assert not re.search(r"\b(Uitslag|Gedragen|bevindingen|Voorstel|Boodschap)\b", own)


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_page_fits_and_is_accessible(page, width, serious):
    page.set_viewport_size({"width": width, "height": 900})
    problems, fits = serious(page), [widths(page)]
    page.screenshot(path=PICTURES / f"message-start-{width}.png", full_page=True)

    checked(page)
    page.screenshot(path=PICTURES / f"message-result-{width}.png", full_page=True)
    problems += serious(page)
    fits.append(widths(page))
    page.locator("a.v-contradicted").click()
    expect(window(page)).to_be_visible()
    page.screenshot(path=PICTURES / f"message-window-{width}.png")
    problems += serious(page)

    assert problems == []
    assert fits == [width, width]
