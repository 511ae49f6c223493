"""How an answer to a yes-or-no question opens: a plain verdict, then the words of the source that carry it."""

from collections.abc import Sequence
from dataclasses import replace

from app.answer import Language
from app.asked_verdict import AskedVerdict, verdict_on
from app.passage_sentences import fact_of, notices_of
from app.quote import Draft, DraftSentence, Quote
from app.replies import reply
from app.understanding import Understood
from app.wording import wording
from kb.knowledge_base import KnowledgeBase

# What a verdict may be put before; a question that is asked back or turned away has none.
_OPENED = ("answered", "partly_answered", "not_in_sources", "other_source_only")
_FROM_THE_PLAN = ("answered", "partly_answered")
# They say by themselves how firm it is.
_SAYS_FIRMNESS = ("under_study", "proposed", "planned", "not_known")


def opened(draft: Draft, question: Understood, base: KnowledgeBase) -> Draft:
    """The answer behind its verdict; as it was where the claim of the question cannot be checked for sure."""
    if draft.status not in _OPENED or (verdict := verdict_on(question, base)) is None:
        return draft
    cited = _cited(draft.sentences, verdict.quotes) if draft.status in _FROM_THE_PLAN else ()
    if not cited and not verdict.is_sure:
        return draft
    quotes = cited or verdict.quotes[:1]
    facts = [sentence for sentence in draft.sentences if set(sentence.quotes) & set(quotes)] if cited else []
    said = facts[:1] or [fact_of(question, quotes[0], base)]
    if draft.status in _FROM_THE_PLAN:
        rest = [sentence for sentence in draft.sentences if sentence not in said]
        return replace(draft, sentences=(*_opening(verdict, quotes, question.language), *said, *_without_firmness(rest, verdict, question.language)))
    status = "not_in_sources" if verdict.opening == "not_known" else "answered"
    return Draft(
        status, (*_opening(verdict, quotes, question.language), *said), (), notices_of(quotes, base),
        draft.handover if verdict.opening == "not_known" else None, draft.considered,
    )  # fmt: skip


def _opening(verdict: AskedVerdict, quotes: Sequence[Quote], language: Language) -> list[DraftSentence]:
    text: str = wording("yes_no")["openings"][verdict.opening][language].format(group=verdict.group)
    if verdict.opening == "not_known":
        return [DraftSentence(text, "gap")]
    return [DraftSentence(text, "fact", tuple(quotes[:1]), "verdict")]


def _without_firmness(
    sentences: Sequence[DraftSentence], verdict: AskedVerdict, language: Language
) -> list[DraftSentence]:
    """Without the sentence on firmness that the opening makes double."""
    if verdict.opening not in _SAYS_FIRMNESS:
        return list(sentences)
    double = {reply(firmness, language) for firmness in ("under_study", "proposed", "planned")}
    return [sentence for sentence in sentences if sentence.text not in double]


def _cited(sentences: Sequence[DraftSentence], quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes of the answer that lie on those of the verdict."""
    return tuple(
        mine for sentence in sentences for mine in sentence.quotes
        if any(mine.source_id == q.source_id and mine.start < q.end and q.start < mine.end for q in quotes)
    )  # fmt: skip
