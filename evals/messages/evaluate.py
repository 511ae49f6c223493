"""The message checker on sentences with a known verdict, beside two floors that a word count reaches.

`dev` tuned the rules; `test` was written before them and is run rarely (runs.md tells when and with what outcome).
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from copy import copy
from pathlib import Path
from typing import Any

from app.check_message import check_message
from app.checking.finding import VERDICTS
from evals.case_file import read_cases
from evals.interval import with_interval
from kb.dutch import terms_of
from kb.knowledge_base import KnowledgeBase

HERE = Path(__file__).parent
GRAVE = frozenset({"contradicted", "stronger_than_source"})

_DENIAL = re.compile(r"\b(?:niet|geen|nooit|zonder|not|no|never|ne|pas)\b", re.IGNORECASE)
_OVERLAP = 0.6

Checker = Callable[[str], str]
"""A sentence → its verdict."""


def messages_table(base: KnowledgeBase) -> str:
    """Both halves with their floors."""
    return "\n".join(half_table(name, base) for name in ("dev", "test"))


def half_table(name: str, base: KnowledgeBase) -> str:
    """One half: the checker in full, the floors in short."""
    cases = read_cases(HERE / f"{name}.jsonl")
    bare = _without_statements(base)
    checkers: dict[str, Checker] = {
        "checker": lambda text: verdict_of(text, base),
        "without the statements in plain words": lambda text: verdict_of(text, bare),
        "floor: word overlap": lambda text: _by_overlap(text, base),
        "floor: one side denies": lambda text: _by_denial(text, base),
    }
    lines = [f"messages, {name} (n = {len(cases)})"]
    for label, checker in checkers.items():
        given = [checker(case["text"]) for case in cases]
        lines += [f"  {label}", *_scores([case["expect"] for case in cases], given)]
        if label == "checker":
            lines += _per_verdict([case["expect"] for case in cases], given)
            lines += _per_kind(cases, given)
    return "\n".join(lines)


def _without_statements(base: KnowledgeBase) -> KnowledgeBase:
    """The same knowledge base, as it would be without corpus/statements."""
    bare = copy(base)
    vars(bare)["statements"] = ()
    return bare


def verdict_of(text: str, base: KnowledgeBase) -> str:
    """Verdict on a text of one sentence; the gravest where it is cut in several."""
    verdicts = [finding.verdict for finding in check_message(text, base)]
    return min(verdicts, key=_gravity) if verdicts else "not_checkable"


def _gravity(verdict: str) -> int:
    order = ("contradicted", "stronger_than_source", "partly_supported", "supported", "not_in_sources", "not_checkable")
    return order.index(verdict)


def _scores(expected: Sequence[str], given: Sequence[str]) -> list[str]:
    pairs = list(zip(expected, given, strict=True))
    found = [float(g in GRAVE) for e, g in pairs if e in GRAVE]
    right = [float(e in GRAVE) for e, g in pairs if g in GRAVE]
    alarms = [float(g in GRAVE) for e, g in pairs if e == "supported"]
    return [
        f"    exact verdict                     {with_interval([float(e == g) for e, g in pairs])}",
        f"    contradicted + stronger recall    {with_interval(found)}",
        f"    contradicted + stronger precision {with_interval(right)}",
        f"    false alarms on true sentences    {with_interval(alarms)}",
    ]


def _per_verdict(expected: Sequence[str], given: Sequence[str]) -> list[str]:
    pairs = list(zip(expected, given, strict=True))
    lines = []
    for verdict in VERDICTS:
        recall = with_interval([float(g == verdict) for e, g in pairs if e == verdict])
        precision = with_interval([float(e == verdict) for e, g in pairs if g == verdict])
        lines.append(f"    {verdict:21} recall {recall}  precision {precision}")
    return lines


def _per_kind(cases: Sequence[dict[str, Any]], given: Sequence[str]) -> list[str]:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for case, verdict in zip(cases, given, strict=True):
        for key in (case["kind"], f"language {case['language']}"):
            total[key] += 1
            right[key] += verdict == case["expect"]
    return ["    exact by kind: " + ", ".join(f"{key} {right[key]}/{total[key]}" for key in sorted(total))]


def _by_overlap(text: str, base: KnowledgeBase) -> str:
    """Supported where enough of its words stand in the best passage."""
    overlap, _ = _nearest(text, base)
    return "supported" if overlap >= _OVERLAP else "not_in_sources"


def _by_denial(text: str, base: KnowledgeBase) -> str:
    """The same, and contradicted where just one of sentence and source holds a denial."""
    overlap, sentence = _nearest(text, base)
    if overlap < _OVERLAP:
        return "not_in_sources"
    return "contradicted" if bool(_DENIAL.search(text)) != bool(_DENIAL.search(sentence)) else "supported"


def _nearest(text: str, base: KnowledgeBase) -> tuple[float, str]:
    """Share of the words of a text in the sentence of the best passages that holds most of them."""
    asked = set(terms_of(text))
    best = (0.0, "")
    for found in base.search(text, 3, "policy_text"):
        for sentence in re.split(r"(?<=[.!?])\s+", found.passage.text):
            share = len(asked & set(terms_of(sentence))) / len(asked) if asked else 0.0
            best = max(best, (share, sentence))
    return best
