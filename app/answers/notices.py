"""Notices in the language of the reader: those that the index composes or that come back often; others marked."""

from collections.abc import Sequence
from functools import cache

from app.actions.names import notices_in_words
from app.records.answer import Language
from app.words.in_language import PageWords
from app.words.wording import wording


def notices_for(notices: Sequence[str], language: Language) -> tuple[str, ...]:
    """Each notice in `language`; what has no other words than Dutch says so."""
    if language == "nl":
        return tuple(notices)
    composed = notices_in_words(notices, PageWords("action_page_words", language))
    return tuple(
        text if spoken == language else _known(language).get(notice) or _marked(notice, language)
        for notice, (text, spoken) in zip(notices, composed, strict=True)
    )


@cache
def _known(language: Language) -> dict[str, str]:
    return {known["nl"]: known[language] for known in wording("notice_words")["notices"]}


def _marked(notice: str, language: Language) -> str:
    text: str = wording("notice_words")["in_dutch"][language]
    return text.format(notice=notice)
