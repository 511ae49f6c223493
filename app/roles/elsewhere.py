"""Levels of education and places that a question names beside those of the plan: only rows that tell of them answer."""

import re
from collections.abc import Iterable
from functools import cache

from app.question.understanding import Understood
from app.words.question import plain
from app.words.wording import wording
from kb.knowledge_base import KnowledgeBase
from kb.participation import Participation


@cache
def _places() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b(?:{words})\b") for words in wording("role_words")["elsewhere"])


def names_elsewhere(question: Understood) -> bool:
    """Whether the question names a level of education or a place of which the plan does not speak by itself."""
    return any(place.search(question.plain) for place in _places())


def of_there(question: Understood, rows: Iterable[Participation], base: KnowledgeBase) -> list[Participation]:
    """The rows that tell of every level and place of the kind that the question names; all where it names none."""
    asked = [place for place in _places() if place.search(question.plain)]
    return [row for row in rows if all(place.search(_told(row, base)) for place in asked)]


def is_told_there(question: Understood, text: str) -> bool:
    """Whether a text tells of every level and place of the kind that the question names."""
    return all(place.search(plain(text)) for place in _places() if place.search(question.plain))


def _told(row: Participation, base: KnowledgeBase) -> str:
    partner = base.names.get(row.partner)
    names = partner.names if partner else ()
    return plain(" ".join((row.partner_name, *names, row.quote, *row.fact)))
