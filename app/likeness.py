"""What the most alike expected questions point at: services, gaps that the sources leave, passages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.expected_question import LikeQuestion
from kb.gap import Gap
from kb.knowledge_base import KnowledgeBase

# A target is as likely as the best questions about it are alike on average; one like question may be chance.
BEST = 3


@dataclass(frozen=True, slots=True)
class Pointers:
    """By target, the mean likeness of its best questions, 0 to 1."""

    services: Mapping[str, float]
    gaps: Mapping[str, float]
    passages: Mapping[str, float]

    def best_gap(self) -> tuple[str, float] | None:
        """The likeliest gap with its likeness."""
        return max(self.gaps.items(), key=lambda pair: pair[1], default=None)

    @property
    def answered(self) -> float:
        """Likeness to the questions that something answers."""
        return max((*self.services.values(), *self.passages.values()), default=0.0)


def pointers(question: str, base: KnowledgeBase) -> Pointers:
    """What the expected questions that are most alike point at. A gap of which another source tells a service counts
    for that service too.
    """
    services: dict[str, list[float]] = {}
    gaps: dict[str, list[float]] = {}
    passages: dict[str, list[float]] = {}
    for like in base.like_questions(question):
        if service := like.question.service or _service_of(like, base.gaps):
            services.setdefault(service, []).append(like.likeness)
        if like.question.gap:
            gaps.setdefault(like.question.gap, []).append(like.likeness)
        for key in like.question.passages if not like.question.service else ():
            passages.setdefault(key, []).append(like.likeness)
    return Pointers(_means(services), _means(gaps), _means(passages))


def _service_of(like: LikeQuestion, gaps: Mapping[str, Gap]) -> str | None:
    gap = gaps.get(like.question.gap or "")
    return gap.service if gap else None


def _means(found: Mapping[str, Iterable[float]]) -> dict[str, float]:
    return {key: sum(list(values)[:BEST]) / BEST for key, values in found.items()}
