"""Partners that the text of an action names beside those of its block: whom it asks, consults, informs."""

import re
from collections.abc import Sequence

from app.actions.answers import own_words
from app.question.service_finding import ASKING
from app.question.understanding import Understood
from app.records.quote import Draft
from app.roles.acting_rows import not_named, those_asked_for
from app.roles.kind_asked import kinds_asked, of_kind_asked, only_of_kind_asked
from app.roles.matching import fitting_services
from app.roles.sentences import FoundRows, told
from app.roles.service_choice import done_to_somebody
from app.words.wording import patterns, wording
from kb.action import Action
from kb.document import Document
from kb.dutch import terms_of
from kb.knowledge_base import KnowledgeBase
from kb.participation import Participation

_WORDS = wording("action_words")
_BESIDE = patterns(wording("role_words")["beside"])
_ALL = patterns(
    [pattern for name in ("all_of_them", "listed", "several_kinds") for pattern in wording("role_words")[name]]
)
_IN_ITS_TEXT = patterns(wording("role_words")["in_its_text"])
_OF_THE_BLOCK = patterns(_WORDS["of_the_block"])
_DRAWN_IN = patterns(_WORDS["drawn_in"])
_REACHED = patterns(wording("role_words")["reached"])
_OWNED = re.compile(wording("role_words")["owned"])
_GENERIC = frozenset(terms_of(_WORDS["generic"])) | ASKING

# Terms that a question must share with the words of a row, fewer when it asks who is drawn in in so many words.
SHARED, SHARED_DRAWN_IN = 2, 1
# A service that fits this well is meant, whatever other sentence of the action shares words with the question.
SURELY = 3.4


def partners_in_action(question: Understood, base: KnowledgeBase) -> Draft | None:
    """Who the text of one numbered action names for what the question asks; null when its block must tell.

    The parties of a block carry the action: a question for its lead or for who stands there is theirs, also when the
    answer is that nobody does.
    """
    if len(question.action_numbers) != 1:
        return None
    number = question.action_numbers[0]
    found = [(doc, action) for doc, action in base.actions if number in (action.number, action.key)]
    if len(found) != 1:
        return None
    document, action = found[0]
    rows = _rows_within(document.source.source_id, action, base)
    if not rows or not (question.seeks_partner or question.asks in ("who", "whom_to_contact", "names", "count")):
        return None
    if action.involved_span is None and _IN_ITS_TEXT.search(question.plain):
        return told(question, FoundRows(tuple(rows), ()), base)
    own = own_words(question)
    wants_all = bool(_ALL.search(question.plain))
    is_with = bool(_BESIDE.search(own))
    is_of_block = action.involved_span is not None and not (wants_all and is_with)
    if _OF_THE_BLOCK.search(own) and (is_of_block or not is_with):
        return None
    services = fitting_services(question, base)
    fitting = {service.service_id for service in services}
    is_sure = any(service.score >= SURELY for service in services)
    of_block = {row.service for row in base.participations if row.action == action.key}
    of_text = {row.service for row in rows}
    # "Met wie neemt men contact op?": those of the text, whichever service the words fit.
    is_with_others = is_with and len(of_text) == 1
    is_reached = bool(_REACHED.search(own))
    of_kind = _of_kind_in_text(question, rows, action, base)
    if is_sure and not (is_with_others or is_reached or of_kind) and services[0].service_id in of_block - of_text:
        return None
    best = [row for row in rows if row.service in fitting] or _sharing_most(question, rows)
    best = best or (rows if is_with_others else [])
    is_of_kind = not best and bool(of_kind)
    best = best or of_kind
    best = not_named(question, those_asked_for(question, best))
    if action.involved and kinds_asked(own) and not only_of_kind_asked(question, best, base):
        return None
    best = of_kind_asked(question, best, base)
    if (wants_all or question.asks == "count") and not is_with_others and not _only_reached(question, best, base):
        best = [*(row for row in base.participations if row.action == action.key), *best]
    is_elsewhere = _owns_what_they_do_not_hold(question, best, document, action) or (
        not (is_sure or is_of_kind) and _is_in_another_sentence(question, best, document, action)
    )
    return told(question, FoundRows(tuple(best), ()), base) if best and not is_elsewhere else None


def _rows_within(source_id: str, action: Action, base: KnowledgeBase) -> list[Participation]:
    """Rows of the role maps that rest on the text of the action and not on its block."""
    return [
        row
        for row in base.participations
        if row.source_id == source_id and row.action is None and action.text.start <= row.start < action.text.end
    ]


def _of_kind_in_text(
    question: Understood, rows: Sequence[Participation], action: Action, base: KnowledgeBase
) -> list[Participation]:
    """The rows of the text of the kind that is asked for ("quels partenariats"), where its block names none of them."""
    of_block = [row for row in base.participations if row.action == action.key]
    return [] if only_of_kind_asked(question, of_block, base) else only_of_kind_asked(question, rows, base)


def _only_reached(question: Understood, rows: Sequence[Participation], base: KnowledgeBase) -> bool:
    """Whether it is asked to whom something is done, and the rows tell just that."""
    return bool(_REACHED.search(question.plain) and rows) and {row.service for row in rows} <= done_to_somebody(base)


def _owns_what_they_do_not_hold(
    question: Understood, rows: Sequence[Participation], document: Document, action: Action
) -> bool:
    """Whether it is asked whose something is of which the action speaks and the rows do not: "wiens dienst"."""
    asked = {term for found in _OWNED.finditer(question.plain) for term in terms_of(found["noun"])}
    of_action = set(terms_of(document.text[action.text.start : action.text.end]))
    return bool(asked & of_action - {term for row in rows for term in terms_of(row.quote)})


def _is_in_another_sentence(
    question: Understood, rows: Sequence[Participation], document: Document, action: Action
) -> bool:
    """Whether a sentence of the action on which none of the rows rests holds more of the question than theirs."""
    own = set(terms_of(question.resolved)) - _GENERIC
    theirs, others = 0, 0
    for element in document.elements:
        if element.action != action.key or element.kind in ("involved", "timing"):
            continue
        for start, end in element.sentences:
            shared = len(own & set(terms_of(document.text[start:end])))
            if any(start < row.end and row.start < end for row in rows):
                theirs = max(theirs, shared)
            else:
                others = max(others, shared)
    return others > theirs


def _sharing_most(question: Understood, rows: Sequence[Participation]) -> list[Participation]:
    """The rows whose words hold most of what the question says of itself, when that is enough."""
    own = set(terms_of(question.resolved)) - _GENERIC
    shared = {row: len(own & set(terms_of(row.quote))) for row in rows}
    most = max(shared.values())
    enough = SHARED_DRAWN_IN if _DRAWN_IN.search(question.plain) else SHARED
    return [row for row in rows if shared[row] == most] if most >= enough else []
