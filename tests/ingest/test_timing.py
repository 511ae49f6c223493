import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.timing import dates_of_timing


@pytest.mark.parametrize(
    ("timing", "starts", "ends"),
    [
        ("schooljaar 2025-2026", "2025-09-01", "2026-08-31"),
        ("Schooljaar 2025-2026", "2025-09-01", "2026-08-31"),
        ("schooljaren 2025-2028", "2025-09-01", "2028-08-31"),
        ("schooljaren 2025-2026", "2025-09-01", "2026-08-31"),
        ("schooljaar 2025 – 2026", "2025-09-01", "2026-08-31"),
        ("Aangepast in functie van opstart schooljaar 2025-2026", None, "2025-09-01"),
        ("bij de start van het schooljaar 2026-2027", None, "2026-09-01"),
        ("Communicatiestrategie opgeleverd (2025 - Q3)", "2025-07-01", "2025-09-30"),
        ("voorstel 2025 - Q4.", "2025-10-01", "2025-12-31"),
        ("Q1 2026", "2026-01-01", "2026-03-31"),
        ("2026-Q2", "2026-04-01", "2026-06-30"),
        ("uiterlijk 1 september 2027", None, "2027-09-01"),
        ("klaar tegen 29 februari 2028", None, "2028-02-29"),
    ],
)
def test_a_stated_timing_gives_its_first_and_last_day(timing, starts, ends):
    assert dates_of_timing(timing) == (starts, ends)


@pytest.mark.parametrize(
    "timing", ["", "zo snel mogelijk", "in 2026–2027", "de komende schooljaren", "juli 2025", "2025 - Q5"]
)
def test_what_is_not_stated_stays_null(timing):
    assert dates_of_timing(timing) == (None, None)


@pytest.mark.parametrize("timing", ["31 juni 2025", "29 februari 2025", "0 mei 2025", "99 mei 2025", "1 mei 0000"])
def test_a_day_that_no_calendar_has_is_no_date(timing):
    assert dates_of_timing(timing) == (None, None)


@settings(max_examples=100, deadline=None)
@given(st.from_regex(r"(opstart )?(schooljaar |Q[1-5] ?-? ?)?\d{1,4}( mei | ?- ?)?(Q[1-5]|\d{1,4})?", fullmatch=True))
def test_any_timing_has_iso_dates_or_none(timing):
    for day in dates_of_timing(timing):
        assert day is None or (len(day) == 10 and day[4] == day[7] == "-")
