"""The texts of the sources, taken apart once when they are ingested and kept beside the index.

Taking apart is most of what a cold check would wait for. What is kept counts only for the same texts, the same partner
names and the same tables and code; anything else is taken apart anew. Reading never writes.
"""

import hashlib
import importlib.metadata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from app.checking.reading import Reading
from kb.knowledge_base import KnowledgeBase

_FOLDER = "readings"
MOST_KEPT = 3000
"""A larger corpus is read sentence by sentence, as claims come near it."""
# What a reading depends on besides the text and the names of partners: code, tables, the words of the dictionary.
_ROOMS = (("app",), ("app", "checking"), ("kb",))
_KINDS = (".py", ".yaml", ".txt")


@dataclass(frozen=True)
class _Kept:
    made_by: str
    """Digest of what they depend on."""
    readings: tuple[Reading, ...]


def keep_readings(readings: Iterable[Reading], base: KnowledgeBase) -> None:
    """Writes them beside the index, and clears away those of indexes that are gone. Raises OSError."""
    file = readings_file(base)
    file.parent.mkdir(exist_ok=True)
    new = file.with_suffix(".new")
    new.write_bytes(_adapter().dump_json(_Kept(_made_by(base), tuple(islice(readings, MOST_KEPT)))))
    new.replace(file)
    for other in file.parent.iterdir():
        if not (base.generation.folder.parent / other.stem).is_dir():
            other.unlink()


def kept_readings(base: KnowledgeBase) -> Mapping[str, Reading]:
    """By text; none where nothing is kept that fits."""
    try:
        kept = _adapter().validate_json(readings_file(base).read_bytes())
        return {reading.text: reading for reading in kept.readings} if kept.made_by == _made_by(base) else {}
    except (OSError, ValidationError):
        return {}


def readings_file(base: KnowledgeBase) -> Path:
    """Where those of an index are kept."""
    generation = base.generation.folder
    return generation.parents[1] / _FOLDER / f"{generation.name}.json"


def _made_by(base: KnowledgeBase) -> str:
    digest = hashlib.sha256((base.generation.folder / "partners.json").read_bytes())
    digest.update(_product())
    return digest.hexdigest()


@cache
def _product() -> bytes:
    digest = hashlib.sha256(importlib.metadata.version("simplemma").encode())
    for room, *below in _ROOMS:
        folder = files(room).joinpath(*below)
        for file in sorted(folder.iterdir(), key=lambda found: found.name):
            if file.name.endswith(_KINDS):
                digest.update(file.read_bytes())
    return digest.digest()


@cache
def _adapter() -> TypeAdapter[_Kept]:
    return TypeAdapter(_Kept)
