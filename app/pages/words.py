"""PageWords: words that stand on more than one page, in the language of the reader; read from page_words.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from app.records.answer import Language
from app.words.wording import words_in
from kb.modality import Modality
from kb.participation import Evidence


@dataclass(frozen=True, slots=True)
class PageWords:
    """Each field is a key of the file."""

    title: str
    main_menu: str
    language_menu: str
    no_script: str
    evidence: Mapping[Evidence, str]
    modalities: Mapping[Modality, str]
    place_section: str
    place_action: str
    place_page: str
    notice: str
    not_in_plan: str
    check_page: str
    no_context: str
    colon: str
    undated: str
    day_of_month: str
    first_day: str
    months: tuple[str, ...]
    thousands: str
    script: Mapping[str, Any]
    """What the script of the pages says."""
    gradio: Mapping[str, str]
    """Gradio's own words, by its keys."""

    def date(self, text: str | None) -> str:
        """An ISO date as a reader writes it; a year or another text as it is; in words where there is none."""
        if text in (None, "", "undated"):
            return self.undated
        try:
            day = date.fromisoformat(str(text)[:10])
        except ValueError:
            return str(text)
        number = self.first_day if day.day == 1 else str(day.day)
        return self.day_of_month.format(day=number, month=self.months[day.month - 1], year=day.year)

    def number(self, value: int) -> str:
        """A number as a reader writes it."""
        return f"{value:,}".replace(",", self.thousands)


@cache
def page_words(language: Language = "nl") -> PageWords:
    """The shared words in a language."""
    return words_in(language, "page_words", PageWords)
