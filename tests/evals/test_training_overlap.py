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
    "partners/test.jsonl", "care/dev.jsonl", "care/test.jsonl", "answers/paraphrases_dev.jsonl",
    "answers/paraphrases_test.jsonl",
]  # fmt: skip
RUN = 8


def runs_of(text: str) -> Iterator[tuple[str, ...]]:
    words = list(words_of(text))
    return (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def asked_in(name: str) -> dict[str, list[str]]:
    """What a file asks, by the id of the case: the question and other ways of asking it."""
    return {case["id"]: [case["question"], *case.get("paraphrases", {}).values()] for case in cases_of(name)}


def cases_of(name: str) -> list[dict]:
    return [json.loads(line) for line in (EVALS / name).read_text(encoding="utf-8").split("\n") if line.strip()]


@pytest.fixture(scope="module")
def trained(corpus, plan) -> set[tuple[str, ...]]:
    """Runs of what was written to train with; those of the plan itself anybody may quote."""
    questions, gaps = read_questions(corpus), read_gaps(corpus)
    asked = chain((message.text for message in read_care(corpus)), *(row.questions for row in (*questions, *gaps)))
    said = (text for gap in gaps for text in (gap.missing.nl, gap.missing.fr, gap.missing.en))
    return {run for text in chain(asked, said) for run in runs_of(text)} - set(runs_of(plan.text))


@pytest.mark.parametrize("name", FILES)
def test_no_eight_words_in_a_row_of_a_question_stand_in_a_question_of_the_training(trained, name):
    before = {case["id"]: case.get("history", []) for case in cases_of(name)}
    cases = asked_in(name)

    shared = {
        key: " ".join(run)
        for key, questions in cases.items()
        for question in (*questions, *before[key])
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
    same = {
        key for key, questions in asked_in(name).items() for question in questions if tuple(words_of(question)) in known
    }

    assert same == set()
