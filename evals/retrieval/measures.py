"""Rankings → a score per question, computed by ir-measures (MacAvaney, Macdonald and Ounis 2022).

The only file that imports ir_measures. Its providers used here are trec_eval and MS MARCO's, both compiled or plain
Python and light: importing them takes 0.1 s and needs numpy and scipy, which are there already.
"""

from collections.abc import Mapping, Sequence

import ir_measures
from ir_measures import RR, R, Success, nDCG

Scores = dict[str, dict[str, float]]
"""By question, by measure, from 0 to 1."""

BEIR_MEASURES = {"ndcg@10": nDCG @ 10, "recall@5": R @ 5, "recall@10": R @ 10, "mrr@10": RR @ 10}
HIT_MEASURES = {
    "hit@1": Success @ 1,
    "hit@5": Success @ 5,
    "hit@10": Success @ 10,
    "ndcg@10": nDCG @ 10,
    "mrr@10": RR @ 10,
}
DEEPEST = 10
"""No measure looks further down a ranking."""


def beir_scores(ranked: Mapping[str, Sequence[str]], relevant: Mapping[str, Mapping[str, int]]) -> Scores:
    """nDCG@10, R@5, R@10 and MRR@10 per question.

    `ranked` holds ids best first, `relevant` the judged grade by id. A question without a relevant id has no score:
    it is left out, because a 0 would blame the search for a question that nothing answers.
    """
    return _scores(BEIR_MEASURES, ranked, relevant)


def hit_scores(ranked: Mapping[str, Sequence[str]], relevant: Mapping[str, Mapping[str, int]]) -> Scores:
    """Hits within 1, 5 and 10, nDCG@10 and MRR@10 per question; the rest as `beir_scores`."""
    return _scores(HIT_MEASURES, ranked, relevant)


def _scores(
    measures: Mapping[str, ir_measures.Measure],
    ranked: Mapping[str, Sequence[str]],
    relevant: Mapping[str, Mapping[str, int]],
) -> Scores:
    judged = {question: dict(grades) for question, grades in relevant.items() if max(grades.values(), default=0) > 0}
    names = {str(measure): name for name, measure in measures.items()}
    scores: Scores = {question: dict.fromkeys(measures, 0.0) for question in judged}
    run = {question: _descending(ranked.get(question, ())) for question in judged}
    if judged:
        for row in ir_measures.iter_calc([*measures.values()], judged, run):
            scores[row.query_id][names[str(row.measure)]] = float(row.value)
    return scores


def _descending(ids: Sequence[str]) -> dict[str, float]:
    """The places as scores: trec_eval sorts equal scores by id, which would replace the order that was found.

    An id that comes twice counts where it came first.
    """
    once = dict.fromkeys(ids)
    return {key: float(len(once) - place) for place, key in enumerate(once)}
