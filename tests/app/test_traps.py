"""The traps of the plan: for each of the 70, what somebody would ask and what is right (evals/traps/cases.jsonl)."""

from pathlib import Path
from typing import Any

import pytest

from evals.traps.expectations import faults_of, trap_cases
from kb.document import Document
from kb.encoder import Encoder
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import settings_from_environment

# What is known not to be right yet, with the reason: nothing.
KNOWN: dict[str, str] = {}


@pytest.fixture(scope="module")
def base(corpus_store: Path, encoder: Encoder) -> KnowledgeBase:
    return open_knowledge_base(settings_from_environment(str(corpus_store)), encoder)[0]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case["id"],
            marks=[pytest.mark.xfail(strict=True, reason=KNOWN[case["id"]])] if case["id"] in KNOWN else [],
        )
        for case in trap_cases()
    ],
)
def test_a_trap_is_not_fallen_into(case: dict[str, Any], base: KnowledgeBase) -> None:
    assert faults_of(case, base) == []


def test_every_trap_has_a_case_and_every_quote_stands_in_the_plan(plan: Document) -> None:
    cases = trap_cases()
    text = " ".join(plan.text.split())
    quotes = [words for case in cases for words in (*case.get("cites", ()), *case.get("cites_any", ()))]
    assert len({case["trap"] for case in cases}) == 70
    assert [words for words in quotes if " ".join(words.split()) not in text] == []
    assert KNOWN.keys() <= {case["id"] for case in cases}
