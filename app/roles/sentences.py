"""Rows of the role maps in sentences: the plan first, other sources apart and dated."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.actions.sentences import joined
from app.question.understanding import Understood
from app.records.answer import Handover, Language
from app.records.quote import Draft, DraftParticipation, DraftSentence, Quote, quote_of
from app.roles.row_order import ELSEWHERE, best_rows, farness, first_of_each_partner, ranked
from app.roles.trades import is_of_trade
from app.words.replies import reply
from app.words.wording import wording
from kb.knowledge_base import KnowledgeBase
from kb.participation import Participation

# Services of one partner that are told in sentences; more become a list.
SENTENCES = 3


@dataclass(frozen=True, slots=True)
class FoundRows:
    """The rows that answer: those of the plan, and those of other sources."""

    plan: tuple[Participation, ...]
    other: tuple[Participation, ...]


def told(question: Understood, found: FoundRows, base: KnowledgeBase) -> Draft:
    """In sentences: partners with the same service together."""
    if not found.plan:
        return only_other(question, found, base)
    groups = _by_service(found.plan)
    said: list[DraftSentence] = []
    if len(groups) > SENTENCES and len({row.partner for row in found.plan}) == 1:
        return _many_services(question, groups, base)
    for rows in groups:
        quotes = tuple(dict.fromkeys(_quote(row, base) for row in rows))
        partners = joined(
            [partner_name(row.partner, question.language, base) for row in first_of_each_partner(rows)],
            question.language,
        )
        does = _does(rows, question.language, base)
        said.append(
            DraftSentence(f"{capital(partners)} {does}{_firmness(rows[0], question.language)}.", "fact", quotes)
        )
    parts = [_part(row, question.language, base) for row in _each_service(found.plan)]
    return Draft("answered", tuple(said), tuple(parts), notices(found.plan))


def _many_services(question: Understood, groups: Sequence[Sequence[Participation]], base: KnowledgeBase) -> Draft:
    """What one partner does, one service a line."""
    first = groups[0][0]
    name = partner_name(first.partner, question.language, base)
    partner = base.names.get(first.partner)
    opening = "partners_do" if partner is not None and partner.plural else "partner_does"
    said = [DraftSentence(reply(opening, question.language, partner=name), "frame")]
    for rows in groups:
        does = f"- {_does(rows, question.language, base)}{_firmness(rows[0], question.language)}"
        said.append(DraftSentence(does, "fact", tuple(dict.fromkeys(_quote(row, base) for row in rows))))
    return Draft("answered", tuple(said), tuple(_part(rows[0], question.language, base) for rows in groups))


def listed(question: Understood, found: FoundRows, base: KnowledgeBase) -> Draft:
    """As a list, one partner a line, with their number."""
    if not found.plan:
        return only_other(question, found, base)
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
        said.append(
            DraftSentence(f"- {capital(partner_name(partner, question.language, base))}: {does}", "fact", quotes)
        )
    parts = [_part(row, question.language, base) for row in _each_service(found.plan)]
    if found.other:
        count = len({row.partner for row in found.other})
        said.append(DraftSentence(_counted("other_sources_too", question.language, count), "frame"))
    return Draft("answered", tuple(said), tuple(parts), notices(found.plan))


def only_other(question: Understood, found: FoundRows, base: KnowledgeBase) -> Draft:
    """The plan does not say it; another source does, dated and apart."""
    said = [DraftSentence(reply("not_in_plan", question.language), "gap")]
    if question.asks == "whom_to_contact":
        said.extend(admission(question, base))
    told, parts = other_sentences(question, found.other, base)
    handover = _handover(question, found.other, base)
    return Draft("other_source_only", (*said, *told), tuple(parts), notices(best_rows(question, found.other)), handover)


def _handover(question: Understood, rows: Sequence[Participation], base: KnowledgeBase) -> Handover | None:
    """The partner of the best row, when it is one to turn to: a mentor is not sent to himself or his own company,
    nobody to those of another trade or another part of the country.
    """
    own = wording("role_words")["themselves"].get(question.persona, ())
    for row in ranked(question, rows):
        if row.partner in own or (row.sectors and not is_of_trade(row, question)):
            continue
        if farness(row, question) == ELSEWHERE:
            continue
        if row.role in ("contact_point", "lead", "executor") or row.contact:
            name = partner_name(row.partner, question.language, base)
            return Handover(reply("handover_partner", question.language, partner=name), row.partner, row.contact)
    return None


def admission(question: Understood, base: KnowledgeBase) -> list[DraftSentence]:
    """The plan's own words that whom to contact is not clear, when it holds them."""
    for found in base.search(str(wording("role_words")["admission"]), 3, "policy_text"):
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


