"""Numbers, dates and names: does each that an answer says stand in what it cites or in a record?"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from app.records.answer import Answer, CitedSentence
from app.words.wording import wording
from evals.answers.cases import ANSWERED
from evals.answers.entailment import Entailment

_FIGURE = re.compile(r"\d+(?:[.,/]\d+)*")
_RECORDS_COUNTED = ("several_actions", "other_sources_too", "more_rows")
_COUNT = re.compile(r"^[^«\"]*?\b(\d+)\b[^«\"]*:$")


def exact_share(answer: Answer, rule: Entailment) -> float | None:
    """Share of the figures and partner names of its sentences that are exact; null where it holds none.

    Fixed replies (greetings, help lines, other topics) are left out: they are no answer.
    """
    if answer.status not in (*ANSWERED, "other_source_only", "not_in_sources"):
        return None
    allowed = _allowed(answer, rule)
    figures, names = set(_FIGURE.findall(allowed)), _names(allowed, rule)
    exact: list[bool] = []
    for place, sentence in enumerate(answer.sentences):
        text = _said(sentence, answer, rule)
        counted = _counted_rightly(answer.sentences, place)
        exact += [figure in figures or figure == counted for figure in _FIGURE.findall(text)]
        exact += [bool(names & set(found.partners)) for found in rule.base.names.named_in(text)]
    return sum(exact) / len(exact) if exact else None


def _said(sentence: CitedSentence, answer: Answer, rule: Entailment) -> str:
    """Without fixed words, without the site of another source, and without counts of rows, which no quote can show."""
    if any(pattern.search(sentence.text) for pattern in _counts_of_records()):
        return ""
    cited = [citation for citation in answer.citations if citation.n in sentence.citations]
    return rule.without_fixed(rule.without_sites(sentence.text, cited))


@cache
def _counts_of_records() -> tuple[re.Pattern[str], ...]:
    replies = wording("replies")
    return tuple(
        re.compile(re.sub(r"\\\{\w+\\\}", r"\\d+", re.escape(text)))
        for name in _RECORDS_COUNTED
        for text in replies.get(name, {}).values()
    )


def _counted_rightly(sentences: Sequence[CitedSentence], place: int) -> str | None:
    """The number of items of the list that a sentence opens ("Het zijn er 5:")."""
    if not _COUNT.match(sentences[place].text):
        return None
    items = 0
    for sentence in sentences[place + 1 :]:
        if not sentence.text.startswith("- "):
            break
        items += 1
    return str(items)


def _allowed(answer: Answer, rule: Entailment) -> str:
    """Quotes and records of what is cited, the reasons of known gaps, and what the question itself names."""
    gaps: Iterable[str] = (text for gap in rule.base.gaps.values() for text in gap.missing)
    said = {sentence.text for sentence in answer.sentences if sentence.kind == "gap"}
    missing = [text for text in gaps if any(text.rstrip(".") in sentence for sentence in said)]
    quotes = [citation.quote for citation in answer.citations]
    asked = set(_FIGURE.findall(answer.question))
    named = [f"{action.number} {action.section}" for _, action in rule.base.actions if action.number in asked]
    return " \n ".join((*quotes, *named, *rule.record(answer.citations), *missing, answer.question))


def _names(text: str, rule: Entailment) -> set[str]:
    return {partner for place in rule.base.names.named_in(text) for partner in place.partners}
