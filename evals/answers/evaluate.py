"""Answers against the labelled questions: is it answered when it should be, and from the right words?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.answer import Answer
from app.answer_question import answer_question
from evals.case_file import read_cases
from evals.interval import with_interval
from kb.knowledge_base import KnowledgeBase

HERE = Path(__file__).parent
_ANSWERED = {"answered", "partly_answered", "needs_clarification"}


@dataclass(frozen=True, slots=True)
class Judged:
    """One question with what was expected and what came."""

    case: dict[str, Any]
    answer: Answer

    @property
    def answerable(self) -> bool:
        """Whether the policy texts answer it."""
        return self.accepted[0] in _ANSWERED

    @property
    def accepted(self) -> tuple[str, ...]:
        """The statuses that are right, the first the one that is wanted."""
        status = self.case["status"]
        return (status,) if isinstance(status, str) else tuple(status)

    @property
    def answered(self) -> bool:
        """Whether it was answered from the policy texts."""
        return self.answer.status in _ANSWERED


def answers_table(base: KnowledgeBase, split: str) -> str:
    """The table of an evaluation run, with the baselines that always answer and always refuse."""
    judged = [
        Judged(
            case,
            answer_question(case["question"], base, persona=case["persona"], history=tuple(case.get("history") or ())),
        )
        for case in read_cases(HERE / f"{split}.jsonl")
    ]
    answerable = [row for row in judged if row.answerable]
    others = [row for row in judged if not row.answerable]
    refused_rightly = sum(not row.answered for row in others)
    refused = refused_rightly + sum(not row.answered for row in answerable)
    rows = [
        ("answerable questions that are answered", with_interval([float(row.answered) for row in answerable])),
        (
            "other questions that are not answered from the plan",
            with_interval([float(not row.answered) for row in others]),
        ),
        ("refusal F1", f"{_f1(refused_rightly, refused, len(others)):.2f}"),
        ("  always refuse", f"{_f1(len(others), len(judged), len(others)):.2f}"),
        ("  always answer", "0.00"),
        ("status as wanted or accepted", with_interval([float(row.answer.status in row.accepted) for row in judged])),
        ("answered ones that cite a gold span", with_interval(_gold_hits(judged, base))),
        ("citations of the plan that lie on a gold span", with_interval(_on_gold(judged, base))),
        ("exact partner sets", with_interval(_partner_sets(judged))),
        ("citations verbatim at their place", with_interval(_verbatim(judged, base))),
    ]
    return f"answers (evals/answers/{split}.jsonl)\n" + "\n".join(f"  {name:55} {value}" for name, value in rows)


def _f1(right: int, given: int, wanted: int) -> float:
    return 2 * right / (given + wanted) if given + wanted else float("nan")


def _gold_hits(judged: Sequence[Judged], base: KnowledgeBase) -> list[float]:
    return [float(any(on_gold)) for on_gold in _cited_on_gold(judged, base)]


def _on_gold(judged: Sequence[Judged], base: KnowledgeBase) -> list[float]:
    return [float(on) for on_gold in _cited_on_gold(judged, base) for on in on_gold]


def _cited_on_gold(judged: Sequence[Judged], base: KnowledgeBase) -> list[list[bool]]:
    """For each answered answerable question, for each citation of the plan, whether it lies on a gold span."""
    text = base.document("actieplan").text
    found: list[list[bool]] = []
    for row in judged:
        if row.answerable and row.answered and row.case["gold"]:
            spans = [match.span() for quote in row.case["gold"] if (match := re.search(_loose(quote), text))]
            cited = [(c.start, c.end) for c in row.answer.citations if c.source_id == "actieplan"]
            found.append([any(a < end and b > start for start, end in spans) for a, b in cited])
    return found


def _loose(quote: str) -> str:
    return r"\s+".join(map(re.escape, quote.split()))


def _partner_sets(judged: Sequence[Judged]) -> list[float]:
    return [
        float(
            {part.partner for part in row.answer.participations if part.evidence != "other_source"}
            == set(row.case["partners"])
        )
        for row in judged
        if row.case["partners"] is not None
    ]


def _verbatim(judged: Sequence[Judged], base: KnowledgeBase) -> list[float]:
    return [
        float(base.document(citation.source_id).text[citation.start : citation.end] == citation.quote)
        for row in judged
        for citation in row.answer.citations
    ]
