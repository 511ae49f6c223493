"""Yes or no: what a text opens with."""

import re
from typing import Literal

from app.records.answer import Answer
from evals.answers.cases import Judged

Polarity = Literal["yes", "no"]
_WORDS: dict[str, Polarity] = {
    "ja": "yes",
    "oui": "yes",
    "yes": "yes",
    "nee": "no",
    "neen": "no",
    "non": "no",
    "no": "no",
}
_OPENING = re.compile(rf"^\W*({'|'.join(_WORDS)})(?![\w-])", re.IGNORECASE)


def polarity_of(text: str) -> Polarity | None:
    """ "Ja, dat kan." → "yes"; null for a text that opens with neither."""
    match = _OPENING.match(text)
    return _WORDS[match[1].lower()] if match else None


def without_polarity(text: str) -> str:
    """The rest of a text behind its yes or no."""
    match = _OPENING.match(text)
    return text[match.end() :].lstrip(" ,;:.") if match else text


def polarities_said(answer: Answer) -> set[Polarity]:
    """Each yes and no that a sentence of the answer opens with."""
    return {said for sentence in answer.sentences if (said := polarity_of(sentence.text)) is not None}


def said_yes_or_no(judged: Judged) -> float | None:
    """Whether an answered question that wants a yes or a no got that one, in so many words."""
    wanted = next((said for fact in judged.case.vital if (said := polarity_of(fact)) is not None), None)
    if wanted is None or not judged.answered:
        return None
    return float(wanted in polarities_said(judged.answer))
