"""Evaluation questions: JSON lines, read as they stand."""

import json
from pathlib import Path
from typing import Any


def read_cases(path: Path) -> list[dict[str, Any]]:
    """One dictionary a line. Raises ValueError that names the line."""
    cases: list[dict[str, Any]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            cases.append(json.loads(line))
        except ValueError as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from error
    return cases
