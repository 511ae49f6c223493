"""The shown actions as a file: CSV in the words of the reader, and a calendar; the filter stands in the address."""

from collections.abc import Callable, Sequence
from datetime import date

from fastapi import APIRouter, Request, Response

from app.actions.dates import standing_of
from app.actions.filter import ActionIn, PlanActions, action_filter_from_address, selected
from app.actions.names import WORDS, notices_in_words, party_name, role_name, theme_name
from app.actions.table import action_json, as_calendar
from app.pages.download import csv_for_spreadsheets, file_response
from app.pages.language import page_language
from app.words.in_language import PageWords
from app.words.wording import wording


def action_downloads(plan_actions: Callable[[], PlanActions]) -> APIRouter:
    """The addresses that hand out what the page shows."""
    router = APIRouter()

    @router.get("/acties.csv")
    def as_csv(request: Request) -> Response:
        plan, words = plan_actions(), PageWords(WORDS, page_language(request))
        data = action_csv(_asked(request, plan), plan, date.today(), words)
        return file_response(data, "text/csv; charset=utf-8", "acties.csv")

    @router.get("/acties.ics")
    def as_ics(request: Request) -> Response:
        rows = [action_json(document, action) for document, action in _asked(request, plan_actions())]
        return file_response(as_calendar(rows).encode("utf-8"), "text/calendar; charset=utf-8", "acties.ics")

    return router


def action_csv(shown: Sequence[ActionIn], plan: PlanActions, today: date, words: PageWords) -> bytes:
    """One line an action, as the page shows it; the words of the plan as they stand there."""
    columns: list[str] = wording(words.name)["columns"][words.language]
    return csv_for_spreadsheets(columns, (_cells(pair, plan, today, words) for pair in shown))


def _asked(request: Request, plan: PlanActions) -> tuple[ActionIn, ...]:
    return selected(plan.pairs, action_filter_from_address(request.query_params))


def _cells(pair: ActionIn, plan: PlanActions, today: date, words: PageWords) -> tuple[str, ...]:
    document, action = pair
    page, standing = document.page_at(action.text.start), standing_of(action, today)
    parties = "; ".join(
        f"{party_name(party.partner, plan, words, short=True)} ({role_name(party, words)})" for party in action.involved
    )
    return (
        action.number, action.section, theme_name(document, action, words), str(page or ""),
        document.text[action.text.start : action.text.end], parties,
        words("yes" if action.involved_stated else "no"), action.timing or "", action.starts or "", action.ends or "",
        words.choice("standing", standing, standing), words.choice("modality", action.modality, action.modality),
        " | ".join(notice for notice, _ in notices_in_words(action.notices, words)),
    )  # fmt: skip
