"""Documents → a new generation: passages embedded by llama-index into Chroma, and the word index beside it.

The only file that imports llama-index (its sentence model is named in `sentences`).
"""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.schema import TextNode
from llama_index.core.storage.kvstore import SimpleKVStore
from llama_index.vector_stores.chroma import ChromaVectorStore

from kb.encoder import Encoder
from kb.errors import StoreDamaged
from kb.expected_question import ExpectedQuestion, QuestionIndex, cut
from kb.lexical_index import LexicalIndex
from kb.passage import Passage, indexed_text
from kb.passage_store import PassageStore, metadata_of, written
from kb.question_reader import bundled_reader
from kb.settings import CODE_VERSION
from kb.store import Generation

# Nodes a step: small enough for Chroma's largest batch (5,461) and for a progress bar that moves.
STEP = 1000

Progress = Callable[[int, int], None]
"""Called with passages done and passages to do."""


class EncoderEmbedding(BaseEmbedding):
    """Our encoder behind llama-index's interface; counts what it really embeds."""

    _encoder: Any = PrivateAttr()
    _embedded: int = PrivateAttr(default=0)

    def __init__(self, encoder: Encoder, known: dict[str, list[float]]) -> None:
        # llama-index looks vectors up by text in this cache first: what did not change is not embedded again.
        cache = SimpleKVStore({"embeddings": {text: {"vector": vector} for text, vector in known.items()}})
        super().__init__(model_name=encoder.name, embed_batch_size=256, embeddings_cache=cache)
        self._encoder = encoder

    @property
    def embedded(self) -> int:
        """Texts that were embedded, the ones from the cache not counted."""
        return self._embedded

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        self._embedded += len(texts)
        vectors: list[list[float]] = self._encoder.passages(texts).tolist()
        return vectors

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        vector: list[float] = self._encoder.query(query).tolist()
        return vector

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


@dataclass(frozen=True, slots=True)
class Asked:
    """What people could ask."""

    beside: Mapping[str, Sequence[str]]
    """By passage id, the words that are indexed beside it."""
    questions: Sequence[ExpectedQuestion]


@dataclass(frozen=True, slots=True)
class Built:
    """What an index building did."""

    passages: int
    embedded: int


def build_index(
    folder: Path,
    passages: Sequence[Passage],
    asked: Asked,
    encoder: Encoder,
    base: Generation | None,
    progress: Progress,
) -> Built:
    """Writes Chroma and the word index into `folder`. Vectors of `base` are reused when the same model made them.

    What people could ask never becomes text of a passage: it stands in indexes of its own.
    """
    wanted = {passage.passage_id: passage for passage in passages}
    with written():
        # An index from which everything was taken out is written anew by each reader; an empty one is left alone.
        store, standing = _store(folder / "chroma", encoder, base if wanted else None)
        # A passage with other headings or another title has the same id, but is not the same.
        gone = {key for key, passage in standing.items() if wanted.get(key) != passage}
        embedding = EncoderEmbedding(encoder, store.vectors_by_text(gone))
        store.remove(gone)
        new = [passage for key, passage in wanted.items() if key in gone or key not in standing]
        _add(store, new, embedding, progress)
    indexed = [indexed_text(passage) for passage in wanted.values()]
    LexicalIndex.build([*wanted], indexed, asked.beside, [*map(_whole, wanted.values())]).save(folder / "lexical")
    texts = [question.text for question in asked.questions]
    vectors = cut(encoder.passages(texts), encoder.nested)
    # A corpus that expects no questions need not wait for the reader to open.
    reader = bundled_reader(encoder) if texts else None
    readings = reader.read_known(texts) if reader else None
    QuestionIndex.build(asked.questions, vectors, readings).save(folder / "questions")
    return Built(len(wanted), embedding.embedded)


def _store(folder: Path, encoder: Encoder, base: Generation | None) -> tuple[PassageStore, dict[str, Passage]]:
    """A copy of the base's collection to work on and what stands in it; an empty one where that cannot be used."""
    if base is not None and base.manifest.model == encoder.name:
        try:
            base.check(below="chroma/")
            before = PassageStore.open(base.chroma)
            standing = before.get(before.ids())
            if len(standing) == base.manifest.passages:
                shutil.copytree(base.chroma, folder)
                store = PassageStore.open_to_change(folder)
                store.mark(code_version=CODE_VERSION)
                return store, standing
        except (StoreDamaged, shutil.Error):
            shutil.rmtree(folder, ignore_errors=True)
    return PassageStore.create(folder, model=encoder.name, dimension=encoder.dimension, code_version=CODE_VERSION), {}


def _add(store: PassageStore, passages: Sequence[Passage], embedding: EncoderEmbedding, progress: Progress) -> None:
    pipeline = IngestionPipeline(
        transformations=[embedding],
        vector_store=ChromaVectorStore(chroma_collection=store.collection),
        disable_cache=True,
    )
    progress(0, len(passages))
    for start in range(0, len(passages), STEP):
        step = passages[start : start + STEP]
        pipeline.run(nodes=[node_of(passage) for passage in step])
        progress(start + len(step), len(passages))


def _whole(passage: Passage) -> str:
    """What a passage is a piece of: its source; a row of a role map comes from a page of its own."""
    return passage.passage_id if passage.kind == "role_map" else passage.source_id


def node_of(passage: Passage) -> TextNode:
    """A passage as a llama-index node: its text is what is embedded, its metadata the address."""
    metadata = metadata_of(passage)
    return TextNode(
        id_=passage.passage_id,
        text=indexed_text(passage),
        metadata=metadata,
        excluded_embed_metadata_keys=[*metadata],
        excluded_llm_metadata_keys=[*metadata],
    )
