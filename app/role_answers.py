"""Answers about partners and services, from the rows of the role maps: complete, countable, each with its evidence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from app.action_answers import asks_lead
from app.answer import Handover, Language, Status
from app.evidence import holds_answer
from app.quote import Draft, DraftParticipation, DraftSentence, Quote, quote_of
from app.replies import reply
from app.service_finding import ASKING, FoundService, ServiceFinder
from app.understanding import Understood, plain
from app.wording import patterns, wording
from kb.dutch import terms_of
from kb.knowledge_base import KnowledgeBase
from kb.participation import Participation
from kb.partner import Partner

_WORDS = wording("role_words")
_LIST = patterns(_WORDS["list"])
_DOES = patterns(_WORDS["does"])
_SECTOR = patterns(_WORDS["sector_question"])
_PASSIVE = patterns(_WORDS["passive"])
_OWN = patterns(_WORDS["own"])
_HELPED = patterns(_WORDS["helped"])
_MEANING = patterns(_WORDS["meaning"])
_PHASES = {phase: patterns(found) for phase, found in _WORDS["phase"].items()}
_AUDIENCES = {audience: patterns(found) for audience, found in _WORDS["audience"].items()}

# "Ik ben mentor", "trajectbegeleider hier": who asks, not what is asked.
_INTRODUCTION = re.compile(r"\b(?:ik ben|wij zijn|we zijn|je suis|i am|i'm)(?: een| un| une| a)? [\w-]+|^[\w-]+ hier\b")

# A service fits from here on, and with it those that fit as well; chosen on evals/partners/tuning.jsonl.
FITS = 1.0
NEARLY = 0.97
RESTING_PASSAGES = 8
# What the question does not ask by "who" must fit better before another source is brought up.
FITS_WELL = 1.2
# Rows of other sources that are said; the rest is counted and found with `duaal roles`.
OTHER_ROWS = 4
# A form that more partners of the plan share than these is too vague to answer for all of them.
SHARED_NAME = 2
# Letters that a trade and a word of the question must share from their beginning ("transport" in "transportfirma").
TRADE_STEM = 6
# Services of one partner that are told in sentences; more become a list.
SENTENCES = 3

# An administration that carries an action or writes a rule is no help desk (trap T51).
_NO_HELP_DESK = frozenset({"regulation", "communication", "monitoring", "offer"})
# Phases in which a company deals with the partnership or fund of its trade.
_OF_PARTNERSHIP = frozenset({"recognise", "inform", "recruit", "mentor_training"})
_GROUPS = frozenset({"ondernemingen", "scholen", "mentoren", "trajectbegeleiders", "opleidingsverstrekkers"})


@dataclass(frozen=True, slots=True)
class _Found:
    """The rows that answer: those of the plan, and those of other sources."""

    plan: tuple[Participation, ...]
    other: tuple[Participation, ...]


def answer_about_roles(question: Understood, base: KnowledgeBase) -> Draft | None:
    """The answer when the question is about who does what; null when the role maps do not hold it."""
    asked_for = _organisations(question, base)
    if _SECTOR.search(question.plain) and (draft := _of_sector(question, base)):
        return draft
    if _LIST.search(question.plain) and (draft := _of_phase(question, base)):
        return draft
    if question.asks in ("who", "whom_to_contact") or _LIST.search(question.plain):
        return _of_service(question, base)
    if (
        asked_for
        and _DOES.search(question.plain)
        and not _MEANING.search(question.plain)
        and _only_names(question, base)
    ):
        return _of_partners(question, asked_for, base)
    stranger = len(asked_for) == 1 and not _is_named_in_texts(asked_for[0], base)
    if stranger and question.asks in ("what", "yes_no", "place"):
        return _claim_of_stranger(question, asked_for[0], base)
    if question.asks == "place" and (draft := _of_service(question, base)) and draft.status == "answered":
        return draft
    return None


def _organisations(question: Understood, base: KnowledgeBase) -> list[Partner]:
    """The partners that the question names, organisations before groups of people; both of a form that two share."""
    keys: list[str] = []
    for place in base.names.named_in(question.resolved):
        in_plan = [key for key in place.partners if (partner := base.names.get(key)) is not None and partner.in_plan]
        keys.extend(place.partners if len(place.partners) == 1 else in_plan if len(in_plan) <= SHARED_NAME else ())
    organisations = [key for key in dict.fromkeys(keys) if key not in _GROUPS] or keys
    found = [base.names.get(key) for key in organisations]
    return [partner for partner in found if partner is not None]


def _only_names(question: Understood, base: KnowledgeBase) -> bool:
    """Whether nothing but partners and asking words is in the question: what they do is asked, not one service."""
    text = question.resolved
    for place in reversed(base.names.named_in(text)):
        text = f"{text[: place.start]} {text[place.end :]}"
    return len(set(terms_of(text)) - ASKING) <= 1


def answer_from_other_sources(question: Understood, base: KnowledgeBase) -> Draft | None:
    """What other sources say of a service that the plan says nothing of; null when none holds what is asked."""
    if question.asks == "outcome":
        return None
    services = {service.service_id for service in _fitting(question, base) if service.score >= FITS_WELL}
    rows = [row for row in base.participations if row.service in services and row.evidence == "other_source"]
    rows = [row for row in rows if holds_answer(question, f"{row.fact[0]} {row.contact or ''}", base.names)]
    return _only_other(question, _Found((), tuple(rows)), base) if rows else None


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
    return _listed(question, _Found(plan, other), base) if plan or other else None


def _of_service(question: Understood, base: KnowledgeBase) -> Draft | None:
    """Who does the service that the question is about."""
    keys = {service.service_id for service in _fitting(question, base)}
    if keys & _without_rows(base):
        return None
    rows = acting(question, [row for row in base.participations if row.service in keys], base)
    # Who is named in the question is not the answer to it, unless there is no other.
    named = set(question.partners) - (frozenset() if _HELPED.search(question.plain) else _GROUPS)
    rows = [row for row in rows if row.partner not in named] or rows
    plan = [row for row in rows if row.evidence != "other_source"]
    if question.asks == "whom_to_contact" or _OWN.search(question.plain):
        plan = [row for row in plan if row.action is None and not _NO_HELP_DESK & set(row.phase)]
    found = _Found(tuple(plan), tuple(row for row in rows if row.evidence == "other_source"))
    if not found.plan and not found.other:
        return None
    return _listed(question, found, base) if _LIST.search(question.plain) else _told(question, found, base)


@lru_cache(maxsize=2)
def _without_rows(base: KnowledgeBase) -> frozenset[str]:
    """Services of a map of the plan whose rows were lost because the plan changed: its text must be read for them."""
    lost: set[str] = set()
    for source in base.sources:
        role_map = base.document(source.source_id)
        if any(row.evidence != "other_source" and row.evidence != "unverified" for row in role_map.participations):
            lost |= {service.service_id for service in role_map.services} - {
                row.service for row in role_map.participations
            }
    return frozenset(lost)


def acting(question: Understood, rows: Iterable[Participation], base: KnowledgeBase) -> list[Participation]:
    """Rows of those who do it, the lead alone when it is asked for and stated; those to whom it is done only when the
    question is about them.
    """
    rows = list(rows)
    if not _PASSIVE.search(question.plain):
        patients = {service.service_id for service in base.services if _is_done_to(service.does[0])}
        rows = [row for row in rows if row.service not in patients]
    leads = [row for row in rows if row.role == "lead"] if asks_lead(question) else []
    return leads or rows


def _is_done_to(does: str) -> bool:
    """Whether a verb phrase speaks of somebody to whom something is done; to be asked to act is to act."""
    return does.startswith(("wordt ", "worden ")) or (does.startswith("krijgt ") and " de vraag om " not in does)


def _fitting(question: Understood, base: KnowledgeBase, leave_out: str = "") -> list[FoundService]:
    """The services that the question is about: the best one and those that fit as well."""
    introduction = " ".join(match[0] for match in _INTRODUCTION.finditer(question.plain))
    found = _finder(base).find(
        question.resolved, base.query_vector(question.resolved), _resting(question, base), f"{leave_out} {introduction}"
    )
    return [service for service in found if service.score >= FITS and service.score >= NEARLY * found[0].score]


@lru_cache(maxsize=2)
def _finder(base: KnowledgeBase) -> ServiceFinder:
    return ServiceFinder(base.services, base.vectors)


def _resting(question: Understood, base: KnowledgeBase) -> dict[str, float]:
    """Reciprocal rank of the best passage on which a row of each service rests."""
    ranks: dict[str, float] = {}
    for rank, found in enumerate(base.search(question.resolved, RESTING_PASSAGES, "policy_text"), 1):
        passage = found.passage
        for row in base.participations:
            if row.source_id == passage.source_id and passage.start <= row.start < passage.end:
                ranks.setdefault(row.service, 1.0 / rank)
    return ranks


def _of_partners(question: Understood, partners: Sequence[Partner], base: KnowledgeBase) -> Draft | None:
    """What the named partners do."""
    keys = {partner.partner_id for partner in partners}
    rows = [row for row in base.participations if row.partner in keys]
    plan = tuple(row for row in rows if row.evidence != "other_source")
    if plan:
        return _told(question, _Found(plan, ()), base)
    if _is_named_in_texts(partners[0], base):
        return None
    return _not_in_plan(question, partners[0], [row for row in rows if row.evidence == "other_source"], base)


def _is_named_in_texts(partner: Partner, base: KnowledgeBase) -> bool:
    """Whether a policy text names the partner; also true where there is no policy text to say that of."""
    named = _named_partners(base)
    return named is None or partner.partner_id in named


@lru_cache(maxsize=2)
def _named_partners(base: KnowledgeBase) -> frozenset[str] | None:
    texts = [base.document(source.source_id).text for source in base.sources if source.kind == "policy_text"]
    if not texts:
        return None
    return frozenset(key for text in texts for place in base.names.named_in(text) for key in place.partners)


def _claim_of_stranger(question: Understood, partner: Partner, base: KnowledgeBase) -> Draft:
    """Whether a partner that the plan does not name does what the question says; and who does according to it."""
    services = {service.service_id for service in _fitting(question, base, partner.name)}
    rows = [row for row in base.participations if row.service in services]
    does = [row for row in rows if row.partner == partner.partner_id]
    said = _not_in_plan(question, partner, does, base)
    others = tuple(row for row in rows if row.evidence != "other_source")
    if not others:
        return said
    told = _told(question, _Found(others, ()), base)
    return Draft("answered", (*said.sentences[:1], *told.sentences), told.participations, told.notices)


def _not_in_plan(question: Understood, partner: Partner, other: Sequence[Participation], base: KnowledgeBase) -> Draft:
    name = partner.name_in(question.language)
    said = [DraftSentence(reply("partner_not_in_plan", question.language, partner=_capital(name)), "gap")]
    told, parts = _other_sentences(question, other, base)
    handover = Handover(reply("handover_none", question.language))
    status: Status = "other_source_only" if told else "not_in_sources"
    return Draft(status, (*said, *told), tuple(parts), handover=None if told else handover)


def _of_sector(question: Understood, base: KnowledgeBase) -> Draft | None:
    """The partnership or fund of a trade, from the rows that confirm it."""
    rows = [
        row
        for row in base.participations
        if row.evidence == "other_source" and _OF_PARTNERSHIP & set(row.phase) and _is_of_trade(row, question)
    ]
    if not rows:
        return None
    told, parts = _other_sentences(question, rows, base)
    gap = DraftSentence(reply("sector_not_in_plan", question.language), "gap")
    return Draft("other_source_only", (gap, *told), tuple(parts), _notices(rows[:OTHER_ROWS]))


def _is_of_trade(row: Participation, question: Understood) -> bool:
    """Whether the question names the joint committee of a row or a word of its trade, also inside a compound."""
    numbers = set(re.findall(r"\b(\d{3}(?:\.\d{2})?)\b", question.plain))
    words = set(re.findall(r"[a-z]+", question.plain))
    for sector in map(plain, row.sectors):
        if sector in words or (" " in sector and sector in question.plain):
            return True
        if len(sector) >= TRADE_STEM and any(
            word.startswith(sector) or sector.startswith(word) for word in words if len(word) >= TRADE_STEM
        ):
            return True
    return bool(numbers & set(row.joint_committees))


def _told(question: Understood, found: _Found, base: KnowledgeBase) -> Draft:
    """In sentences: partners with the same service together."""
    if not found.plan:
        return _only_other(question, found, base)
    groups = _by_service(found.plan)
    said: list[DraftSentence] = []
    if len(groups) > SENTENCES and len({row.partner for row in found.plan}) == 1:
        return _many_services(question, groups, base)
    for rows in groups:
        quotes = tuple(dict.fromkeys(_quote(row, base) for row in rows))
        partners = _joined([_name(row.partner, question.language, base) for row in _once(rows)], question.language)
        does = _does(rows, question.language, base)
        said.append(
            DraftSentence(f"{_capital(partners)} {does}{_firmness(rows[0], question.language)}.", "fact", quotes)
        )
    parts = [_part(row, question.language, base) for row in _each_service(found.plan)]
    return Draft("answered", tuple(said), tuple(parts), _notices(found.plan))


def _many_services(question: Understood, groups: Sequence[Sequence[Participation]], base: KnowledgeBase) -> Draft:
    """What one partner does, one service a line."""
    first = groups[0][0]
    name = _name(first.partner, question.language, base)
    partner = base.names.get(first.partner)
    opening = "partners_do" if partner is not None and partner.plural else "partner_does"
    said = [DraftSentence(reply(opening, question.language, partner=name), "frame")]
    for rows in groups:
        does = f"- {_does(rows, question.language, base)}{_firmness(rows[0], question.language)}"
        said.append(DraftSentence(does, "fact", tuple(dict.fromkeys(_quote(row, base) for row in rows))))
    return Draft("answered", tuple(said), tuple(_part(rows[0], question.language, base) for rows in groups))


def _listed(question: Understood, found: _Found, base: KnowledgeBase) -> Draft:
    """As a list, one partner a line, with their number."""
    if not found.plan:
        return _only_other(question, found, base)
    partners = list(dict.fromkeys(row.partner for row in found.plan))
    said = [DraftSentence(_counted("partners_count", question.language, len(partners)), "frame")]
    for partner in partners:
        rows = [row for row in found.plan if row.partner == partner]
        services = list(dict.fromkeys(row.service for row in rows))
        does = "; ".join(
            _does([row for row in rows if row.service == service], question.language, base)
            + _firmness(next(row for row in rows if row.service == service), question.language)
            for service in services
        )
        quotes = tuple(dict.fromkeys(_quote(row, base) for row in rows))
        said.append(DraftSentence(f"- {_capital(_name(partner, question.language, base))}: {does}", "fact", quotes))
    parts = [_part(row, question.language, base) for row in _each_service(found.plan)]
    if found.other:
        count = len({row.partner for row in found.other})
        said.append(DraftSentence(reply("other_sources_too", question.language, count=count), "frame"))
    return Draft("answered", tuple(said), tuple(parts), _notices(found.plan))


def _only_other(question: Understood, found: _Found, base: KnowledgeBase) -> Draft:
    """The plan does not say it; another source does, dated and apart."""
    said = [DraftSentence(reply("not_in_plan", question.language), "gap")]
    if question.asks == "whom_to_contact":
        said.extend(_admission(question, base))
    told, parts = _other_sentences(question, found.other, base)
    handover = _handover(question, found.other, base)
    return Draft("other_source_only", (*said, *told), tuple(parts), _notices(found.other[:OTHER_ROWS]), handover)


def _handover(question: Understood, rows: Sequence[Participation], base: KnowledgeBase) -> Handover | None:
    """The partner of the best row, when it is one to turn to."""
    for row in _ranked(question, rows):
        if row.role in ("contact_point", "lead", "executor") or row.contact:
            name = _name(row.partner, question.language, base)
            return Handover(reply("handover_partner", question.language, partner=name), row.partner, row.contact)
    return None


def _admission(question: Understood, base: KnowledgeBase) -> list[DraftSentence]:
    """The plan's own words that whom to contact is not clear, when it holds them."""
    for found in base.search(str(_WORDS["admission"]), 3, "policy_text"):
        document = base.document(found.passage.source_id)
        for element in document.elements:
            for start, end in element.sentences:
                if found.passage.start <= start < found.passage.end and re.search(
                    r"niet steeds duidelijk", document.text[start:end]
                ):
                    quote = quote_of(document, start, end, "stated")
                    return [
                        DraftSentence(
                            reply("admits", question.language, section=quote.section, quote=quote.text),
                            "fact",
                            (quote,),
                        )
                    ]
    return []


