"""Everything that a claim is held against: statements in plain words, rows of the role maps, sentences of the texts."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from app.checking.figures import Moment, figures_of
from app.checking.reading import Reading, Weights, read, same_length_plain
from app.checking.stance import Firmness
from app.quote import Quote, quote_of
from kb.action import Action
from kb.document import Document
from kb.knowledge_base import KnowledgeBase
from kb.modality import Modality
from kb.participation import Participation
from kb.statement import Truth

Kind = Literal["statement", "role", "sentence"]

_FIRMNESS: dict[Modality, Firmness] = {
    "under_study": "study", "proposed": "proposed", "planned": "planned", "decided": "plain", "stated": "plain",
}  # fmt: skip
_PASSAGES = 6
# Elements whose sentences say nothing of the source's own.
_SILENT = ("heading", "footnote", "timing", "title")


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that a source says, with the verbatim quotes for it."""

    kind: Kind
    reading: Reading
    truth: Truth
    firmness: Firmness
    quotes: tuple[Quote, ...]
    moments: tuple[Moment, ...]
    """Dates in its words and quotes."""
    timing: tuple[Moment, ...] = ()
    """Dates of the action that it stands in."""
    parties: frozenset[str] = frozenset()
    """Who does it, complete; only for rows of the role map."""
    service: str = ""
    statement: str = ""
    """Ids of the record that it comes from."""


class Evidence:
    """The units of one knowledge base. Statements and roles are read once, sentences when a claim comes near them."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self.weights = Weights(base)
        self._sentences: dict[tuple[str, int, int], Unit] = {}
        self.standing = (*self._statements(), *self._roles())

    def near(self, text: str) -> list[Unit]:
        """The standing units and the sentences of the passages that are found for a text."""
        return [*self.standing, *self._found(text)]

    def _found(self, text: str) -> Iterable[Unit]:
        for found in self.base.search(text, _PASSAGES, "policy_text"):
            passage = found.passage
            document = self.base.document(passage.source_id)
            for element in document.elements:
                is_block = element.kind == "involved" and element.action is not None
                inside = element.start < passage.end and element.end > passage.start
                if inside and element.kind not in _SILENT and not is_block:
                    for start, end in element.sentences:
                        if passage.start <= start and end <= passage.end:
                            yield self._sentence(document, start, end)

    def _sentence(self, document: Document, start: int, end: int) -> Unit:
        key = (document.source.source_id, start, end)
        if key not in self._sentences:
            quote = quote_of(document, start, end)
            reading = read(quote.text, self.base.names)
            self._sentences[key] = Unit(
                "sentence", reading, "says", _FIRMNESS[quote.modality], (quote,), reading.figures.moments,
                self._timing(document, quote),
            )  # fmt: skip
        return self._sentences[key]

    def _statements(self) -> Iterable[Unit]:
        known = {source.source_id for source in self.base.sources}
        for statement in self.base.statements:
            if statement.source_id not in known:
                continue
            document = self.base.document(statement.source_id)
            quotes = tuple(quote_of(document, s.start, s.end, statement.modality) for s in statement.quotes)
            moments = tuple(m for quote in quotes for m in _moments(quote.text))
            timing = tuple(m for quote in quotes for m in self._timing(document, quote))
            firmness = _FIRMNESS[statement.modality or quotes[0].modality]
            for wording in statement.wordings:
                reading = read(wording.text, self.base.names)
                yield Unit(
                    "statement", reading, wording.truth, firmness, quotes, (*reading.figures.moments, *moments), timing,
                    statement=statement.statement_id,
                )  # fmt: skip

    def _roles(self) -> Iterable[Unit]:
        rows: dict[str, list[Participation]] = {}
        for row in self.base.participations:
            if row.evidence in ("in_plan", "announced_in_plan"):
                rows.setdefault(row.service, []).append(row)
        for service in self.base.services:
            of_service = rows.get(service.service_id)
            if not of_service:
                continue
            quotes = tuple(dict.fromkeys(self._quote(row) for row in of_service))
            firmness = _FIRMNESS[of_service[0].modality]
            moments = tuple(m for q in quotes for m in _moments(q.text))
            timing = tuple(m for q in quotes for m in self._timing(self.base.document(q.source_id), q))
            parties = frozenset(row.partner for row in of_service)
            for text in dict.fromkeys((*service.does, *service.name)):
                reading = read(text, self.base.names)
                yield Unit("role", reading, "says", firmness, quotes, moments, timing, parties, service.service_id)

    def _quote(self, row: Participation) -> Quote:
        return quote_of(self.base.document(row.source_id), row.start, row.end, row.modality)

    def _timing(self, document: Document, quote: Quote) -> tuple[Moment, ...]:
        action = next((a for a in document.actions if a.key == quote.action), None) if quote.action else None
        return _moments_of(document, action) if action else ()


def _moments_of(document: Document, action: Action) -> tuple[Moment, ...]:
    """Dates of an action: its timing and its text."""
    return (*_moments(action.timing or ""), *_moments(document.text[action.text.start : action.text.end]))


def _moments(text: str) -> tuple[Moment, ...]:
    return figures_of(same_length_plain(text)).moments


@lru_cache(maxsize=1)
def evidence_of(base: KnowledgeBase) -> Evidence:
    """The units of a knowledge base, read once while it is open."""
    return Evidence(base)
