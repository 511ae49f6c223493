"""The chat page in a real Chromium, on hand-made answers; the pictures go to artefacts/."""

import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.pages.edition import Edition
from app.pages.feedback import Feedback
from app.records.answer import Answer, Citation, CitedSentence, Handover
from app.web_app import WebParts, build_app
from kb.errors import QuestionError, StoreError
from kb.source import Source

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parents[2] / "artefacts"
HOSTILE = (
    "<img src=x onerror=alert(1)> <script>alert(1)</script> ![x](https://evil.example/a.png) "
    "[k](javascript:alert(1)) ${alert(1)} **vet**"
)
PLAN = (
    "De opleiding op de werkvloer vindt plaats bij een erkende onderneming. Het Vlaams Partnerschap Duaal "
    "Leren erkent, samen met 20 sectorale partnerschappen, Vlaamse en Brusselse ondernemingen als "
    "leerwerkplekken.\n"
    "Actie 9: We onderzoeken de wenselijkheid van het herzien van de overeenkomsten en de hieraan gekoppelde "
    f"leervergoeding.\n{HOSTILE}\n" + "Veel tekst in het plan. " * 60
)
ROWS = "Werving | bedrijven | https://www.vlaanderen.be/duaal | 2026-09-01"
QUOTES = (
    "Het Vlaams Partnerschap Duaal Leren erkent, samen met 20 sectorale partnerschappen",
    "de wenselijkheid van het herzien van de overeenkomsten en de hieraan gekoppelde leervergoeding",
    HOSTILE,
)
SOURCES = {
    "plan": {"title": "Actieplan Duaal Leren", "publisher": "Vlaamse Regering", "kind": "policy_text"},
    "rollen": {"title": "Rollenkaart uit publieke bronnen", "publisher": None, "kind": "role_map"},
}


def source(source_id: str) -> Source:
    fields = dict.fromkeys(Source.__dataclass_fields__, "") | {
        "source_id": source_id, "language": "nl", "date": None, "address": None,
        "digest": "0123456789abcdef" * 4,
    }  # fmt: skip
    return Source(**(fields | SOURCES[source_id]))


def citation(n: int, quote: str, source_id: str = "plan", **given) -> Citation:
    text = PLAN if source_id == "plan" else ROWS
    fields = {"n": n, "source_id": source_id, "title": SOURCES[source_id]["title"], "section": "1.1",
              "action": None, "page": 2, "start": text.index(quote), "end": text.index(quote) + len(quote),
              "quote": quote, "evidence": "in_plan", "modality": "stated"}  # fmt: skip
    return Citation(**(fields | given))


CITATIONS = (
    citation(1, QUOTES[0]),
    citation(2, QUOTES[1], section="2.3", action="2.3/9", page=7, modality="under_study"),
    citation(3, ROWS, "rollen", section="Werving", page=None, evidence="other_source"),
    citation(4, QUOTES[2], section=HOSTILE),
)
SENTENCES = (
    CitedSentence(
        "Het Vlaams Partnerschap Duaal Leren erkent ondernemingen, samen met 20 sectorale partnerschappen.",
        "fact",
        (1,),
    ),
    CitedSentence("Welk partnerschap voor bakkerijen bevoegd is, staat niet in het plan.", "gap"),
    CitedSentence("- Er wordt onderzocht of de leervergoeding herzien moet worden.", "fact", (2,)),
    CitedSentence("- Werving van bedrijven staat op een andere plek.", "fact", (3,)),
)


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e366"
    "0000000049454e44ae426082"
)
drawn: list[tuple[str, int, int, int]] = []
said: list[Feedback] = []
FOLLOW_UP = "Wat is de timing van actie 9?"
LOADED = threading.Event()
LOADED.set()


def ask(question, persona, language, earlier) -> Answer:
    LOADED.wait(timeout=20)
    if "leeg" in question:
        raise QuestionError("Deze vraag is leeg.")
    if "kapot" in question:
        raise RuntimeError("geheim pad /srv/x")
    if "traag" in question:
        time.sleep(1)
    if "eerder" in question:
        told = f"Profiel {persona}, eerder gevraagd: {', '.join(earlier)}."
        return Answer(question, "nl", persona, "greeting", (CitedSentence(told, "frame"),))
    sentences = (*SENTENCES, CitedSentence(f"- {HOSTILE}", "fact", (4,))) if "gevaar" in question else SENTENCES
    return Answer(
        question, "nl", persona, "partly_answered", sentences,
        CITATIONS if "gevaar" in question else CITATIONS[:3],
        handover=Handover("Bij de trajectbegeleider van de school.", contact="https://www.vlaanderen.be/duaal"),
        notices=(HOSTILE if "gevaar" in question else "Twee acties dragen nummer 18.",),
    )  # fmt: skip


