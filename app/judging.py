"""Does what was found answer this question? Calibrated on evals/answers/dev.jsonl (see docs/0005-refusing.md)."""

import math

from app.evidence import Evidence
from app.understanding import Understood
from kb.partner import PartnerNames

# Logistic regression over the dev questions that hold the kind of thing asked for (n = 175, of which 121 answerable;
# AUC 0.80 by ten-fold cross-validation). Rounded; the search for better features is the answers evaluation's.
_BIAS = -3.0
_CLOSENESS, _KNOWN, _AGREEMENT, _BEST_SENTENCE, _STRANGER = 1.7, 2.1, 1.8, 2.6, -3.5
ENOUGH = 0.5

# Below both, nothing in the question touches the sources at all.
FOREIGN_CLOSENESS, FOREIGN_KNOWN = 0.22, 0.62


def confidence(question: Understood, evidence: Evidence, names: PartnerNames) -> float:
    """Probability, 0 to 1, that the evidence answers the question."""
    best = max((sentence.closeness for sentence in evidence.sentences), default=0.0)
    stranger = any((partner := names.get(key)) is not None and not partner.in_plan for key in question.partners)
    value = (
        _BIAS
        + _CLOSENESS * evidence.closeness
        + _KNOWN * evidence.known
        + _AGREEMENT * evidence.agreement
        + _BEST_SENTENCE * best
        + _STRANGER * stranger
    )
    return 1 / (1 + math.exp(-value))


def is_foreign(question: Understood, evidence: Evidence) -> bool:
    """Whether the question is about something else altogether."""
    return not question.partners and evidence.closeness < FOREIGN_CLOSENESS and evidence.known < FOREIGN_KNOWN
