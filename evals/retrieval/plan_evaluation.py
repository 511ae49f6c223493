"""`duaal eval retrieval`: does the search find the words of the plan that answer the project's own questions?"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from app.commands.evaluation import EvalRequest
from evals.comparison import characters_lines, comparison_table, measures_table, strata_table
from evals.evaluation_error import EvaluationError
from evals.gold import PLAN
from evals.interval import interval_of
from evals.result import (
    Measured,
    Row,
    log_run,
    read_result,
    result_of,
    results_folder,
    write_page,
    write_result,
)
from evals.retrieval.baselines import baselines
from evals.retrieval.failure_page import failure_page
from evals.retrieval.found import Finder, Found
from evals.retrieval.measures import DEEPEST, hit_scores
from evals.retrieval.plan_cases import PlanCase, cases_file, read_plan_cases, within
from evals.retrieval.product_finder import ProductFinder, units_of
from kb.encoder import open_encoder
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import Settings

# The goal (0.95) is set for five passages of at most so many characters together.
CHARACTERS = 3000
GOAL = f"hit@5≤{CHARACTERS}"
MEASURES = ("hit@1", "hit@5", GOAL, "hit@10", "ndcg@10", "mrr@10")


def evaluate_plan(request: EvalRequest, settings: Settings, tell: Callable[[str], None]) -> str:
    """Tables, or with `--json` n, characters and the means."""
    path = cases_file(request.split, request.cases)
    earlier = read_result(request.against) if request.against else None
    with _opened(settings, anew=request.embedding is not None) as base:
        text = _plan(base)
        cases = read_plan_cases(path, text)
        tell(f"{path}: {len(cases)} questions that the plan answers")
        measured = list(_measured(cases, base, request, settings, tell))
        used = {
            "cases": path.name,
            "embedding": base.generation.manifest.model,
            "weights": asdict(settings.weights),
            "passages": base.generation.manifest.passages,
            "characters": CHARACTERS,
        }
    name = f"plan-{request.split}" if request.cases is None else f"plan-{path.parent.name}-{path.stem}"
    result = result_of(name, used, measured)
    if written := write_result(result, results_folder(request.results), tell):
        write_page(failure_page(result, GOAL), written.with_suffix(".html"), tell)
    if request.split == "test":
        log_run(result, path.with_name("test_runs.jsonl"), tell)
    product = measured[0]
    if request.as_json:
        means = {measure: interval_of(product.values(measure)).mean for measure in MEASURES}
        return json.dumps({"n": len(cases), **means}, ensure_ascii=False)
    return "\n".join((
        f"retrieval on {name}: n = {len(cases)} questions, {used['passages']} passages",
        measures_table(result, MEASURES),
        *characters_lines(measured),
        *comparison_table(result, earlier, (GOAL, "ndcg@10")),
        *strata_table(product, GOAL),
    ))  # fmt: skip


def _plan(base: KnowledgeBase) -> str:
    if all(source.source_id != PLAN for source in base.sources):
        raise EvaluationError(f"the index does not hold source {PLAN!r}; read it with: duaal ingest")
    return base.document(PLAN).text


def _measured(
    cases: Sequence[PlanCase], base: KnowledgeBase, request: EvalRequest, settings: Settings,
    tell: Callable[[str], None],
) -> Iterator[Measured]:  # fmt: skip
    yield _run(cases, ProductFinder(base))
    for model in request.compare:
        tell(f"product + {model}: reading the corpus")
        with _opened(replace(settings, embedding_model=model), anew=True) as other:
            yield _run(cases, ProductFinder(other, f"product + {model}"))
    # Who sets llama-index up reads the documents; the role maps are records of ours and would stand in its way.
    documents = [source.source_id for source in base.sources if source.kind == "policy_text"]
    texts = {source_id: base.document(source_id).text for source_id in documents}
    for finder in baselines(request.baselines, units_of(base), texts, tell):
        yield _run(cases, finder)


@contextmanager
def _opened(settings: Settings, *, anew: bool) -> Iterator[KnowledgeBase]:
    """The index that is set; `anew`: the corpus of the install in a passing index made by the model that is set."""
    if not anew:
        yield open_knowledge_base(settings)[0]
        return
    # The write path brings llama-index along, which takes seconds that measuring the index that stands need not wait.
    from ingest.ingest_corpus import ingest_corpus

    encoder = open_encoder(settings.embedding_model)
    with TemporaryDirectory(prefix="duaal-eval-", ignore_cleanup_errors=True) as place:
        passing = replace(settings, store=Path(place) / "store")
        ingest_corpus([], passing, encoder)
        yield open_knowledge_base(passing, encoder)[0]


def _run(cases: Sequence[PlanCase], finder: Finder) -> Measured:
    found = {case.case_id: finder.find(case.question, case.history, DEEPEST) for case in cases}
    scores = hit_scores(
        {case.case_id: _labels(case, found[case.case_id]) for case in cases},
        {case.case_id: {"gold": 1} for case in cases},
    )
    return Measured(finder.name, tuple(_row(case, found[case.case_id], scores[case.case_id]) for case in cases))


def _labels(case: PlanCase, found: Sequence[Found]) -> list[str]:
    """The ranking with its first hit named "gold": whoever has read one place that answers needs no second.

    So the scores of two ways of cutting the plan can be compared: neither is asked for more hits than the other.
    """
    hit = next((place for place, piece in enumerate(found) if case.is_hit_by(piece)), None)
    return ["gold" if place == hit else str(place) for place in range(len(found))]


def _row(case: PlanCase, found: Sequence[Found], scores: dict[str, float]) -> Row:
    fitting = within(found[:5], CHARACTERS)
    return Row(
        case.case_id,
        case.question,
        case.strata,
        case.sections,
        scores | {GOAL: float(any(map(case.is_hit_by, fitting)))},
        sum(piece.length for piece in found[:5]),
    )
