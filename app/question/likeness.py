"""What the most alike expected questions point at: services, gaps that the sources leave, passages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.question.claim import supposes
from app.words.question import plain
from kb.expected_question import LikeQuestion
from kb.gap import Gap
from kb.knowledge_base import KnowledgeBase

# A target is as likely as the best questions about it are alike on average; one like question may be chance.
BEST = 3
# Neighbours that vote on whether a policy text answers at all, the nearest by far the most (docs/0005-refusing.md).
NEAREST, SHARPNESS = 40, 8


@dataclass(frozen=True, slots=True)
class Pointers:
    """By target, the mean likeness of its best questions, 0 to 1."""

    services: Mapping[str, float]
    gaps: Mapping[str, float]
    passages: Mapping[str, float]
    gap_share: float
    """Share of the nearest questions, by likeness, that no policy text answers, 0 to 1."""

    def best_gap(self) -> str | None:
        """The likeliest gap."""
        return max(self.gaps.items(), key=lambda pair: pair[1], default=(None, 0.0))[0]


def pointers(question: str, base: KnowledgeBase) -> Pointers:
    """What the expected questions that are most alike point at. A gap of which another source tells a service counts
    for that service too.
    """
    likes = [like for like in base.questions_read_alike(question) if not _is_of_what_is_not(like, question)]
    services: dict[str, list[float]] = {}
    gaps: dict[str, list[float]] = {}
    passages: dict[str, list[float]] = {}
    for like in likes:
        if service := like.question.service or _service_of(like, base.gaps):
            services.setdefault(service, []).append(like.likeness)
        if like.question.gap and _holds(like.question.gap, question, base):
            gaps.setdefault(like.question.gap, []).append(like.likeness)
        is_of_text = not like.question.service and like.question.verdict != "silent"
        for key in like.question.passages if is_of_text else ():
            passages.setdefault(key, []).append(like.likeness)
    return Pointers(_means(services), _means(gaps), _means(passages), _gap_share(likes[:NEAREST], base))


def _holds(gap: str, question: str, base: KnowledgeBase) -> bool:
    known = base.gaps.get(gap)
    return known is None or known.holds_for(plain(question))


def _is_of_what_is_not(like: LikeQuestion, question: str) -> bool:
    """Whether an expected question takes for granted what its words deny: it points at them for its like alone, not for
    who asks of that very thing.
    """
    return like.question.verdict == "no" and supposes(like.question.text) and not supposes(question)


def _gap_share(likes: Sequence[LikeQuestion], base: KnowledgeBase) -> float:
    weights = [max(like.likeness, 0.0) ** SHARPNESS for like in likes]
    missed = (
        weight
        for weight, like in zip(weights, likes, strict=True)
        if like.question.gap
        or like.question.verdict == "silent"
        or (like.question.service and like.question.service not in base.services_of_texts)
    )
    return sum(missed) / (sum(weights) or 1.0)


def _service_of(like: LikeQuestion, gaps: Mapping[str, Gap]) -> str | None:
    gap = gaps.get(like.question.gap or "")
    return gap.service if gap else None


def _means(found: Mapping[str, Iterable[float]]) -> dict[str, float]:
    return {key: sum(list(values)[:BEST]) / BEST for key, values in found.items()}
