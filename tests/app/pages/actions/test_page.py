import csv
import io
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from icalendar import Calendar

from app.actions.dates import axis_of, period_in_words, standing_in_words, standing_of
from app.actions.filter import (
    NONE_STATED,
    ActionFilter,
    PlanActions,
    action_filter_from_address,
    all_school_years,
    selected,
)
from app.actions.names import WORDS, anchor_of, notices_in_words, themes
from app.pages.actions.details import action_details, problem_of
from app.pages.actions.download import action_downloads
from app.pages.actions.page import found_line
from app.pages.actions.timeline import timeline
from app.words.in_language import PageWords
from app.words.wording import wording

TODAY = date(2026, 11, 26)
NL, FR, EN = (PageWords(WORDS, language) for language in ("nl", "fr", "en"))
HOSTILE = '<img src=x onerror=alert(1)></details><script>alert(1)</script>" onclick="alert(1)\' ${alert(1)} {{x}}'


class Seen(HTMLParser):
    """Elements with their attributes, and the words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.text += "\n" if tag == "br" else ""

    def handle_data(self, data):
        self.text += data

    def all(self, kind: str) -> list[dict[str, str | None]]:
        return [found for _, found in self.elements if kind in (found.get("class") or "").split()]


@pytest.fixture(scope="module")
def actions(plan, partner_names) -> PlanActions:
    dutch = replace(plan, source=replace(plan.source, title="Actieplan", language="nl"))
    return PlanActions(tuple((dutch, action) for action in dutch.actions), partner_names)


@pytest.fixture(scope="module")
def by_key(actions):
    return {action.key: (document, action) for document, action in actions.pairs}


def keys(actions: PlanActions, **asked) -> list[str]:
    return [action.key for _, action in selected(actions.pairs, ActionFilter(**asked))]


def test_an_open_filter_lets_all_21_actions_through_in_their_order(actions):
    assert keys(actions) == [action.key for _, action in actions.pairs]
    assert len(keys(actions)) == 21


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"partner": "ahovoks"}, ["2.1/1", "2.1/3", "2.5/12"]),
        ({"partner": NONE_STATED}, ["2.2/7", "2.5/14", "2.6/15", "2.6/16", "2.6/17"]),
        ({"modality": "proposed"}, ["2.7/18.1", "2.7/18.2"]),
        ({"school_year": "2027-2028"}, ["2.5/13"]),
        ({"school_year": "2024-2025"}, ["2.7/18"]),
        ({"school_year": NONE_STATED}, ["2.2/7", "2.5/14", "2.6/15", "2.6/16", "2.6/17"]),
        ({"theme": "2.6"}, ["2.6/15", "2.6/16", "2.6/17", "2.6/18"]),
        ({"theme": "2.2", "partner": "dov"}, ["2.2/4", "2.2/8"]),
        ({"due_before": date(2025, 12, 1)}, ["2.2/5", "2.7/18"]),
        ({"partner": "onbekend"}, []),
    ],
)
def test_each_part_of_a_filter_narrows(actions, asked, expected):
    assert keys(actions, **asked) == expected


def test_a_filter_travels_in_the_address_and_a_value_that_none_can_have_is_left_out():
    asked = ActionFilter("wewis", "under_study", "2025-2026", "2.6", date(2026, 9, 1))
    query = dict(pair.split("=") for pair in asked.address_part.split("&"))

    assert action_filter_from_address(query) == asked
    assert ActionFilter().address_part == ""
    strange = {"modaliteit": "baas", "schooljaar": "2025-2027", "voor": "31/12/2026"}
    assert action_filter_from_address(strange) == ActionFilter()


def test_the_school_years_are_those_of_the_dates(actions):
    assert all_school_years(actions.pairs) == ("2024-2025", "2025-2026", "2026-2027", "2027-2028")


@pytest.mark.parametrize(
    ("key", "standing", "period"),
    [
        ("2.1/1", "running", "de schooljaren 2025-2026 tot en met 2026-2027"),
        ("2.1/2", "past", "het schooljaar 2025-2026"),
        ("2.2/5", "past", "tegen 1 september 2025"),
        ("2.7/18", "past", "het derde kwartaal van 2025"),
        ("2.7/18.2", "past", "het vierde kwartaal van 2025"),
        ("2.6/15", "untimed", ""),
    ],
)
def test_an_action_stands_where_its_dates_say(by_key, key, standing, period):
    _, action = by_key[key]

    assert standing_of(action, TODAY) == standing
    assert period_in_words(action, NL) == period


def test_the_last_day_still_belongs_to_the_term_and_the_first_day_begins_it(by_key):
    _, action = by_key["2.1/2"]

    assert [standing_of(action, day) for day in (date(2025, 8, 31), date(2025, 9, 1), date(2026, 8, 31))] == [
        "coming", "running", "running",
    ]  # fmt: skip
    assert standing_of(action, date(2026, 9, 1)) == "past"


def test_a_past_term_says_that_the_sources_do_not_tell_whether_it_happened(by_key):
    _, action = by_key["2.7/18"]

    assert standing_in_words(action, TODAY, NL) == (
        "Het plan voorzag dit voor het derde kwartaal van 2025. Of het gebeurd is, staat niet in de bronnen."
    )
    assert "1er septembre 2025" in standing_in_words(by_key["2.2/5"][1], TODAY, FR)
    assert "not in the sources" in standing_in_words(action, TODAY, EN)


def test_odd_dates_are_told_day_by_day_and_an_open_end_stays_open(by_key):
    action = by_key["2.1/2"][1]

    assert period_in_words(replace(action, starts="2025-09-01", ends="2025-10-12"), FR) == (
        "1er septembre 2025 au 12 octobre 2025"
    )
    assert period_in_words(replace(action, starts="2025-09-01", ends=None), EN) == "from 1 September 2025"
    undated = replace(action, timing="later", starts=None, ends=None)
    assert (standing_of(undated, TODAY), period_in_words(undated, NL)) == ("undated", "")


def test_the_axis_has_whole_school_years_and_takes_today_in_when_it_lies_near(actions):
    all_of_them = [action for _, action in actions.pairs]

    assert axis_of(all_of_them, TODAY).years == ("2024-2025", "2025-2026", "2026-2027", "2027-2028")
    assert axis_of(all_of_them, date(2029, 10, 1)).years[-1] == "2029-2030"
    assert not axis_of(all_of_them, date(2040, 1, 1)).holds(date(2040, 1, 1))
    axis = axis_of(all_of_them, TODAY)
    assert [axis.place_of(day) for day in (date(2024, 9, 1), date(2026, 9, 1), date(1990, 1, 1))] == [0, 50, 0]


def test_a_slip_in_a_date_does_not_draw_thousands_of_years(by_key):
    slipped = replace(by_key["2.1/2"][1], ends="9999-08-31")

    assert len(axis_of([slipped], TODAY).years) <= 8
    assert len(axis_of([], TODAY).years) == 1


def test_the_timeline_has_a_row_for_each_action_and_says_everything_in_words_too(actions):
    seen = Seen(timeline(actions.pairs, actions, TODAY, NL))

    ids = [row["id"] for row in seen.all("action")]
    assert len(ids) == len(set(ids)) == 21
    assert {"2.6-18", "2.7-18", "2.7-18.1"} <= set(ids)
    assert len(seen.all("bar")) == 16
    assert len(seen.all("loose-start")) == 1
    assert len(seen.all("now")) == 21
    assert seen.text.count("termijn voorbij") == 12
    assert seen.text.count("geen timing in het plan") == 5
    assert "Geen timing in het plan" in seen.text
    assert "Vandaag: 26 november 2026" in seen.text
    assert all(track["aria-hidden"] == "true" for track in seen.all("track"))


def test_the_rows_without_timing_stand_together_at_the_end(actions):
    drawn = timeline(actions.pairs, actions, TODAY, NL)

    last = drawn[drawn.index("<h3>Geen timing in het plan") :]
    assert re.findall(r'class="fold action" id="([^"]+)"', last.replace("&#45;", "-").replace("&#46;", ".")) == [
        "2.2-7", "2.5-14", "2.6-15", "2.6-16", "2.6-17",
    ]  # fmt: skip


def test_without_today_on_the_axis_there_is_no_line_but_a_sentence(actions):
    seen = Seen(timeline(actions.pairs, actions, date(2050, 1, 1), NL))

    assert seen.all("now") == []
    assert "valt buiten deze tijdlijn" in seen.text


@pytest.mark.parametrize("key", ["2.1/3", "2.3/9", "2.6/15", "2.7/18.2"])
def test_an_opened_action_shows_its_text_and_problem_verbatim(actions, by_key, key):
    document, action = by_key[key]

    seen = Seen(action_details((document, action), actions, TODAY, EN))

    assert document.text[action.text.start : action.text.end] in seen.text
    assert problem_of(document, action) in seen.text
    assert all(found["lang"] == "nl" for tag, found in seen.elements if tag == "blockquote")


def test_the_problem_runs_up_to_the_first_action_and_not_past_it(by_key):
    document, action = by_key["2.2/8"]

    problem = problem_of(document, action)
    assert problem.startswith("Probleemstelling: De studiebekrachtiging")
    assert "Ten slotte is er ook een knelpunt" in problem
    assert "Actie 7" not in problem
    assert "Radar Duaal" not in problem_of(*by_key["2.5/14"])


def test_the_parties_have_their_role_and_a_missing_or_shared_block_its_notice(actions, by_key):
    lead = Seen(action_details(by_key["2.3/9"], actions, TODAY, NL)).text
    two = Seen(action_details(by_key["2.4/10"], actions, TODAY, NL)).text
    shared = Seen(action_details(by_key["2.6/16"], actions, TODAY, NL)).text
    none = Seen(action_details(by_key["2.5/14"], actions, TODAY, NL)).text

    assert "Departement WEWIS trekker" in lead
    assert "niet wie de trekker is" in two
    assert "niet wie de trekker is" not in lead
    assert "of dat ook voor deze actie geldt, zegt het plan niet" in shared
    assert "geen betrokken partij en geen timing" in none
    assert "actie 19, die niet bestaat" in Seen(action_details(by_key["2.6/15"], actions, TODAY, NL)).text


def test_every_notice_of_the_plan_has_its_words_in_each_language(actions):
    notices = [notice for _, action in actions.pairs for notice in action.notices]

    for words in (FR, EN):
        assert {language for _, language in notices_in_words(notices, words)} == {words.language}
    assert notices_in_words(["Iets nieuws."], FR) == [("Iets nieuws.", "nl")]
    assert [notice for notice, _ in notices_in_words(notices, NL)] == notices


def test_every_word_of_the_page_stands_in_three_languages():
    for key, entry in wording(WORDS).items():
        if key == "notices":
            assert all(set(notice) == {"nl", "fr", "en"} for notice in entry)
            continue
        lists = [entry] if "nl" in entry else list(entry.values())
        assert all(set(words) == {"nl", "fr", "en"} and all(words.values()) for words in lists), key


def test_the_themes_of_the_plan_are_named_in_each_language(actions):
    assert themes(actions, NL)["2.6"] == "2.6 Partnerschappen en samenwerking"
    assert list(themes(actions, NL)) == ["2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7"]
    assert not set(themes(actions, FR).values()) & set(themes(actions, NL).values())


def test_the_same_key_in_another_text_gets_another_anchor(actions, by_key):
    document, action = by_key["2.6/18"]
    other = replace(document, source=replace(document.source, source_id="tweede"))
    both = PlanActions((*actions.pairs, (other, action)), actions.names)

    assert (anchor_of((document, action), both), anchor_of((other, action), both)) == ("2.6-18", "tweede-2.6-18")


def test_hostile_words_stay_words(document_of_text, partner_names):
    document = document_of_text(
        f"2. ACTIES\n\nProbleemstelling: {HOSTILE}\n\nActie 1: {HOSTILE}\nBetrokkenen: {HOSTILE}\nTiming: {HOSTILE}\n"
    )
    plan = PlanActions(tuple((document, action) for action in document.actions), partner_names)
    assert plan.pairs

    shown = timeline(plan.pairs, plan, TODAY, NL)

    seen = Seen(shown)
    assert not {name for name, _ in seen.elements} & {"script", "img", "iframe"}
    assert not any("onclick" in found or "onerror" in found for _, found in seen.elements)
    assert "${" not in shown
    assert "{{" not in shown
    assert seen.text.count("<img src=x onerror=alert(1)>") >= 3


def test_the_found_line_counts_and_its_links_keep_filter_and_language(actions):
    asked = ActionFilter(theme="2.6")
    seen = Seen(found_line(selected(actions.pairs, asked), asked, TODAY, FR))

    assert "4 actions" in seen.text
    assert "absentes de l'agenda : 3" in seen.text
    assert [found["href"] for tag, found in seen.elements if tag == "a"] == [
        "./acties.csv?thema=2.6&taal=fr", "./acties.ics?thema=2.6&taal=fr", "./acties?thema=2.6&taal=fr",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def client(actions):
    app = FastAPI()
    app.include_router(action_downloads(lambda: actions))
    return TestClient(app)


def test_the_csv_holds_what_is_shown_in_the_words_of_the_reader(client, by_key):
    got = client.get("/acties.csv?thema=2.3&taal=en")

    lines = list(csv.reader(io.StringIO(got.content.decode("utf-8-sig")), delimiter=";"))
    assert got.headers["content-disposition"] == 'attachment; filename="acties.csv"'
    document, action = by_key["2.3/9"]
    assert lines[0][0] == "Action"
    assert len(lines) == 2
    assert lines[1] == [
        "9", "2.3", "Recognitions and agreements", "7", document.text[action.text.start : action.text.end],
        "WEWIS (lead); DOV (involved)", "yes", "schooljaar 2025-2026", "2025-09-01", "2026-08-31", lines[1][10],
        "under study", "",
    ]  # fmt: skip


def test_the_csv_of_every_language_has_a_heading_for_each_column(client):
    for language in ("nl", "fr", "en"):
        lines = list(
            csv.reader(
                io.StringIO(client.get(f"/acties.csv?taal={language}").content.decode("utf-8-sig")), delimiter=";"
            )
        )
        assert {len(line) for line in lines} == {13}
        assert len(lines) == 22


def test_the_calendar_holds_the_dated_actions_that_are_shown_and_takes_no_time_away(client):
    all_of_them = Calendar.from_ical(client.get("/acties.ics").text).events
    few = Calendar.from_ical(client.get("/acties.ics?partner=ahovoks").text).events

    assert len(all_of_them) == 16
    assert [str(event["summary"]).split(":")[0] for event in few] == [
        "Actie 1 (2.1)", "Actie 3 (2.1)", "Actie 12 (2.5)",
    ]  # fmt: skip
    assert {str(event["transp"]) for event in all_of_them} == {"TRANSPARENT"}
    assert all("schooljaar" in str(event["description"]) or "Timing" in str(event["description"]) for event in few)
