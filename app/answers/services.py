"""Who does the service that a question is about: the rows of it that the question asks for, told or listed."""

import re
from collections.abc import Container, Sequence

from app.answers.nobody import nobody
from app.question.likeness import pointers
from app.question.parts import asked_after_story
from app.question.understanding import Understood
from app.records.quote import Draft
from app.roles.acting_rows import acting, not_named
from app.roles.elsewhere import names_elsewhere, of_there
from app.roles.kind_asked import kinds_asked, of_kind_asked, of_noun_asked, only_of_kind_asked
from app.roles.matching import fitting_services, names_no_service, services_without_rows
from app.roles.sentences import FoundRows, listed, told
from app.roles.service_choice import NEAR
from app.roles.trades import of_trade_asked
from app.words.question import plain
from app.words.wording import patterns, wording
from kb.knowledge_base import KnowledgeBase
from kb.participation import Participation
from kb.partner import GROUPS

_WORDS = wording("role_words")
_LIST = patterns(_WORDS["list"])
_OWN = patterns(_WORDS["own"])
_WORKS_ON = patterns(_WORDS["works_on"])
_FUNDS = patterns(_WORDS["funds"])
_CLAIMS = patterns(_WORDS["claims"])
_OF_PLAN = patterns(wording("question_kinds")["of_plan"])
_SOMEBODY_AT = re.compile(_WORDS["somebody_at"])

# What a passage must be likelier by, on the scale of likeness, than a service of another source.
RATHER = 0.1
# An administration that carries an action or writes a rule is no help desk (trap T51).
_NO_HELP_DESK = frozenset({"regulation", "communication", "monitoring", "offer"})
# A school is one to turn to for what it offers.
_PLACES_OF_LEARNING = frozenset({"school", "centrum", "opleidingscentrum", "onderwijsinstellingen"})


def of_service(question: Understood, base: KnowledgeBase) -> Draft | None:
    """Who does the service that the question is about."""
    keys = {service.service_id for service in fitting_services(question, base)}
    if keys & services_without_rows(base) or names_no_service(question):
        return None
    sought = whose_people_are_sought(question, base)
    all_rows = [row for row in base.participations if row.service in keys and (not sought or row.partner in sought)]
    rows = _acting(question, of_there(question, all_rows, base), base)
    if all_rows and not rows and (question.asks == "who" or names_elsewhere(question)):
        return nobody(question, base)
    rows = of_kind_asked(question, not_named(question, rows), base)
    plan = [row for row in rows if row.evidence != "other_source"]
    if question.asks == "whom_to_contact" or _asks_for_himself(question):
        is_of_help = question.asks in ("whom_to_contact", "place") or bool(
            _PLACES_OF_LEARNING & kinds_asked(question.plain)
        )
        plan = [row for row in plan if row.action is None and not _is_no_help_desk(row, base, offers=is_of_help)]
    if question.asks == "whom_to_contact":
        plan = [row for row in plan if not _only_meets(row, base)]
    other = of_trade_asked(question, [row for row in rows if row.evidence == "other_source"])
    if _FUNDS.search(question.plain):
        plan = [row for row in plan if row.role == "funder" or "premium" in row.phase or "financ" in row.service]
        if not plan and not other:
            return nobody(question, base)
    if other and _CLAIMS.search(question.plain) and not _OF_PLAN.search(question.plain):
        plan = []
    found = FoundRows(tuple(plan), tuple(other))
    if not found.plan and (not found.other or _is_rather_of_a_text(question, keys, base)):
        return None
    return listed(question, found, base) if _LIST.search(question.plain) else told(question, found, base)


def whose_people_are_sought(question: Understood, base: KnowledgeBase) -> set[str]:
    """The organisations of which somebody is sought: "wie bel ik bij het RTC"; none where no contact is."""
    if question.asks != "whom_to_contact":
        return set()
    text = question.resolved
    places = base.names.named_in(text, forgiving=True)
    return {
        key for place in places if _SOMEBODY_AT.search(plain(text[: place.start])) for key in place.partners
    } - GROUPS


def _acting(question: Understood, all_rows: Sequence[Participation], base: KnowledgeBase) -> Sequence[Participation]:
    """Who does it, of the kind that is asked for; that may be one to whom it is done: "naar welk departement sturen ze
    dat door".
    """
    rows = acting(question, all_rows, base) or (_acting_near(question, base) if all_rows else [])
    for asked in (only_of_kind_asked, of_noun_asked):
        if asked(question, rows, base):
            return rows
        if found := asked(question, all_rows, base):
            return found
    return only_of_kind_asked(question, _beside(rows, base), base) or rows


def _beside(rows: Sequence[Participation], base: KnowledgeBase) -> list[Participation]:
    """The rows of the plan on the sections where these stand: "welke fondsen willen ze aansporen" is asked of those."""
    sections = {(row.source_id, row.section) for row in rows if row.evidence == "in_plan"}
    return [row for row in base.participations if (row.source_id, row.section) in sections]


def _acting_near(question: Understood, base: KnowledgeBase) -> list[Participation]:
    """Who does the next service that fits, where the best one is only done to somebody and it is asked who does it."""
    for service in fitting_services(question, base, nearly=NEAR):
        if rows := acting(question, [row for row in base.participations if row.service == service.service_id], base):
            return rows
    return []


def _is_rather_of_a_text(question: Understood, services: Container[str], base: KnowledgeBase) -> bool:
    """Whether the questions that are most alike are answered by a passage of the plan, much rather than by services of
    which only another source tells.
    """
    like = pointers(question.resolved, base)
    of_services = max((value for key, value in like.services.items() if key in services), default=0.0)
    return max(like.passages.values(), default=0.0) > of_services + RATHER


def _is_no_help_desk(row: Participation, base: KnowledgeBase, *, offers: bool) -> bool:
    """Whether nobody turns to the partner for this; to a school one does for what it offers, when `offers`."""
    partner = base.names.get(row.partner)
    is_place_of_learning = offers and partner is not None and partner.kind in _PLACES_OF_LEARNING
    return bool(_NO_HELP_DESK & (set(row.phase) - ({"offer"} if is_place_of_learning else set())))


def _asks_for_himself(question: Understood) -> bool:
    """Whether somebody asks for help with his own matter, and not what the plan says or who works on it."""
    is_of_the_text = question.persona == "communication" or _OF_PLAN.search(question.plain)
    asked = plain(asked_after_story(question.resolved) or question.resolved)
    return bool(_OWN.search(asked)) and not is_of_the_text and not _WORKS_ON.search(question.plain)


def _only_meets(row: Participation, base: KnowledgeBase) -> bool:
    """Whether a row says only that somebody has to do with it: that is nobody to turn to."""
    service = next((service for service in base.services if service.service_id == row.service), None)
    return service is not None and service.does[0].startswith("krijgt te maken")
