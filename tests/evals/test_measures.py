import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.retrieval.measures import BEIR_MEASURES, beir_scores, hit_scores

IDS = st.sampled_from([f"d{number}" for number in range(15)])


def test_the_scores_of_a_ranking_worked_out_by_hand():
    scores = beir_scores({"v": ["a", "goed", "b", "ook"]}, {"v": {"goed": 1, "ook": 1, "nooit": 1}})["v"]

    ideal = 1 + 1 / math.log2(3) + 1 / math.log2(4)
    assert scores["ndcg@10"] == pytest.approx((1 / math.log2(3) + 1 / math.log2(5)) / ideal)
    assert scores["recall@5"] == scores["recall@10"] == pytest.approx(2 / 3)
    assert scores["mrr@10"] == 0.5


@pytest.mark.parametrize("grades", [{}, {"a": 0}, {"a": -1}], ids=["none judged", "grade 0", "grade below 0"])
def test_a_question_without_a_relevant_document_has_no_score(grades):
    assert beir_scores({"v": ["a"]}, {"v": grades}) == {}


def test_a_question_for_which_nothing_is_found_scores_nothing():
    assert set(beir_scores({}, {"v": {"a": 1}})["v"].values()) == {0.0}
    assert set(beir_scores({"v": []}, {"v": {"a": 1}})["v"].values()) == {0.0}


def test_a_document_that_is_found_twice_counts_where_it_came_first():
    twice = beir_scores({"v": ["a", "a", "a", "goed", "a"]}, {"v": {"goed": 1}})["v"]

    assert twice == beir_scores({"v": ["a", "goed"]}, {"v": {"goed": 1}})["v"]


def test_the_order_found_stands_also_where_ids_would_sort_otherwise():
    for ids in (["z", "a"], ["a", "z"]):
        assert beir_scores({"v": ids}, {"v": {ids[1]: 1}})["v"]["mrr@10"] == 0.5


def test_only_the_first_ten_count():
    ranked = [f"x{number}" for number in range(10)]

    assert set(hit_scores({"v": [*ranked, "goed"]}, {"v": {"goed": 1}})["v"].values()) == {0.0}
    assert hit_scores({"v": [*ranked[:9], "goed"]}, {"v": {"goed": 1}})["v"]["hit@10"] == 1


@given(st.lists(IDS, max_size=30), st.dictionaries(IDS, st.integers(-1, 3), max_size=8))
def test_scores_stay_between_0_and_1_and_agree_with_each_other(ranked, grades):
    scores = beir_scores({"v": ranked}, {"v": grades})

    relevant = {key for key, grade in grades.items() if grade > 0}
    assert set(scores) == ({"v"} if relevant else set())
    for row in scores.values():
        assert set(row) == set(BEIR_MEASURES)
        assert all(0 <= value <= 1 for value in row.values())
        assert row["recall@5"] <= row["recall@10"]
        first_ten = list(dict.fromkeys(ranked))[:10]
        assert row["recall@10"] == pytest.approx(len(relevant & set(first_ten)) / len(relevant))
        assert (row["mrr@10"] > 0) == (row["ndcg@10"] > 0) == bool(relevant & set(first_ten))


@given(st.lists(IDS, max_size=12, unique=True), IDS)
def test_a_better_place_never_scores_less(ranked, relevant):
    others = [key for key in ranked if key != relevant]
    scores = [
        hit_scores({"v": [*others[:place], relevant, *others[place:]]}, {"v": {relevant: 1}})["v"]["ndcg@10"]
        for place in range(len(others) + 1)
    ]

    assert scores == sorted(scores, reverse=True)
