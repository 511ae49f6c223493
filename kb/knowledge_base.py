"""KnowledgeBase: opens a generation and finds passages in it."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache, cached_property
from typing import TypeVar

from kb.action import Action
from kb.document import Document
from kb.encoder import Encoder, Vectors, open_encoder
from kb.errors import ModelMismatch, StoreDamaged
from kb.expected_question import LikeQuestion, QuestionIndex
from kb.gap import Gap
from kb.glossary import FoundConcept
from kb.kept_vectors import KeptVectors
from kb.lexical_index import LexicalIndex
from kb.participation import Participation, Service
from kb.partner import PartnerNames
from kb.passage import Passage, RetrievedPassage
from kb.passage_search import Explanation, PassageSearch
from kb.passage_store import PassageStore
from kb.reading_note import ReadingNote
from kb.settings import Settings
from kb.source import Source, SourceKind
from kb.statement import Statement
from kb.store import Generation, Store, damaged

_Opened = TypeVar("_Opened")


class KnowledgeBase:
    """What one generation knows. Nothing of it changes while it is open."""

    def __init__(self, generation: Generation, encoder: Encoder, settings: Settings) -> None:
        self.generation = generation
        self.settings = settings
        self._vectors = KeptVectors(encoder)
        self._store = PassageStore.open(generation.chroma)
        self._lexical = LexicalIndex.load(generation.lexical)
        if self._store.count() != generation.manifest.passages:
            raise StoreDamaged(f"de index in {generation.folder} mist passages")
        self._documents: dict[str, Document] = {}
        self._glossary = cache(generation.glossary)
        self._search = PassageSearch(
            self._store, self._lexical, encoder, settings.weights, settings.candidates,
            {source.source_id: source.kind for source in generation.manifest.sources},
            cache(lambda: QuestionIndex.load(generation.questions)), self._glossary,
        )  # fmt: skip

    @property
    def sources(self) -> tuple[Source, ...]:
        """The documents known."""
        return self.generation.manifest.sources

    def document(self, source_id: str) -> Document:
        """A source as it was read."""
        if source_id not in self._documents:
            self._documents[source_id] = self.generation.document(source_id)
        return self._documents[source_id]

    @cached_property
    def names(self) -> PartnerNames:
        """The partners and their names."""
        return self.generation.names()

    @cached_property
    def actions(self) -> tuple[tuple[Document, Action], ...]:
        """Every action of every source, in order, with its document."""
        documents = [self.document(source.source_id) for source in self.sources if source.kind == "policy_text"]
        return tuple((document, action) for document in documents for action in document.actions)

    @cached_property
    def participations(self) -> tuple[Participation, ...]:
        """Every row of every role map, in order; what is not verified is for editors and left out."""
        maps = [self.document(source.source_id) for source in self.sources if source.kind == "role_map"]
        return tuple(row for role_map in maps for row in role_map.participations if row.evidence != "unverified")

    @cached_property
    def services(self) -> tuple[Service, ...]:
        """Every service that a role map defines, the first definition where two do."""
        maps = [self.document(source.source_id) for source in self.sources if source.kind == "role_map"]
        defined = [service for role_map in maps for service in role_map.services]
        return tuple({service.service_id: service for service in reversed(defined)}.values())[::-1]

    @cached_property
    def services_of_texts(self) -> frozenset[str]:
        """Services that a policy text tells of, not only another source."""
        return frozenset(row.service for row in self.participations if row.evidence != "other_source")

    @cached_property
    def gaps(self) -> dict[str, Gap]:
        """What people ask and a source does not say, by id."""
        return {gap.gap_id: gap for gap in self.generation.gaps()}

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage of the index, in the order of their ids."""
        found = self._store.get(self._store.ids())
        return tuple(found[key] for key in sorted(found))

    @cached_property
    def reading_notes(self) -> tuple[ReadingNote, ...]:
        """What to know of certain words of the policy texts."""
        return self.generation.reading_notes()

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What the policy texts say, in plain words, with the places of the quotes."""
        return self.generation.statements()

    def rarity(self, terms: Iterable[str]) -> dict[str, float]:
        """How telling each term is in this index (inverse document frequency)."""
        return {term: self._lexical.rarity(term) for term in terms}

    def in_texts(self, term: str) -> bool:
        """Whether a passage itself holds the term."""
        return self._lexical.in_texts(term)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One vector of length 1 per text of the sources, by the encoder."""
        return self._vectors.of(texts)

    def query_vector(self, question: str) -> Vectors:
        """Vector of a question, by the encoder."""
        return self._search.vector(question)

    def closeness(self, question: str, texts: Sequence[str]) -> list[float]:
        """Cosine of the question to each text, by the encoder."""
        return [float(value) for value in self._vectors.of(texts) @ self.query_vector(question)]

    def like_questions(self, question: str) -> Sequence[LikeQuestion]:
        """The questions kept with the corpus that are most alike, best first."""
        return self._search.like_questions(question)

    def begin_reading(self, question: str) -> None:
        """Begins what `questions_read_alike` waits for, while other work goes on."""
        self._search.begin_reading(question)

    def questions_read_alike(self, question: str) -> Sequence[LikeQuestion]:
        """The expected questions that are most alike to one when both are read closely, best first: what judging rests
        on. It costs some milliseconds more than `like_questions`.
        """
        return self._search.questions_read_alike(question)

    def judged_alike(self, question: str, k: int) -> Sequence[LikeQuestion]:
        """The k most alike expected questions whether something is so, of which it is known what the text answers."""
        return self._search.judged_alike(question, k)

    def concepts_in(self, question: str) -> list[FoundConcept]:
        """The concepts of the glossary that a question names, in order."""
        return self._glossary().found_in(question)

    def search(
        self, question: str, k: int, kind: SourceKind | None = None, actions: Sequence[str] = ()
    ) -> list[RetrievedPassage]:
        """The k best passages (of one kind of source), best first; ties by place in the corpus.

        `actions` holds numbers or keys of actions that the question names ("9", "2.6/18").
        """
        keys = [action.key for _, action in self.actions if {action.key, action.number} & set(actions)]
        return self._search.search(question, k, kind, keys)

    def explain(self, question: str, found: RetrievedPassage) -> Explanation:
        """Why a passage was found."""
        return self._search.explain(question, found)


