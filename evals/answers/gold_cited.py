"""Our own measure, stricter than that of ALCE: do the citations lie on the words that were marked as the answer?"""

from collections.abc import Iterable

from app.records.answer import Citation
from evals.answers.cases import Judged
from kb.action import Span


def gold_cited(judged: Judged) -> float | None:
    """Whether an answered question cites at least one gold place; null where there is none to cite."""
    shares = share_on_gold(judged)
    return None if shares is None else float(shares > 0)


def share_on_gold(judged: Judged) -> float | None:
    """Share of the citations of the plan that lie on a gold place; 0 without any."""
    if not _counts(judged):
        return None
    places = [span for spans in judged.case.gold for span in spans]
    on_gold = [touches(citation, places) for citation in judged.plan_citations]
    return sum(on_gold) / len(on_gold) if on_gold else 0.0


def share_of_gold(judged: Judged) -> float | None:
    """Share of the gold quotes that are cited: a full answer needs all of them."""
    if not _counts(judged):
        return None
    cited = [any(touches(citation, spans) for citation in judged.plan_citations) for spans in judged.case.gold]
    return sum(cited) / len(cited)


def touches(citation: Citation, spans: Iterable[Span]) -> bool:
    """Whether a citation of the plan shares at least one character with a place."""
    return any(citation.start < span.end and citation.end > span.start for span in spans)


def _counts(judged: Judged) -> bool:
    return judged.answered and bool(judged.case.gold) and judged.case.answerable is not False
