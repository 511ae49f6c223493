"""Words and patterns of `app`, kept as YAML beside the code so that an editor can read and change them."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml

_Record = TypeVar("_Record")
_LANGUAGES = {"nl", "fr", "en"}


@cache
def wording(name: str) -> dict[str, Any]:
    """The file `NAME.yaml` of this shelf."""
    text = files("app.words").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    raw: Any = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return dict(raw)


def words_in(language: str, name: str, record: type[_Record]) -> _Record:
    """The words of the file `NAME.yaml` in `nl`, `fr` or `en`; each of its keys is a field of the record.

    Raises TypeError where a key is missing or too many, so that no page is ever served half worded.
    """
    return record(**_in(language, wording(name)))


def _in(language: str, tree: Any) -> Any:
    """The tree with each leaf {nl, fr, en} turned into the words of one language, and lists into tuples."""
    if isinstance(tree, dict):
        is_leaf = set(tree) == _LANGUAGES and all(isinstance(words, str) for words in tree.values())
        return tree[language] if is_leaf else {key: _in(language, value) for key, value in tree.items()}
    return tuple(_in(language, value) for value in tree) if isinstance(tree, list) else tree


def patterns(alternatives: Sequence[str]) -> re.Pattern[str]:
    """One pattern that finds any of the alternatives."""
    return re.compile("|".join(alternatives))
