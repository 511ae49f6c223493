"""For a question why: the sentence that says why before the one that says that it is so."""

import re
from collections.abc import Sequence

from app.evidence.weighing import Sentence
from app.question.understanding import Understood
from app.words.question import plain
from app.words.wording import wording

_REASON = re.compile(wording("question_kinds")["gives_reason"])
# How like a question that it answers the one asked must be to a sentence that gives a reason, and its weight beside the
# best one's (read off the why-questions of evals/answers/dev.jsonl).
ASKED, NEARLY = 0.5, 0.8


def reasons_first(question: Understood, holding: Sequence[Sentence]) -> list[Sentence]:
    """The sentences with one that gives a reason in front, where the best one gives none and is hardly better; as they
    were for another question.
    """
    if question.asks != "why" or not holding or gives_reason(holding[0].quote.text):
        return list(holding)
    least = NEARLY * holding[0].weight
    near = (s for s in holding[1:] if s.weight >= least and s.asked >= ASKED and gives_reason(s.quote.text))
    first = next(near, None)
    return list(holding) if first is None else [first, *(sentence for sentence in holding if sentence is not first)]


def gives_reason(text: str) -> bool:
    """Whether a text says why something is so."""
    return bool(_REASON.search(plain(text)))
