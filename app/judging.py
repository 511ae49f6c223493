"""Does what was found answer this question? Calibrated on evals/answers/dev.jsonl (see docs/0005-refusing.md)."""

import math

from app.evidence import Evidence
from app.understanding import Understood
from app.wording import wording
from kb.dutch import terms_of
from kb.partner import PartnerNames

# Logistic regression over the dev questions that hold the kind of thing asked for (n = 175, of which 121 answerable;
# AUC 0.80 by ten-fold cross-validation). Rounded; the search for better features is the answers evaluation's.
_BIAS = -3.0
_CLOSENESS, _KNOWN, _AGREEMENT, _BEST_SENTENCE, _STRANGER = 1.7, 2.1, 1.8, 2.6, -3.5
# A wrong answer does more harm than a refusal that says what stands near: at this point 88 % of the answerable dev
# questions are answered and 38 % of the others (docs/0005-refusing.md).
ENOUGH = 0.55

# A question of which less than this share of the words stands anywhere, and none of the field, is about something else.
FOREIGN_KNOWN = 0.55
_FIELD = frozenset(terms_of(wording("question_kinds")["field"]))


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
    asked = set(terms_of(question.resolved))
    return not question.partners and evidence.known < FOREIGN_KNOWN and not asked & _FIELD
