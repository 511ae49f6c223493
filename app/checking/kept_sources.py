"""The texts of the sources, taken apart once when they are ingested and kept beside the index.

Taking apart is most of what a cold check would wait for. What is kept counts only for the same texts, the same partner
names and the same tables and code; anything else is taken apart anew. Reading never writes.
"""

import hashlib
import importlib.metadata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from app.checking.reading import Reading, Weights
from kb.knowledge_base import KnowledgeBase

_FOLDER = "taken-apart"
MOST_KEPT = 3000
"""A larger corpus is read sentence by sentence, as claims come near it."""
# What a reading depends on besides the text and the names of partners: code, tables, the words of the dictionary.
_MADE_BY = (
    "app/checking/*.py", "app/checking/*.yaml", "app/words/checking/*.yaml", "app/question/understanding.py",
    "app/words/wording.py", "kb/*.py", "kb/*.txt",
)  # fmt: skip
_ROOMS = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class KeptSources:
    """What is kept of the texts of one index."""

    made_by: str = ""
    """Digest of what it depends on."""
    readings: tuple[Reading, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    """How telling each of their concepts is in this index."""


def keep(readings: Iterable[Reading], weights: Weights, base: KnowledgeBase) -> None:
    """Writes them beside the index, and clears away those of indexes that are gone. Raises OSError."""
    some = tuple(islice(readings, MOST_KEPT))
    concepts = {concept: weights.of(concept) for reading in some for concept in sorted(reading.concepts)}
    file = kept_file(base)
    file.parent.mkdir(exist_ok=True)
    new = file.with_suffix(".new")
    new.write_bytes(_adapter().dump_json(KeptSources(_made_by(base), some, concepts)))
    new.replace(file)
    for other in file.parent.iterdir():
        if not (base.generation.folder.parent / other.stem).is_dir():
            other.unlink()


def kept(base: KnowledgeBase) -> KeptSources:
    """What is kept of an index; nothing where it does not fit."""
    try:
        found = _adapter().validate_json(kept_file(base).read_bytes())
    except (OSError, ValidationError):
        return KeptSources()
    return found if found.made_by == _made_by(base) else KeptSources()


def kept_file(base: KnowledgeBase) -> Path:
    """Where that of an index stands."""
    generation = base.generation.folder
    return generation.parents[1] / _FOLDER / f"{generation.name}.json"


def _made_by(base: KnowledgeBase) -> str:
    digest = hashlib.sha256((base.generation.folder / "partners.json").read_bytes())
    digest.update(_product())
    return digest.hexdigest()


@cache
def _product() -> bytes:
    digest = hashlib.sha256(importlib.metadata.version("simplemma").encode())
    for pattern in _MADE_BY:
        for file in sorted(_ROOMS.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.digest()


@cache
def _adapter() -> TypeAdapter[KeptSources]:
    return TypeAdapter(KeptSources)
