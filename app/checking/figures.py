"""Numbers and dates of a text, with what the numbers count: "20 sectorale partnerschappen", "1 september 2027"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from app.checking.shares import shares_of
from app.words.wording import wording

_WORDS = wording("checking/message_words")
_MONTHS = {name: number for number, names in enumerate(_WORDS["months"], 1) for name in names.split()}
_NUMBERS = {name: int(value) for value, names in _WORDS["numbers"].items() for name in names.split()}
_ORDINALS = {name: int(value) for value, names in _WORDS["ordinals"].items() for name in names.split()}
_PER = {name: key for key, names in _WORDS["frequency"].items() for name in names}

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_NUMBER_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))

_DATES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("numeric", re.compile(rf"\b(\d{{1,2}})[/.-](\d{{1,2}})[/.-]({_YEAR})\b")),
    ("day", re.compile(rf"\b(\d{{1,2}})(?:er|ste|e|th|st)?\.? ({_MONTH})\b(?: ({_YEAR}))?")),
    ("range", re.compile(rf"\b({_YEAR})\s?(?:[-–/]|tot(?: en met)?|t\.e\.m\.|to|until|a|jusqu'en)\s?({_YEAR})\b")),
    (
        "quarter",
        re.compile(
            rf"\b(?:(?:het )?({_ORDINAL}) (?:kwartaal|trimestre|quarter)|q([1-4]))(?: (?:van|de|of))? ({_YEAR})"
        ),
    ),
    ("quarter_after", re.compile(rf"\b({_YEAR})\s?[-–]?\s?q([1-4])\b")),
    ("month", re.compile(rf"\b({_MONTH}) ({_YEAR})\b")),
    ("month_alone", re.compile(rf"\b(?:vanaf|in|sinds|des|en|from|since|tegen) ({_MONTH})\b")),
    ("year", re.compile(rf"\b({_YEAR})\b")),
)  # fmt: skip
_COUNT = re.compile(
    r"(?<![\w/.,])(?:(?P<digits>\d{1,3}(?:[. ]\d{3})+|\d+(?:,\d+)?)(?P<ord>(?:e|ste|de|th|eme)\b)?"
    r"(?P<percent>\s?(?:%|procent|pour cent|percent))?"
    rf"|(?P<ordinal>{_ORDINAL})|(?P<word>{_NUMBER_WORD}))(?![\w/])"
)
# "actie 9", "artikel 6bis", "schooljaar", a section: names, not amounts.
_NAME_BEFORE = re.compile(
    r"(?:actie|acties|action|artikel|art\.|sectie|section|hoofdstuk|pagina|p\.|nr\.?|nummer|ok)\s*$"
)

# A third is rounded to 33 in one text and to 33,3 in the other.
_ROUNDED = 0.5


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as far as it is stated; `until` closes a range of years (a school year is one)."""

    start: int
    end: int
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    until: int | None = None

    def agrees_with(self, other: "Moment") -> bool:
        """Whether both can be the same date: what both state is equal."""
        if self.until is not None and other.until is not None:
            return (self.year, self.until) == (other.year, other.until)
        if self.until is not None or other.until is not None:
            span, point = (self, other) if self.until is not None else (other, self)
            return point.year is None or (span.year or 0) <= point.year <= (span.until or 0)
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(a is None or b is None or a == b for a, b in pairs) and _quarters_agree(self, other)


def dates_agree(said: Moment, own: Sequence[Moment], around: Sequence[Moment]) -> bool | None:
    """Whether a date is one of the source: of its own words where they hold one as exact, else of what stands around.

    Null where the source has no date to compare with.
    """
    alike = [moment for moment in own if _exactness(moment) == _exactness(said)]
    others = alike or [*own, *around]
    return any(said.agrees_with(other) for other in others) if others else None


def _exactness(moment: Moment) -> str:
    if moment.until is not None:
        return "range"
    return "day" if moment.day else "quarter" if moment.quarter else "year"


