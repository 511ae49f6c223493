"""The verdict on a yes-or-no question in everyday words, by the most alike questions of the corpus: what the plan
answers to those is known.

Nearest neighbours vote (Cover and Hart 1967), the nearest by far the most; a vote counts for the words that the answer
cites, and only where it is nearly one-sided.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from typing import Literal

from app.question.claim import asked_in, supposes
from app.question.understanding import Understood
from app.records.quote import Quote, say_the_same
from app.words.question import plain
from app.words.wording import patterns, wording
from kb.expected_question import LikeQuestion, Verdict
from kb.knowledge_base import KnowledgeBase

_GROUPS = {group: patterns(words) for group, words in wording("role_words")["audience"].items()}

_NUMBER = re.compile(r"\d+")
# Neighbours that vote, how much less one counts that is less alike, and what one gains that is about the words cited.
VOTERS, SHARPNESS, CITED = 12, 20.0, 0.05
# Candidates for that; how alike the best must be, and the share of the votes from which on they settle it.
NEAREST, ALIKE, SETTLED = 60, 0.45, 0.75
# Share of the votes from which on a verdict needs no leave of the nearest question of another turn, where that is no
# nearer than this (evals/openings).
CLEARLY_SO, NEARLY = 0.9, 0.1
# The same for what a question takes for granted. Those of the corpus that ask why suppose what is so, unless
# they are said to be of what is not (docs/0014).
SUPPOSING, SHARPNESS_SUPPOSING, SETTLED_SUPPOSING = 120, 10.0, 0.75


@dataclass(frozen=True, slots=True)
class VerdictOfAlike:
    """What is answered to the most alike questions."""

    verdict: Literal["yes", "no", "open"]
    quote: Quote
    """The cited words that say so."""
    nearest: str
    """The question most alike of those that are answered so."""
    share: float
    """Of the votes, those for it."""


def verdict_of_alike(question: Understood, cited: Sequence[Quote], base: KnowledgeBase) -> VerdictOfAlike | None:
    """Yes or no with the cited words that say so; null where the most alike questions do not settle it, or only with
    other words than those that are cited.
    """
    shape = _shape(question.resolved)
    likes = [like for like in base.judged_alike(question.resolved, NEAREST) if not supposes(like.question.text)]
    nearness = {like: like.likeness + CITED * (_cited(like, cited, base) is not None) for like in likes}
    nearest = sorted(nearness, key=lambda like: -nearness[like])
    same = [like for like in nearest if _shape(like.question.text) == shape]
    voters = (_of_the_same_numbers(question.resolved, same) or same)[:VOTERS]
    if not voters or voters[0].likeness < ALIKE:
        return None
    # Where the question most alike is one that the sources leave open, those of this turn alone settle nothing.
    if likes[0].question.verdict == "silent" and likes[0] not in voters:
        return None
    weights = {like: exp(SHARPNESS * (nearness[like] - nearness[voters[0]])) for like in voters}
    for verdict in ("yes", "no"):
        agreeing = [like for like in voters if like.question.verdict == verdict]
        share = sum(weights[like] for like in agreeing) / sum(weights.values())
        is_clear = share >= CLEARLY_SO and nearness[voters[0]] >= nearness[nearest[0]] - NEARLY
        if share < SETTLED or not (is_clear or _may_be(verdict, nearest[0], question)):
            continue
        quote = next(filter(None, (_cited(like, cited, base) for like in agreeing)), None)
        told = " ".join([quote.text if quote else "", *(like.question.text for like in agreeing)])
        # That companies were asked is no "ja" to whether pupils were.
        if verdict == "yes" and not _groups(question.resolved) <= _groups(told):
            continue
        if quote:
            return VerdictOfAlike(verdict, quote, agreeing[0].question.text, share)
    return None


def _of_the_same_numbers(question: str, likes: Sequence[LikeQuestion]) -> list[LikeQuestion]:
    """Those that hold every number of a question: of another date or count another verdict holds. None where it holds
    no number.
    """
    numbers = _numbers(asked_in(question)[0])
    return [like for like in likes if numbers and numbers <= _numbers(like.question.text)]


def verdict_on_premise(question: Understood, cited: Sequence[Quote], base: KnowledgeBase) -> VerdictOfAlike | None:
    """Whether what a question takes for granted ("waarom krijgt hij geen diploma?") is not so, or is only studied or
    planned, with the cited words that say it; null where the most alike of such questions do not settle it, or only
    with other words than those that are cited.
    """
    alike = [*base.judged_alike(question.resolved, SUPPOSING), *base.questions_read_alike(question.resolved)]
    told = {like: quote for like in alike if (quote := _cited(like, cited, base)) and supposes(like.question.text)}
    turns = _turns(question.resolved)
    same = [like for like in told if _turns(like.question.text) == turns and not _is_so_of_others(like, question)]
    voters = sorted(same, key=lambda like: -like.likeness)[:VOTERS]
    if not voters or voters[0].likeness < ALIKE:
        return None
    weights = {like: exp(SHARPNESS_SUPPOSING * (like.likeness - voters[0].likeness)) for like in voters}
    for verdict in ("no", "open"):
        agreeing = [like for like in voters if like.question.verdict == verdict]
        share = sum(weights[like] for like in agreeing) / sum(weights.values())
        if share < SETTLED_SUPPOSING:
            continue
        quote = told[agreeing[0]]
        # That something is planned is not said of another date.
        if verdict == "no" or _numbers(question.resolved) <= _numbers(quote.text):
            return VerdictOfAlike(verdict, quote, agreeing[0].question.text, share)
    return None


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


def _is_so_of_others(like: LikeQuestion, question: Understood) -> bool:
    """Whether what is so of one date or count is supposed of another: "pas in 2028" where it is 2026."""
    if like.question.verdict in ("no", "open"):
        return False
    return not _numbers(question.resolved) <= _numbers(like.question.text)


def _groups(text: str) -> set[str]:
    """Which groups of people a text names."""
    return {group for group, words in _GROUPS.items() if words.search(plain(text))}


def _may_be(verdict: Verdict, nearest: LikeQuestion, question: Understood) -> bool:
    """Whether the verdict goes with that of the most alike question, whatever its form: one is not "ja" where "niet" is
    right of the same, and not where it is wrong without an "alle" or with it.
    """
    if nearest.question.verdict == "yes" and verdict == "no" and _adds(question.resolved, nearest.question.text):
        return True  # that it is so of some is no reason why it should be so of all, or of them alone
    if nearest.question.verdict == "no" and verdict == "yes" and _adds(nearest.question.text, question.resolved):
        return True
    is_turned = _denies(nearest.question.text) != _denies(question.resolved)
    other: Verdict = "no" if verdict == "yes" else "yes"
    return nearest.question.verdict in ("silent", other if is_turned else verdict)


def _adds(question: str, other: str) -> bool:
    """Whether a question leaves nobody and nothing out ("alle", "alleen", "altijd") where the other does."""
    words = wording("yes_no")["absolute"]
    return any(re.search(turn, plain(question)) and not re.search(turn, plain(other)) for turn in words)


def _denies(question: str) -> bool:
    return bool(re.search(wording("yes_no")["denied"], plain(asked_in(question)[1])))


@lru_cache(maxsize=8192)
def _turns(question: str) -> tuple[bool, ...]:
    """The same of a question that takes something for granted, anywhere in it."""
    words = wording("yes_no")
    found = (*words["absolute"], words["denied"], words["by_choice"], words["already"])
    return tuple(bool(re.search(turn, plain(question))) for turn in found)


@lru_cache(maxsize=8192)
def _shape(question: str) -> tuple[bool, ...]:
    """What turns a "ja" into a "nee": "alleen", "nooit", "niet", "facultatief", "al". Questions that differ in it are
    not answered alike.
    """
    words = wording("yes_no")
    turns = (*words["absolute"], words["by_choice"], words["already"], *words["turns"])
    asked = plain(asked_in(question)[0])
    return (_denies(question), *(bool(re.search(turn, asked)) for turn in turns))


def _cited(like: LikeQuestion, cited: Sequence[Quote], base: KnowledgeBase) -> Quote | None:
    """The cited words that answer the like question: most of its own lie in them, or they say the same elsewhere, as
    the summary does of a text.
    """
    start, end = like.question.start, like.question.end
    if start is None or end is None:
        return None
    is_of = [quote for quote in cited if like.question.passages[0].startswith(f"{quote.source_id}:")]
    within = (q for q in is_of if 2 * (min(end, q.end) - max(start, q.start)) > min(end - start, q.end - q.start))
    alike = (q for q in is_of if say_the_same(q.text, base.document(q.source_id).text[start:end]))
    return next(within, None) or next(alike, None)
