"""Settings: every path and tunable number, typed. The only reader of the environment."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path

from kb.ranking import Weights

CODE_VERSION = "0.1.0"
READER_VERSION = 1
"""Raised when reading or cutting changes: the next ingest then reads every file anew."""


# Beside this room, in a checkout as in an installed package. Not by import: a folder named corpus where somebody works
# would be taken for a part of it.
CORPUS = Path(__file__).resolve().parents[1] / "corpus"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things stand and how retrieval weighs. Numbers that were measured name the measurement."""

    store: Path
    """The index folder."""
    corpus: Path
    """The corpus that travels with the install."""
    embedding_model: str | None
    """Name or folder of a sentence-transformers model; null for the bundled encoder."""
    weights: Weights = field(default_factory=Weights)
    """How the reasons for a passage weigh against each other."""
    editor_password: str | None = field(default=None, repr=False)
    """Opens the pages for editors; null keeps them shut."""
    feedback: bool = True
    """Whether visitors can say what they think of an answer."""
    candidates: int = 50
    """Passages that words and vectors each propose."""


def settings_from_environment(store: str | None = None) -> Settings:
    """Settings from DUAAL_STORE, DUAAL_EMBEDDING_MODEL, DUAAL_EDITOR_PASSWORD and DUAAL_FEEDBACK (0 is off).

    `store` overrides the first.
    """
    folder = store or os.environ.get("DUAAL_STORE")
    return Settings(
        store=Path(folder).expanduser() if folder else user_data_path("duaalwijzer", appauthor=False) / "store",
        corpus=CORPUS,
        embedding_model=os.environ.get("DUAAL_EMBEDDING_MODEL") or None,
        editor_password=os.environ.get("DUAAL_EDITOR_PASSWORD") or None,
        feedback=os.environ.get("DUAAL_FEEDBACK") != "0",
    )
