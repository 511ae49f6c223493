"""Does the same question, asked in five other manners, get an answer from the same place?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from app.answer_question import answer_question
from app.records.answer import Answer, Persona
from evals.answers.cases import ANSWERED
from evals.answers.gold_cited import touches
from evals.case_file import read_cases
from evals.evaluation_error import EvaluationError
from evals.gold import PLAN, gold_spans
from evals.interval import Interval, interval_of
from evals.result import Measured, Row
from kb.action import Span
from kb.knowledge_base import KnowledgeBase

MEASURES = {
    "paraphrase answered": "paraphrases that are answered",
    "paraphrase same place": "paraphrases that cite the first place of the base question",
    "paraphrase gold": "paraphrases that cite a gold place",
}


@dataclass(frozen=True, slots=True)
class Asking:
    """A question in one manner: `base`, `parent`, `mentor`, `communication`, `dialect` or `french`."""

    manner: str
    text: str

    @property
    def persona(self) -> Persona:
        """The manner where it is a persona."""
        return cast("Persona", self.manner) if self.manner in get_args(Persona) else "any"


def paraphrases(path: Path, base: KnowledgeBase) -> Measured:
    """One row a paraphrase. Raises EvaluationError for a file that cannot be read or a question without its fields."""
    try:
        rows = read_cases(path)
    except (OSError, ValueError) as error:
        raise EvaluationError(f"{path} cannot be read: {error}") from error
    return Measured("paraphrases", tuple(row for group in rows for row in _rows(group, base)))


def by_question(measured: Measured) -> dict[str, Interval]:
    """Each measure with the base question as what is drawn: its five paraphrases stand or fall together."""
    figures: dict[str, Interval] = {}
    for measure in MEASURES:
        groups: dict[str, list[float]] = {}
        for key, score in measured.by_question(measure).items():
            groups.setdefault(key.rsplit("-", 1)[0], []).append(score)
        figures[measure] = interval_of([sum(scores) / len(scores) for scores in groups.values()])
    return figures


def _rows(group: dict[str, Any], base: KnowledgeBase) -> Iterator[Row]:
    try:
        gold = [span for spans in gold_spans(group["id"], group["gold"], base.document(PLAN).text) for span in spans]
        askings = [Asking(manner, text) for manner, text in group["paraphrases"].items()]
        first = answer_question(group["question"], base)
    except KeyError as error:
        raise EvaluationError(f"question {group.get('id')}: field {error} is missing") from error
    for asking in askings:
        answer = answer_question(asking.text, base, persona=asking.persona)
        strata = {
            "persona": asking.persona, "language": answer.language, "kind": asking.manner, "turn": "first",
            "trap": "no",
        }  # fmt: skip
        scores = _scores(answer, first, gold)
        got = f"{answer.status}: {answer.text}"
        yield Row(f"{group['id']}-{asking.manner}", asking.text, strata, tuple(group["sections"]), scores, got=got)


def _scores(answer: Answer, first: Answer, gold: Sequence[Span]) -> dict[str, float]:
    cited = [citation for citation in answer.citations if citation.source_id == PLAN]
    answered = answer.status in ANSWERED
    scores = {
        "paraphrase answered": float(answered),
        "paraphrase gold": float(answered and any(touches(citation, gold) for citation in cited)),
    }
    place = next((Span(c.start, c.end) for c in first.citations if c.source_id == PLAN), None)
    if place is not None and first.status in ANSWERED:
        scores["paraphrase same place"] = float(answered and any(touches(citation, [place]) for citation in cited))
    return scores
