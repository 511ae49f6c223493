import re
from collections import Counter
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.actions.filter import PlanActions
from app.pages.documents.page import WORDS, document_page
from app.pages.documents.routes import document_routes
from app.pages.documents.text import section_anchors
from app.pages.source_link import source_link
from app.pages.web_parts import WebParts
from app.words.in_language import PageWords
from app.words.wording import wording
from kb.action import Span
from kb.errors import StoreDamaged

TODAY = date(2026, 11, 26)
NL, FR = PageWords(WORDS, "nl"), PageWords(WORDS, "fr")
HOSTILE = '<img src=x onerror=alert(1)></p><script>alert(1)</script>" onclick="alert(1)\' ${alert(1)} {{x}}'


class Read(HTMLParser):
    """What a reader sees: the words of each element of the text, of each mark, and the ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: dict[tuple[int, int], str] = {}
        self.marked = ""
        self.ids: list[str] = []
        self.links: list[str] = []
        self.languages: list[str] = []
        self.tags: Counter[str] = Counter()
        self.text = ""
        self._open: list[tuple[str, tuple[int, int] | None]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags[tag] += 1
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []
        self.languages += [found["lang"]] if tag in ("html", "article") else []
        if tag in ("meta", "br"):
            return
        place = (int(found["data-start"]), int(found["data-end"])) if "data-start" in found else None
        self._open.append((tag, place))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        inside = [tag for tag, _ in self._open]
        if "style" in inside or "script" in inside:
            return
        self.text += data
        self.marked += data if "mark" in inside else ""
        for _, place in self._open:
            if place is not None:
                self.words[place] = self.words.get(place, "") + data


@pytest.fixture(scope="module")
def plan(plan):
    return replace(plan, source=replace(plan.source, title="Actieplan", language="nl"))


def read(document, marked: Span | None = None, words: PageWords = NL) -> Read:
    return Read(document_page(document, marked, PlanActions(), TODAY, words, "bron/actieplan"))


@pytest.fixture(scope="module")
def parts(plan, partner_names, a_source):
    return WebParts(
        ask=None,
        sources=lambda: (plan.source, a_source(source_id="kaart", kind="role_map")),
        text=str,
        plan_actions=lambda: PlanActions(tuple((plan, action) for action in plan.actions), partner_names),
        document=lambda source_id: {"actieplan": plan}[source_id],
    )


def client_of(parts: WebParts) -> TestClient:
    app = FastAPI()
    app.include_router(document_routes(parts))
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def client(parts):
    return client_of(parts)


def test_the_words_of_the_page_are_the_canonical_text_and_nothing_else(plan):
    shown = read(plan)

    assert shown.words == {(e.start, e.end): plan.text[e.start : e.end] for e in plan.elements}
    assert list(shown.words) == [(e.start, e.end) for e in plan.elements]


def test_what_lies_between_the_elements_is_only_white_space(plan):
    ends = [0, *(element.end for element in plan.elements)]
    starts = [*(element.start for element in plan.elements), len(plan.text)]

    assert "".join(plan.text[end:start] for end, start in zip(ends, starts, strict=True)).strip() == ""


@pytest.mark.parametrize(("start", "end"), [(28148, 28300), (19500, 19700), (0, 35000), (9300, 9400), (5886, 5887)])
def test_a_span_is_marked_over_the_borders_of_elements_and_pages(plan, start, end):
    shown = read(plan, Span(start, end))

    assert re.sub(r"\s", "", shown.marked) == re.sub(r"\s", "", plan.text[start:end])
    assert shown.words == read(plan).words
    assert shown.ids.count("citaat") == (1 if plan.text[start:end].strip() else 0)


def test_every_citable_span_of_an_action_is_marked_whole(plan):
    for action in plan.actions:
        shown = read(plan, action.text)
        assert re.sub(r"\s", "", shown.marked) == re.sub(r"\s", "", plan.text[action.text.start : action.text.end])


def test_every_anchor_is_unique_and_the_contents_lead_to_them_all(plan):
    shown = read(plan)

    assert [anchor for anchor, times in Counter(shown.ids).items() if times > 1] == []
    inner = {link[1:] for link in shown.links if link.startswith("#")}
    assert inner <= set(shown.ids)
    headings = {anchor for anchor, section in zip(section_anchors(plan), plan.sections, strict=True) if section.path}
    actions = {f"actie-{action.key.replace('/', '-')}" for action in plan.actions}
    assert headings <= inner
    assert actions <= inner
    assert {"punt-2.6", "punt-2.2-b", "punt-samenvatting", "actie-2.6-18", "actie-2.7-18", "punt-2.6-1"} <= set(
        shown.ids
    )


def test_the_anchors_of_a_section_do_not_move_when_another_section_grows(document_of_text):
    text = "1. EEN\n\nEerste alinea van het eerste punt.\n\n{}2. TWEE\n\nEerste alinea van het tweede punt.\n"

    before, after = (read(document_of_text(text.format(more))) for more in ("", "Er kwam iets bij.\n\n"))

    assert "punt-2-1" in before.ids
    assert before.words[next(reversed(before.words))] == after.words[next(reversed(after.words))]
    assert before.ids[before.ids.index("punt-2") :] == after.ids[after.ids.index("punt-2") :]


def test_every_page_is_named_once_and_where_it_begins(plan):
    html = document_page(plan, None, PlanActions(), TODAY, NL, "bron/actieplan")

    pages = re.findall(r'aria-label="bladzijde (\d+)"', html)
    assert pages == [str(begin.page) for begin in plan.pages]
    assert len(re.findall(r'id="blz-\d+"', html)) == len(set(pages))
    middle = html.index('id="blz-4"')
    assert "</p>" not in html[html.index("data&#45;" if "data&#45;" in html else 'data-start="9131"') : middle]


def test_a_document_without_pages_has_none(document_of_file):
    document = document_of_file("stuk.md", b"# Kop\n\nEen alinea.\n")

    shown = document_page(document, None, PlanActions(), TODAY, NL, "bron/stuk")

    assert "bladzijde" not in shown.replace("bladzijden", "")
    assert "kantlijn" not in shown


def test_beside_an_action_stands_how_firm_it_is_where_it_stands_and_what_to_know(plan):
    shown = read(plan)

    assert "of dat ook voor deze actie geldt, zegt het plan niet" in shown.text
    assert "Het plan voorzag dit voor het derde kwartaal van 2025" in shown.text
    assert "Er zijn 2 acties met nummer 18" in shown.text
    assert "../acties#2.6-18" in shown.links


def test_the_page_speaks_the_language_of_its_reader_and_the_text_its_own(plan):
    shown = read(plan, words=FR)

    assert shown.languages == ["fr", "nl"]
    assert "Table des matières" in shown.text
    assert "Il y a 2 actions numéro 18" in shown.text
    assert "../acties?taal=fr#2.6-18" in shown.links
    assert shown.words == read(plan).words


def test_every_word_of_the_page_stands_in_three_languages():
    assert all(set(entry) == {"nl", "fr", "en"} and all(entry.values()) for entry in wording(WORDS).values())


def test_hostile_words_in_a_document_stay_words(document_of_text):
    document = document_of_text(f"{HOSTILE}\n\n2. {HOSTILE}\n\nActie 1: {HOSTILE}\n• {HOSTILE}\nTiming: {HOSTILE}\n")

    html = document_page(document, Span(3, 200), PlanActions(), TODAY, NL, "bron/stuk")
    shown = Read(html)

    assert not set(shown.tags) & {"script", "img", "iframe"}
    assert "${" not in html
    assert "onerror=alert" not in html
    assert all(HOSTILE in words for words in shown.words.values())


def test_the_page_needs_no_script(client):
    page = client.get("/bron/actieplan").text

    assert "<script" not in page
    assert "onclick" not in page


def test_the_plan_has_a_short_address_that_keeps_its_question(client):
    got = client.get("/plan?taal=en&van=3&tot=9", follow_redirects=False)

    assert (got.status_code, got.headers["location"]) == (307, "./bron/actieplan?taal=en&van=3&tot=9")
    assert client.get("/plan").status_code == 200


def test_a_link_to_a_place_opens_there(client, plan):
    link = source_link("actieplan", 28148, 28584)

    assert link == "./bron/actieplan?van=28148&tot=28584#citaat"
    got = client.get(link.removeprefix("."))
    assert got.status_code == 200
    assert Read(got.text).marked == plan.text[28148:28584]
    assert source_link("actieplan", 1, 2, "fr") == "./bron/actieplan?van=1&tot=2&taal=fr#citaat"
    assert source_link("a/b?c#d") == "./bron/a%2Fb%3Fc%23d"


@pytest.mark.parametrize(
    "query",
    ["van=5", "tot=5", "van=x&tot=9", "van=9&tot=9", "van=9&tot=5", "van=-1&tot=5", "van=0&tot=99999999",
     "van=1&tot=" + "9" * 5000, "van=1.5&tot=3", "van=%C2%B2&tot=3", "van=&tot=", "van=%00&tot=4"],
)  # fmt: skip
def test_a_place_that_is_not_there_is_a_plain_page(client, query):
    got = client.get(f"/bron/actieplan?{query}")

    assert got.status_code == 404
    shown = Read(got.text)
    assert "Deze plaats staat niet in het document." in shown.text
    assert shown.words == {}
    assert "./actieplan" in shown.links


@pytest.mark.parametrize("source_id", ["onbekend", "kaart", "../geheim", "..%2F..%2Fetc%2Fpasswd", "a/b", "%00", "<b>"])
def test_a_source_that_is_not_there_is_a_plain_page(client, source_id):
    got = client.get(f"/bron/{source_id}")

    assert got.status_code == 404
    if "bron" in str(got.request.url):
        assert "Deze bron is hier niet te lezen." in Read(got.text).text


def test_the_whole_document_can_be_asked_for_up_to_its_last_sign(client, plan):
    assert client.get(f"/bron/actieplan?van=0&tot={len(plan.text)}").status_code == 200
    assert client.get(f"/bron/actieplan?van=0&tot={len(plan.text) + 1}").status_code == 404


def test_a_failure_is_told_as_one_and_never_as_a_document_that_is_not_there(parts):
    def damaged(source_id):
        raise StoreDamaged("de gelezen bron ontbreekt")

    def broken(source_id):
        raise RuntimeError("geheim pad /srv/x")

    told, hidden = (client_of(replace(parts, document=fails)).get("/bron/actieplan") for fails in (damaged, broken))

    assert (told.status_code, hidden.status_code) == (503, 500)
    assert "de gelezen bron ontbreekt" in Read(told.text).text
    assert "geheim" not in hidden.text
    assert "kon niet getoond worden" in Read(hidden.text).text


def test_without_a_plan_the_short_address_says_so(parts):
    empty = replace(parts, sources=tuple, plan_actions=PlanActions)

    got = client_of(empty).get("/plan")

    assert got.status_code == 404
    assert "nog geen plan" in Read(got.text).text