def other_sentences(
    question: Understood, rows: Sequence[Participation], base: KnowledgeBase
) -> tuple[list[DraftSentence], list[DraftParticipation]]:
    """Rows of other sources, each with its site and date; the newest first where they are of one kind."""
    chosen = best_rows(question, rows)
    said: list[DraftSentence] = []
    for row in chosen:
        site, date = site_and_date(row, question.language)
        fact, name = fact_in(row, question.language), "other_source"
        if said and question.persona == "parent":  # the reminder to look at the page stands in the first one
            fact, name = fact.replace(f" ({reply('to_check', question.language)})", ""), "other_source_again"
        text = reply(name, question.language, site=site, date=date, fact=fact)
        said.append(DraftSentence(text, "fact", (_quote(row, base),)))
    if len({id(row) for row in rows}) > len(chosen):
        said.append(DraftSentence(_counted("more_rows", question.language, len(rows) - len(chosen)), "frame"))
    return said, [_part(row, question.language, base) for row in first_of_each_partner(chosen)]


def fact_in(row: Participation, language: Language) -> str:
    """What another source tells, without its full stop."""
    return row.fact[{"nl": 0, "fr": 1, "en": 2}[language]].rstrip(".")


def site_and_date(row: Participation, language: Language) -> tuple[str, str]:
    """Where another source stands, and its date in words."""
    is_undated = row.source_date is None or row.source_date == "undated"
    date = reply("undated", language) if is_undated else str(row.source_date)
    return urlsplit(row.source_url or "").netloc.removeprefix("www."), date


def _by_service(rows: Iterable[Participation]) -> list[list[Participation]]:
    groups: dict[tuple[str, str], list[Participation]] = {}
    for row in rows:
        groups.setdefault((row.service, row.modality), []).append(row)
    return list(groups.values())


def _each_service(rows: Iterable[Participation]) -> list[Participation]:
    """The first row of each partner and service."""
    firsts: dict[tuple[str, str], Participation] = {}
    for row in rows:
        firsts.setdefault((row.partner, row.service), row)
    return list(firsts.values())


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
    many = len(first_of_each_partner(rows)) > 1 or (partner is not None and partner.plural)
    return service.do[index] if many else service.does[index]


def _firmness(row: Participation, language: Language) -> str:
    return "" if row.modality in ("stated", "decided") else f" ({reply(f'short_{row.modality}', language)})"


def partner_name(partner_id: str, language: Language, base: KnowledgeBase) -> str:
    """Name of a partner as it stands in a sentence: in Dutch with its article."""
    partner = base.names.get(partner_id)
    if partner is None or language != "nl":
        return base.names.name(partner_id, language)
    return f"{partner.article} {partner.name}".strip()


def _counted(name: str, language: Language, count: int) -> str:
    """A reply that counts, in the singular for one."""
    return reply(f"{name}_one" if count == 1 else name, language, count=count)


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return f"{text[:1].upper()}{text[1:]}"


def notices(rows: Iterable[Participation]) -> tuple[str, ...]:
    """What a reader must know of the rows, each remark once."""
    return tuple(dict.fromkeys(notice for row in rows for notice in row.notices))