def _other_sentences(
    question: Understood, rows: Sequence[Participation], base: KnowledgeBase
) -> tuple[list[DraftSentence], list[DraftParticipation]]:
    """Rows of other sources, each with its site and date; the newest first where they are of one kind."""
    index = {"nl": 0, "fr": 1, "en": 2}[question.language]
    chosen = _ranked(question, rows)[:OTHER_ROWS]
    said: list[DraftSentence] = []
    for row in chosen:
        site = urlsplit(row.source_url or "").netloc.removeprefix("www.")
        date = reply("undated", question.language) if row.source_date in (None, "undated") else row.source_date
        text = reply("other_source", question.language, site=site, date=date, fact=row.fact[index].rstrip("."))
        said.append(DraftSentence(text, "fact", (_quote(row, base),)))
    if len({id(row) for row in rows}) > len(chosen):
        said.append(DraftSentence(_counted("more_rows", question.language, len(rows) - len(chosen)), "frame"))
    return said, [_part(row, question.language, base) for row in _once(chosen)]


def _ranked(question: Understood, rows: Sequence[Participation]) -> list[Participation]:
    """Rows that share most words with the question, those for the one who asks, contact points, the newest."""
    asked = set(terms_of(question.resolved))
    audience = {"parent": "parent", "mentor": "mentor"}.get(question.persona)
    wants_contact = question.asks == "whom_to_contact"
    newest_first = sorted(
        rows, key=lambda row: row.source_date if row.source_date not in (None, "undated") else "", reverse=True
    )
    return sorted(
        newest_first,
        key=lambda row: (
            -len(asked & set(terms_of(row.fact[0]))),
            audience is not None and audience not in row.audience,
            wants_contact and row.role not in ("contact_point", "lead"),
        ),
    )


