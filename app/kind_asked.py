"""Which kind of partner a question asks for by its word: "welk departement", "quels centres"."""

from collections.abc import Iterable
from functools import cache

from app.understanding import Understood
from app.wording import patterns, wording
from kb.knowledge_base import KnowledgeBase
from kb.participation import Participation

_WORDS = wording("kind_words")
_EVERYONE = patterns(_WORDS["everyone"])


def of_kind_asked(question: Understood, rows: Iterable[Participation], base: KnowledgeBase) -> list[Participation]:
    """The rows of partners of the kind that is asked for, and of none that it asks beside; all where there are none."""
    rows = list(rows)
    asked = () if _EVERYONE.search(question.plain) else kinds_asked(question.plain)
    kept = [row for row in rows if _kind(row, base) in asked] if asked else rows
    beside = _kinds("beside", question.plain)
    return [row for row in kept if _kind(row, base) not in beside] or kept or rows


@cache
def kinds_asked(plain: str) -> frozenset[str]:
    """The kinds of the catalogue that a word of the question stands for."""
    return _kinds("asked", plain)


def _kinds(place: str, plain: str) -> frozenset[str]:
    return frozenset(
        kind
        for word, kinds in _WORDS["kinds"].items()
        if patterns([opening.replace("KIND", word) for opening in _WORDS[place]]).search(plain)
        for kind in kinds
    )


def _kind(row: Participation, base: KnowledgeBase) -> str | None:
    partner = base.names.get(row.partner)
    return partner.kind if partner else None
