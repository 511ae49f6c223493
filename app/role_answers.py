"""Answers about partners and services, from the rows of the role maps: complete, countable, each with its evidence."""

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from functools import lru_cache

from app.acting_rows import acting, not_named
from app.answer import Handover, Status
from app.asked_figures import numbers_asked_after
from app.checking.figures import figures_of
from app.evidence import counted_partners, holds_answer
from app.kind_asked import kinds_asked, of_kind_asked, only_of_kind_asked
from app.likeness import pointers
from app.nobody import nobody
from app.quote import Draft, DraftSentence
from app.replies import reply
from app.role_matching import (
    GROUPS,
    asks_for_unknown_kind,
    fitting_services,
    is_named_in_texts,
    is_of_the_field,
    is_of_trade,
    names_no_service,
    nothing_but_names,
    of_trade_asked,
    only_names,
    organisations,
    services_without_rows,
)
from app.role_sentences import FoundRows, best_rows, capital, listed, notices, only_other, other_sentences, told
from app.service_choice import NEAR
from app.service_finding import ASKING
from app.understanding import Understood, plain
from app.wording import patterns, wording
from kb.dutch import terms_of
from kb.knowledge_base import KnowledgeBase
from kb.participation import Participation
from kb.partner import Partner

_WORDS = wording("role_words")
_LIST = patterns(_WORDS["list"])
_DOES = patterns(_WORDS["does"])
_ROLE = patterns(_WORDS["role"])
_SECTOR = patterns(_WORDS["sector_question"])
_WHICH_SECTOR = patterns(_WORDS["which_sector"])
_PERSON = patterns(_WORDS["person"])
_OWN = patterns(_WORDS["own"])
_MEANING = patterns(_WORDS["meaning"])
_WORKS_ON = patterns(_WORDS["works_on"])
_FUNDS = patterns(_WORDS["funds"])
_CLAIMS = patterns(_WORDS["claims"])
_EXISTS = patterns(_WORDS["exists"])
_WHO_IS = patterns(_WORDS["who_is"])
_OF_PLAN = patterns(wording("question_kinds")["of_plan"])
_OF_THE_PLAN = patterns(_WORDS["of_the_plan"])
_SOMEBODY_AT = re.compile(_WORDS["somebody_at"])
_HOW_MANY = re.compile(r"\b(?:hoe ?veel|combien d(?:e |')|how many) ?((?:[\w'-]+ ){0,2}[\w'-]+)")
_PHASES = {phase: patterns(found) for phase, found in _WORDS["phase"].items()}
_AUDIENCES = {audience: patterns(found) for audience, found in _WORDS["audience"].items()}

# What the question does not ask by "who" must fit better before another source is brought up.
FITS_WELL = 1.2
# What a passage must be likelier by, on the scale of likeness, than a service of another source.
RATHER = 0.1
# They only ask, but narrow a phase to what the services are about.
_DUAL = frozenset(terms_of("duaal duale dual"))
# A list of a whole phase gives way to that of one service that fits this well.
SURELY_ONE = 3.4
# Who does instead what a stranger is supposed to do is told where the service fits as well as this.
SURELY_THAT = 2.4

# An administration that carries an action or writes a rule is no help desk (trap T51).
_NO_HELP_DESK = frozenset({"regulation", "communication", "monitoring", "offer"})
# A school is one to turn to for what it offers.
_PLACES_OF_LEARNING = frozenset({"school", "centrum", "onderwijsinstellingen"})
# Phases in which a company deals with the partnership or fund of its trade.
_OF_PARTNERSHIP = frozenset({"recognise", "inform", "recruit", "mentor_training"})


def answer_about_roles(question: Understood, base: KnowledgeBase) -> Draft | None:
    """The answer when the question is about who does what; null when the role maps do not hold it."""
    is_of_text = question.asks == "count" and _is_counted_in_texts(question, base)
    if is_of_text or _PERSON.search(question.plain) or asks_for_unknown_kind(question, base):
        return None
    asked_for = organisations(question, base)
    if _asks_for_sector(question, base) and (draft := _of_sector(question, base)):
        return draft
    if (
        asked_for
        and not _MEANING.search(question.plain)
        and not _OF_THE_PLAN.search(question.plain)
        and _asks_what_they_do(question, base)
        and (draft := _of_partners(question, asked_for, base))
    ):
        return draft
    if _LIST.search(question.plain) and not _is_of_one_service(question, base) and (draft := _of_phase(question, base)):
        return draft
    stranger = len(asked_for) == 1 and not is_named_in_texts(asked_for[0], base)
    seeks_partner = question.seeks_partner or (question.asks == "count" and kinds_asked(question.plain))
    if (seeks_partner and is_of_the_field(question, base)) or _LIST.search(question.plain):
        draft = _of_service(question, base)
        if draft is not None or not stranger:
            return _with_stranger(question, asked_for[0], draft) if stranger and draft else draft
    if stranger and _EXISTS.search(question.plain) and (draft := _of_partners(question, asked_for, base)):
        return draft
    if stranger and question.asks in ("what", "yes_no", "place"):
        return _claim_of_stranger(question, asked_for[0], base)
    if question.asks == "place" and (draft := _of_service(question, base)) and draft.status == "answered":
        return draft
    return None


