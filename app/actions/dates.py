"""The dates of an action: where it stands today, its period in words, and the axis of the timeline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from app.actions.filter import first_year_of, school_year
from app.words.in_language import PageWords
from app.words.wording import wording
from kb.action import Action

Standing = Literal["past", "running", "coming", "undated", "untimed"]

_MOST_YEARS = 8
"""Columns of the axis: a slip in a document ("2025-9999") must not draw thousands."""
_REACH_OF_TODAY = 2
"""So many school years before or after all actions, today still has its place on the axis."""


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """School years from September of `first` up to and with the one that begins in `last`, equally wide."""

    first: int
    last: int

    @property
    def years(self) -> tuple[str, ...]:
        """Names of the school years, in order."""
        return tuple(school_year(year) for year in range(self.first, self.last + 1))

    def place_of(self, day: date) -> float:
        """Where a day begins, in percent of the axis; days beside it stand at its ends."""
        year = first_year_of(day)
        begin = date(year, 9, 1)
        within = (day - begin).days / (date(year + 1, 9, 1) - begin).days
        place = 100 * (year - self.first + within) / len(self.years)
        return min(max(place, 0.0), 100.0)

    def holds(self, day: date) -> bool:
        """Whether a day lies on the axis."""
        return self.first <= first_year_of(day) <= self.last


def axis_of(actions: Iterable[Action], today: date) -> TimeAxis:
    """The school years of all dates, and of today where it lies near; today's alone where there are no dates."""
    now = first_year_of(today)
    years = sorted(first_year_of(day) for action in actions for day in _days(action)) or [now]
    first, last = years[0], min(years[-1], years[0] + _MOST_YEARS - 1)
    if first - _REACH_OF_TODAY <= now <= last + _REACH_OF_TODAY:
        first, last = min(first, now), max(last, now)
    return TimeAxis(first, last)


def standing_of(action: Action, today: date) -> Standing:
    """Where the action stands today by the dates of the plan; the plan does not say what was done."""
    if action.timing is None:
        return "untimed"
    if not (action.starts or action.ends):
        return "undated"
    now = today.isoformat()
    if action.ends and action.ends < now:
        return "past"
    return "coming" if action.starts and action.starts > now else "running"


def period_in_words(action: Action, words: PageWords) -> str:
    """ "het schooljaar 2025-2026", "het derde kwartaal van 2025", "tegen 1 september 2025"; empty without dates."""
    starts, ends = (date.fromisoformat(day) if day else None for day in (action.starts, action.ends))
    if starts and ends:
        return _school_years(starts, ends, words) or _quarter(starts, ends, words) or _from_to(starts, ends, words)
    if ends:
        return words("by_day", day=day_in_words(ends, words))
    return words("from_day", day=day_in_words(starts, words)) if starts else ""


def standing_in_words(action: Action, today: date, words: PageWords) -> str:
    """A sentence on where the action stands today, and on what the plan does not tell."""
    standing = standing_of(action, today)
    if standing in ("undated", "untimed"):
        return words(standing)
    if action.starts is None and action.ends and standing != "coming":
        return words(f"{standing}_by", day=day_in_words(date.fromisoformat(action.ends), words))
    return words(standing, period=period_in_words(action, words))


def day_in_words(day: date, words: PageWords) -> str:
    """ "1 september 2025", "1er septembre 2025", "1 September 2025"."""
    months: Sequence[str] = wording(words.name)["months"][words.language]
    number = words("first_day") if day.day == 1 else str(day.day)
    return words("day", day=number, month=months[day.month - 1], year=day.year)


def _days(action: Action) -> list[date]:
    return [date.fromisoformat(day) for day in (action.starts, action.ends) if day]


def _school_years(starts: date, ends: date, words: PageWords) -> str:
    if (starts.month, starts.day, ends.month, ends.day) != (9, 1, 8, 31):
        return ""
    first, last = school_year(first_year_of(starts)), school_year(first_year_of(ends))
    return words("one_school_year", first=first) if first == last else words("school_years", first=first, last=last)


def _quarter(starts: date, ends: date, words: PageWords) -> str:
    number = (starts.month + 2) // 3
    after = date(starts.year + number // 4, number % 4 * 3 + 1, 1)
    if starts != date(starts.year, number * 3 - 2, 1) or ends != after - timedelta(days=1):
        return ""
    return words("quarter", nth=words.choice("nth", str(number), str(number)), year=starts.year)


def _from_to(starts: date, ends: date, words: PageWords) -> str:
    return words("from_to", first=day_in_words(starts, words), last=day_in_words(ends, words))
