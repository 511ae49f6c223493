"""What the sources say of the claim inside a question: yes, no, not decided … or nothing, when it is not sure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.actions.answers import asks_lead
from app.answers.asked_figures import figure_of_others
from app.checking.evidence_units import evidence_of
from app.checking.judging_claims import judged
from app.checking.reading import read
from app.question.claim import AskedClaim, asked_in, asks_for_advice, claim_of, premise_of
from app.question.dialect import written
from app.question.difference import asks_how_they_differ
from app.question.understanding import Understood
from app.records.quote import Quote
from app.roles.elsewhere import is_told_there, names_elsewhere
from app.verdict.of_alike import CLEARLY_SO, verdict_of_alike, verdict_on_premise
from app.verdict.of_records import (
    OPEN,
    AskedVerdict,
    Opening,
    holds_numbers,
    not_yet,
    verdict_of_records,
    would_say_too_much,
)
from app.words.question import plain
from app.words.wording import wording
from kb.knowledge_base import KnowledgeBase

# "Ben Weyts", not at the head of a sentence; a first name alone is that of somebody's child.
_FULL_NAME = re.compile(r"(?<=\w )[A-Z]\w+ [A-Z]\w+")
# What is so of a few, or seldom, is neither said nor denied by what is so.
_HARDLY = wording("yes_no")["hardly"]


def verdict_on(question: Understood, cited: Sequence[Quote], base: KnowledgeBase) -> AskedVerdict | None:
    """The verdict on the claim of a question that stands by itself; null where there is no claim, or no sure one.

    `cited` holds the words that the answer rests on: what is known of those may decide where all else leaves it open.
    """
    if question.follows_up or asks_how_they_differ(question) or asks_for_advice(question.text):
        return None
    text = written(question.text) if question.language == "nl" else question.text
    claim = claim_of(text, question.language)
    if claim is None and (premise := premise_of(question.text)):
        return _on_premise(question, premise, cited, base)
    verdict = verdict_of_records(question, claim, cited, base) if claim else None
    if verdict and verdict.opening in OPEN and asks_lead(question):
        # The action is studied, and not who leads it.
        verdict = replace(verdict, opening="so_not")
    # One that is not sure by itself opens nothing but an answer on the same words.
    if verdict and (verdict.is_sure or any(one.overlaps(other) for one in verdict.quotes for other in cited)):
        return verdict
    found = _by_alike(question, claim, cited, base) if claim or _asks_nothing_else(question) else None
    return None if verdict and found and {verdict.opening, found.opening} == {"yes", "no"} else found


def is_nowhere(claim: AskedClaim, question: Understood, base: KnowledgeBase) -> bool:
    """Whether no source says or denies anything like a claim that is handed over."""
    judgement = judged(read(claim.text, base.names), evidence_of(base), question.resolved)
    return judgement.verdict == "not_in_sources"


def _on_premise(
    question: Understood, premise: AskedClaim, cited: Sequence[Quote], base: KnowledgeBase
) -> AskedVerdict | None:
    """That what a question takes for granted is not so, or only studied or planned; null where it is so, or where that
    is not sure.
    """
    if (found := verdict_on_premise(question, cited, base)) is not None:
        opening: Opening = "untrue" if found.verdict == "no" else not_yet(found.quote.modality)
        return AskedVerdict(opening, (found.quote,), False)
    if re.search(wording("yes_no")["denied"], plain(premise.text)) or re.search(_HARDLY, plain(premise.text)):
        return None
    verdict = verdict_of_records(question, premise, cited, base)
    if verdict is None or verdict.opening not in ("no", "wrong_group") or not verdict.is_sure:
        return None
    return replace(verdict, opening="untrue") if verdict.opening == "no" else verdict


def _asks_nothing_else(question: Understood) -> bool:
    """Whether the sentence that asks is if something is so: by its mark and by what it does not ask."""
    if "?" not in question.text:
        return False
    words = wording("yes_no")
    asked = re.sub(words["tail"], "", plain(asked_in(question.resolved)[0]).strip(" ?!."))
    # "Is het de school die beslist of …" does not ask for a choice.
    return not re.search(words["asks_otherwise"], re.sub(words["of_no_choice"], "", asked))


def _by_alike(
    question: Understood, claim: AskedClaim | None, cited: Sequence[Quote], base: KnowledgeBase
) -> AskedVerdict | None:
    """What is answered to the most alike questions of the corpus, where the words do not forbid it."""
    claim = claim or AskedClaim(question.resolved, False, False, asked_in(question.resolved)[1])
    if claim.is_two_sided or (found := verdict_of_alike(question, cited, base)) is None:
        return None
    # What was not decided yet when the text was written may be since.
    if claim.asks_if_done and (found.verdict == "no" or found.share < CLEARLY_SO):
        return None
    verdict, quote = found.verdict, found.quote
    if names_elsewhere(question) and not is_told_there(question, quote.text):
        return None
    if verdict == "yes":
        # A percentage of others is no "ja" to one of those in duaal leren.
        if (figure := figure_of_others(read(question.resolved, base.names), base)) is not None:
            return AskedVerdict("wrong_group", (figure.quote,), True, figure.group)
        if _is_of_another_party(claim, question, base):
            return None
        is_open = quote.modality in OPEN and not re.search(wording("yes_no")["no_more"], plain(claim.text))
        asked = claim.text if claim.as_told else asked_in(question.resolved)[0]
        if not _holds_names_and_numbers(asked, quote, found.nearest, base) or would_say_too_much(claim, [quote], base):
            return None
        if is_open:
            return AskedVerdict(not_yet(quote.modality), (quote,), False)
    return AskedVerdict("yes" if verdict == "yes" else "no", (quote,), False)


def _is_of_another_party(claim: AskedClaim, question: Understood, base: KnowledgeBase) -> bool:
    """Whether the role maps name others for what the claim says of somebody, who may be a group ("de sectorfondsen")
    that questions about others are alike to.
    """
    judgement = judged(read(claim.text, base.names), evidence_of(base), question.resolved)
    return judgement.verdict == "contradicted" and judgement.difference == "party"


def _holds_names_and_numbers(asked: str, quote: Quote, alike: str, base: KnowledgeBase) -> bool:
    """Whether the words, or the question alike that is answered with them, hold every partner and number of what is
    asked: other alike questions may be about others.
    """
    said, words = read(asked, base.names), read(f"{quote.text} {alike}", base.names)
    names_hold = all(name in quote.text for name in _FULL_NAME.findall(asked))
    return said.partners <= words.partners and names_hold and holds_numbers(said, words)