def _by_service(rows: Iterable[Participation]) -> list[list[Participation]]:
    groups: dict[tuple[str, str], list[Participation]] = {}
    for row in rows:
        groups.setdefault((row.service, row.modality), []).append(row)
    return list(groups.values())


def _each_service(rows: Iterable[Participation]) -> list[Participation]:
    """The first row of each partner and service."""
    return list({(row.partner, row.service): row for row in reversed(list(rows))}.values())[::-1]


def _once(rows: Iterable[Participation]) -> list[Participation]:
    """The first row of each partner."""
    return list({row.partner: row for row in reversed(list(rows))}.values())[::-1]


def _quote(row: Participation, base: KnowledgeBase) -> Quote:
    document = base.document(row.source_id)
    element = document.element_at(row.start)
    return Quote(
        row.source_id, document.source.title, row.section, element.action if element else None,
        document.page_at(row.start), row.start, row.end, row.quote, row.evidence, row.modality,
    )  # fmt: skip


def _part(row: Participation, language: Language, base: KnowledgeBase) -> DraftParticipation:
    service = next((service for service in base.services if service.service_id == row.service), None)
    name = service.name[{"nl": 0, "fr": 1, "en": 2}[language]] if service else row.service_name
    return DraftParticipation(
        row.partner, base.names.name(row.partner, language), row.service, name, row.role, row.modality,
        _quote(row, base), row.audience, row.evidence,
    )  # fmt: skip


