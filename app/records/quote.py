"""Quote: verbatim words of a source, and an answer while it is being put together."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from app.records.answer import (
    AnswerParticipation,
    Citation,
    CitedSentence,
    Considered,
    Handover,
    SentenceKind,
    Status,
)
from kb.action import Role, Span
from kb.document import Document
from kb.modality import Modality, modality_of, weaker
from kb.participation import Audience, Evidence

# Share of the words of the shorter of two sentences that say the same.
_SAME_WORDS = 0.7


@dataclass(frozen=True, slots=True)
class Quote:
    """`text` is the canonical text of the source from `start` to `end`, by construction: see `quote_of`."""

    source_id: str
    title: str
    section: str
    action: str | None
    page: int | None
    start: int
    end: int
    text: str
    evidence: Evidence
    modality: Modality

    def overlaps(self, other: "Quote") -> bool:
        """Whether both hold a same place of one source."""
        return self.source_id == other.source_id and self.start < other.end and other.start < self.end


def say_the_same(one: str, other: str) -> bool:
    """Whether two sentences share most words of the shorter one: the summary repeats the body."""
    first, second = set(one.lower().split()), set(other.lower().split())
    return len(first & second) > _SAME_WORDS * min(len(first), len(second))


def quote_of(document: Document, start: int, end: int, modality: Modality | None = None) -> Quote:
    """The words of a document from `start` to `end`, with their address."""
    element = document.element_at(start)
    section = document.sections[element.section] if element else document.sections[0]
    action = next((a for a in document.actions if element and a.key == element.action), None)
    text = document.text[start:end]
    firmness = modality or modality_of(text, within_action=action is not None)
    if action is not None and modality is None and firmness == "decided":
        # Plain words in an action that is itself only planned or studied are no firmer than it.
        firmness = weaker(firmness, action.modality)
    return Quote(
        document.source.source_id, document.source.title, section.label, action.key if action else None,
        document.page_at(start), start, end, text, "in_plan", firmness,
    )  # fmt: skip


def quote_of_span(document: Document, span: Span, modality: Modality | None = None) -> Quote:
    """The same for a span of a record."""
    return quote_of(document, span.start, span.end, modality)


MadeOf = Literal["record", "quote", "verdict", "explanation"]
"""Words of a record or a fixed reply, the words of a quote themselves, yes or no, or plain words beside a quote."""


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence with the quotes that it rests on."""

    text: str
    kind: SentenceKind
    quotes: tuple[Quote, ...] = ()
    made_of: MadeOf = "record"


@dataclass(frozen=True, slots=True)
class DraftParticipation:
    """A partner that the answer names, with the quote that names it."""

    partner: str
    partner_name: str
    service: str
    service_name: str
    role: Role
    modality: Modality
    quote: Quote
    audience: tuple[Audience, ...] = ()
    evidence: Evidence = "in_plan"


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before its citations are numbered."""

    status: Status
    sentences: tuple[DraftSentence, ...]
    participations: tuple[DraftParticipation, ...] = ()
    notices: tuple[str, ...] = ()
    handover: Handover | None = None
    considered: tuple[Considered, ...] = field(default_factory=tuple)

    @property
    def is_from_texts(self) -> bool:
        """Whether a policy text answers it, at least in part."""
        return self.status in ("answered", "partly_answered")

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The words that its sentences rest on, in order."""
        return tuple(quote for sentence in self.sentences for quote in sentence.quotes)


def followed_by(draft: Draft, other: Draft) -> Draft:
    """An answer with what another one tells behind it, each sentence and notice once."""
    return replace(
        draft,
        sentences=(*draft.sentences, *(sentence for sentence in other.sentences if sentence not in draft.sentences)),
        participations=tuple(dict.fromkeys((*draft.participations, *other.participations))),
        notices=tuple(dict.fromkeys((*draft.notices, *other.notices))),
    )


def numbered(
    draft: Draft,
) -> tuple[tuple[CitedSentence, ...], tuple[Citation, ...], tuple[AnswerParticipation, ...]]:
    """Sentences, citations numbered from 1 in the order of their first use, and participations that point to them."""
    order: dict[Quote, int] = {}
    for sentence in draft.sentences:
        for quote in sentence.quotes:
            order.setdefault(quote, len(order) + 1)
    for part in draft.participations:
        order.setdefault(part.quote, len(order) + 1)
    sentences = tuple(CitedSentence(s.text, s.kind, tuple(order[q] for q in s.quotes)) for s in draft.sentences)
    citations = tuple(
        Citation(
            n,
            q.source_id,
            q.title,
            q.section,
            q.action,
            q.page,
            q.start,
            q.end,
            q.text,
            q.evidence,
            q.modality,
        )
        for q, n in order.items()
    )
    participations = tuple(
        AnswerParticipation(
            p.partner,
            p.partner_name,
            p.service,
            p.service_name,
            p.role,
            p.audience,
            p.evidence,
            p.modality,
            order[p.quote],
        )
        for p in draft.participations
    )
    return sentences, citations, participations


def supported(draft: Draft, documents: Sequence[Document]) -> Draft:
    """The draft without sentences whose quotes are not verbatim at their place; none left means not in sources."""
    texts = {document.source.source_id: document.text for document in documents}

    def holds(quote: Quote) -> bool:
        return bool(quote.text) and texts.get(quote.source_id, "")[quote.start : quote.end] == quote.text

    sentences = tuple(s for s in draft.sentences if s.kind != "fact" or (s.quotes and all(map(holds, s.quotes))))
    participations = tuple(p for p in draft.participations if holds(p.quote))
    states = any(sentence.kind == "fact" for sentence in sentences)
    status = (
        "not_in_sources"
        if draft.status in ("answered", "partly_answered", "other_source_only") and not states
        else draft.status
    )
    return Draft(status, sentences, participations, draft.notices, draft.handover, draft.considered)
