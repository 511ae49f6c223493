"""Gold: verbatim words of the plan that answer a question, and the places where they stand."""

import re
from collections.abc import Iterable

from evals.evaluation_error import EvaluationError
from kb.action import Span

PLAN = "actieplan"


def gold_spans(case_id: str, quotes: Iterable[str], text: str) -> tuple[tuple[Span, ...], ...]:
    """For each quote every place where it stands, white space apart: the plan says some things twice.

    Raises EvaluationError that names the question whose gold is not in the text.
    """
    spans: list[tuple[Span, ...]] = []
    for quote in quotes:
        found = tuple(Span(*match.span()) for match in re.finditer(loose(quote), text))
        if not found:
            raise EvaluationError(f"question {case_id}: these gold words are not in the plan: {quote!r}")
        spans.append(found)
    return tuple(spans)


def loose(quote: str) -> str:
    """A regular expression of the words, whatever white space stands between them."""
    return r"\s+".join(map(re.escape, quote.split()))
