"""EarlierIndex: what an editor sees of a generation before letting it answer again."""

from dataclasses import dataclass

from kb.store import Store


@dataclass(frozen=True, slots=True)
class EarlierIndex:
    """A generation that is kept, the one that answers included."""

    name: str
    created: str
    """ISO time, UTC."""
    sources: int
    passages: int
    size: int
    """Bytes on disk."""
    serves: bool


def earlier_indexes(store: Store) -> tuple[EarlierIndex, ...]:
    """Newest first."""
    stamp = store.stamp()
    indexes = [
        EarlierIndex(
            generation.folder.name, generation.manifest.created, len(generation.manifest.sources),
            generation.manifest.passages, sum(generation.manifest.files.values()), generation.folder.name == stamp,
        )
        for generation in store.generations()
    ]  # fmt: skip
    return tuple(sorted(indexes, key=lambda index: index.name, reverse=True))
