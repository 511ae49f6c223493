"""What an answer must not say: a wrong yes, a figure of another group, a party that the plan does not name.

An item is said when its content words stand close together in one sentence that states something (its quote included),
with as many denials as the item has. Items that describe a kind of thing ("een bedrag") are looked for by that kind. In
a refusal nothing is claimed: the nearest words it shows do not count.
"""

import re
from collections.abc import Sequence

from app.answer import Answer
from app.checking.figures import figures_of
from app.checking.stance import stance_of
from app.understanding import plain
from evals.answers.cases import Judged
from evals.answers.polarity import polarities_said, polarity_of, without_polarity
from kb.dutch import terms_of, words_of

# Words between the first and the last word of an item, for each word of it and at the least.
_STRETCH, _LEAST = 3, 4
_KIND = re.compile(r"^(?:een|elk|any|an?|un|une|des|the)\b", re.I)
_AMOUNT, _DATE, _NUMBER = (
    re.compile(pattern, re.I)
    for pattern in (r"bedrag|montant|amount|prijs", r"datum|\bdate|jaartal", r"getal|aantal|cijfer|number|nombre|leeftijd|uren")
)
_MONEY = re.compile(r"€\s?\d|\d\s?(?:euro|€)", re.I)


def nothing_forbidden(judged: Judged) -> float | None:
    """Whether an answer says none of what it must not say; null where nothing is named that can be judged."""
    if not (judged.answered or judged.answer.status == "other_source_only"):
        return None
    said = [found for item in judged.case.forbidden if (found := is_said(item, judged.answer)) is not None]
    return float(not any(said)) if said else None


def is_said(item: str, answer: Answer) -> bool | None:
    """Whether an answer says an item; null for a description that names no kind that can be looked for."""
    polarity, rest = polarity_of(item), without_polarity(item)
    if polarity is not None and not rest:
        return polarity in polarities_said(answer)
    sentences = [sentence.text for sentence in answer.sentences if sentence.kind == "fact"]
    if _KIND.match(rest):
        return _holds_kind(rest, sentences)
    return any(_stands_in(rest, sentence) for sentence in sentences)


def _holds_kind(item: str, sentences: Sequence[str]) -> bool | None:
    text = plain(" \n ".join(sentences))
    if _AMOUNT.search(item):
        return bool(_MONEY.search(text))
    if _DATE.search(item):
        return bool(figures_of(text).moments)
    return bool(figures_of(text).counts) if _NUMBER.search(item) else None


def _stands_in(item: str, sentence: str) -> bool:
    wanted = [term for word in words_of(item) for term in terms_of(word)[:1]] or list(words_of(item))
    words = [(set(terms_of(word)) | {word}) for word in words_of(sentence)]
    stretch = max(_LEAST, _STRETCH * len(wanted)) + len(wanted)
    for start, here in enumerate(words):
        if not here & set(wanted):
            continue
        near = words[start : start + stretch]
        if all(any(term in some for some in near) for term in wanted):
            piece = " ".join(sentence.split()[max(0, start - 2) : start + stretch])
            return stance_of(plain(piece)).negated == stance_of(plain(item)).negated
    return False
