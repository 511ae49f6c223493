"""The functions behind the pages, on the index as it is now: a swap is noticed at the next question."""

from collections.abc import Callable
from threading import Lock

from app.action_table import action_json
from app.answer_question import answer_question
from app.check_message import findings_in
from app.citation_view import CONTEXT_REACH
from app.web_parts import RoleRow, WebParts, no_file
from kb.encoder import open_encoder
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.participation import Participation
from kb.settings import Settings
from kb.store import Store

# A word more than is shown, so that the view knows that the text goes on.
_REACH = CONTEXT_REACH + 100


def live_parts(settings: Settings, message_text: Callable[[str, bytes], str] = no_file) -> WebParts:
    """Opens the index now and again whenever it was swapped. Raises what opening raises.

    `message_text` reads the file of a message: its name and content.
    """
    encoder = open_encoder(settings.embedding_model)
    store, lock = Store(settings.store), Lock()
    opened: dict[str | None, KnowledgeBase] = {}

    def base() -> KnowledgeBase:
        stamp = store.stamp()
        with lock:
            if stamp not in opened:
                fresh, _ = open_knowledge_base(settings, encoder)
                opened.clear()
                opened[stamp] = fresh
            return opened[stamp]

    base()
    return WebParts(
        ask=lambda question, persona, language, earlier: answer_question(
            question, base(), persona=persona, language=language, history=earlier
        ),
        sources=lambda: base().sources,
        text=lambda source_id: base().document(source_id).text,
        actions=lambda: [action_json(document, action) for document, action in base().actions],
        roles=lambda: role_rows(base()),
        check=lambda text: findings_in(text, base()),
        message_text=message_text,
    )


def role_rows(base: KnowledgeBase) -> tuple[RoleRow, ...]:
    """Every row that may be shown, with its partner and the text around its quote."""
    service_words = {service.service_id: service.words for service in base.services}
    return tuple(_role_row(row, base, service_words.get(row.service, ())) for row in base.participations)


def _role_row(row: Participation, base: KnowledgeBase, service_words: tuple[str, ...]) -> RoleRow:
    partner, document = base.names.get(row.partner), base.document(row.source_id)
    other = row.evidence == "other_source"
    start = max(0, row.start - _REACH)
    names = (partner.name_fr, partner.name_en, *partner.names) if partner else ()
    return RoleRow(
        row,
        partner.kind if partner else "",
        partner.in_plan if partner else False,
        document.source.title,
        None if other else document.page_at(row.start),
        "" if other else document.text[start : row.end + _REACH],
        start,
        (*names, *service_words),
    )
