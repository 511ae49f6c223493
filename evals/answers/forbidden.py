"""What an answer must not say: a wrong yes, a figure of another group, a party that the plan does not name.

An item is said when its content words stand close together in one sentence that states something (its quote included),
with as many denials as the item has. Items that describe a kind of thing ("een bedrag") are looked for by that kind. In
a refusal nothing is claimed: the nearest words it shows do not count.
"""

import re

from app.checking.stance import stance_of
from app.records.answer import Answer
from app.words.question import plain
from evals.answers.cases import Judged
from evals.answers.polarity import polarities_said, polarity_of, without_polarity
from evals.gold import loose
from kb.dutch import terms_of, words_of

# Words between the first and the last word of an item, for each word of it and at the least.
_STRETCH, _LEAST = 3, 4
_KIND = re.compile(r"^(?:een|elk|any|an?|un|une|des|the)\b", re.I)
_KINDS = (
    (r"bedrag|montant|amount|prijs", r"€\s?\d|\d\s?(?:euro|€)"),
    (r"\buren\b|\bheures\b|\bhours\b", r"\d\s?(?:uur|uren)\b"),
    (r"datum|\bdate|jaartal", r"\b(?:19|20)\d\d\b"),
    (r"getal|aantal|cijfer|number|nombre|leeftijd", r"(?<![\d/.-])\d{1,3}(?![\d/.-]|e\b)"),
)
"""What a description speaks of, and how that shows in a quote."""
_NUMBER_WORD = re.compile(r"^(?:een|één|twee|drie|vier|vijf|zes|\d.*)$")


def nothing_forbidden(judged: Judged) -> float | None:
    """Whether an answer says none of what it must not say; null where nothing is named that can be judged."""
    if not (judged.answered or judged.answer.status == "other_source_only"):
        return None
    said = [found for item in judged.case.forbidden if (found := is_said(item, judged.answer)) is not None]
    return float(not any(said)) if said else None


def is_said(item: str, answer: Answer) -> bool | None:
    """Whether an answer says an item; null for a description that names no kind that can be looked for."""
    polarity, rest = polarity_of(item), without_polarity(item)
    if polarity is not None and (not rest or polarity not in polarities_said(answer)):
        return polarity in polarities_said(answer)
    if _KIND.match(rest):
        return _holds_kind(rest, " \n ".join(citation.quote for citation in answer.citations))
    return any(_stands_in(rest, sentence.text) for sentence in answer.sentences if sentence.kind == "fact")


def _holds_kind(item: str, quotes: str) -> bool | None:
    for described, shown in _KINDS:
        if re.search(described, item, re.I):
            return bool(re.search(shown, quotes, re.I))
    return None


def _stands_in(item: str, sentence: str) -> bool:
    typed = list(words_of(item))
    wanted = [(terms_of(word) or [word])[0] for word in typed if terms_of(word) or _NUMBER_WORD.match(word)]
    if "%" in item or (len(wanted) < 2 <= len(typed)):
        # One telling word of several is not enough, nor a number without its percent sign: the very words count.
        return re.search(rf"(?<!\w){loose(plain(item))}(?!\w)", plain(sentence)) is not None
    words = [set(terms_of(word)) | {word} for word in words_of(sentence)]
    stretch = max(_LEAST, _STRETCH * len(wanted)) + len(wanted)
    for start, here in enumerate(words):
        near = words[start : start + stretch]
        if here & set(wanted) and all(any(term in some for some in near) for term in wanted):
            piece = " ".join(list(words_of(sentence))[max(0, start - 2) : start + stretch])
            return stance_of(piece).negated == stance_of(plain(item)).negated
    return False
