"""Of the rows of a service, those that a question asks for: who acts, who is drawn in, on the words that fit it."""

import re
from collections.abc import Container, Iterable, Sequence

from app.actions.answers import asks_lead
from app.question.service_finding import ASKING
from app.question.understanding import Understood
from app.roles.service_choice import done_to_somebody
from app.words.question import plain
from app.words.wording import patterns, wording
from kb.dutch import terms_of
from kb.knowledge_base import KnowledgeBase
from kb.participation import Participation
from kb.partner import GROUPS

_BESIDE = patterns(wording("role_words")["beside"])
_ALL = patterns([*wording("role_words")["all_of_them"], *wording("role_words")["several_kinds"]])
_LISTED = patterns(wording("role_words")["listed"])
_ALONE_OR = patterns(wording("role_words")["alone_or"])
_EVERY_ONE = patterns(wording("role_words")["every_one"])
_PASSIVE = patterns(wording("role_words")["passive"])
_ACTIVE = re.compile(wording("role_words")["active"])

_EXAMINES = patterns(wording("role_words")["examines"])
_HELPED = patterns(wording("role_words")["helped"])
_CHOICE = patterns(wording("role_words")["choice"])
_JOINED = re.compile(wording("role_words")["joined"])
_NUMBER = re.compile(r"\d+")
_SECTION = re.compile(r"(?<![\d./])[1-4]\.[1-9](?![\d./])")

# Share of those words of the question that any of the quotes holds, by rarity, by which one quote must be ahead of
# another to leave it out.
CLEARLY_MORE = 0.4
# What the quotes hold of the question counts as at least this share of it: one common word decides nothing.
LEAST_HELD = 0.3


def acting(question: Understood, rows: Iterable[Participation], base: KnowledgeBase) -> list[Participation]:
    """Rows of those who do it, the lead alone when it is asked for and stated; those to whom it is done only when the
    question is about them.
    """
    rows = list(rows)
    if not _PASSIVE.search(question.plain):
        active = [row for row in rows if row.service not in done_to_somebody(base)]
        # "Wie evalueert" asks who does it; "tot bij wie" of a service that is only ever done to somebody asks for them.
        asks_who_acts = _ACTIVE.search(question.plain) or _ACTIVE.search(plain(question.text))
        rows = active if active or asks_who_acts else rows
    of_section = _of_section(question, rows)
    if len({row.section for row in of_section}) > 1:
        return of_section
    rows = of_section or _examiners(question, rows, base) or rows
    if _LISTED.search(question.plain) or _ALONE_OR.search(question.plain):
        return list(rows)
    if _ALL.search(question.plain):
        return _with_fitting_quotes(question, rows, base)
    leads = [row for row in rows if row.role == "lead"] if asks_lead(question) else []
    return leads or _with_fitting_quotes(question, those_asked_for(question, rows), base)


def _of_section(question: Understood, rows: Sequence[Participation]) -> list[Participation]:
    """The rows of the section that the question names ("volgens 2.6"); none where it names none of theirs."""
    named = set(_SECTION.findall(question.plain))
    return [row for row in rows if row.section.split(" ")[0] in named] if named and not question.action_numbers else []


def _examiners(question: Understood, rows: Sequence[Participation], base: KnowledgeBase) -> list[Participation]:
    """Who carries the action that examines what the rows are about, when it is asked who does the research."""
    if not _EXAMINES.search(question.plain) or any(row.action for row in rows):
        return []
    within = {
        action.key
        for document, action in base.actions
        for row in rows
        if row.modality == "under_study"
        and document.source.source_id == row.source_id
        and action.text.start <= row.start < action.text.end
    }
    keys = within or _only_action_beside(rows, base)
    return [row for row in base.participations if row.action in keys]


def _only_action_beside(rows: Sequence[Participation], base: KnowledgeBase) -> set[str]:
    """The action of the section in which the rows state a problem, when it has one only."""
    sections = {row.section for row in rows if row.evidence != "other_source"}
    keys = {action.key for _, action in base.actions if action.section in sections}
    return keys if len(keys) == 1 else set()


