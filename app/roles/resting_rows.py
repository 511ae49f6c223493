"""The partners of the role-map rows that rest on the words of an answer."""

from collections.abc import Sequence

from app.question.phases import phases_in
from app.question.understanding import Understood
from app.records.quote import DraftParticipation, Quote
from kb.knowledge_base import KnowledgeBase
from kb.participation import Participation


def resting_on(
    quote: Quote, rows: Sequence[Participation], question: Understood, base: KnowledgeBase
) -> list[DraftParticipation]:
    """The partners of the rows that rest on a quote, each once."""
    parts: dict[str, DraftParticipation] = {}
    for row in rows:
        if row.source_id == quote.source_id and row.start < quote.end and row.end > quote.start:
            part = DraftParticipation(
                row.partner,
                base.names.name(row.partner, question.language),
                row.service,
                row.service_name,
                row.role,
                row.modality,
                quote,
                row.audience,
                row.evidence,
            )
            parts.setdefault(row.partner, part)
    return list(parts.values())


def named_doers(question: Understood, quote: Quote, base: KnowledgeBase) -> list[DraftParticipation]:
    """The partners whom the quote itself names as doing what the question names: the phase of "erkend worden"."""
    phases = phases_in(question.plain)
    if len(phases) != 1:
        return []
    named = {partner for place in base.names.named_in(quote.text) for partner in place.partners}
    rows = [row for row in base.participations if phases[0] in row.phase and row.partner in named]
    return resting_on(quote, rows, question, base)
