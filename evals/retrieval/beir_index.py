"""The documents of a BEIR folder in an index of their own, written by `duaal ingest`'s own path."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.retrieval.found import Found
from evals.retrieval.product_finder import ProductFinder
from ingest.ingest_corpus import ingest_corpus
from kb.encoder import Encoder
from kb.knowledge_base import open_knowledge_base
from kb.settings import Settings


@dataclass(frozen=True, slots=True)
class BeirIndex:
    """The product's search over the documents, and which documents each of its sources stands for."""

    finder: ProductFinder
    ids: Mapping[str, tuple[str, ...]]
    """Ids of the documents by source: several where documents hold the same words, which the product keeps once."""
    passages: int
    unread: int
    """Documents that the product does not take, such as empty ones."""

    def documents(self, found: Sequence[Found]) -> list[str]:
        """Ids of the documents in the order of their best passage."""
        return [key for source in dict.fromkeys(piece.source_id for piece in found) for key in self.ids[source]]


def build_beir_index(documents: Mapping[str, str], settings: Settings, encoder: Encoder, folder: Path) -> BeirIndex:
    """Ingests the documents as text files below `folder`, an empty folder that the caller removes.

    Nothing of the project's own corpus helps here (partner names, questions): these are other texts.
    """
    texts, no_aids = folder / "texts", folder / "no_aids"
    texts.mkdir()
    no_aids.mkdir()
    alike: dict[str, list[str]] = {}
    for key, text in documents.items():
        alike.setdefault(" ".join(text.split()), []).append(key)
    names: dict[str, tuple[str, ...]] = {}
    for number, keys in enumerate(alike.values()):
        # The ids may be anything, file names may not.
        name = f"d{number:07d}.txt"
        (texts / name).write_text(documents[keys[0]].strip(), encoding="utf-8", errors="replace")
        names[name] = tuple(keys)
    own = replace(settings, store=folder / "store", corpus=no_aids)
    report = ingest_corpus([texts], own, encoder)
    base, _ = open_knowledge_base(own, encoder)
    ids = {source.source_id: names[source.file] for source in base.sources}
    return BeirIndex(
        ProductFinder(base), ids, report.passages, len(documents) - sum(len(keys) for keys in ids.values())
    )