def those_asked_for(question: Understood, rows: Sequence[Participation]) -> list[Participation]:
    """Of a service that some carry and others are drawn into: those who carry it, or the others when the question is
    with whom. A list asks for all.
    """
    if _ALL.search(question.plain) or _LISTED.search(question.plain):
        return list(rows)
    kept: list[Participation] = []
    is_beside = bool(_BESIDE.search(question.plain))
    # Whom another source draws in does not stand in for those of the plan.
    group = {id(row): (row.service, is_beside and row.evidence == "other_source") for row in rows}
    for key in dict.fromkeys(group.values()):
        some = [row for row in rows if group[id(row)] == key]
        carrying = [row for row in some if row.role != "involved" or row.action is not None]
        beside = [row for row in some if row not in carrying]
        joined = [row for row in beside if _JOINED.search(row.quote.lower())]
        kept.extend((joined or beside or some) if is_beside else (carrying or some))
    return kept


def not_named(question: Understood, rows: Sequence[Participation]) -> list[Participation]:
    """Who is named in the question is not the answer, unless there is no other, or it asks which of those named."""
    if _ALONE_OR.search(question.plain) or _EVERY_ONE.search(question.plain):
        return list(rows)
    named = set(question.partners) - (frozenset() if _HELPED.search(question.plain) else GROUPS)
    chosen = [row for row in rows if row.partner in named] if _CHOICE.search(question.plain) else []
    chosen = chosen or _owning(question, rows, named)
    others = [row for row in rows if row.partner not in named]
    if chosen or not others or _BESIDE.search(question.plain):
        return chosen or others or list(rows)
    # "Wie op federaal niveau": whom a text names in one breath with the others is one of those that are asked for.
    in_one_breath = {(row.source_id, row.start, row.end) for row in others if row.action is None}
    return [row for row in rows if row in others or (row.source_id, row.start, row.end) in in_one_breath]


def _owning(question: Understood, rows: Sequence[Participation], named: Container[str]) -> list[Participation]:
    """Where only other sources tell of it, the rows of those whom the question names by a thing of theirs ("Dualimento,
    van wie is dat?"): no other row tells of that word.
    """
    if any(row.evidence != "other_source" for row in rows):
        return []
    asked = set(terms_of(question.resolved)) - ASKING
    told = {id(row): asked & set(terms_of(row.fact[0])) for row in rows}
    return [
        row
        for row in rows
        if row.partner in named
        and any(
            term not in terms_of(row.partner_name) and not any(term in told[key] for key in told if key != id(row))
            for term in told[id(row)]
        )
    ]


def _with_fitting_quotes(
    question: Understood, rows: Sequence[Participation], base: KnowledgeBase
) -> list[Participation]:
    """Of a service whose rows rest on different words: those on the words that hold clearly more of the question, and
    those of the block of an action when others stand in its text. How many there are is asked of all.
    """
    margin = 1.0 if question.asks == "count" else CLEARLY_MORE
    kept: list[Participation] = [row for row in rows if row.evidence == "other_source"]
    rows = [row for row in rows if row.evidence != "other_source"]
    asked = _in_dutch(question, base) - ASKING
    numbers = set(_NUMBER.findall(question.asking))
    rarity = base.rarity(asked)
    whole = sum(rarity.values()) or 1.0
    for service in dict.fromkeys(row.service for row in rows):
        some = [row for row in rows if row.service == service]
        around = {row: _sentence_of(row, base) for row in some}
        shared = {text: asked & set(terms_of(text)) for text in dict.fromkeys(around.values())}
        total = max(sum(rarity[t] for t in frozenset().union(*shared.values())), LEAST_HELD * whole)
        covers = {text: sum(rarity[t] for t in terms) / total for text, terms in shared.items()}
        held = {text: len(numbers & set(_NUMBER.findall(text))) for text in covers}
        most = max(held.values())
        # A date or number that one sentence holds and another does not tells them apart by itself.
        fitting = [text for text in covers if held[text] == most]
        best = max(covers[text] for text in fitting)
        near = {text for text in fitting if covers[text] >= best - margin}
        kept.extend(row for row in some if row.action is not None or around[row] in near)
    return kept


def _in_dutch(question: Understood, base: KnowledgeBase) -> set[str]:
    """Terms of the question; for one in another language those that a text holds, and those of the Dutch names of what
    it speaks of.
    """
    terms = set(terms_of(question.resolved))
    if question.language != "nl":
        terms = {term for term in terms if base.in_texts(term)}
        for found in base.concepts_in(question.resolved):
            terms |= set(terms_of(found.concept.preferred[0]))
    return terms


def _sentence_of(row: Participation, base: KnowledgeBase) -> str:
    """The sentence in which the quote of a row begins: two quotes from one sentence rest on the same words."""
    document = base.document(row.source_id)
    element = document.element_at(row.start)
    for start, end in element.sentences if element else ():
        if start <= row.start < end:
            return document.text[start : max(end, row.end)]
    return row.quote
