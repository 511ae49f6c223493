"""Answers about partners and services, from the rows of the role maps: complete, countable, each with its evidence."""

import re
from collections.abc import Sequence
from functools import lru_cache

from app.answers.asked_figures import numbers_asked_after
from app.answers.partners import claim_of_stranger, of_partners, with_stranger
from app.answers.refusing import known_gap
from app.answers.services import of_service, whose_people_are_sought
from app.checking.figures import figures_of
from app.evidence.weighing import counted_partners, holds_answer
from app.question.parts import asked_after_story
from app.question.phases import PHASES, phases_in
from app.question.service_finding import ASKING
from app.question.understanding import Understood
from app.records.answer import Handover
from app.records.quote import Draft, DraftSentence
from app.roles.kind_asked import kinds_asked
from app.roles.matching import (
    NEARLY,
    asks_for_unknown_kind,
    fitting_services,
    is_of_the_field,
    names_no_service,
)
from app.roles.organisations import is_named_in_texts, nothing_but_names, only_names, organisations
from app.roles.row_order import best_rows
from app.roles.sentences import FoundRows, listed, notices, only_other, other_sentences
from app.roles.trades import is_of_trade
from app.words.question import plain
from app.words.replies import reply
from app.words.wording import patterns, wording
from kb.dutch import terms_of
from kb.knowledge_base import KnowledgeBase
from kb.participation import Participation
from kb.partner import GROUPS, Partner

_WORDS = wording("role_words")
_LIST = patterns(_WORDS["list"])
_DOES = patterns(_WORDS["does"])
_ROLE = patterns(_WORDS["role"])
_SECTOR = patterns(_WORDS["sector_question"])
_WHICH_SECTOR = patterns(_WORDS["which_sector"])
_PERSON = patterns(_WORDS["person"])
_MEANING = patterns(_WORDS["meaning"])
_EXISTS = patterns(_WORDS["exists"])
_WHO_IS = patterns(_WORDS["who_is"])
_OF_THE_PLAN = patterns(_WORDS["of_the_plan"])
_HOW_MANY = re.compile(r"\b(?:hoe ?veel|combien d(?:e |')|how many) ?((?:[\w'-]+ ){0,2}[\w'-]+)")
_AUDIENCES = {audience: patterns(found) for audience, found in _WORDS["audience"].items()}

# What the question does not ask by "who" must fit better before another source is brought up; where no amount or date
# tells whether a row answers it, better still.
FITS_WELL, SURELY_OF_IT = 1.2, 3.0
_OPEN_KINDS = frozenset({"what", "yes_no", "why"})
# A service with rows of the trade that is named fits also when it is behind the best by no more than this share.
NEARLY_OF_A_TRADE = 0.7
# They only ask, but narrow a phase to what the services are about.
_DUAL = frozenset(terms_of("duaal duale dual"))
# A list of a whole phase gives way to that of one service that fits this well.
SURELY_ONE = 3.4

_MEASURED = frozenset({"date", "duration", "amount", "age"})
# "Wat doet de SERV" asks for all that it does, "is de SERV de dialoogtafel" for one thing.
_OF_ONE_SERVICE = frozenset({"who", "yes_no"})

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
        and (draft := of_partners(question, asked_for, base))
    ):
        return draft
    if _LIST.search(question.plain) and not _is_of_one_service(question, base) and (draft := _of_phase(question, base)):
        return draft
    stranger = len(asked_for) == 1 and not is_named_in_texts(asked_for[0], base)
    stranger = stranger and not _is_only_told_of(asked_for[0], question, base)
    seeks_partner = question.seeks_partner or (question.asks == "count" and kinds_asked(question.plain))
    if (seeks_partner and is_of_the_field(question, base)) or _LIST.search(question.plain):
        draft = of_service(question, base)
        if draft is not None or not stranger:
            return with_stranger(question, asked_for[0], draft) if stranger and draft else draft
    if stranger and _EXISTS.search(question.plain) and (draft := of_partners(question, asked_for, base)):
        return draft
    if stranger and question.asks in ("what", "yes_no", "place"):
        return claim_of_stranger(question, asked_for[0], base)
    if question.asks == "place" and (draft := of_service(question, base)) and draft.status == "answered":
        return draft
    return None


def _is_only_told_of(partner: Partner, question: Understood, base: KnowledgeBase) -> bool:
    """Whether a partner stands in what is told before the question ("het CLB sprak van een groeifase. Kan dat al?")."""
    asked = asked_after_story(question.resolved)
    if question.follows_up:
        asked = question.text if question.told_before else None
    if asked is None:
        return False
    named = {key for place in base.names.named_in(asked, forgiving=True) for key in place.partners}
    return partner.partner_id not in named


