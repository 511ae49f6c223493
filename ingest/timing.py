"""Timing of an action, as the plan words it → first and last day. What it does not state stays null."""

import re
from datetime import date

# A Flemish school year runs from 1 September to 31 August (Codex Secundair Onderwijs, art. 3).
_SCHOOL_YEARS = re.compile(r"[Ss]chool(?:jaar|jaren)\s+(\d{4})\s?[-–]\s?(\d{4})")
_SCHOOL_START = re.compile(r"(?:opstart|start|begin)\s+(?:van\s+(?:het\s+)?)?schooljaar\s+(\d{4})")
_QUARTER = re.compile(r"(\d{4})\s*-?\s*Q([1-4])|Q([1-4])\s*-?\s*(\d{4})")
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_DAY = re.compile(rf"(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+(\d{{4}})")
_LAST_DAYS = {1: "03-31", 2: "06-30", 3: "09-30", 4: "12-31"}
_FIRST_DAYS = {1: "01-01", 2: "04-01", 3: "07-01", 4: "10-01"}


def dates_of_timing(timing: str) -> tuple[str | None, str | None]:
    """First and last ISO date of a timing: school years, a start of a school year, a quarter or a day."""
    if start := _SCHOOL_START.search(timing):
        return None, f"{start[1]}-09-01"
    if years := _SCHOOL_YEARS.search(timing):
        return f"{years[1]}-09-01", f"{years[2]}-08-31"
    if quarter := _QUARTER.search(timing):
        year, number = quarter[1] or quarter[4], int(quarter[2] or quarter[3])
        return f"{year}-{_FIRST_DAYS[number]}", f"{year}-{_LAST_DAYS[number]}"
    if day := _DAY.search(timing):
        return None, _iso(int(day[3]), _MONTHS.index(day[2]) + 1, int(day[1]))
    return None, None


def _iso(year: int, month: int, day: int) -> str | None:
    """The date; null for one that no calendar has ("31 juni")."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
