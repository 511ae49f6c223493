"""The same answer to the same question: asked in fresh processes, because the order of a set differs between them."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evals.answers.cases import AnswerCase
from evals.evaluation_error import EvaluationError
from evals.result import ROOT
from kb.settings import Settings

REPEATS = 5


def repeats_alike(cases: Sequence[AnswerCase], settings: Settings) -> dict[str, float]:
    """By question whether REPEATS processes, each with another hash seed, gave the very same answer.

    Raises EvaluationError when one of them fails.
    """
    with TemporaryDirectory(prefix="duaal-eval-", ignore_cleanup_errors=True) as place:
        batch = Path(place) / "questions.jsonl"
        batch.write_text("".join(f"{json.dumps(_line(case), ensure_ascii=False)}\n" for case in cases), "utf-8")
        runs = [_answers(batch, settings, seed) for seed in range(1, REPEATS + 1)]
    return {case.case_id: float(all(run[case.case_id] == runs[0][case.case_id] for run in runs)) for case in cases}


def _line(case: AnswerCase) -> dict[str, Any]:
    return {"id": case.case_id, "question": case.question, "persona": case.persona, "history": list(case.history)}


def _answers(batch: Path, settings: Settings, seed: int) -> dict[str, dict[str, Any]]:
    variables = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONUTF8": "1"}
    if settings.embedding_model:
        variables["DUAAL_EMBEDDING_MODEL"] = settings.embedding_model
    command = [sys.executable, "-m", "app", "ask", "--batch", str(batch), "--store", str(settings.store.resolve())]
    done = subprocess.run(command, env=variables, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise EvaluationError(f"asking the questions again failed: {done.stderr.strip().splitlines()[-1:]}")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return {answer["id"]: {**answer, "timings_ms": {}} for answer in answers}
