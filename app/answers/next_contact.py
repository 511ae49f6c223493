"""Where to go next: the partner of a row that holds an address for what was asked, for the one who asks."""

from dataclasses import replace

from app.question.understanding import Understood
from app.records.answer import Handover
from app.records.quote import Draft
from app.roles.matching import fitting_services
from app.roles.row_order import ELSEWHERE, farness
from app.roles.sentences import fact_in, partner_name, site_and_date
from app.words.replies import reply
from app.words.wording import wording
from kb.knowledge_base import KnowledgeBase
from kb.participation import Audience, Participation

# The question must be about the service for sure: a wrong address costs a phone call.
FITS = 2.0
_FOR: dict[str, frozenset[Audience]] = {
    "parent": frozenset({"parent", "learner"}),
    "mentor": frozenset({"mentor", "company"}),
}
_TURNED_TO = ("contact_point", "lead", "executor", "adviser", "funder")


def with_next_contact(draft: Draft, question: Understood, base: KnowledgeBase) -> Draft:
    """The answer with whom to turn to, where it points to nobody yet and a record does."""
    if draft.status not in ("answered", "partly_answered", "not_in_sources", "other_source_only"):
        return draft
    if draft.handover is not None and draft.handover.partner is not None:
        return draft
    row = _row(question, draft, base)
    if row is None:
        return with_general_contact(draft, question, base)
    name = partner_name(row.partner, question.language, base)
    return replace(
        draft, handover=Handover(reply("handover_partner", question.language, partner=name), row.partner, row.contact)
    )


def general_contact(question: Understood, base: KnowledgeBase) -> Handover | None:
    """Whom the one who asks may turn to with whatever it be, and where that stands; null where no row says so."""
    rows = (row for row in base.participations if row.service == wording("role_words")["general_contact"])
    audience = _FOR.get(question.persona)
    row = next((row for row in rows if audience is None or audience & set(row.audience)), None)
    if row is None:
        return None
    site, date = site_and_date(row, question.language)
    fact = fact_in(row, question.language)
    return Handover(reply("handover_general", question.language, site=site, date=date, fact=fact), row.partner)


def with_general_contact(draft: Draft, question: Understood, base: KnowledgeBase) -> Draft:
    """Where nobody is pointed to for what was asked: whom to turn to with whatever it be."""
    is_open = draft.status == "not_in_sources" and draft.handover is not None
    general = general_contact(question, base) if is_open or draft.status == "other_source_only" else None
    if general is None:
        return draft
    before = draft.handover.text if draft.handover else ""
    return replace(draft, handover=replace(general, text=f"{before} {general.text}".strip()))


def _row(question: Understood, draft: Draft, base: KnowledgeBase) -> Participation | None:
    """The best row with a contact: of a partner that the answer names, by role, of every trade first."""
    services = {part.service for part in draft.participations}
    if draft.status not in ("answered", "partly_answered"):
        services |= {service.service_id for service in fitting_services(question, base) if service.score >= FITS}
    named = {part.partner for part in draft.participations}
    rows = [
        row for row in base.participations
        if row.service in services and row.contact and row.role in _TURNED_TO and row.evidence != "unverified"
        and not row.sectors and _FOR[question.persona] & set(row.audience)
        and farness(row, question) != ELSEWHERE
    ]  # fmt: skip
    return min(rows, key=lambda row: (row.partner not in named, _TURNED_TO.index(row.role)), default=None)
