"""What a trap of the plan asks of the product, and where the product falls into it."""

import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from app.answer_question import answer_question
from app.check_message import check_message
from app.records.answer import Answer
from evals.case_file import read_cases
from kb.knowledge_base import KnowledgeBase

HERE = Path(__file__).parent
# A term that has passed reads otherwise than one that has not: the cases are read on one day.
TODAY = date(2026, 11, 1)

Case = dict[str, Any]


def trap_cases() -> list[Case]:
    """The cases, by trap.

    Each holds `id`, `trap` and `asks`: `answer`, `message`, `action` or `search`. Of an answer: `status` (one of),
    `cites` (each of these words inside a citation), `cites_any`, `says` and `says_not` (patterns in the answer with its
    notices and handover), `partners`, `partners_only`, `partners_not`, `partners_not_in_plan`, `max_citations`.
    """
    return read_cases(HERE / "cases.jsonl")


def faults_of(case: Case, base: KnowledgeBase) -> list[str]:
    """Every way in which the product does otherwise than the case wants; none when all is right."""
    return _BY_KIND[case["asks"]](case, base)


def _of_answer(case: Case, base: KnowledgeBase) -> list[str]:
    answer = answer_question(
        case["question"], base, persona=case["persona"], language=case.get("language"), today=TODAY
    )
    faults = [] if answer.status in case["status"] else [f"status {answer.status}, wanted {case['status']}"]
    quotes = [_flat(citation.quote) for citation in answer.citations]
    faults += [f"not cited: {words}" for words in case.get("cites", ()) if not _inside(words, quotes)]
    if (any_of := case.get("cites_any")) and not any(_inside(words, quotes) for words in any_of):
        faults.append(f"none cited of: {any_of}")
    if len(answer.citations) > case.get("max_citations", len(answer.citations)):
        faults.append(f"{len(answer.citations)} citations, wanted {case['max_citations']} at most")
    faults += _of_words(case, _read_by_user(answer)) + _of_partners(case, answer)
    return faults


def _of_partners(case: Case, answer: Answer) -> list[str]:
    named = {part.partner for part in answer.participations}
    in_plan = {part.partner for part in answer.participations if part.evidence != "other_source"}
    faults = [f"partner missing: {partner}" for partner in case.get("partners", ()) if partner not in named]
    if "partners_only" in case and in_plan != set(case["partners_only"]):
        faults.append(f"partners {sorted(in_plan)}, wanted {case['partners_only']}")
    faults += [f"partner named: {partner}" for partner in case.get("partners_not", ()) if partner in named]
    unnamed = case.get("partners_not_in_plan", ())
    return faults + [f"partner named as of the plan: {partner}" for partner in unnamed if partner in in_plan]


def _of_message(case: Case, base: KnowledgeBase) -> list[str]:
    findings = check_message(case["message"], base)
    faults = [f"verdict {f.verdict}, wanted {case['verdicts']}" for f in findings if f.verdict not in case["verdicts"]]
    return faults + _of_words(case, " ".join(reason for finding in findings for reason in finding.reasons))


def _of_action(case: Case, base: KnowledgeBase) -> list[str]:
    action = next((action for _, action in base.actions if action.key == case["action"]), None)
    if action is None:
        return [f"no action {case['action']}"]
    record = asdict(action) | {"involved": [party.partner for party in action.involved]}
    wanted = {name: case[name] for name in ("number", "section", "involved", "timing") if name in case}
    return [f"{name} {record[name]}, wanted {value}" for name, value in wanted.items() if record[name] != value]


def _of_search(case: Case, base: KnowledgeBase) -> list[str]:
    found = [_flat(passage.passage.text) for passage in base.search(case["question"], case["within"], "policy_text")]
    return [] if _inside(case["finds"], found) else [f"not among the first {case['within']}: {case['finds']}"]


_BY_KIND: dict[str, Callable[[Case, KnowledgeBase], list[str]]] = {
    "answer": _of_answer,
    "message": _of_message,
    "action": _of_action,
    "search": _of_search,
}


def _read_by_user(answer: Answer) -> str:
    return " ".join([answer.text, *answer.notices, answer.handover.text if answer.handover else ""])


def _of_words(case: Case, text: str) -> list[str]:
    read = _flat(text)
    faults = [f"does not say: {found}" for found in case.get("says", ()) if not re.search(found, read, re.IGNORECASE)]
    return faults + [f"says: {bad}" for bad in case.get("says_not", ()) if re.search(bad, read, re.IGNORECASE)]


def _inside(words: str, texts: list[str]) -> bool:
    return any(_flat(words) in text for text in texts)


def _flat(text: str) -> str:
    return " ".join(text.split())
