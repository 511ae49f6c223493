import math

from hypothesis import given
from hypothesis import strategies as st

from evals.interval import difference_of, interval_of, with_interval

SCORES = st.lists(st.floats(0, 1), min_size=1, max_size=50)


@given(SCORES)
def test_the_interval_lies_within_the_scores_and_is_the_same_each_time(values):
    interval = interval_of(values)

    assert min(values) - 1e-9 <= interval.low <= interval.high <= max(values) + 1e-9
    assert interval == interval_of(values)
    assert interval.n == len(values)


def test_nothing_to_average_is_not_a_number():
    assert math.isnan(interval_of([]).mean)
    assert with_interval([]) == "– (n = 0)"


def test_pairs_cancel_what_makes_a_question_hard():
    hard_and_easy = [0.0, 1.0] * 30

    gap = difference_of([value + 0.1 for value in hard_and_easy], hard_and_easy)

    assert round(gap.low, 6) == round(gap.high, 6) == 0.1
    assert interval_of(hard_and_easy).high - interval_of(hard_and_easy).low > 0.2


@given(SCORES)
def test_a_run_does_not_differ_from_itself(values):
    gap = difference_of(values, values)

    assert (gap.low, gap.mean, gap.high) == (0, 0, 0)
