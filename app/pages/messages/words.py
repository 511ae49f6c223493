"""The words of the page "Boodschap toetsen" and of its report, in one language."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.checking.finding import Verdict
from app.records.answer import Citation, Language
from app.words.in_language import PageWords
from app.words.wording import wording

_FILE = "message_page_words"

SIGNS: dict[Verdict, str] = {
    "supported": "✓", "contradicted": "✗", "stronger_than_source": "▲", "partly_supported": "◐",
    "not_in_sources": "?", "not_checkable": "–",
}  # fmt: skip
"""A sign for each verdict, so that colour is never alone."""


@dataclass(frozen=True, slots=True)
class MessageWords(PageWords):
    """What `message_page_words.yaml` says in a language."""

    def each(self, key: str) -> Sequence[str]:
        """A list of words."""
        rows: list[dict[Language, str]] = wording(_FILE)[key]
        return [row[self.language] for row in rows]

    def verdict(self, verdict: Verdict) -> str:
        """Name of a verdict."""
        return self._of("verdicts", verdict)

    def meaning(self, verdict: Verdict) -> str:
        """What a verdict means, in half a sentence."""
        return self._of("meanings", verdict)

    def place(self, citation: Citation) -> str:
        """Where a quote stands: "punt 2.2 b · actie 5 · blz. 5"."""
        section = self("place_section").format(citation.section) if citation.section[:1].isdigit() else citation.section
        action = self("place_action").format(citation.action.rpartition("/")[2]) if citation.action else ""
        page = self("place_page").format(citation.page) if citation.page is not None else ""
        return " · ".join(part for part in (section, action, page) if part)

    def _of(self, key: str, name: str) -> str:
        named: dict[str, Any] = wording(_FILE)[key]
        return str(named[name][self.language])


@cache
def message_words(language: Language) -> MessageWords:
    """The words in a language."""
    return MessageWords(_FILE, language)


def in_each_language(key: str) -> dict[Language, str]:
    """One key in every language, for the top of the page and the menu."""
    words: dict[Language, str] = wording(_FILE)[key]
    return words
