"""The trade that a question names, by its words or the number of its joint committee, and the rows that are of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.question.understanding import Understood
from app.words.question import plain
from kb.participation import Participation

_NUMBER = re.compile(r"\b(\d{3}(?:\.\d{2})?)\b")
# "Bouwbedrijf", "houtsector": the trade stands before what it is.
_COMPANY = re.compile(
    r"(?<=\w{3})s?(?:bedrij(?:f|ven)|firma\w*|sector\w*|zaak|zaken|winkel\w*|onderneming\w*|vak\w*|atelier\w*)$"
)
# Letters that a trade and a word of the question must share from their beginning ("transport" in "transportfirma").
TRADE_STEM = 6
# What a word of a trade may have more than that of the question: an ending, not the rest of a compound
# ("secretariaat" is no "secretariaatsmedewerker").
TRADE_ENDING = 3


def is_of_trade(row: Participation, question: Understood) -> bool:
    """Whether the question names the joint committee of a row or a word of its trade, also inside a compound."""
    asked, trades = _asked(question.plain), _trades_of(row.sectors)
    return (
        not trades.words.isdisjoint(asked.words)
        or not trades.stems.isdisjoint(asked.beginnings)
        or any(phrase in question.plain for phrase in trades.phrases)
        or any(number in row.joint_committees for number in asked.numbers)
    )


@dataclass(frozen=True, slots=True)
class _Trades:
    """What a question may say to name a trade of a row."""

    words: frozenset[str]
    """Words that name it as a whole: "kapper", and "metselaar" for "metselaars"."""
    stems: frozenset[str]
    """Words that name it when a longer word begins with them: "bakkerij" in "bakkerijsector"."""
    phrases: tuple[str, ...]


@lru_cache(maxsize=1024)
def _trades_of(sectors: tuple[str, ...]) -> _Trades:
    simple = tuple(map(plain, sectors))
    single = [sector for sector in simple if " " not in sector]
    stems = [sector for sector in single if len(sector) >= TRADE_STEM]
    shorter = [sector[:-cut] for sector in stems for cut in range(1, TRADE_ENDING + 1)]
    words = frozenset([*single, *(word for word in shorter if len(word) >= TRADE_STEM)])
    return _Trades(words, frozenset(stems), tuple(sector for sector in simple if " " in sector))


@dataclass(frozen=True, slots=True)
class _Asked:
    """By what a question may name a trade."""

    words: frozenset[str]
    beginnings: frozenset[str]
    """Every beginning of a word that is long enough to be a trade."""
    numbers: tuple[str, ...]
    """Those that may be of a joint committee."""


@lru_cache(maxsize=4)
def _asked(simple: str) -> _Asked:
    found = re.findall(r"[a-z]+", simple)
    words = frozenset([*found, *(_COMPANY.sub("", word) for word in found)]) - {""}
    beginnings = frozenset(word[:end] for word in words for end in range(TRADE_STEM, len(word) + 1))
    return _Asked(words, beginnings, tuple(_NUMBER.findall(simple)))


def of_trade_asked(question: Understood, rows: Sequence[Participation]) -> list[Participation]:
    """The rows of the trade that the question names; all where it names none of theirs."""
    return [row for row in rows if row.sectors and is_of_trade(row, question)] or list(rows)
