"""Runs one evaluation, as `duaal eval NAME` asks for it."""

from collections.abc import Callable
from dataclasses import replace

from app.commands.evaluation import EvalRequest
from evals.answers.evaluate import evaluate_answers
from evals.care.evaluate import care_table
from evals.messages.evaluate import messages_table
from evals.openings.evaluate import openings_table
from evals.partners.evaluate import partners_table
from evals.retrieval.beir_evaluation import evaluate_beir
from evals.retrieval.plan_evaluation import evaluate_plan
from kb.knowledge_base import open_knowledge_base
from kb.settings import Settings


def evaluate(request: EvalRequest, settings: Settings, tell: Callable[[str], None]) -> str:
    """What to print: tables, or JSON where that was asked. Raises DuaalError."""
    if request.embedding:
        settings = replace(settings, embedding_model=request.embedding)
    if request.name == "retrieval":
        run = evaluate_beir if request.beir else evaluate_plan
        return run(request, settings, tell)
    if request.name == "answers":
        return evaluate_answers(request, settings, tell)
    base, _ = open_knowledge_base(settings)
    if request.name == "messages":
        return messages_table(base)
    tables = {"partners": partners_table, "care": care_table, "openings": openings_table}
    return tables[request.name](base, request.split)
