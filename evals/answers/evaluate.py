"""`duaal eval answers`: is what is answered right, cited, complete and plain, and is the rest refused?"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from app.answer_question import answer_question
from app.commands.evaluation import EvalRequest
from app.evidence.judging import ENOUGH
from app.records.answer import Answer
from evals.answers.baselines import always_answer, always_refuse, top_passage
from evals.answers.cases import HERE, AnswerCase, Judged, read_answer_cases
from evals.answers.confidence import signs_of
from evals.answers.curve_picture import curve_picture
from evals.answers.gold_cited import gold_cited
from evals.answers.measures import Measure, measures_for, scores_of
from evals.answers.paraphrases import by_question, paraphrases
from evals.answers.refusing import refusal_f1
from evals.answers.repeats import repeats_alike
from evals.answers.risk_coverage import Asked, area, curve
from evals.answers.table import answers_table
from evals.comparison import comparison_table
from evals.gold import PLAN
from evals.result import Measured, Row, log_run, read_result, result_of, results_folder, write_page, write_result
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import Settings

PRODUCT, ALWAYS, TOP, NEVER = "product", "always answer", "top passage", "always refuse"
PARAPHRASES = {split: HERE / f"paraphrases_{split}.jsonl" for split in ("dev", "test")}
EVERY = 5
"""One question in so many is asked again in fresh processes."""


@dataclass(frozen=True, slots=True)
class Run:
    """One way of answering with all its answers."""

    name: str
    rows: tuple[Judged, ...]


def evaluate_answers(request: EvalRequest, settings: Settings, tell: Callable[[str], None]) -> str:
    """The table, or with `--json` every figure by name and measure."""
    path = request.cases or HERE / f"{request.split}.jsonl"
    earlier = read_result(request.against) if request.against else None
    base, _ = open_knowledge_base(settings)
    cases = read_answer_cases(path, base.document(PLAN).text)
    tell(f"{path}: {len(cases)} questions")
    runs = _runs(cases, base)
    tell("asked again in fresh processes")
    again = repeats_alike(cases[::EVERY], settings)
    measures = measures_for(base)
    measured = [_measured(run, measures, again if run.name == PRODUCT else {}) for run in runs]
    tell("asked in other words")
    measured.append(paraphrases(PARAPHRASES[request.split], base))
    more = {run.name: {"refusal F1": refusal_f1(run.rows)} for run in runs}
    more["paraphrases"] = by_question(measured[-1])
    asked = _asked(runs, base)
    used = {
        "cases": path.name, "embedding": base.generation.manifest.model, "passages": base.generation.manifest.passages,
        "threshold": ENOUGH, "aurc": area(asked), "curve": [asdict(point) for point in curve(asked)],
    }  # fmt: skip
    name = f"answers-{request.split if request.cases is None else path.stem}"
    result = result_of(name, used, measured, more)
    if written := write_result(result, results_folder(request.results), tell):
        picture = curve_picture(curve(asked), ENOUGH, f"Risk and coverage on {name}, n = {len(asked)}")
        write_page(picture, written.with_suffix(".svg"), tell)
    if request.split == "test" and request.cases is None:
        log_run(result, Path(path).with_name("test_runs.jsonl"), tell)
    if request.as_json:
        return json.dumps({"n": len(cases), "aurc": area(asked), **result.summary}, ensure_ascii=False)
    against = comparison_table(result, earlier, ("answered", "refused", "gold", "vital")) if earlier else ()
    return "\n".join((answers_table(result, measures, curve(asked), area(asked)), *against))


def _runs(cases: Sequence[AnswerCase], base: KnowledgeBase) -> list[Run]:
    def product(case: AnswerCase) -> Answer:
        return answer_question(case.question, base, persona=case.persona, history=case.history)

    answers = [product(case) for case in cases]
    pairs = list(zip(cases, answers, strict=True))
    return [
        Run(PRODUCT, tuple(Judged(case, answer) for case, answer in pairs)),
        Run(ALWAYS, tuple(Judged(case, always_answer(case, answer, base)) for case, answer in pairs)),
        Run(TOP, tuple(Judged(case, top_passage(case, base)) for case in cases)),
        Run(NEVER, tuple(Judged(case, always_refuse(case)) for case in cases)),
    ]


def _measured(run: Run, measures: dict[str, Measure], again: dict[str, float]) -> Measured:
    return Measured(run.name, tuple(_row(judged, measures, again) for judged in run.rows))


def _row(judged: Judged, measures: dict[str, Measure], again: dict[str, float]) -> Row:
    case, answer = judged.case, judged.answer
    scores = scores_of(judged, measures)
    if case.case_id in again:
        scores["repeats"] = again[case.case_id]
    got = f"{answer.status}: {answer.text}"
    return Row(case.case_id, case.question, case.strata, case.sections, scores, got=got)


def _asked(runs: Sequence[Run], base: KnowledgeBase) -> list[Asked]:
    """Of every question that is answerable or not: how sure the judge is, and whether an answer would be wrong."""
    always = next(run for run in runs if run.name == ALWAYS)
    return [
        Asked(
            signs_of(row.case.question, row.case.persona, row.case.history, base).confidence,
            row.case.answerable is False or gold_cited(row) == 0.0,
        )
        for row in always.rows
        if row.case.answerable is not None
    ]
