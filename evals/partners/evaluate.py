"""Exact sets of partners: does an answer name those who do it, all of them and no other?"""

from pathlib import Path
from typing import Any

from app.answer_question import answer_question
from app.records.answer import Answer
from evals.case_file import read_cases
from evals.interval import with_interval
from kb.knowledge_base import KnowledgeBase

HERE = Path(__file__).parent


def partners_table(base: KnowledgeBase, split: str) -> str:
    """By what is expected: the plan says who, only another source does, nobody does."""
    cases = read_cases(HERE / f"{split}.jsonl")
    right = [is_right(case, answer_question(case["question"], base, persona=case["persona"])) for case in cases]
    lines = [f"partners, exact sets (evals/partners/{split}.jsonl)"]
    lines.append(f"  all    {with_interval([float(value) for value in right])}")
    for expect in ("plan", "other", "none"):
        chosen = [float(value) for case, value in zip(cases, right, strict=True) if case["expect"] == expect]
        lines.append(f"  {expect:6} {with_interval(chosen)}")
    return "\n".join(lines)


def is_right(case: dict[str, Any], answer: Answer) -> bool:
    """Whether the plan's partners are exactly those expected, and one of another source where one should be."""
    plan = {part.partner for part in answer.participations if part.evidence != "other_source"}
    other = {part.partner for part in answer.participations if part.evidence == "other_source"}
    if case["expect"] == "plan":
        return plan == set(case["partners"])
    if case["expect"] == "other":
        return not plan and bool(other & set(case["other_partners"]))
    return not plan and answer.status not in ("answered", "partly_answered")
