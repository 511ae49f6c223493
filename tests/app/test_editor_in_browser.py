"""An editor at work in a real Chromium: an upload that fails, one that works and is then answered from."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.__main__ import editor_parts
from app.live_parts import live_parts
from app.pages.chat.counting_notice import COUNTING
from app.web_app import build_app
from kb.settings import Settings

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parents[2] / "artefacts"
PASSWORD = "een lang wachtwoord"
HOSTILE = "<img src=x onerror=alert(1)>"
PAGES = (
    "", "/documenten", "/documenten/verwijder?bron=mentor", "/tabellen", "/indexen", "/vragen", "/meten", "/werk",
)  # fmt: skip
DOCUMENT = f"""# Blad {HOSTILE}

De sectorconsulent geeft advies aan elke mentor. <script>alert(1)</script> {HOSTILE}
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory, encoder, served):
    from ingest.ingest_corpus import ingest_corpus

    folder = tmp_path_factory.mktemp("redactie")
    (folder / "notities").mkdir()
    (folder / "notities" / "mentor.txt").write_text(
        "Begeleiding\n\nDe mentor begeleidt de leerling.\n", encoding="utf-8"
    )
    settings = Settings(folder / "store", folder / "notities", None, editor_password=PASSWORD, count_topics=True)
    ingest_corpus([], settings, encoder)
    parts = replace(live_parts(settings), editing=editor_parts(settings), counts_topics=True)
    with served(build_app(parts)) as where:
        yield where


@pytest.fixture
def page(browser, address):
    """A logged-in editor; any dialogue, script error or foreign request fails the test."""
    PICTURES.mkdir(exist_ok=True)
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    opened, wrong = context.new_page(), []
    opened.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    opened.on("pageerror", lambda error: wrong.append(f"error {error}"))
    opened.on("request", lambda request: None if request.url.startswith((f"{address}/", "data:", "blob:"))
              else wrong.append(request.url))  # fmt: skip
    opened.goto(f"{address}/redactie")
    opened.get_by_label("Wachtwoord").fill(PASSWORD)
    opened.get_by_role("button", name="Aanmelden").click()
    expect(opened.get_by_role("heading", name="Redactie", exact=True)).to_be_visible()
    yield opened
    context.close()
    assert wrong == []


def upload(page, name: str, content: bytes, **fields: str) -> None:
    page.get_by_role("link", name="Documenten", exact=True).click()
    form = page.locator("section").filter(has_text="Voeg een document toe")
    form.get_by_label("Bestand (").set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
    for label, text in fields.items():
        form.get_by_label(label).fill(text)
    form.get_by_role("button", name="Laad op en lees in").click()
    expect(page.get_by_role("heading", name="Verslag")).to_be_visible(timeout=60_000)


def test_an_upload_that_fails_and_one_that_works_and_is_answered_from(page, address, serious):
    upload(page, f"plan {HOSTILE}.pdf", b"%PDF-1.4 kapot")

    expect(page.get_by_role("alert")).to_contain_text("PDF")
    expect(page.get_by_text("Er is niets veranderd")).to_be_visible()
    expect(page.get_by_text(f"plan {HOSTILE}.pdf")).to_be_visible()
    assert serious(page) == []
    page.screenshot(path=PICTURES / "editor-refused-1440.png", full_page=True)

    upload(page, f"blad {HOSTILE}.md", DOCUMENT.encode(), Titel=f"Sectorblad {HOSTILE}", Uitgever=HOSTILE)

    expect(page.get_by_role("status")).to_contain_text("passages in de index")
    expect(page.locator("main")).to_contain_text("Toegevoegd: blad-img-src-x-onerror-alert-1")
    assert serious(page) == []
    page.screenshot(path=PICTURES / "editor-report-1440.png", full_page=True)
    page.get_by_role("link", name="Overzicht", exact=True).click()
    expect(page.get_by_role("heading", name=f"Sectorblad {HOSTILE}")).to_be_visible()

    page.goto(address)
    expect(page.locator("main, body").first).to_contain_text(COUNTING["nl"], timeout=20_000)
    page.get_by_label("Je vraag").fill("Wie geeft advies aan elke mentor?")
    page.get_by_role("button", name="Vraag", exact=True).click()
    expect(page.locator("#gesprek .answer")).to_contain_text("sectorconsulent", timeout=20_000)
    expect(page.locator("#bronnen")).to_contain_text(f"Sectorblad {HOSTILE}")


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_every_page_fits_and_is_accessible(page, address, serious, width):
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for path in (
        "",
        "/documenten",
        "/documenten/verwijder?bron=mentor",
        "/tabellen",
        "/indexen",
        "/vragen",
        "/meten",
        "/werk",
    ):
        page.goto(f"{address}/redactie{path}")
        name = path.partition("?")[0].replace("/", "-")
        page.screenshot(path=PICTURES / f"editor{name or '-overzicht'}-{width}.png", full_page=True)
        found[path] = (serious(page), page.evaluate("document.documentElement.scrollWidth"))

    assert found == dict.fromkeys(found, ([], width))