def _quarters_agree(one: Moment, other: Moment) -> bool:
    quarters = [m.quarter or ((m.month + 2) // 3 if m.month else None) for m in (one, other)]
    return None in quarters or quarters[0] == quarters[1]


@dataclass(frozen=True, slots=True)
class Count:
    """A number with what it counts; `after` is the text behind it, from which the noun is read."""

    start: int
    end: int
    text: str
    value: float
    kind: Literal["count", "percent", "ordinal"]
    in_words: bool = False
    """Whether it is a share that no sign of percent tells: "drie op de tien", "de helft"."""
    noun: tuple[int, int] | None = None
    """The place of a noun inside it: "un élève sur trois"."""

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Its places without the noun inside it."""
        return [(self.start, self.noun[0]), (self.noun[1], self.end)] if self.noun else [(self.start, self.end)]


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a text, in order."""

    moments: tuple[Moment, ...]
    counts: tuple[Count, ...]
    frequency: str | None = None
    """How often, where it is said: year, two_years, month …"""

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Places of all."""
        return [(m.start, m.end) for m in self.moments] + [span for c in self.counts for span in c.spans]


def is_among(value: float, others: Iterable[float]) -> bool:
    """Whether a figure is one of others."""
    return any(_same(value, other) for other in others)


def _same(one: float, other: float) -> bool:
    """Whether they are equal; a share that no decimals end ("een derde"), to the nearest whole."""
    is_endless = any(round(value, 2) != value for value in (one, other))
    return abs(one - other) <= _ROUNDED if is_endless else one == other


def figures_of(plain_text: str) -> Figures:
    """The figures of a text in lower case without accents (same length as the text)."""
    taken: list[tuple[int, int]] = []
    moments: list[Moment] = []
    for kind, pattern in _DATES:
        for match in pattern.finditer(plain_text):
            if _is_free(*match.span(), taken):
                moment = _moment(kind, match)
                if moment is not None:
                    moments.append(moment)
                    taken.append(match.span())
    counts = [
        Count(share.start, share.end, plain_text[share.start : share.end], share.percent, "percent", True, share.noun)
        for share in shares_of(plain_text)
        if _is_free(share.start, share.end, taken) and not _NAME_BEFORE.search(plain_text[: share.start])
    ]
    taken += [(share.start, share.end) for share in counts]
    counts += [
        count
        for match in _COUNT.finditer(plain_text)
        if _is_free(*match.span(), taken)
        and not _NAME_BEFORE.search(plain_text[: match.start()])
        and (count := _count(match)) is not None
    ]
    frequency = next((key for name, key in _PER.items() if name in plain_text), None)
    return Figures(tuple(sorted(moments, key=_start)), tuple(sorted(counts, key=_start)), frequency)


def _start(figure: Moment | Count) -> int:
    return figure.start


def _is_free(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return all(end <= other_start or start >= other_end for other_start, other_end in taken)


def _moment(kind: str, match: re.Match[str]) -> Moment | None:
    at = (match.start(), match.end(), match[0])
    if kind == "numeric":
        return Moment(*at, year=int(match[3]), month=int(match[2]), day=int(match[1]))
    if kind == "day":
        return Moment(*at, year=int(match[3]) if match[3] else None, month=_MONTHS[match[2]], day=int(match[1]))
    if kind == "range":
        return Moment(*at, year=int(match[1]), until=int(match[2]))
    if kind == "quarter":
        return Moment(*at, year=int(match[3]), quarter=int(match[2] or _ORDINALS[match[1]]))
    if kind == "quarter_after":
        return Moment(*at, year=int(match[1]), quarter=int(match[2]))
    if kind == "month":
        return Moment(*at, year=int(match[2]), month=_MONTHS[match[1]])
    if kind == "month_alone":
        return Moment(match.start(1), match.end(1), match[1], month=_MONTHS[match[1]])
    return Moment(*at, year=int(match[1]))


def _count(match: re.Match[str]) -> Count | None:
    if match["digits"]:
        value = float(match["digits"].replace(".", "").replace(" ", "").replace(",", "."))
        kind: Literal["count", "percent", "ordinal"] = (
            "percent" if match["percent"] else "ordinal" if match["ord"] else "count"
        )
        return Count(match.start(), match.end(), match[0], value, kind)
    if match["ordinal"]:
        return Count(match.start(), match.end(), match[0], float(_ORDINALS[match["ordinal"]]), "ordinal")
    return Count(match.start(), match.end(), match[0], float(_NUMBERS[match["word"]]), "count")
