"""Everything that a claim is held against: statements in plain words, rows of the role maps, sentences of the texts."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from typing import Literal

from app.checking.concepts import opposites
from app.checking.figures import Moment, figures_of
from app.checking.kept_sources import MOST_KEPT, KeptSources, keep, kept
from app.checking.reading import Reading, Weights, read, same_length_plain
from app.checking.stance import Firmness
from app.evidence.weighing import PASSAGES
from app.records.quote import Quote, quote_of
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
_Read = Callable[[str], Reading]
_PASSAGES = 6
# Texts of the sources of which the reading is kept: many statements rest on the same quote.
_READ = 20_000
_SHORTLIST = 60
# Elements whose sentences say nothing of the source's own.
_SILENT = ("heading", "footnote", "timing", "title")


@dataclass(frozen=True)
class Ground:
    """The verbatim quotes that a unit rests on, and what stands around them."""

    quotes: tuple[Quote, ...]
    read: _Read = field(compare=False, repr=False)
    timing: tuple[Moment, ...] = ()
    """Dates of the actions that they stand in."""
    parties: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    """Parties of those actions."""

    @cached_property
    def quoted(self) -> tuple[Reading, ...]:
        """The quotes, taken apart when a claim comes near them."""
        return tuple(self.read(quote.text) for quote in self.quotes)


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that a source says."""

    kind: Kind
    reading: Reading
    truth: Truth
    firmness: Firmness
    ground: Ground
    context: frozenset[str] = frozenset()
    """Concepts of the headings above a sentence."""
    doers: frozenset[str] = frozenset()
    """Who does it, complete; only for rows of the role map."""
    service: str = ""
    statement: str = ""
    """Ids of the record that it comes from."""

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The verbatim words for it."""
        return self.ground.quotes

    @property
    def moments(self) -> tuple[Moment, ...]:
        """Dates in its words and quotes."""
        return tuple(m for reading in self.readings for m in reading.figures.moments)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Its own words and those of its quotes."""
        return (self.reading, *self.ground.quoted)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The units of one knowledge base. Statements and roles are read once, sentences when a claim comes near them."""

    base: KnowledgeBase
    weights: Weights
    read: _Read
    """Takes a text of the sources apart, once."""
    standing: tuple[Unit, ...]
    holding: dict[str, list[int]]
    """Concept → the standing units that hold it."""
    sentences: dict[tuple[str, int, int], Unit] = field(default_factory=dict)
    headings: dict[str, frozenset[str]] = field(default_factory=dict)
    """Sentences and headings that were read already."""

    def near(self, claim: Reading, asked: str | None = None) -> list[Unit]:
        """The standing units that share most with a claim, and the sentences of the passages found for it, or for the
        question that holds it.
        """
        shared: Counter[int] = Counter()
        for concept in {other for c in claim.concepts for other in (c, *opposites().get(c, ()))}:
            for index in self.holding.get(concept, ()):
                shared[index] += self.weights.of(concept)  # type: ignore[assignment]
        best = sorted(shared, key=lambda i: -shared[i] / (1 + len(self.standing[i].reading.concepts) / 12))
        return [*(self.standing[index] for index in best[:_SHORTLIST]), *self._found(asked or claim.text)]

    def of_action(self, claim: Reading, document: Document, action: Action) -> list[Unit]:
        """The same, of one action alone."""
        source = document.source.source_id
        units = [u for u in self.near(claim) if any((q.source_id, q.action) == (source, action.key) for q in u.quotes)]
        spans = (span for element in document.elements if element.action == action.key for span in element.sentences)
        inside = [self._sentence(document, *span) for span in spans if action.text.start <= span[0] < action.text.end]
        return list(dict.fromkeys([*units, *inside]))

    def _found(self, text: str) -> Iterable[Unit]:
        # Found as an answer finds them, so that an answer and its verdict search once.
        for found in self.base.search(text, PASSAGES, "policy_text")[:_PASSAGES]:
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
        if key not in self.sentences:
            ground = _ground([quote_of(document, start, end)], self.base, self.read)
            firmness = _FIRMNESS[ground.quotes[0].modality]
            context = self._context(document, start)
            self.sentences[key] = Unit("sentence", ground.quoted[0], "says", firmness, ground, context)
        return self.sentences[key]

    def _context(self, document: Document, at: int) -> frozenset[str]:
        element = document.element_at(at)
        headings = " › ".join(document.sections[element.section].path) if element else ""
        if headings not in self.headings:
            self.headings[headings] = self.read(headings).concepts
        return self.headings[headings]


@lru_cache(maxsize=1)
def evidence_of(base: KnowledgeBase) -> Evidence:
    """The units of a knowledge base, read once while it is open."""
    known = kept(base)
    reader = _reader(base, known)
    standing = (*_statements(base, reader), *_roles(base, reader))
    holding: dict[str, list[int]] = {}
    for index, unit in enumerate(standing):
        for concept in unit.reading.concepts:
            holding.setdefault(concept, []).append(index)
    return Evidence(base, Weights(base, known.weights), reader, standing, holding)


def keep_sources(base: KnowledgeBase) -> None:
    """Takes the texts of the sources apart and keeps that beside the index, where it is not yet. Raises OSError."""
    if kept(base).readings:
        return
    evidence = evidence_of(base)
    texts = [text for unit in evidence.standing for text in (unit.reading.text, *(q.text for q in unit.quotes))]
    documents = [base.document(source.source_id) for source in base.sources if source.kind == "policy_text"]
    spans = ((d, *span) for d in documents for e in d.elements if e.kind not in _SILENT for span in e.sentences)
    sentences = (document.text[start:end] for document, start, end in islice(spans, MOST_KEPT))
    keep(map(evidence.read, dict.fromkeys([*texts, *sentences])), evidence.weights, base)


def _reader(base: KnowledgeBase, known: KeptSources) -> _Read:
    """Takes a text apart, or has that from what is kept."""
    by_text = {reading.text: reading for reading in known.readings}

    @lru_cache(_READ)
    def reader(text: str) -> Reading:
        return by_text.get(text) or read(text, base.names)

    return reader


def _statements(base: KnowledgeBase, reader: _Read) -> Iterable[Unit]:
    known = {source.source_id for source in base.sources}
    for statement in base.statements:
        if statement.source_id in known:
            document = base.document(statement.source_id)
            quotes = [quote_of(document, span.start, span.end, statement.modality) for span in statement.quotes]
            ground = _ground(quotes, base, reader)
            firmness = _FIRMNESS[statement.modality or quotes[0].modality]
            for wording in statement.wordings:
                reading = reader(wording.text)
                yield Unit("statement", reading, wording.truth, firmness, ground, statement=statement.statement_id)


def _roles(base: KnowledgeBase, reader: _Read) -> Iterable[Unit]:
    rows: dict[str, list[Participation]] = {}
    for row in base.participations:
        if row.evidence in ("in_plan", "announced_in_plan"):
            rows.setdefault(row.service, []).append(row)
    for service in base.services:
        if not (of_service := rows.get(service.service_id)):
            continue
        ground = _ground(list(dict.fromkeys(_quote(row, base) for row in of_service)), base, reader)
        doers = frozenset(row.partner for row in of_service)
        for text in dict.fromkeys((*service.does, *service.name)):
            reading = reader(text)
            yield Unit(
                "role",
                reading,
                "says",
                _FIRMNESS[of_service[0].modality],
                ground,
                frozenset(),
                doers,
                service.service_id,
            )


def _ground(quotes: Sequence[Quote], base: KnowledgeBase, reader: _Read) -> Ground:
    actions = [(base.document(quote.source_id), _action(base.document(quote.source_id), quote)) for quote in quotes]
    of_actions = [(document, action) for document, action in actions if action is not None]
    parties = [party for _, action in of_actions for party in action.involved]
    return Ground(
        tuple(quotes),
        reader,
        tuple(moment for document, action in of_actions for moment in _moments_of(document, action)),
        frozenset(party.partner for party in parties),
        frozenset(party.partner for party in parties if party.role == "lead"),
    )


def _quote(row: Participation, base: KnowledgeBase) -> Quote:
    return quote_of(base.document(row.source_id), row.start, row.end, row.modality)


def _action(document: Document, quote: Quote) -> Action | None:
    return next((action for action in document.actions if action.key == quote.action), None) if quote.action else None


def _moments_of(document: Document, action: Action) -> tuple[Moment, ...]:
    """Dates of an action: its timing and its text."""
    texts = (action.timing or "", document.text[action.text.start : action.text.end])
    return tuple(moment for text in texts for moment in _moments_in(text))


@lru_cache(maxsize=256)
def _moments_in(text: str) -> tuple[Moment, ...]:
    return figures_of(same_length_plain(text)).moments