def picture(source_id: str, page: int, start: int, end: int) -> bytes:
    drawn.append((source_id, page, start, end))
    return PIXEL


def keep(given: Feedback) -> None:
    if "vol" in given.words:
        raise StoreError("geheim pad /srv/x is vol")
    said.append(given)


@pytest.fixture(scope="module")
def address(served) -> Iterator[str]:
    parts = WebParts(
        ask=ask,
        sources=lambda: (source("plan"), source("rollen")),
        text=lambda source_id: PLAN if source_id == "plan" else ROWS,
        ready=LOADED.is_set,
        pictured=lambda: frozenset({"plan"}),
        page_picture=picture,
        edition=lambda: Edition("abc123def456", "2026-11-23T10:00:00+00:00"),
        follow_ups=lambda answer, earlier: () if FOLLOW_UP in (answer.question, *earlier) else (FOLLOW_UP,),
        keep_feedback=keep,
        actions=lambda: [{"key": "2.3/9", "title": "Analyse van het decreet alternerende opleiding"}],
    )
    with served(build_app(parts)) as where:
        yield where


@pytest.fixture
def page(browser, address, request):
    """The open page of an English visitor; any dialogue, script error or foreign request fails the test.

    Only a test marked `offline` may see its requests fail.
    """
    PICTURES.mkdir(exist_ok=True)
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", reduced_motion="reduce")
    opened, wrong, visits = context.new_page(), [], []
    opened.on("request", lambda sent: visits.append(sent.url) if sent.is_navigation_request() else None)
    opened.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    opened.on("pageerror", lambda error: wrong.append(f"error {error}"))
    opened.on("console", lambda line: wrong.append(line.text) if is_error(line) else None)
    opened.on("request", lambda sent: None if is_own(sent.url, address) else wrong.append(sent.url))
    opened.goto(address)
    expect(question_box(opened)).to_be_visible(timeout=20_000)
    # What the page asks for by itself has come in; a reload in the middle of it would cut it off.
    expect(opened.get_by_role("region", name="Alle bronnen")).to_contain_text("Vlaamse Regering", timeout=20_000)
    yield opened
    context.close()
    offline = request.node.get_closest_marker("offline") is not None
    if offline or len(visits) > 1:
        wrong = [fault for fault in wrong if not is_cut_off(fault, offline=offline)]
    assert wrong == []


def is_own(url: str, address: str) -> bool:
    return url.startswith((f"{address}/", "data:", f"blob:{address}/"))


def is_error(line) -> bool:
    return line.type == "error" and "ERR_INTERNET_DISCONNECTED" not in line.text


def is_cut_off(message: str, *, offline: bool) -> bool:
    """What a page says of its own requests when a reload or another page cuts them off, or the connection is gone."""
    signs = ("AbortError", "Connection errored out", *(("Failed to fetch",) if offline else ()))
    return any(sign in message for sign in signs)


def question_box(page):
    return page.get_by_label("Je vraag")


def asked(page, question: str):
    """The last answer, once it stands there."""
    question_box(page).fill(question)
    question_box(page).press("Enter")
    expect(page.locator(".question").last).to_have_text(re.compile(re.escape(question.split("\n")[0])))
    answer = page.locator(".answer:not(.waiting)").last
    expect(answer).to_be_visible()
    expect(page.locator(".answer.waiting")).to_have_count(0)
    return answer


