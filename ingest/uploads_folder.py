"""The folder of uploaded documents: an ordinary folder with its source list, of which every index keeps a copy.

STORE/uploads/
  sources.yaml             what is known of each document
  NAME                     the documents, under names of our own making
  .set_aside.json          documents of the corpus that an editor took out or replaced

No file in it is ever changed in place: copies of the folder share their files with it.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import yaml

from ingest.file_writing import write_all
from ingest.source_list import SOURCE_LIST
from ingest.yaml_values import yaml_values
from kb.errors import SourceError, StoreError
from kb.partner import slug
from kb.settings import Settings
from kb.store import Store

LONGEST_NAME = 80
# Names by which a folder describes itself, and by which Windows means a device.
_TAKEN = frozenset(
    {"readme", "license", "licence", "changelog", "sources", "partners", "glossary", "con", "nul", "aux", "prn"}
)

Record = dict[str, Any]


def records_of(uploads: Path) -> list[Record]:
    """What is known of each uploaded document. Raises SourceError when the list cannot be read."""
    path = uploads / SOURCE_LIST
    if not path.is_file():
        return []
    raw = yaml_values(path.read_text(encoding="utf-8"))
    records = raw.get("sources") if isinstance(raw, dict) else None
    if not isinstance(records, list):
        raise SourceError(f"{path} is geen lijst van bronnen meer")
    return records


def write_records(records: Sequence[Record], uploads: Path) -> None:
    """Raises SourceError."""
    text = yaml.safe_dump({"sources": list(records)}, allow_unicode=True, sort_keys=False, width=10**9)
    write_all({uploads / SOURCE_LIST: f"# Door redacteurs opgeladen documenten.\n{text}".encode()})


def safe_name(received: str, uploads: Path) -> str:
    """A name for a received file that is free in the folder: letters, digits and hyphens, whatever was sent."""
    ending = Path(received).suffix.lower()
    stem = slug(Path(received).stem)[:LONGEST_NAME].strip("-")
    stem = f"document-{stem}" if stem in _TAKEN else stem
    candidates = (f"{stem}{ending}", *(f"{stem}-{number}{ending}" for number in range(2, 10_000)))
    return next(name for name in candidates if not (uploads / name).exists())


def copy_uploads(uploads: Path, to: Path) -> None:
    """A copy that shares its files where the disk can. Raises OSError."""
    if uploads.is_dir():
        shutil.copytree(uploads, to, copy_function=_linked)


@contextmanager
def all_or_nothing(settings: Settings) -> Iterator[None]:
    """Holds the write lock; uploads and index are as they were when the block fails. Raises StoreLocked, StoreError."""
    store = Store(settings.store)
    with store.writing(throughout=True):
        before, stamp = settings.store / "uploads.before", store.stamp()
        try:
            shutil.rmtree(before, ignore_errors=True)
            copy_uploads(settings.uploads, before)
            settings.uploads.mkdir(exist_ok=True)
            yield
        except BaseException as error:
            replace_uploads(before, settings)
            if stamp is not None and store.stamp() != stamp:
                with suppress(StoreError):  # what went wrong first is what is told
                    store.restore(stamp)
            if isinstance(error, OSError):
                raise StoreError(
                    f"in {settings.store} kan niet geschreven worden ({error.strerror or error}); er is niets veranderd"
                ) from error
            raise
        finally:
            shutil.rmtree(before, ignore_errors=True)


def replace_uploads(by: Path, settings: Settings) -> None:
    """Makes the folder hold what another one holds; nothing where that does not exist."""
    shutil.rmtree(settings.uploads, ignore_errors=True)
    copy_uploads(by, settings.uploads)


def _linked(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target
