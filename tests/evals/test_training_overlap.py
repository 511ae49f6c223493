"""Questions of the evaluations share no run of words with what the search was trained on."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from ingest.care_messages import read_care
from ingest.expected_questions import read_questions
from ingest.known_gaps import read_gaps
from kb.dutch import words_of

EVALS = Path(__file__).parents[2] / "evals"
FILES = [
    "retrieval/dev.jsonl", "retrieval/test.jsonl", "answers/dev.jsonl", "answers/test.jsonl", "partners/dev.jsonl",
    "partners/test.jsonl", "care/dev.jsonl", "care/test.jsonl",
]  # fmt: skip
RUN = 8


def runs_of(text: str) -> Iterator[tuple[str, ...]]:
    words = list(words_of(text))
    return (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


@pytest.fixture(scope="module")
def trained(corpus, plan) -> set[tuple[str, ...]]:
    """Runs of what was written to train with; those of the plan itself anybody may quote."""
    questions, gaps = read_questions(corpus), read_gaps(corpus)
    asked = chain((message.text for message in read_care(corpus)), *(row.questions for row in (*questions, *gaps)))
    said = (text for gap in gaps for text in (gap.missing.nl, gap.missing.fr, gap.missing.en))
    return {run for text in chain(asked, said) for run in runs_of(text)} - set(runs_of(plan.text))


@pytest.mark.parametrize("name", FILES)
def test_no_eight_words_in_a_row_of_a_question_stand_in_a_question_of_the_training(trained, name):
    cases = [json.loads(line) for line in (EVALS / name).read_text(encoding="utf-8").split("\n") if line.strip()]

    shared = {
        case["id"]: " ".join(run)
        for case in cases
        for question in (case["question"], *case.get("history", ()))
        for run in runs_of(question)
        if run in trained
    }

    assert len(trained) > 10_000
    assert len(cases) > 30
    assert shared == {}


@pytest.mark.parametrize("name", FILES)
def test_no_question_of_an_evaluation_stands_in_the_training_as_a_whole(corpus, name):
    kept = chain(
        (message.text for message in read_care(corpus)),
        *(row.questions for row in (*read_questions(corpus), *read_gaps(corpus))),
    )
    known = {tuple(words_of(question)) for question in kept}
    cases = [json.loads(line) for line in (EVALS / name).read_text(encoding="utf-8").split("\n") if line.strip()]

    assert [case["id"] for case in cases if tuple(words_of(case["question"])) in known] == []
