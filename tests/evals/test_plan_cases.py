import json
from pathlib import Path

import pytest

from evals.evaluation_error import EvaluationError
from evals.retrieval.found import Found
from evals.retrieval.plan_cases import PLAN, cases_file, read_plan_cases, within

TEXT = "Het partnerschap erkent\nde werkplek. De school begeleidt. Het partnerschap erkent de werkplek."


def test_gold_is_placed_wherever_it_stands_white_space_apart(cases):
    (case,) = read_plan_cases(cases({"gold": ["erkent de werkplek"]}), TEXT)

    assert [TEXT[place.start : place.end] for place in case.gold] == ["erkent\nde werkplek", "erkent de werkplek"]


def test_one_character_of_a_gold_place_is_a_hit_and_its_neighbour_none(cases):
    (case,) = read_plan_cases(cases({"gold": ["De school begeleidt."]}), TEXT)
    (gold,) = case.gold

    assert case.is_hit_by(Found(PLAN, 0, gold.start + 1))
    assert case.is_hit_by(Found(PLAN, gold.end - 1, len(TEXT)))
    assert not case.is_hit_by(Found(PLAN, 0, gold.start))
    assert not case.is_hit_by(Found(PLAN, gold.end, len(TEXT)))
    assert not case.is_hit_by(Found("ander", gold.start, gold.end))


def test_only_questions_that_the_plan_answers_are_asked(cases):
    path = cases(
        {"gold": ["De school"]}, {"gold": []}, {"gold": ["De school"], "status": "not_in_sources"},
        {"gold": ["De school"], "status": "partly_answered", "trap": "T24", "history": ["eerder"]},
    )  # fmt: skip

    first, last = read_plan_cases(path, TEXT)

    assert (first.case_id, first.strata["turn"], first.strata["trap"]) == ("v1", "first", "no")
    assert (last.case_id, last.strata["turn"], last.strata["trap"]) == ("v4", "follow-up", "yes")


def test_gold_that_the_plan_does_not_hold_names_its_question(cases):
    with pytest.raises(EvaluationError, match=r"v1.*niet in het plan"):
        read_plan_cases(cases({"gold": ["woorden die niet in het plan staan"]}), TEXT)


def test_a_file_without_a_usable_question_is_told(cases, tmp_path: Path):
    broken, bare = tmp_path / "kapot.jsonl", tmp_path / "kaal.jsonl"
    broken.write_text("{", encoding="utf-8")
    bare.write_text(json.dumps({"id": "v9", "question": "x", "gold": ["De school"]}), encoding="utf-8")

    for path, said in ((broken, "line 1"), (bare, "v9.*persona"), (cases({"gold": []}), "no question")):
        with pytest.raises(EvaluationError, match=said):
            read_plan_cases(path, TEXT)


def test_a_missing_file_says_what_to_do(tmp_path: Path):
    with pytest.raises(EvaluationError, match=r"--cases.*--beir"):
        cases_file("dev", tmp_path / "weg.jsonl")


def test_passages_count_until_the_characters_are_used_up():
    pieces = [Found(PLAN, 0, 60), Found(PLAN, 60, 100), Found(PLAN, 100, 101), Found(PLAN, 101, 101)]

    assert within(pieces, 100) == pieces[:2]
    assert within(pieces, 99) == pieces[:1]
    assert within(pieces, 1000) == pieces
    assert within([], 100) == within(pieces, 59) == []