def _does(rows: Sequence[Participation], language: Language, base: KnowledgeBase) -> str:
    """Verb phrase of the service, in the number of its subject."""
    index = {"nl": 0, "fr": 1, "en": 2}[language]
    service = next((service for service in base.services if service.service_id == rows[0].service), None)
    if service is None:
        return rows[0].service_name
    partner = base.names.get(rows[0].partner)
    many = len(_once(rows)) > 1 or (partner is not None and partner.plural)
    return service.do[index] if many else service.does[index]


def _firmness(row: Participation, language: Language) -> str:
    return "" if row.modality in ("stated", "decided") else f" ({reply(f'short_{row.modality}', language)})"


def _name(partner_id: str, language: Language, base: KnowledgeBase) -> str:
    partner = base.names.get(partner_id)
    if partner is None or language != "nl":
        return base.names.name(partner_id, language)
    return f"{partner.article} {partner.name}".strip()


def _joined(names: Sequence[str], language: Language) -> str:
    last = {"nl": " en ", "fr": " et ", "en": " and "}[language]
    return last.join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def _counted(name: str, language: Language, count: int) -> str:
    """A reply that counts, in the singular for one."""
    return reply(f"{name}_one" if count == 1 else name, language, count=count)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _notices(rows: Iterable[Participation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(notice for row in rows for notice in row.notices))
