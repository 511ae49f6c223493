"""The functions behind the pages, on the index as it is now: a swap is noticed at the next question."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock

from app.actions.filter import PlanActions
from app.actions.table import action_json
from app.answer_question import answer_question
from app.check_message import findings_in
from app.editor.topic_counts import count_topic
from app.pages.citation_view import CONTEXT_REACH
from app.pages.edition import edition_of
from app.pages.picture import page_picture
from app.pages.web_parts import RoleRow, WebParts, no_file
from app.question.follow_ups import follow_ups
from app.records.answer import Answer, Language, Persona
from app.warming import warm_up
from kb.encoder import open_encoder
from kb.errors import SourceError
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.participation import Participation, Service
from kb.settings import Settings
from kb.source import Source
from kb.store import Store

# A word more than is shown, so that the view knows that the text goes on.
_REACH = CONTEXT_REACH + 100


def live_parts(
    settings: Settings,
    message_text: Callable[[str, bytes], str] = no_file,
    pdf_of: Callable[[Source], Path | None] = lambda source: None,
) -> WebParts:
    """Opens the index now and again whenever it was swapped. Raises what opening raises.

    `message_text` reads the file of a message (its name and content); `pdf_of` finds the PDF of a source.
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

    def ask(question: str, persona: Persona, language: Language | None, earlier: tuple[str, ...]) -> Answer:
        now = base()
        answer = answer_question(question, now, persona=persona, language=language, history=earlier)
        if settings.count_topics:
            count_topic(answer, now)
        return answer

    @lru_cache(maxsize=1)
    def pdfs_of(sources: tuple[Source, ...]) -> dict[str, Path]:
        found = {source.source_id: pdf_of(source) for source in sources}
        return {source_id: pdf for source_id, pdf in found.items() if pdf is not None}

    def pictured_page(source_id: str, page: int, start: int, end: int) -> bytes:
        current = base()
        if (pdf := pdfs_of(current.sources).get(source_id)) is None:
            raise SourceError(f"van bron {source_id!r} is er geen pdf")
        return page_picture(pdf, page, current.document(source_id).text_on_page(page, start, end))

    def following(answer: Answer, earlier: tuple[str, ...]) -> tuple[str, ...]:
        current = base()
        return follow_ups(
            answer, current, earlier, lambda question: answer_question(question, current, persona=answer.persona)
        )

    base()
    return WebParts(
        ask=ask,
        sources=lambda: base().sources,
        text=lambda source_id: base().document(source_id).text,
        actions=lambda: [action_json(document, action) for document, action in base().actions],
        plan_actions=lambda: _plan_actions(base()),
        document=lambda source_id: base().document(source_id),
        roles=lambda: role_rows(base()),
        knowledge=base,
        check=lambda text: findings_in(text, base()),
        message_text=message_text,
        edition=lambda: edition_of(base().generation.manifest),
        follow_ups=following,
        pictured=lambda: frozenset(pdfs_of(base().sources)),
        page_picture=pictured_page,
        warm_up=lambda: warm_up(base()),
    )


def _plan_actions(base: KnowledgeBase) -> PlanActions:
    return PlanActions(base.actions, base.names)


def role_rows(base: KnowledgeBase) -> tuple[RoleRow, ...]:
    """Every row that may be shown, with its partner and the text around its quote."""
    services = {service.service_id: service for service in base.services}
    return tuple(_role_row(row, base, services.get(row.service)) for row in base.participations)


def _role_row(row: Participation, base: KnowledgeBase, service: Service | None) -> RoleRow:
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
        (*names, *(service.words if service else ())),
        {"fr": partner.name_fr, "en": partner.name_en} if partner else {},
        {"fr": service.name[1], "en": service.name[2]} if service else {},
    )
