"""ActionFilter: which actions somebody wants to see. One filter for the command, the page and its downloads."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import get_args
from urllib.parse import urlencode

from kb.action import Action
from kb.document import Document
from kb.modality import Modality
from kb.partner import PartnerNames

ActionIn = tuple[Document, Action]

NONE_STATED = "geen"
"""Asks for the actions for which the plan states no party (as partner) or no date (as school year)."""

_SCHOOL_YEAR = re.compile(r"(\d{4})-(\d{4})")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class PlanActions:
    """Every action of every policy text with its document, in order, and the names of the partners."""

    pairs: tuple[ActionIn, ...] = ()
    names: PartnerNames = field(default_factory=lambda: PartnerNames(()))


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """Null asks for everything."""

    partner: str | None = None
    """Id of a partner in the block of the action, or NONE_STATED."""
    modality: str | None = None
    school_year: str | None = None
    """A school year in which the action runs ("2025-2026"), or NONE_STATED."""
    theme: str | None = None
    """Number of the section, without its letter ("2.6")."""
    due_before: date | None = None
    """The last day of the action lies before this one."""

    @property
    def address_part(self) -> str:
        """The filter as the query of a web address."""
        named = {
            "partner": self.partner,
            "modaliteit": self.modality,
            "schooljaar": self.school_year,
            "thema": self.theme,
            "voor": self.due_before.isoformat() if self.due_before else None,
        }
        return urlencode({name: value for name, value in named.items() if value})


def action_filter_from_address(query: Mapping[str, str]) -> ActionFilter:
    """The filter of a web address; a value that no filter can have is left out."""
    modality, year = query.get("modaliteit"), query.get("schooljaar", "")
    return ActionFilter(
        query.get("partner", "")[:_LONGEST] or None,
        modality if modality in get_args(Modality) else None,
        year if year == NONE_STATED or is_school_year(year) else None,
        query.get("thema", "")[:_LONGEST] or None,
        _day(query.get("voor", "")),
    )


def selected(actions: Iterable[ActionIn], asked: ActionFilter) -> tuple[ActionIn, ...]:
    """The actions that meet every part of the filter, in their order."""
    return tuple(pair for pair in actions if _fits(pair[1], asked))


def theme_of(action: Action) -> str:
    """Number of the section that the action stands in, without the letter of a part: "2.2" for "2.2 b"."""
    return action.key.rpartition("/")[0]


def school_years_of(action: Action) -> tuple[str, ...]:
    """The school years in which the action runs by the dates of its timing; none where it has no dates."""
    days = [date.fromisoformat(day) for day in (action.starts, action.ends) if day]
    return (
        tuple(school_year(year) for year in range(first_year_of(days[0]), first_year_of(days[-1]) + 1)) if days else ()
    )


def school_year(first: int) -> str:
    """Name of the school year that begins in September of a year."""
    return f"{first}-{first + 1}"


def first_year_of(day: date) -> int:
    """Year in which the school year of a day began: it runs from 1 September to 31 August."""
    return day.year if day.month >= 9 else day.year - 1


def is_school_year(text: str) -> bool:
    """Whether a text names one school year: "2025-2026"."""
    years = _SCHOOL_YEAR.fullmatch(text)
    return years is not None and int(years[2]) == int(years[1]) + 1


def all_school_years(actions: Sequence[ActionIn]) -> tuple[str, ...]:
    """Every school year in which one of the actions runs, earliest first."""
    return tuple(sorted({year for _, action in actions for year in school_years_of(action)}))


def _fits(action: Action, asked: ActionFilter) -> bool:
    return (
        _involves(action, asked.partner)
        and asked.modality in (None, action.modality)
        and asked.theme in (None, theme_of(action))
        and _runs_in(action, asked.school_year)
        and (
            asked.due_before is None or (action.ends is not None and date.fromisoformat(action.ends) < asked.due_before)
        )
    )


def _involves(action: Action, partner: str | None) -> bool:
    if partner == NONE_STATED:
        return not action.involved
    return partner is None or any(party.partner == partner for party in action.involved)


def _runs_in(action: Action, year: str | None) -> bool:
    years = school_years_of(action)
    return year is None or year in years or (year == NONE_STATED and not years)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
