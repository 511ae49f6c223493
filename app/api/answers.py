"""From what a machine asks to the JSON that the command line prints for it. Each function may raise DuaalError."""

from datetime import date
from typing import Any

from app.actions.filter import NONE_STATED, ActionFilter
from app.actions.filter import selected as selected_actions
from app.actions.table import action_json
from app.api.questions import Actions, Message, Question, Roles, Search
from app.check_message import check_message
from app.checking.finding import report_json
from app.commands.search import found_passages, passage_json
from app.commands.sources import source_json
from app.pages.web_parts import WebParts
from app.roles.names import partner_id, partner_of_rows, service_of_rows
from app.roles.table import RoleFilters, role_json
from app.roles.table import filtered as filtered_roles
from kb.errors import DuaalError

AT_ONCE = 4
"""Requests that one door works on at the same time. The others wait their turn, and the pages keep theirs."""


class StillLoading(DuaalError):
    """The sources are not there yet; asking again in a moment helps."""


class UnknownSource(DuaalError):
    """No source has this id."""


def check_loaded(parts: WebParts) -> None:
    """Raises StillLoading rather than let a machine wait."""
    if not parts.ready():
        raise StillLoading("de bronnen worden nog geladen; probeer het over enkele seconden opnieuw")


def answer(parts: WebParts, asked: Question) -> dict[str, Any]:
    """As `duaal ask --json`."""
    return parts.ask(asked.question, asked.persona, asked.language, tuple(asked.history)).to_json()


def passages(parts: WebParts, asked: Search) -> list[dict[str, Any]]:
    """As `duaal search --json`."""
    found = found_passages(asked.question, tuple(asked.history), parts.knowledge(), asked.k)
    return [passage_json(passage) for passage in found]


def roles(parts: WebParts, asked: Roles) -> list[dict[str, Any]]:
    """As `duaal roles --json`, without the rows that nobody verified."""
    base = parts.knowledge()
    filters = RoleFilters(
        partner_of_rows(asked.partner, base.participations, base.names) if asked.partner else None,
        service_of_rows(asked.service, base.participations, base.services) if asked.service else None,
        asked.audience, asked.phase, asked.evidence,
    )  # fmt: skip
    return [role_json(row) for row in filtered_roles(base.participations, filters)]


def actions(parts: WebParts, asked: Actions) -> list[dict[str, Any]]:
    """As `duaal actions --json`."""
    base = parts.knowledge()
    wanted = ActionFilter(
        asked.partner if asked.partner in (None, NONE_STATED) else partner_id(asked.partner, base.names),
        asked.modality,
        asked.school_year,
        asked.theme,
        date.fromisoformat(asked.due_before) if asked.due_before else None,
    )
    return [action_json(document, action) for document, action in selected_actions(base.actions, wanted)]


def checked(parts: WebParts, asked: Message) -> dict[str, Any]:
    """As `duaal check --json`."""
    return report_json(check_message(asked.text, parts.knowledge()))


def sources(parts: WebParts) -> list[dict[str, Any]]:
    """As `duaal sources --json`."""
    return [source_json(source) for source in parts.sources()]


def source_text(parts: WebParts, source_id: str) -> str:
    """As `duaal sources --text`. Raises UnknownSource."""
    known = [source.source_id for source in parts.sources()]
    if source_id not in known:
        raise UnknownSource(f"bron {source_id!r} is niet gekend; gekend: {', '.join(known) or 'geen'}")
    return parts.text(source_id)
