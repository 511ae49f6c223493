"""Yes-or-no questions: does the answer open with the verdict that the plan carries, or with none at all?"""

import re
from pathlib import Path
from typing import Any

from app.answer_question import answer_question
from app.records.answer import Answer
from app.words.wording import wording
from evals.case_file import read_cases
from evals.interval import with_interval
from kb.knowledge_base import KnowledgeBase

HERE = Path(__file__).parent
SETTLED = ("yes", "no")


def opening_of(answer: Answer) -> str:
    """Key of the opening of `app/words/yes_no.yaml` that opens an answer; a figure of others is a no; else "none"."""
    first = answer.sentences[0].text
    for name, words in wording("yes_no")["openings"].items():
        form = re.escape(words[answer.language]).replace(re.escape("{group}"), ".+")
        if re.fullmatch(form, first):
            return "no" if name in ("wrong_group", "untrue") else str(name)
    return "none"


def openings_table(base: KnowledgeBase, split: str) -> str:
    """Precision of what opens with ja or nee, and of any verdict; how many of those that could open do."""
    judged = [(case, _opening(case, base)) for case in read_cases(HERE / f"{split}.jsonl")]
    settled = [(case, found) for case, found in judged if found in SETTLED]
    given = [(case, found) for case, found in judged if found != "none"]
    could = [(case, found) for case, found in judged if "none" not in case["expect"]]
    left_open = [found for case, found in judged if case["expect"] == ["none"]]
    rows = [
        ("ja or nee that is right", [float(found in case["expect"]) for case, found in settled]),
        ("any verdict that is right", [float(found in case["expect"]) for case, found in given]),
        ("questions that the plan settles, opened with a right verdict", [float(f in c["expect"]) for c, f in could]),
        ("questions that it leaves open, not opened", [float(found == "none") for found in left_open]),
    ]  # fmt: skip
    return f"openings (evals/openings/{split}.jsonl)\n" + "\n".join(
        f"  {name:62} {with_interval(values)}" for name, values in rows if values
    )


def _opening(case: dict[str, Any], base: KnowledgeBase) -> str:
    history = tuple(case.get("history") or ())
    return opening_of(answer_question(case["question"], base, persona=case["persona"], history=history))
