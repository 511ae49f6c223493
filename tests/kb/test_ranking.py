import re
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.ranking import Reasons, Weights

SHARE = st.floats(0, 1, allow_nan=False)
REASONS = st.builds(Reasons, lexical=SHARE, dense=SHARE, asked=SHARE)
TENTHS = st.integers(0, 30).map(lambda tenths: tenths / 10)
WEIGHTS = st.builds(Weights, **{field.name: TENTHS for field in fields(Weights)})


@given(REASONS, WEIGHTS)
def test_the_sum_that_a_reader_sees_is_the_score(reasons, weights):
    calculation, said = reasons.calculation(weights).rsplit(" = ", 1)

    terms = [[float(number) for number in re.findall(r"[\d.]+", term)] for term in calculation.split(" + ")]
    total = sum(term[0] * term[1] if len(term) == 2 else term[0] for term in terms)

    assert len(terms) == len(fields(Reasons))
    assert float(said) == pytest.approx(reasons.score(weights), abs=0.00051)
    assert total == pytest.approx(reasons.score(weights), abs=0.00051 * (1 + weights.dense + weights.asked))


@given(REASONS)
def test_a_reason_without_weight_does_not_count(reasons):
    assert reasons.score(Weights(**{field.name: 0 for field in fields(Weights)})) == reasons.lexical


@given(REASONS, WEIGHTS, st.sampled_from(["lexical", "dense", "asked", "named"]))
def test_a_better_reason_never_lowers_the_score(reasons, weights, name):
    assert replace(reasons, **{name: 1}).score(weights) >= reasons.score(weights)
