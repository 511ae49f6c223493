"""`duaal eval retrieval --beir DIR`: the product's search on documents and questions from elsewhere."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from app.commands.evaluation import EvalRequest
from evals.comparison import comparison_table, measures_table
from evals.interval import interval_of
from evals.result import Measured, Row, read_result, result_of, results_folder, write_result
from evals.retrieval.baselines import baselines
from evals.retrieval.beir_folder import BeirFolder, read_beir
from evals.retrieval.beir_index import BeirIndex, build_beir_index
from evals.retrieval.found import Finder, Found, Unit
from evals.retrieval.measures import BEIR_MEASURES, beir_scores
from kb.encoder import open_encoder
from kb.settings import Settings

# Several passages may stand for one document, so more than the ten documents that count are asked for.
PASSAGES = 100


def evaluate_beir(request: EvalRequest, settings: Settings, tell: Callable[[str], None]) -> str:
    """Tables, or with `--json` exactly n and the four means."""
    folder = read_beir(request.beir or Path())
    for remark in _remarks(folder):
        tell(remark)
    earlier = read_result(request.against) if request.against else None
    measured = list(_measured(folder, request, settings, tell))
    used = {"embedding": settings.embedding_model or "bundled", "weights": asdict(settings.weights), "k": PASSAGES}
    result = result_of(folder.folder.resolve().name, used, measured)
    write_result(result, results_folder(request.results), tell)
    if request.as_json:
        product = measured[0]
        means = {measure: interval_of(product.values(measure)).mean for measure in BEIR_MEASURES}
        return json.dumps({"n": len(product.rows), **means})
    return "\n".join((
        f"retrieval on {result.data}: {len(folder.documents)} documents, n = {len(folder.questions)} questions",
        measures_table(result, [*BEIR_MEASURES]),
        *comparison_table(result, earlier, [*BEIR_MEASURES]),
    ))  # fmt: skip


def _remarks(folder: BeirFolder) -> Iterator[str]:
    yield from (f"note: {remark}" for remark in folder.remarks)
    if folder.skipped:
        shown = ", ".join(folder.skipped[:5]) + (" …" if len(folder.skipped) > 5 else "")
        yield f"note: skipped {len(folder.skipped)} questions without a relevant judgement: {shown}"


def _measured(
    folder: BeirFolder, request: EvalRequest, settings: Settings, tell: Callable[[str], None]
) -> Iterator[Measured]:
    models = [("product", settings.embedding_model), *((f"product + {model}", model) for model in request.compare)]
    for name, model in models:
        with _index(folder, replace(settings, embedding_model=model)) as index:
            tell(f"{name}: {len(folder.documents)} documents in {index.passages} passages")
            if index.unread:
                tell(f"note: {index.unread} documents are not taken in by the product, such as empty ones")
            yield _run(folder, index.finder, name, index.documents)
    units = [Unit(text, Found(key, 0, len(text))) for key, text in folder.documents.items()]
    for finder in baselines(request.baselines, units, folder.documents, tell):
        yield _run(folder, finder, finder.name, _ids)


@contextmanager
def _index(folder: BeirFolder, settings: Settings) -> Iterator[BeirIndex]:
    with TemporaryDirectory(prefix="duaal-eval-", ignore_cleanup_errors=True) as place:
        yield build_beir_index(folder.documents, settings, open_encoder(settings.embedding_model), Path(place))


def _run(folder: BeirFolder, finder: Finder, name: str, ids: Callable[[Sequence[Found]], list[str]]) -> Measured:
    ranked = {key: ids(finder.find(question, (), PASSAGES)) for key, question in folder.questions.items()}
    scores = beir_scores(ranked, folder.relevant)
    return Measured(name, tuple(Row(key, text, {}, (), scores[key]) for key, text in folder.questions.items()))


def _ids(found: Sequence[Found]) -> list[str]:
    return list(dict.fromkeys(piece.source_id for piece in found))
