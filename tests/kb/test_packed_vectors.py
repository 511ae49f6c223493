import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.packed_vectors import PackedVectors


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.integers(2, 200))
def test_a_product_of_unit_vectors_is_off_by_less_than_a_hundredth(seed, count, size):
    rows = np.random.default_rng(seed).normal(size=(count + 1, size)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)

    found = PackedVectors.of(rows[:-1]).products(rows[-1])

    assert found == pytest.approx(rows[:-1] @ rows[-1], abs=0.01)


def test_a_vector_of_nothing_has_no_product():
    packed = PackedVectors.of(np.zeros((2, 3), np.float32))

    assert packed.products(np.ones(3, np.float32)).tolist() == [0, 0]


def test_no_vectors_have_no_products():
    assert len(PackedVectors.of(np.zeros((0, 3), np.float32)).products(np.ones(3, np.float32))) == 0
