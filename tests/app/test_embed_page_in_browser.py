"""The page for a frame: inside the page of another site in a real Chromium; the pictures go to artefacts/."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from playwright.sync_api import Page, expect

from app.api.api_app import api_app
from app.pages.allowed_sites import AllowedSites
from app.pages.embed.page import embed_routes
from app.pages.headers import with_page_headers
from app.pages.web_parts import WebParts
from app.records.answer import Answer, Citation, CitedSentence, Handover
from kb.errors import QuestionError

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parents[2] / "artefacts"
HOSTILE = "<img src=x onerror=alert(1)><script>alert(1)</script>"
QUOTE = "Het Vlaams Partnerschap Duaal Leren erkent, samen met 20 sectorale partnerschappen, ondernemingen."
LOADED = threading.Event()
LOADED.set()


def ask(question, persona, language, earlier) -> Answer:
    if "leeg" in question:
        raise QuestionError("deze vraag is leeg")
    said = HOSTILE if "gevaar" in question else f"Erkend voor {persona} na {len(earlier)} vragen."
    return Answer(
        question, language or "nl", persona, "partly_answered",
        (CitedSentence(said, "fact", (1,)), CitedSentence("- Een punt van een lijst.", "fact", (1, 2))),
        (
            Citation(1, "actieplan", "Actieplan Duaal Leren", "2.6", "2.6/18", 7, 0, 9, QUOTE, "in_plan", "decided"),
            Citation(2, "openbaar", f"Bron {HOSTILE}", "Premies", None, None, 0, 9, HOSTILE, "other_source", "stated"),
        ),
        handover=Handover("Vraag het aan de trajectbegeleider.", contact="https://www.vlaanderen.be/duaal"),
        notices=("Twee acties dragen nummer 18.",),
    )  # fmt: skip


@pytest.fixture(scope="module")
def host(served) -> Iterator[str]:
    """The site of a school, whose page shows any address in a frame."""
    school = FastAPI()

    @school.get("/")
    def page(toon: str) -> HTMLResponse:
        frame = f'<iframe title="Duaalwijzer" src="{toon}" width="100%" height="560"></iframe>'
        return HTMLResponse(f'<!doctype html><html lang="nl"><title>School</title><main><h1>School</h1>{frame}</main>')

    with served(school) as where:
        yield where


@pytest.fixture(scope="module")
def address(served, host) -> Iterator[str]:
    parts = WebParts(ask=ask, sources=lambda: (), text=str, ready=LOADED.is_set)
    app = FastAPI()
    app.add_middleware(with_page_headers)
    app.mount("/api", api_app(parts, ()))
    app.include_router(embed_routes(AllowedSites(embed=(host,)).embed))
    app.add_api_route("/healthz", lambda: HTMLResponse("<html><body>leeft</body></html>"))
    with served(app) as where:
        yield where


def elsewhere(host: str) -> str:
    """The same server under a name that makes it another site."""
    return host.replace("127.0.0.1", "localhost")


@pytest.fixture
def page(browser, address, host) -> Iterator[Page]:
    """A phone; a dialogue, an error of a script or a request to elsewhere fails the test."""
    PICTURES.mkdir(exist_ok=True)
    context = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    opened, wrong = context.new_page(), []
    opened.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    opened.on("pageerror", lambda error: wrong.append(f"error {error}"))
    opened.on(
        "request",
        lambda sent: None if sent.url.startswith((address, host, elsewhere(host), "data:")) else wrong.append(sent.url),
    )
    yield opened
    context.close()
    assert wrong == []


def test_a_question_is_asked_and_its_source_opened_in_the_frame_of_a_school(page, address, host):
    page.goto(f"{host}/?toon={address}/insluiten?profiel=mentor")
    frame = page.frame_locator("iframe")
    LOADED.clear()

    frame.get_by_label("Je vraag").fill("Wie erkent ondernemingen?")
    page.keyboard.press("Enter")
    expect(frame.get_by_role("log")).to_contain_text("De bronnen worden nog geladen.")
    LOADED.set()
    log = frame.get_by_role("log", name="Gesprek")
    expect(log).to_contain_text("Erkend voor mentor na 0 vragen.", timeout=10_000)
    expect(log).to_contain_text("Deels in de bronnen")
    log.get_by_role("link", name="[1]").first.press("Enter")
    expect(log.get_by_text(QUOTE)).to_be_visible()
    expect(log.get_by_text("Actieplan Duaal Leren · punt 2.6 · actie 18 · blz. 7")).to_be_visible()
    page.screenshot(path=PICTURES / "insluiten-360.png")

    frame.get_by_label("Je vraag").fill("gevaar")
    frame.get_by_role("button", name="Vraag").click()
    expect(log.get_by_text(HOSTILE).first).to_be_visible()
    frame.get_by_label("Je vraag").fill("leeg")
    page.keyboard.press("Enter")
    expect(log).to_contain_text("Deze vraag is leeg.")
    assert frame.get_by_label("Je vraag").input_value() == "leeg"


@pytest.mark.parametrize("path", ["/insluiten", "/healthz"])
def test_a_site_that_was_not_named_cannot_frame_a_page_and_no_site_any_other(page, address, host, path):
    asking = elsewhere(host) if path == "/insluiten" else host

    page.goto(f"{asking}/?toon={address}{path}")
    frame = page.frames[1]
    frame.wait_for_load_state()

    assert frame.url.startswith("chrome-error://")


@pytest.mark.parametrize(("language", "label"), [("nl", "Je vraag"), ("fr", "Votre question"), ("en", "Your question")])
def test_the_page_speaks_the_language_that_is_asked_for_and_axe_finds_nothing(page, address, serious, language, label):
    page.goto(f"{address}/insluiten?taal={language}")
    page.get_by_label(label).fill("Wie?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("Erkend voor any")
    page.get_by_text("(2)").click()

    assert page.locator("html").get_attribute("lang") == language
    assert serious(page) == []
    for width in (320, 360, 1440):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.screenshot(path=PICTURES / f"insluiten-{language}-1440.png")


def test_axe_finds_nothing_on_the_page_of_the_api(page, address, serious):
    page.goto(f"{address}/api/")

    assert serious(page) == []
    for width in (360, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.screenshot(path=PICTURES / f"api-{width}.png")
