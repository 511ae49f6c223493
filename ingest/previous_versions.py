"""Earlier versions of something that editors change: a folder with one file a version, named after when it was kept."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kb.errors import SourceError

_FORM = "%Y%m%dT%H%M%S%f"


@dataclass(frozen=True, slots=True)
class PreviousVersion:
    """A version that an edit replaced."""

    name: str
    saved: str
    """ISO time, UTC."""
    rows: int
    path: Path


def keep_version(folder: Path, data: bytes) -> Path:
    """Keeps what is about to be replaced. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{datetime.now(UTC).strftime(_FORM)}.yaml"
    path.write_bytes(data)
    return path


def versions_in(folder: Path, rows_of: Callable[[Path], int]) -> tuple[PreviousVersion, ...]:
    """Newest first; `rows_of` counts the rows of a file. What cannot be read is left out."""
    versions = []
    for path in sorted(folder.glob("*.yaml"), reverse=True):
        with suppress(SourceError, OSError, ValueError):
            saved = datetime.strptime(path.stem, _FORM).replace(tzinfo=UTC)
            versions.append(PreviousVersion(path.stem, saved.isoformat(timespec="seconds"), rows_of(path), path))
    return tuple(versions)


def version_named(name: str, versions: tuple[PreviousVersion, ...], what: str) -> PreviousVersion:
    """The version of this name. Raises SourceError that lists those that exist."""
    version = next((version for version in versions if version.name == name), None)
    if version is None:
        there = ", ".join(version.name for version in versions) or "geen"
        raise SourceError(f"{what} heeft geen versie {name!r}; er zijn: {there}")
    return version