def _is_counted_in_texts(question: Understood, base: KnowledgeBase) -> bool:
    """Whether a policy text itself says how many there are of the partners that the question counts."""
    counted = (place for what in _HOW_MANY.findall(question.plain) for place in base.names.named_in(what))
    return any(set(place.partners) & _counted_in_texts(base) for place in counted)


@lru_cache(maxsize=1)
def _counted_in_texts(base: KnowledgeBase) -> frozenset[str]:
    texts = (base.document(source.source_id).text for source in base.sources if source.kind == "policy_text")
    return frozenset(partner for text in texts for partner in counted_partners(text, base.names))


def _asks_what_they_do(question: Understood, base: KnowledgeBase) -> bool:
    """Whether the question is for what the partners that it names do, in so many words or by naming nothing else."""
    if _DOES.search(question.plain) or _ROLE.search(question.plain):
        return only_names(question, base)
    return _asks_barely(question, base) and nothing_but_names(question, base)


def _asks_barely(question: Understood, base: KnowledgeBase) -> bool:
    """ "CLB?", "wat is het CLB", "wie is DOV"; not who the members of a group are."""
    if question.asks in ("what", "yes_no"):
        return True
    named = organisations(question, base)
    alone = len(named) == 1 and named[0].partner_id not in GROUPS and not named[0].plural
    is_asked = bool(_WHO_IS.search(question.plain)) and alone
    return question.asks == "who" and (is_asked or not any(is_named_in_texts(partner, base) for partner in named))


def _is_of_one_service(question: Understood, base: KnowledgeBase) -> bool:
    """Whether a list is asked for of those who do one service, which the question surely means.

    One that says nothing but a phase and an audience ("wie informeert ondernemingen") asks for all of that phase.
    """
    rest = question.plain
    for found in (*_PHASES.values(), *_AUDIENCES.values()):
        rest = found.sub(" ", rest)
    if not set(terms_of(rest)) - (ASKING - _DUAL):
        return False
    fitting = fitting_services(question, base)
    return len(fitting) == 1 and fitting[0].score >= SURELY_ONE


def answer_from_other_sources(question: Understood, base: KnowledgeBase) -> Draft | None:
    """What other sources say of a service that the plan says nothing of; null when none holds what is asked."""
    if question.asks == "outcome" or names_no_service(question):
        return None
    services = {service.service_id for service in fitting_services(question, base) if service.score >= FITS_WELL}
    rows = [row for row in base.participations if row.service in services and row.evidence == "other_source"]
    rows = [row for row in rows if holds_answer(question, f"{row.fact[0]} {row.contact or ''}", base.names)]
    rows = [row for row in rows if _speaks_of_that_many(question, row)]
    return only_other(question, FoundRows((), tuple(rows)), base) if rows else None


def _speaks_of_that_many(question: Understood, row: Participation) -> bool:
    """Whether a row holds the number that is asked after ("zijn er 20 …?"); true where none is."""
    asked = numbers_asked_after(question)
    return not asked or bool(asked & {count.value for count in figures_of(plain(row.fact[0])).counts})


def _of_phase(question: Understood, base: KnowledgeBase) -> Draft | None:
    """All partners in the phases and for the audience that a list question names."""
    asked = question.plain
    phases = [phase for phase, found in _PHASES.items() if found.search(asked)]
    audiences = [audience for audience, found in _AUDIENCES.items() if found.search(asked)]
    if not phases:
        return None
    rows = [row for row in base.participations if not audiences or set(audiences) & set(row.audience)]
    in_plan = [row for row in rows if row.evidence != "other_source"]
    meets_all = set.intersection(*({row.partner for row in in_plan if phase in row.phase} for phase in phases))
    plan = tuple(row for row in in_plan if row.partner in meets_all and set(phases) & set(row.phase))
    other = tuple(row for row in rows if row.evidence == "other_source" and set(phases) & set(row.phase))
    return listed(question, FoundRows(plan, other), base) if plan or other else None


def _of_service(question: Understood, base: KnowledgeBase) -> Draft | None:
    """Who does the service that the question is about."""
    keys = {service.service_id for service in fitting_services(question, base)}
    if keys & services_without_rows(base) or names_no_service(question):
        return None
    sought = _whose_people_are_sought(question, base)
    all_rows = [row for row in base.participations if row.service in keys and (not sought or row.partner in sought)]
    rows = acting(question, all_rows, base) or (_acting_near(question, base) if all_rows else [])
    # The kind that is asked for may be one to whom it is done: "naar welk departement sturen ze dat door".
    rows = rows if only_of_kind_asked(question, rows, base) else only_of_kind_asked(question, all_rows, base) or rows
    if all_rows and not rows and question.asks == "who":
        return nobody(question, base)
    rows = of_kind_asked(question, not_named(question, rows), base)
    plan = [row for row in rows if row.evidence != "other_source"]
    if question.asks == "whom_to_contact" or _asks_for_himself(question):
        is_of_help = question.asks == "whom_to_contact"
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


