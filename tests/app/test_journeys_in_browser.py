"""What the three groups come for, on the corpus itself, from the question to the words of the source."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from app.live_parts import live_parts
from app.web_app import build_app
from kb.settings import settings_from_environment

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(served, corpus_store) -> Iterator[str]:
    with served(build_app(live_parts(settings_from_environment(str(corpus_store))))) as where:
        yield where


@pytest.fixture
def phone(browser):
    """A reader on the bus."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="nl-BE", reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser):
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nl-BE", reduced_motion="reduce")
    yield context.new_page()
    context.close()


def asked(page, address: str, persona: str, question: str):
    page.goto(address)
    page.get_by_role("radio", name=persona).check(timeout=20_000)
    page.get_by_label("Je vraag", exact=True).fill(question)
    page.get_by_label("Je vraag", exact=True).press("Enter")
    answer = page.locator(".answer:not(.waiting)").last
    expect(answer.locator(".status")).to_be_visible(timeout=20_000)
    return answer


def marked_in_the_plan(page):
    """The quote in the whole plan, reached from the card of the first citation."""
    page.locator(".answer").last.get_by_role("link", name="[1]").first.click()
    with page.context.expect_page() as opened:
        page.locator("#bronnen .card").first.get_by_role("link", name="Lees in het plan").click()
    return opened.value.locator("mark").first


def test_a_parent_asks_about_the_diploma_and_reads_it_in_the_plan(phone, address):
    answer = asked(phone, address, "Ouder", "krijgt ons dochter op t einde nen echten diploma?")

    expect(answer.locator(".status")).to_have_text("Beantwoord uit de bronnen")
    expect(marked_in_the_plan(phone)).to_contain_text("diploma secundair onderwijs")


def test_a_mentor_asks_who_recognises_and_sees_who_does_what(phone, address):
    answer = asked(phone, address, "Mentor of bedrijf", "wie erkent mijn bakkerij als leerwerkplek?")

    expect(answer).to_contain_text("Vlaams Partnerschap Duaal Leren")
    expect(marked_in_the_plan(phone)).to_contain_text("sectorale partnerschappen")
    phone.get_by_role("link", name="Wie doet wat", exact=True).click()
    phone.get_by_role("radio", name="Onderneming", exact=True).check(timeout=20_000)
    expect(phone.locator("#telling")).to_contain_text("partners")


def test_the_communication_team_asks_for_an_action_and_checks_a_draft(desk, address):
    answer = asked(desk, address, "Communicatie", "Wie is trekker van actie 9?")

    expect(answer).to_contain_text("WEWIS")
    desk.get_by_role("link", name="Boodschap toetsen").click()
    desk.get_by_label("Je tekst").fill("Er staan 12 sectorale partnerschappen voor je klaar.", timeout=20_000)
    desk.get_by_role("button", name="Toets").click()
    expect(desk.get_by_text("In strijd met de bron").first).to_be_visible(timeout=30_000)
    expect(desk.locator("ins").first).to_contain_text("20")