def width_of_all(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


def test_an_answer_shows_its_status_and_its_citations_open_the_quote_in_its_place(page):
    answer = asked(page, "wie regelt mijn erkenning?")

    expect(answer).to_contain_text("Deels in de bronnen")
    answer.get_by_role("link", name="[2]").click()
    card = page.locator("#bronnen .card", has_text="[2]")
    expect(card.locator("mark")).to_have_text(QUOTES[1])
    expect(card.locator("mark")).to_be_in_viewport()
    for part in (
        "Actieplan Duaal Leren",
        "punt 2.3",
        "actie 9",
        "blz. 7",
        "wordt onderzocht",
        "We onderzoeken",
    ):
        expect(card).to_contain_text(part)


def test_a_card_opens_by_itself_and_leads_back_to_the_answer(page):
    asked(page, "wie regelt mijn erkenning?")
    card = page.locator("#bronnen .card", has_text="[1]")

    card.get_by_text("Lees in de tekst").click()
    expect(card.locator("mark")).to_be_visible()
    card.get_by_role("link", name="Terug naar het antwoord").click()

    expect(page.locator("#antwoord-1")).to_be_focused()


def test_the_whole_journey_goes_by_keyboard(page):
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar het vraagveld")).to_be_focused()
    page.keyboard.press("Enter")
    expect(question_box(page)).to_be_focused()
    page.keyboard.type("wie regelt mijn erkenning?")
    page.keyboard.press("Enter")
    expect(page.locator(".answer .cite").first).to_be_visible()
    expect(question_box(page)).to_be_focused()
    expect(question_box(page)).to_have_value("")
    expect(page.locator(".after")).to_be_visible()
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if "cite" in page.evaluate("document.activeElement.className"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#bronnen mark").locator("visible=true")).to_have_count(1)
    assert "context" in page.evaluate("document.activeElement.className")


def test_the_persona_is_one_radio_group_that_changes_the_examples(page):
    group = page.get_by_role("radiogroup", name="Wie ben je?")
    group.get_by_role("radio", name="Iets anders").focus()

    page.keyboard.press("ArrowUp")

    expect(group.get_by_role("radio", name="Communicatie")).to_be_checked()
    expect(page.get_by_role("button", name="Wie is trekker van actie 9?")).to_be_visible()
    group.get_by_role("radio", name="Ouder").check()
    expect(page.get_by_role("button", name="Wie is trekker van actie 9?")).to_be_hidden()
    page.get_by_role("button", name="Krijgt mijn kind een echt diploma?").click()
    expect(page.locator(".question")).to_have_text("Krijgt mijn kind een echt diploma?")
    expect(page.locator(".answer .status")).to_be_visible()


def test_earlier_questions_and_the_persona_travel_along_until_a_new_conversation(page):
    page.get_by_role("radio", name="Mentor of bedrijf").check()
    asked(page, "wie regelt mijn erkenning?")

    expect(asked(page, "wat vroeg ik eerder?")).to_contain_text("Profiel mentor, eerder gevraagd: wie regelt mijn")
    page.get_by_role("button", name="Nieuw gesprek").click()
    expect(page.locator(".question")).to_have_count(0)
    expect(page.locator("#bronnen .card")).to_have_count(0)
    expect(asked(page, "wat vroeg ik eerder?")).to_contain_text("eerder gevraagd: .")


def test_the_citations_of_an_earlier_answer_still_open(page):
    asked(page, "wie regelt mijn erkenning?")
    asked(page, "en nu iets anders?")

    page.locator("#antwoord-1").get_by_role("link", name="[1]").click()

    expect(page.locator("#bron-1-1 mark")).to_be_in_viewport()


def test_hostile_words_are_shown_as_words(page):
    answer = asked(page, f"gevaar {HOSTILE}")

    expect(page.locator(".question")).to_contain_text(HOSTILE)
    expect(answer.locator("li", has_text="[4]")).to_contain_text(HOSTILE)
    expect(answer.locator(".notices")).to_contain_text(HOSTILE)
    answer.get_by_role("link", name="[4]").click()
    expect(page.locator("#bron-1-4 mark")).to_have_text(HOSTILE)
    assert (
        page.locator(
            "#gesprek :is(img, script, iframe), #bronnen :is(img:not([src^='./bron/']), script, iframe)"
        ).count()
        == 0
    )
    assert page.locator("[onerror], [onclick], a[href^=javascript]").count() == 0


def test_the_page_of_a_quote_is_drawn_only_when_somebody_opens_it(page):
    drawn.clear()
    asked(page, "wie regelt mijn erkenning?").get_by_role("link", name="[2]").click()
    card = page.locator("#bronnen .card", has_text="[2]")
    expect(card.locator("mark")).to_be_visible()
    assert drawn == []

    card.get_by_text("Toon bladzijde 7 van de pdf").click()

    shown = card.get_by_role("img", name=f"Beeld van bladzijde 7, met dit citaat gemarkeerd: {QUOTES[1]}")
    expect(shown).to_be_visible()
    expect(shown).to_have_js_property("naturalWidth", 1)
    assert drawn == [("plan", 7, CITATIONS[1].start, CITATIONS[1].end)]
    expect(page.locator("#bronnen .card", has_text="[3]").locator("img")).to_have_count(0)


def test_a_follow_up_is_asked_with_one_press(page):
    asked(page, "wie regelt mijn erkenning?")

    page.get_by_role("button", name=FOLLOW_UP).press("Enter")

    expect(page.get_by_role("log", name="Gesprek")).to_be_focused()
    expect(page.locator(".question").last).to_have_text(FOLLOW_UP)
    expect(page.locator("#antwoord-2 .status")).to_be_visible()
    expect(page.locator("#na-antwoord .after")).to_be_visible()
    expect(page.get_by_role("button", name=FOLLOW_UP)).to_have_count(0)


def test_an_answer_is_copied_with_its_quotes_and_their_places(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    asked(page, "wie regelt mijn erkenning?")

    page.get_by_role("button", name="Kopieer").click()

    expect(page.get_by_role("status").filter(has_text="gekopieerd")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("wie regelt mijn erkenning?\n\nHet Vlaams Partnerschap")
    for part in (f"[2] «{QUOTES[1]}» – Actieplan Duaal Leren, punt 2.3 · actie 9 · blz. 7", "Twee acties",
                 "Bij de trajectbegeleider", "23 november 2026 · versie abc123def456"):  # fmt: skip
        assert part in text


def test_a_link_brings_the_same_answer_and_tells_whether_the_sources_changed(page, address):
    page.get_by_role("radio", name="Mentor of bedrijf").check()
    asked(page, "wie regelt mijn erkenning?")
    asked(page, "wat vroeg ik eerder?")
    sent = []
    page.context.on("request", lambda request: sent.append(request.url))

    page.get_by_role("button", name="Deel").click()

    link = page.get_by_label("Link naar dit antwoord").input_value()
    assert link.startswith(f"{address}/#eerder=wie+regelt")
    for opened_at, told in ((link, "zijn dezelfde"), (link.replace("abc123", "000000"), "zijn veranderd")):
        other = page.context.new_page()
        other.goto(opened_at)
        expect(other.locator("#antwoord-2")).to_contain_text("Profiel mentor, eerder gevraagd: wie", timeout=20_000)
        expect(other.locator(".since")).to_contain_text(told)
        expect(other.locator(".edition")).to_contain_text("23 november 2026 · versie abc123def456")
        assert "#" not in other.url
        other.close()
    assert not [url for url in sent if "erkenning" in url]


def test_a_link_shares_earlier_questions_only_where_its_answer_rests_on_them(page):
    asked(page, "wat vroeg ik eerder?")
    asked(page, "wie regelt mijn erkenning?")

    page.get_by_role("button", name="Deel").click()

    assert "eerder=" not in page.get_by_label("Link naar dit antwoord").input_value()


def test_on_paper_stand_the_answer_and_its_quotes_in_full(page):
    asked(page, "wie regelt mijn erkenning?")
    expect(page.locator(".after")).to_be_visible()

    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    for number in range(3):
        expect(page.locator("#bronnen mark").nth(number)).to_be_visible()
    for part in ("#vraag", ".tools", ".feedback", ".main-menu", "#bronnen img"):
        expect(page.locator(part).first).to_be_hidden()
    page.screenshot(path=PICTURES / "chat-print.png", full_page=True)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator("#bronnen mark").first).to_be_hidden()


def test_a_visitor_says_what_helped_and_keeps_the_question_to_himself(page):
    said.clear()
    asked(page, "wie regelt mijn erkenning?")
    page.get_by_role("radio", name="Nee").check()
    page.get_by_label("Wil je er iets bij zeggen?").fill(HOSTILE)
    send = page.get_by_role("button", name="Verstuur")
    # Axe leaves ink that equals its ground aside.
    expect(send).to_have_css("color", "rgb(255, 255, 255)")

    page.get_by_role("button", name="Verstuur").click()

    expect(page.get_by_text("Bedankt. De redactie krijgt je bericht.")).to_be_visible()
    expect(page.locator("form.feedback")).to_have_count(0)
    (given,) = said
    assert (given.kind, given.words, given.question, given.about) == ("not_helpful", HOSTILE, None, None)


def test_a_wrong_contact_reaches_the_editor_with_the_question_of_who_agrees(page):
    said.clear()
    asked(page, "wie regelt mijn erkenning?")
    page.get_by_role("radio", name="Deze contactgegevens kloppen niet").check()
    page.get_by_label("Bewaar ook mijn vraag").check()

    page.get_by_role("button", name="Verstuur").click()

    expect(page.get_by_text("Bedankt.")).to_be_visible()
    assert (said[0].about, said[0].question) == ("https://www.vlaanderen.be/duaal", "wie regelt mijn erkenning?")


def test_a_word_that_cannot_be_kept_is_not_lost_in_silence(page, caplog):
    asked(page, "wie regelt mijn erkenning?")
    page.get_by_role("radio", name="Ja").check()
    page.get_by_label("Wil je er iets bij zeggen?").fill("het staat vol")

    page.get_by_role("button", name="Verstuur").click()

    expect(page.get_by_role("alert")).to_contain_text("kon niet bewaard worden")
    expect(page.get_by_label("Wil je er iets bij zeggen?")).to_have_value("het staat vol")
    expect(page.locator("body")).not_to_contain_text("geheim pad")


def test_failures_are_one_dutch_sentence_that_looks_like_no_answer(page, caplog):
    refused, broken = asked(page, "leeg"), asked(page, "kapot")

    expect(page.locator(".answer").first).to_contain_text("Deze vraag is leeg.")
    expect(broken).to_contain_text("door een fout in de toepassing")
    expect(refused).not_to_contain_text("Niet in de bronnen")
    expect(page.locator("body")).not_to_contain_text("geheim pad")
    expect(page.locator("body")).not_to_contain_text("Traceback")
    assert "geheim pad" in caplog.text


@pytest.mark.offline
def test_a_lost_connection_is_said_in_dutch_and_gives_no_answer(page):
    page.context.set_offline(True)

    question_box(page).fill("wie regelt mijn erkenning?")
    question_box(page).press("Enter")

    expect(page.get_by_test_id("toast-text")).to_have_text("De pagina probeert opnieuw te verbinden.")
    expect(page.locator(".answer .status")).to_have_count(0)


def test_an_empty_question_is_not_asked(page):
    page.get_by_role("button", name="Vraag", exact=True).click()

    expect(page.get_by_role("alert")).to_have_text("Typ eerst een vraag.")
    expect(page.locator(".question")).to_have_count(0)


def test_a_question_sent_while_the_reply_before_it_comes_in_is_asked_after_it(page):
    question_box(page).fill("traag")
    question_box(page).press("Enter")
    expect(page.locator(".question")).to_have_count(1)
    question_box(page).fill("wie regelt mijn erkenning?")
    question_box(page).press("Enter")

    expect(page.locator(".question")).to_have_text(["traag", "wie regelt mijn erkenning?"])
    expect(page.locator(".answer:not(.waiting)")).to_have_count(2)


def test_who_sends_twice_in_a_row_is_not_told_to_type_a_question(page):
    question_box(page).fill("traag")
    question_box(page).press("Enter")
    expect(page.locator(".question")).to_have_count(1)
    question_box(page).press("Enter")

    expect(page.locator(".after")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator(".question")).to_have_count(1)


def test_replies_are_announced_and_a_slow_one_says_that_it_is_coming(page):
    expect(page.get_by_role("log", name="Gesprek")).to_have_attribute("aria-live", "polite")

    question_box(page).fill("traag")
    page.get_by_role("button", name="Vraag", exact=True).click()

    expect(page.locator(".answer.waiting")).to_contain_text("Ik zoek het op")
    expect(page.locator(".answer .status")).to_be_visible()


def test_a_question_asked_before_the_sources_are_loaded_waits_for_them(page):
    LOADED.clear()
    question_box(page).fill("wie regelt mijn erkenning?")
    question_box(page).press("Enter")
    expect(page.locator(".answer.waiting")).to_contain_text("De bronnen worden nog geladen")

    LOADED.set()

    expect(page.locator(".answer .status")).to_have_text("Deels in de bronnen")


def test_the_sources_stand_on_the_page(page):
    listed = page.get_by_role("region", name="Alle bronnen")

    for part in (
        "Actieplan Duaal Leren",
        "Vlaamse Regering",
        "geen datum in het document",
        "Nederlands",
        "0123456789ab",
    ):
        expect(listed).to_contain_text(part)


def test_no_english_stands_on_the_page_of_an_english_visitor(page):
    asked(page, "wie regelt mijn erkenning?")
    names = page.evaluate(
        "[...document.querySelectorAll('[aria-label],[title]')].map(e => e.ariaLabel + ' ' + e.title)"
    )

    assert page.evaluate("document.documentElement.lang").startswith("nl")
    shown = page.locator("body").inner_text() + " ".join(names)
    assert not re.search(
        r"\b(the|clear|submit|chatbot|message|loading|conversation|built with)\b", shown, re.IGNORECASE
    )


@pytest.mark.offline  # following a link cuts off the connection that the page keeps open
def test_another_language_keeps_the_conversation(page):
    page.get_by_role("radio", name="Mentor of bedrijf").check()
    asked(page, "wie regelt mijn erkenning?")
    languages = page.get_by_role("navigation", name="Taal")
    expect(languages.get_by_role("link", name="Nederlands")).to_have_attribute("aria-current", "true")

    languages.get_by_role("link", name="Français").click()

    expect(page.locator(".question")).to_have_text("wie regelt mijn erkenning?", timeout=20_000)
    expect(page.locator(".answer .status")).to_have_text("En partie dans les sources")
    expect(page.locator(".answer .sentences")).to_have_attribute("lang", "nl")
    expect(page.get_by_label("Votre question")).to_be_visible()
    expect(page.get_by_role("radio", name="Tuteur ou entreprise")).to_be_checked()
    expect(page.get_by_role("region", name="Toutes les sources")).to_contain_text("texte politique")
    assert page.evaluate("document.documentElement.lang").startswith("fr")
    page.get_by_role("button", name="Nouvelle conversation").click()
    expect(page.locator(".question")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("region", name="Sources de cette réponse")).to_contain_text(
        "Ici apparaissent", timeout=20_000
    )
    expect(page.locator(".question")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_fits_and_is_accessible(page, width, serious):
    page.set_viewport_size({"width": width, "height": 800})
    page.screenshot(path=PICTURES / f"chat-start-{width}.png", full_page=True)
    problems = serious(page)
    fits = [width_of_all(page)]

    asked(page, "wie regelt mijn erkenning? bakkerij, 4 man").get_by_role("link", name="[2]").click()
    expect(page.locator("#bron-1-2 mark")).to_be_in_viewport()
    page.locator("#bron-1-2 .page summary").click()
    page.get_by_role("radio", name="Nee").check()
    page.get_by_role("button", name="Deel").click()
    expect(page.get_by_label("Link naar dit antwoord")).to_be_visible()
    page.screenshot(path=PICTURES / f"chat-answer-{width}.png", full_page=True)
    problems += serious(page)
    fits.append(width_of_all(page))
    asked(page, f"gevaar {'x' * 90}")
    asked(page, "kapot")
    page.screenshot(path=PICTURES / f"chat-later-{width}.png", full_page=True)
    fits.append(width_of_all(page))

    assert problems + serious(page) == []
    assert fits == [width] * 3


@pytest.mark.offline  # following a link cuts off the connection that the page keeps open
@pytest.mark.parametrize(("language", "send"), [("Français", "Demander"), ("English", "Ask")])
def test_another_language_fits_a_small_or_enlarged_page_and_is_as_accessible(page, language, send, serious):
    asked(page, "wie regelt mijn erkenning?")
    page.get_by_role("link", name=language).click()
    expect(page.get_by_role("button", name=send, exact=True)).to_be_visible(timeout=20_000)
    expect(page.locator(".after")).to_be_visible()
    problems, fits = [], []
    # A window of 1280 by 800 at 200% is one of 640 by 400.
    for width, height in ((360, 800), (640, 400), (768, 1024), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=PICTURES / f"chat-{send.lower()}-{width}.png", full_page=True)
        problems += serious(page)
        fits.append(width_of_all(page) - width)

    assert problems == []
    assert fits == [0, 0, 0, 0]


def test_the_page_is_as_readable_in_a_dark_browser(page, serious):
    page.emulate_media(color_scheme="dark")
    page.reload()
    asked(page, "wie regelt mijn erkenning?")

    assert serious(page) == []