def _is_counted_in_texts(question: Understood, base: KnowledgeBase) -> bool:
    """Whether a policy text itself says how many there are of the partners that the question counts."""
    counted = (place for what in _HOW_MANY.findall(question.plain) for place in base.names.named_in(what))
    return any(set(place.partners) & _counted_in_texts(base) for place in counted)


@lru_cache(maxsize=1)
def _counted_in_texts(base: KnowledgeBase) -> frozenset[str]:
    texts = (base.document(source.source_id).text for source in base.sources if source.kind == "policy_text")
    return frozenset(partner for text in texts for partner in counted_partners(text, base.names))


def _asks_what_they_do(question: Understood, base: KnowledgeBase) -> bool:
    """Whether the question is for what the partners that it names do, in so many words or by naming nothing else; not
    when, how often or for how much they do it.
    """
    if question.asks in _MEASURED or (question.asks in _OF_ONE_SERVICE and _fits_just_one(question, base)):
        return False
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
    for found in (*PHASES.values(), *_AUDIENCES.values()):
        rest = found.sub(" ", rest)
    if not set(terms_of(rest)) - (ASKING - _DUAL):
        return False
    return _fits_just_one(question, base)


def _fits_just_one(question: Understood, base: KnowledgeBase) -> bool:
    """Whether one service fits beyond doubt, and no other as well."""
    fitting = fitting_services(question, base)
    return len(fitting) == 1 and fitting[0].score >= SURELY_ONE


def answer_from_other_sources(question: Understood, base: KnowledgeBase, nearly: float = NEARLY) -> Draft | None:
    """What other sources say of a service that the plan says nothing of, and of those that fit as well by `nearly`;
    null when none holds what is asked.
    """
    if question.asks == "outcome" or names_no_service(question):
        return None
    least = SURELY_OF_IT if question.asks in _OPEN_KINDS else FITS_WELL
    fitting = fitting_services(question, base, nearly=nearly)
    services = {service.service_id for service in fitting if service.score >= least}
    if not services and (gap := known_gap(question, base)) and gap.service:
        services = {gap.service}
    sought = whose_people_are_sought(question, base)
    rows = [row for row in base.participations if row.service in services and row.evidence == "other_source"]
    rows = [row for row in rows if not sought or row.partner in sought]
    rows = _of_trade_named(question, rows, base)
    rows = [row for row in rows if holds_answer(question, f"{row.fact[0]} {row.contact or ''}", base.names)]
    rows = [row for row in rows if _speaks_of_that_many(question, row)]
    return only_other(question, FoundRows((), tuple(rows)), base) if rows else None


def _of_trade_named(question: Understood, rows: Sequence[Participation], base: KnowledgeBase) -> list[Participation]:
    """Of the rows those for every trade and, of the trade that the question names, also those of a service that fits
    nearly as well; all where it names no trade.
    """
    of_trade = [row for row in base.participations if row.evidence == "other_source" and is_of_trade(row, question)]
    if not any(row.sectors for row in of_trade):
        return list(rows)
    nearly = {found.service_id for found in fitting_services(question, base, nearly=NEARLY_OF_A_TRADE)}
    return [row for row in rows if not row.sectors] + [row for row in of_trade if row.sectors and row.service in nearly]


def _speaks_of_that_many(question: Understood, row: Participation) -> bool:
    """Whether a row holds the number that is asked after ("zijn er 20 …?"); true where none is."""
    asked = numbers_asked_after(question)
    return not asked or bool(asked & {count.value for count in figures_of(plain(row.fact[0])).counts})


def _of_phase(question: Understood, base: KnowledgeBase) -> Draft | None:
    """All partners in the phases and for the audience that a list question names."""
    asked = question.plain
    phases = phases_in(asked)
    audiences = [audience for audience, found in _AUDIENCES.items() if found.search(asked)]
    if not phases:
        return None
    rows = [row for row in base.participations if not audiences or set(audiences) & set(row.audience)]
    in_plan = [row for row in rows if row.evidence != "other_source"]
    meets_all = set.intersection(*({row.partner for row in in_plan if phase in row.phase} for phase in phases))
    plan = tuple(row for row in in_plan if row.partner in meets_all and set(phases) & set(row.phase))
    other = tuple(row for row in rows if row.evidence == "other_source" and set(phases) & set(row.phase))
    return listed(question, FoundRows(plan, other), base) if plan or other else None


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
