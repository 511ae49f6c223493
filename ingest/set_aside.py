"""Documents of the corpus that an editor took out of the index or replaced; their files stay as they were installed."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from pydantic import TypeAdapter, ValidationError

from ingest.file_writing import write_all
from kb.errors import StoreDamaged
from kb.index_state import SetAside
from kb.settings import Settings

# Beside the uploaded documents, so that it is put back with them; hidden, so that it is never read as one.
_NAME = ".set_aside.json"


def set_aside(settings: Settings) -> tuple[SetAside, ...]:
    """Those of this index. Raises StoreDamaged when their list cannot be read."""
    path = settings.uploads / _NAME
    if not path.exists():
        return ()
    try:
        return TypeAdapter(tuple[SetAside, ...]).validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise StoreDamaged(
            f"de lijst van bronnen die buiten de index gehouden worden, is niet leesbaar: {path}; "
            "wis dat bestand om ze allemaal weer in te lezen"
        ) from error


def write_set_aside(entries: Sequence[SetAside], settings: Settings) -> None:
    """Raises SourceError."""
    text = json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1)
    write_all({settings.uploads / _NAME: text.encode()})