def open_knowledge_base(settings: Settings, encoder: Encoder | None = None) -> tuple[KnowledgeBase, str | None]:
    """The current generation, or the one before it when the current is damaged, with a warning then.

    Raises StoreMissing, StoreDamaged (no generation is whole), ModelMismatch or ModelError.
    """
    by = encoder or open_encoder(settings.embedding_model)
    return _whole(Store(settings.store), lambda generation: _opened(generation, by, settings))


def open_generation(settings: Settings) -> tuple[Generation, str | None]:
    """The records of the current generation without its indexes, or those of the one before it with a warning."""

    def checked(generation: Generation) -> Generation:
        generation.check()
        return generation

    return _whole(Store(settings.store), checked)


def _whole(store: Store, opened: Callable[[Generation], _Opened]) -> tuple[_Opened, str | None]:
    """What the current generation opens to, else the newest other one that opens, with a warning then."""
    try:
        return opened(store.generation()), None
    except StoreDamaged as damage:
        current = store.stamp()
        for generation in store.generations():
            if generation.folder.name == current:
                continue
            with suppress(StoreDamaged, ModelMismatch):
                since = generation.manifest.created[:10]
                return opened(generation), f"{damage}. Intussen antwoordt de vorige index, van {since}."
        raise


def _opened(generation: Generation, encoder: Encoder, settings: Settings) -> KnowledgeBase:
    made_by = generation.manifest.model
    if made_by != encoder.name:
        raise ModelMismatch(
            f"de index in {settings.store} is gemaakt met model {made_by} ({generation.manifest.dimension} dimensies); "
            f"nu is {encoder.name} ingesteld. Maak de index opnieuw met: duaal ingest --store {settings.store}"
        )
    generation.check()
    try:
        return KnowledgeBase(generation, encoder, settings)
    except StoreDamaged as error:
        raise damaged(settings.store, str(error)) from error
