"""The words of a page in one language, out of the YAML of that page (key → nl, fr, en)."""

from dataclasses import dataclass
from typing import Any

from app.records.answer import Language
from app.words.wording import wording


@dataclass(frozen=True, slots=True)
class PageWords:
    """What the file `NAME.yaml` of this shelf says in a language."""

    name: str
    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """The words, filled in. Raises KeyError for a key or a value that is missing."""
        text: str = wording(self.name)[key][self.language]
        return text.format(**values) if values else text

    def choice(self, key: str, value: str, default: str) -> str:
        """The words for one value of a code list; `default` for a value that the list lacks."""
        named: dict[str, Any] = wording(self.name)[key]
        return str(named[value][self.language]) if value in named else default
