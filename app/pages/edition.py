"""Edition: which state of the sources an answer rests on. Equal sources make an equal version, whenever read."""

import hashlib
from dataclasses import dataclass

from kb.store import Manifest


@dataclass(frozen=True, slots=True)
class Edition:
    """`version` tells the sources apart by their content; `made` is when they were read, an ISO time."""

    version: str
    made: str


def edition_of(manifest: Manifest) -> Edition:
    """The edition that an index holds."""
    lines = sorted(f"{source.source_id} {source.digest}" for source in manifest.sources)
    return Edition(hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12], manifest.created)
