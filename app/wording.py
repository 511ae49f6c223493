"""Words and patterns of the room, kept as YAML beside the code so that an editor can read and change them."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def wording(name: str) -> dict[str, Any]:
    """The file `NAME.yaml` of this room."""
    text = files("app").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    raw: Any = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return dict(raw)


def patterns(alternatives: Sequence[str]) -> re.Pattern[str]:
    """One pattern that finds any of the alternatives."""
    return re.compile("|".join(alternatives))
