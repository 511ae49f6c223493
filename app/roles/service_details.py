"""What sets the services of the role maps apart beside their words: concepts of the glossary, years and amounts."""

import re
from functools import lru_cache
from math import log

from app.question.understanding import Understood
from kb.knowledge_base import KnowledgeBase

_LONG_NUMBER = re.compile(r"(?<![\d.,/])\d{3,4}(?![\d.,/-])")


def shared_concepts(question: Understood, base: KnowledgeBase) -> dict[str, float]:
    """By service, the share of the concepts of the question that it speaks of, weighed by their rarity, 0 to 1."""
    named = {found.concept.concept_id for found in base.concepts_in(question.resolved)}
    rarity = _rarity(base)
    weights = {concept: rarity[concept] for concept in named if concept in rarity}
    total = sum(weights.values())
    if not total:
        return {}
    concepts_of = _concepts_of_services(base)
    return {
        service: sum(weight for concept, weight in weights.items() if concept in concepts) / total
        for service, concepts in concepts_of.items()
    }


@lru_cache(maxsize=1)
def _concepts_of_services(base: KnowledgeBase) -> dict[str, frozenset[str]]:
    """Concepts in the name, the verbs and the lay words of each service."""
    return {
        service.service_id: frozenset(
            found.concept.concept_id
            for text in (*service.name, *service.does, *service.words)
            for found in base.concepts_in(text)
        )
        for service in base.services
    }


@lru_cache(maxsize=1)
def _rarity(base: KnowledgeBase) -> dict[str, float]:
    concepts_of = _concepts_of_services(base)
    held: dict[str, int] = {}
    for concepts in concepts_of.values():
        for concept in concepts:
            held[concept] = held.get(concept, 0) + 1
    return {concept: log((len(concepts_of) + 1) / count) for concept, count in held.items()}


def services_with_numbers(question: Understood, base: KnowledgeBase) -> frozenset[str]:
    """The services of which a row holds a year or amount of the question."""
    asked = set(_LONG_NUMBER.findall(question.plain))
    return frozenset(key for key, numbers in _numbers_of_services(base).items() if asked & numbers)


@lru_cache(maxsize=1)
def _numbers_of_services(base: KnowledgeBase) -> dict[str, frozenset[str]]:
    """By service, the years and amounts in the words of its rows."""
    numbers: dict[str, set[str]] = {}
    for row in base.participations:
        numbers.setdefault(row.service, set()).update(_LONG_NUMBER.findall(f"{row.quote} {row.fact[0]}"))
    return {service: frozenset(found) for service, found in numbers.items()}
