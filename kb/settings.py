"""Settings: every path and tunable number, typed. The only reader of the environment."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path

from kb.ranking import Weights

CODE_VERSION = "0.1.0"
READER_VERSION = 1
"""Raised when reading or cutting changes: the next ingest then reads every file anew."""


HOUSE_WORDING = "house_wording.yaml"
"""File of the words that the team prefers, in the folder of edited tables."""


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
    api_origins: tuple[str, ...] = ()
    """Sites whose pages may call the JSON API from a browser."""
    embed_origins: tuple[str, ...] = ()
    """Sites that may frame the page for embedding."""
    editor_proxy_header: str | None = None
    """Header by which a reverse proxy names an editor who signed in there; null where there is no such proxy."""
    count_topics: bool = False
    """Whether questions are counted by topic, never with their words."""
    feedback: bool = True
    """Whether visitors can say what they think of an answer."""
    candidates: int = 50
    """Passages that words and vectors each propose."""

    @property
    def uploads(self) -> Path:
        """Folder of the documents that editors uploaded."""
        return self.store / "uploads"

    @property
    def edited(self) -> Path:
        """Folder of the tables that editors changed; they go before those of the install."""
        return self.store / "edited"


def settings_from_environment(store: str | None = None) -> Settings:
    """Settings from DUAAL_STORE, DUAAL_EMBEDDING_MODEL, DUAAL_EDITOR_PASSWORD, DUAAL_EDITOR_PROXY_HEADER,
    DUAAL_API_ORIGINS, DUAAL_EMBED_ORIGINS, DUAAL_COUNT_TOPICS and DUAAL_FEEDBACK (0 is off); `store` overrides the
    first.
    """
    folder = store or os.environ.get("DUAAL_STORE")
    return Settings(
        store=Path(folder).expanduser() if folder else user_data_path("duaalwijzer", appauthor=False) / "store",
        corpus=CORPUS,
        embedding_model=os.environ.get("DUAAL_EMBEDDING_MODEL") or None,
        editor_password=os.environ.get("DUAAL_EDITOR_PASSWORD") or None,
        api_origins=_listed("DUAAL_API_ORIGINS"),
        embed_origins=_listed("DUAAL_EMBED_ORIGINS"),
        editor_proxy_header=os.environ.get("DUAAL_EDITOR_PROXY_HEADER", "").strip() or None,
        count_topics=os.environ.get("DUAAL_COUNT_TOPICS") == "1",
        feedback=os.environ.get("DUAAL_FEEDBACK") != "0",
    )


def _listed(variable: str) -> tuple[str, ...]:
    """The parts between commas."""
    return tuple(part.strip() for part in os.environ.get(variable, "").split(",") if part.strip())
