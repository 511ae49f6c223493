"""How each source of the index stands beside its file: unchanged, changed since it was read, or gone."""

from pathlib import Path

from ingest.set_aside import set_aside
from ingest.source_list import CORPUS_ROOT, UPLOADS_ROOT, digest_of
from kb.index_state import Home, IndexState, SourceState, State
from kb.knowledge_base import open_generation
from kb.settings import Settings
from kb.source import Source


def index_state(settings: Settings) -> IndexState:
    """Compares every file with what was read of it. Raises StoreError."""
    generation, warning = open_generation(settings)
    manifest = generation.manifest
    states = tuple(
        SourceState(source, _state(source), _home(source), manifest.passages_of.get(source.source_id))
        for source in manifest.sources
    )
    return IndexState(manifest.created, manifest.passages, states, set_aside(settings), warning)


def _state(source: Source) -> State:
    try:
        return "fresh" if digest_of(Path(source.path).read_bytes()) == source.digest else "changed"
    except OSError:
        return "missing"


def _home(source: Source) -> Home:
    homes: dict[str, Home] = {CORPUS_ROOT: "corpus", UPLOADS_ROOT: "uploads"}
    return homes.get(source.root, "elsewhere")
