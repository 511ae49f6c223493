"""Every measure of an answer, by name: how it is called in the table and how one question is scored."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from evals.answers.alce import citation_precision, citation_recall
from evals.answers.cases import Judged
from evals.answers.entailment import Entailment
from evals.answers.exactness import exact_share
from evals.answers.firmness import nothing_stronger, open_kept
from evals.answers.forbidden import nothing_forbidden
from evals.answers.gold_cited import gold_cited, share_of_gold, share_on_gold
from evals.answers.partner_sets import exact_partners
from evals.answers.polarity import said_yes_or_no
from evals.answers.readability import readability
from evals.answers.refusing import answered_rightly, others_kept_out, refused_rightly, status_right
from evals.answers.vital_facts import gap_named, vital_said
from kb.knowledge_base import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Measure:
    """`score` gives a number for one question, or null where the measure says nothing of it."""

    label: str
    score: Callable[[Judged], float | None]


def measures_for(base: KnowledgeBase) -> dict[str, Measure]:
    """In the order of the table."""
    rule, bare = Entailment(base), Entailment(base, trusting=False)
    return {
        "answered": Measure("answerable questions that are answered", answered_rightly),
        "refused": Measure("other questions that are not answered from the plan", refused_rightly),
        "others kept out": Measure("  no other source shown where none answers", others_kept_out),
        "status": Measure("status as wanted or accepted", status_right),
        "gold": Measure("answered ones that cite a gold place", gold_cited),
        "on gold": Measure("  citations of the plan that lie on gold", share_on_gold),
        "gold complete": Measure("  gold quotes that are cited", share_of_gold),
        "citation recall": Measure("citation recall (ALCE)", lambda row: citation_recall(row.answer, rule)),
        "citation precision": Measure("citation precision (ALCE)", lambda row: citation_precision(row.answer, rule)),
        "recall quotes": Measure(
            "  recall by the quotes alone, no record trusted", lambda row: citation_recall(row.answer, bare)
        ),
        "verbatim": Measure("citations verbatim at their place", lambda row: _verbatim(row, base)),
        "vital": Measure("vital facts said", lambda row: vital_said(row, base)),
        "yes or no": Measure("  yes or no said where it is wanted", said_yes_or_no),
        "gap": Measure("  what is missing said to be missing", gap_named),
        "forbidden": Measure("nothing said that must not be said", nothing_forbidden),
        "partners": Measure("exact partner sets", exact_partners),
        "exact": Measure("figures, dates and names exact", lambda row: exact_share(row.answer, rule)),
        "not stronger": Measure("no sentence stronger than its quote", nothing_stronger),
        "open": Measure("  open matters said to be open", open_kept),
        "words a sentence": Measure("parents: words a sentence", lambda row: _read(row, "words_a_sentence")),
        "long words": Measure("parents: share of words above 6 letters", lambda row: _read(row, "long_words")),
    }


def scores_of(judged: Judged, measures: dict[str, Measure]) -> dict[str, float]:
    """By measure, without those that say nothing of this question."""
    scored: Iterable[tuple[str, float | None]] = ((name, measure.score(judged)) for name, measure in measures.items())
    return {name: score for name, score in scored if score is not None}


def _verbatim(judged: Judged, base: KnowledgeBase) -> float | None:
    held = [
        base.document(citation.source_id).text[citation.start : citation.end] == citation.quote
        for citation in judged.answer.citations
    ]
    return sum(held) / len(held) if held else None


def _read(judged: Judged, figure: str) -> float | None:
    if judged.case.persona != "parent" or not judged.answered:
        return None
    read = readability(judged.answer)
    return None if read is None else float(getattr(read, figure))
