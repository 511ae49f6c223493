"""Writing files that are read while they are written: each whole beside itself first, then put in its place."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from kb.errors import SourceError


def write_all(files: Mapping[Path, bytes]) -> None:
    """Raises SourceError when one cannot be written; that one is then as it was."""
    for path, data in files.items():
        try:
            if path.exists() and not os.access(path, os.W_OK):
                raise PermissionError(13, "alleen-lezen")
            handle, name = tempfile.mkstemp(prefix=".", dir=path.parent)
            temporary = Path(name)
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(data)
                temporary.chmod(path.stat().st_mode if path.exists() else 0o644)
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)
        except OSError as error:
            raise SourceError(
                f"{path} kan niet geschreven worden ({error.strerror or error}); er is niets veranderd"
            ) from error
