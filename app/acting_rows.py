"""Of the rows of a service, those that a question asks for: who acts, who is drawn in, on the words that fit it."""

import re
from collections.abc import Iterable, Sequence

from app.action_answers import asks_lead
from app.service_finding import ASKING
from app.understanding import Understood
from app.wording import patterns, wording
from kb.dutch import terms_of
from kb.knowledge_base import KnowledgeBase
from kb.participation import Participation

_BESIDE = patterns(wording("role_words")["beside"])
_ALL = patterns(wording("role_words")["all_of_them"])
_PASSIVE = patterns(wording("role_words")["passive"])
_ACTIVE = re.compile(wording("role_words")["active"])

# Share of the question's words, by rarity, by which one quote must be ahead of another to leave it out.
CLEARLY_MORE = 0.25


def acting(question: Understood, rows: Iterable[Participation], base: KnowledgeBase) -> list[Participation]:
    """Rows of those who do it, the lead alone when it is asked for and stated; those to whom it is done only when the
    question is about them.
    """
    rows = list(rows)
    if not _PASSIVE.search(question.plain):
        patients = {service.service_id for service in base.services if _is_done_to(service.does[0])}
        active = [row for row in rows if row.service not in patients]
        # "Wie evalueert" asks who does it; "tot bij wie" of a service that is only ever done to somebody asks for them.
        rows = active if active or _ACTIVE.search(question.plain) else rows
    leads = [row for row in rows if row.role == "lead"] if asks_lead(question) else []
    return leads or _those_asked_for(question, _with_fitting_quotes(question, rows, base))


def _those_asked_for(question: Understood, rows: Sequence[Participation]) -> list[Participation]:
    """Of a service that some carry and others are drawn into: those who carry it, or the others when the question is
    with whom. A list asks for all.
    """
    if _ALL.search(question.plain):
        return list(rows)
    kept: list[Participation] = []
    for service in dict.fromkeys(row.service for row in rows):
        some = [row for row in rows if row.service == service]
        carrying = [row for row in some if row.role != "involved" or row.action is not None]
        beside = [row for row in some if row not in carrying]
        kept.extend((beside or some) if _BESIDE.search(question.plain) else (carrying or some))
    return kept


def _with_fitting_quotes(
    question: Understood, rows: Sequence[Participation], base: KnowledgeBase
) -> list[Participation]:
    """Of a service whose rows rest on different words: those on the words that hold clearly more of the question."""
    kept: list[Participation] = [row for row in rows if row.evidence == "other_source"]
    rows = [row for row in rows if row.evidence != "other_source"]
    asked = set(terms_of(question.resolved)) - ASKING
    rarity = base.rarity(asked)
    total = sum(rarity.values()) or 1.0
    for service in dict.fromkeys(row.service for row in rows):
        some = [row for row in rows if row.service == service]
        around = {row: _sentence_of(row, base) for row in some}
        covers = {
            text: sum(rarity[t] for t in asked & set(terms_of(text))) / total for text in dict.fromkeys(around.values())
        }
        best = max(covers.values())
        kept.extend(row for row in some if covers[around[row]] > best - CLEARLY_MORE)
    return kept


def _sentence_of(row: Participation, base: KnowledgeBase) -> str:
    """The sentence in which the quote of a row begins: two quotes from one sentence rest on the same words."""
    document = base.document(row.source_id)
    element = document.element_at(row.start)
    for start, end in element.sentences if element else ():
        if start <= row.start < end:
            return document.text[start : max(end, row.end)]
    return row.quote


def _is_done_to(does: str) -> bool:
    """Whether a verb phrase speaks of somebody to whom something is done; to be asked to act is to act, and so is to
    have to do with something.
    """
    gets = does.startswith("krijgt ") and not does.startswith("krijgt te ") and " de vraag om " not in does
    return does.startswith(("wordt ", "worden ")) or gets
