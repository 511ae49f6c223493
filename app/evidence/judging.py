"""Does what was found answer this question? Calibrated on the dev questions (docs/0005-refusing.md)."""

import math
from dataclasses import dataclass

from app.evidence.weighing import Evidence
from app.question.likeness import Pointers
from app.question.understanding import Understood
from app.words.question import FIELD_TERMS
from kb.dutch import terms_of
from kb.knowledge_base import KnowledgeBase
from kb.question_form import asks_outcome, left_open

# Logistic regression over the dev questions; `evals/answers/calibrate.py` fits it anew and prints the curve.
_BIAS = 1.91
_GAP_SHARE, _ANSWERED, _GAP, _DENSE, _HOLDS, _STRANGER, _LEFT_OPEN = -3.23, 2.85, -1.62, 0.52, 0.65, -0.85, -2.51
_AWAITED = -1.62
# At this point nine in ten of the answerable dev questions are answered; a wrong answer does more harm than a refusal
# that says what is missing and what stands near.
ENOUGH = 0.5

# A question of which less than this share of the words stands in the texts, none of the field, and to which no expected
# question is very alike, by its words or when it is read, is about something else.
FOREIGN_KNOWN, FOREIGN_LIKENESS, FOREIGN_ALIKE = 0.35, 0.75, 0.48
# So is one with a word of the field and hardly another that the texts hold: "de kettingzaag van de leerling".
BARELY_KNOWN, BARELY_ALIKE = 0.1, 0.45
# So is one that holds more of their words by chance, when none of the expected questions reads like it: of the Dutch
# dev questions without a word of the field that is 1 of 103 on the subject, and 6 of 19 off it.
CHANCE_KNOWN, UNLIKE_ALL = 0.6, 0.42
# The texts are Dutch: of a question in another language their words say nothing.
FOREIGN_ABROAD, ALIKE_ABROAD = 0.42, 0.5
# Who asks for somebody or a number here means duaal leren, when any question is a little like his.
CONTACT_ALIKE = 0.4


_TO_COME = frozenset({"planned", "proposed", "under_study"})


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for and against an answer, each 0 to 1."""

    gap_share: float
    """Share of the nearest expected questions that no policy text answers."""
    answered: float
    """Likeness of the nearest questions that one passage answers."""
    gap: float
    """Likeness of the nearest questions that one gap leaves open."""
    dense: float
    """Cosine of question and best passage."""
    holds: float
    """Whether a sentence holds the kind of thing that is asked for."""
    stranger: float
    """Whether the question names a partner that the plan does not."""
    left_open: float
    """Probability, by its form, that the question is one of those that the texts leave open; a half where nothing is
    known of what they leave open."""

    awaited: float
    """Probability, by its form, that it asks what came of something; 0 where the best sentence tells of a fact, or
    nothing is known of what the texts leave open."""

    @property
    def confidence(self) -> float:
        """Probability, 0 to 1, that the evidence answers the question."""
        value = (
            _BIAS
            + _GAP_SHARE * self.gap_share
            + _ANSWERED * self.answered
            + _GAP * self.gap
            + _DENSE * self.dense
            + _HOLDS * self.holds
            + _STRANGER * self.stranger
            + _LEFT_OPEN * self.left_open
            + _AWAITED * self.awaited
        )
        return 1 / (1 + math.exp(-value))


def signs(question: Understood, evidence: Evidence, like: Pointers, base: KnowledgeBase, *, holds: bool) -> Signs:
    """Reads the signs of a question and its evidence."""
    return Signs(
        like.gap_share,
        max(like.passages.values(), default=0.0),
        max(like.gaps.values(), default=0.0),
        evidence.passages[0].dense if evidence.passages else 0.0,
        float(holds),
        float(names_stranger(question, base)),
        left_open(question.resolved) if base.gaps else 0.5,
        asks_outcome(question.resolved) if base.gaps and _is_of_something_open(evidence) else 0.0,
    )


def _is_of_something_open(evidence: Evidence) -> bool:
    """Whether the best sentence tells of something that is only meant to come."""
    return bool(evidence.sentences) and evidence.sentences[0].quote.modality in _TO_COME


def names_stranger(question: Understood, base: KnowledgeBase) -> bool:
    """Whether the question names a partner that the plan does not."""
    return any((partner := base.names.get(key)) is not None and not partner.in_plan for key in question.partners)


def is_foreign(question: Understood, evidence: Evidence) -> bool:
    """Whether the question is about something else altogether."""
    if question.partners or set(terms_of(question.resolved)) & FIELD_TERMS:
        barely = question.language == "nl" and evidence.known < BARELY_KNOWN
        return barely and not question.partners and evidence.alike < BARELY_ALIKE
    if question.asks in ("whom_to_contact", "contact_detail") and evidence.alike >= CONTACT_ALIKE:
        return False
    if question.language != "nl":
        return evidence.likeness < FOREIGN_ABROAD and evidence.alike < ALIKE_ABROAD
    if evidence.known < CHANCE_KNOWN and evidence.alike < UNLIKE_ALL:
        return True
    unlike = evidence.likeness < FOREIGN_LIKENESS and evidence.alike < FOREIGN_ALIKE
    return evidence.known < FOREIGN_KNOWN and unlike
