"""Vital facts: does an answer say what a full answer says? By the words of the fact, because there is no model here.

A fact is said when its numbers and names all occur in the answer and its quotes, and at least ENOUGH of its other
content words do. Facts in French or English, about a text that is Dutch, are judged by their numbers and names alone;
one that has none is left out. ENOUGH is calibrated on facts_read.jsonl: fifty facts about answers that a person read.
"""

import re
from collections.abc import Iterable
from functools import cache

from app.question.language_guess import language_of
from app.records.answer import Answer
from evals.answers.cases import Judged
from evals.answers.polarity import without_polarity
from kb.dutch import terms_of, words_of
from kb.knowledge_base import KnowledgeBase
from kb.partner import NamedPartner, PartnerNames

ENOUGH = 0.6
"""Share of the content words from which a fact counts as said."""
_MISSING = re.compile(
    r"\bniet in (?:de bronnen|het plan)|\bstaa(?:t|n) (?:er )?niet\b|\bnoemt geen\b|\bdoes not say|\bnot in the", re.I
)
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")


def vital_said(judged: Judged, base: KnowledgeBase) -> float | None:
    """Share of the vital facts that an answer says; null for a refusal and where no fact can be judged."""
    if not (judged.answered or judged.answer.status == "other_source_only"):
        return None
    facts = [fact for vital in judged.case.vital if (fact := without_polarity(vital)) and not is_missing(fact)]
    said = [
        share >= ENOUGH for fact in facts if (share := share_said(fact, text_of(judged.answer), base.names)) is not None
    ]
    return sum(said) / len(said) if said else None


def gap_named(judged: Judged) -> float | None:
    """Whether an answer says that something is missing where a vital fact is that it is; null where none is that."""
    if not any(map(is_missing, judged.case.vital)):
        return None
    return float(any(sentence.kind == "gap" for sentence in judged.answer.sentences))


def is_missing(fact: str) -> bool:
    """Whether a fact says that the sources do not hold something."""
    return bool(_MISSING.search(fact))


def text_of(answer: Answer) -> str:
    """Everything that a reader of the answer sees: its sentences and the quotes below them."""
    handover = answer.handover.text if answer.handover else ""
    quotes = (citation.quote for citation in answer.citations)
    return "\n".join((*(sentence.text for sentence in answer.sentences), *quotes, *answer.notices, handover))


def share_said(fact: str, text: str, names: PartnerNames) -> float | None:
    """Share of a fact's content words that a text holds, 0 where a number or name is not there; null: not to judge."""
    numbers, partners = set(_NUMBER.findall(fact)), _partners(fact, names)
    if not numbers <= set(_NUMBER.findall(text)) or not all(ids & _named(text, names) for ids in partners):
        return 0.0
    if _language(fact) != "nl":
        return 1.0 if numbers or partners else None
    words = [word for word in words_of(_without_names(fact, names)) if terms_of(word) and not word[0].isdigit()]
    if not words:
        return 1.0 if numbers or partners else None
    held = set(terms_of(text))
    return sum(_is_held(word, held) for word in words) / len(words)


def _is_held(word: str, held: Iterable[str]) -> bool:
    """A word stands there by itself, as a part of a compound, or with the same beginning ("vergoeding", "vergoed")."""
    whole, *parts = terms_of(word)
    if whole in held or (parts and all(part in held for part in parts)):
        return True
    return len(whole) >= 6 and any(len(other) >= 6 and (whole in other or other in whole) for other in held)


def _partners(fact: str, names: PartnerNames) -> list[set[str]]:
    return [set(place.partners) for place in _proper_names(fact, names)]


def _proper_names(fact: str, names: PartnerNames) -> list[NamedPartner]:
    """Partners that are named with a capital; "scholen" and "de overheid" are words like others."""
    return [place for place in names.named_in(fact) if re.search(r"[A-Z]", fact[max(1, place.start) : place.end])]


@cache
def _named(text: str, names: PartnerNames) -> frozenset[str]:
    return frozenset(partner for place in names.named_in(text) for partner in place.partners)


def _without_names(fact: str, names: PartnerNames) -> str:
    for place in reversed(_proper_names(fact, names)):
        fact = f"{fact[: place.start]} {fact[place.end :]}"
    return fact


@cache
def _language(fact: str) -> str:
    return language_of(fact)