def _whose_people_are_sought(question: Understood, base: KnowledgeBase) -> set[str]:
    """The organisations of which somebody is sought: "wie bel ik bij het RTC"; none where no contact is."""
    if question.asks != "whom_to_contact":
        return set()
    text = question.resolved
    places = base.names.named_in(text, forgiving=True)
    return {
        key for place in places if _SOMEBODY_AT.search(plain(text[: place.start])) for key in place.partners
    } - GROUPS


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
    return bool(_OWN.search(question.plain)) and not is_of_the_text and not _WORKS_ON.search(question.plain)


def _only_meets(row: Participation, base: KnowledgeBase) -> bool:
    """Whether a row says only that somebody has to do with it: that is nobody to turn to."""
    service = next((service for service in base.services if service.service_id == row.service), None)
    return service is not None and service.does[0].startswith("krijgt te maken")


def _of_partners(question: Understood, partners: Sequence[Partner], base: KnowledgeBase) -> Draft | None:
    """What the named partners do."""
    keys = {partner.partner_id for partner in partners}
    rows = [row for row in base.participations if row.partner in keys]
    plan = tuple(row for row in rows if row.evidence != "other_source")
    if plan:
        return told(question, FoundRows(plan, ()), base)
    if is_named_in_texts(partners[0], base):
        return None
    return _not_in_plan(question, partners[0], [row for row in rows if row.evidence == "other_source"], base)


def _with_stranger(question: Understood, partner: Partner, draft: Draft) -> Draft:
    """The answer, and before it that the plan does not name the partner that the question supposes to do it."""
    does_it = partner.partner_id in {part.partner for part in draft.participations}
    if does_it or draft.status not in ("answered", "other_source_only"):
        return draft
    name = capital(partner.name_in(question.language))
    unnamed = DraftSentence(reply("partner_not_in_plan", question.language, partner=name), "gap")
    # That the plan does not name him says that it does not say so.
    said = [sentence for sentence in draft.sentences if draft.status == "answered" or sentence.kind != "gap"]
    return replace(draft, sentences=(unnamed, *said))


def _claim_of_stranger(question: Understood, partner: Partner, base: KnowledgeBase) -> Draft:
    """Whether a partner that the plan does not name does what the question says; and who does according to it."""
    fitting = fitting_services(question, base, partner.name, even_gaps=True)
    services = {service.service_id for service in fitting if service.score >= SURELY_THAT}
    rows = [row for row in base.participations if row.service in services]
    does = [row for row in rows if row.partner == partner.partner_id]
    said = _not_in_plan(question, partner, does, base)
    others = tuple(row for row in acting(question, rows, base) if row.evidence != "other_source")
    if not others:
        return said
    doers = told(question, FoundRows(others, ()), base)
    return Draft("answered", (*said.sentences[:1], *doers.sentences), doers.participations, doers.notices)


def _not_in_plan(question: Understood, partner: Partner, other: Sequence[Participation], base: KnowledgeBase) -> Draft:
    name = partner.name_in(question.language)
    said = [DraftSentence(reply("partner_not_in_plan", question.language, partner=capital(name)), "gap")]
    facts, parts = other_sentences(question, other, base)
    handover = Handover(reply("handover_none", question.language))
    status: Status = "other_source_only" if facts else "not_in_sources"
    return Draft(status, (*said, *facts), tuple(parts), handover=None if facts else handover)


def _asks_for_sector(question: Understood, base: KnowledgeBase) -> bool:
    """Whether the partnership or fund of a trade is asked for, and not the one Flemish partnership."""
    text = question.resolved
    for place in reversed(base.names.named_in(text)):
        if place.partners == ("vlaams-partnerschap-duaal-leren",):
            text = f"{text[: place.start]} {text[place.end :]}"
    return bool(_SECTOR.search(plain(text)))


def _of_sector(question: Understood, base: KnowledgeBase) -> Draft | None:
    """The partnership or fund of a trade, from the rows that confirm it."""
    of_trade = [row for row in base.participations if row.evidence == "other_source" and is_of_trade(row, question)]
    rows = [row for row in of_trade if _OF_PARTNERSHIP & set(row.phase)] or of_trade
    gap = DraftSentence(reply("sector_not_in_plan", question.language), "gap")
    if not rows and _WHICH_SECTOR.search(question.plain):
        return Draft("not_in_sources", (gap,), handover=Handover(reply("handover_sector", question.language)))
    if not rows:
        return None
    facts, parts = other_sentences(question, rows, base)
    return Draft("other_source_only", (gap, *facts), tuple(parts), notices(best_rows(question, rows)))
