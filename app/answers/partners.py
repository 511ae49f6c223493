"""What named partners do, and what is said of one that the plan does not name."""

from collections.abc import Sequence, Set
from dataclasses import replace

from app.question.understanding import Understood
from app.records.answer import Handover, Status
from app.records.quote import Draft, DraftSentence
from app.roles.acting_rows import acting
from app.roles.matching import fitting_services
from app.roles.organisations import asks_role_alone, is_named_in_texts
from app.roles.sentences import FoundRows, capital, other_sentences, told
from app.words.replies import reply
from app.words.wording import patterns, wording
from kb.knowledge_base import KnowledgeBase
from kb.participation import Participation
from kb.partner import GROUPS, Partner

_OF_PLAN = patterns(wording("question_kinds")["of_plan"])
# Who does instead what a stranger is supposed to do is told where the service fits as well as this.
SURELY_THAT = 2.4


def of_partners(question: Understood, partners: Sequence[Partner], base: KnowledgeBase) -> Draft | None:
    """What the named partners do."""
    keys = {partner.partner_id for partner in partners}
    rows = [row for row in base.participations if row.partner in keys]
    plan = tuple(row for row in rows if row.evidence != "other_source")
    if plan:
        draft = _with_strangers(told(question, FoundRows(plan, ()), base), question, partners, base)
        return draft if _OF_PLAN.search(question.plain) else _with_daily_tasks(draft, question, keys & GROUPS, base)
    if is_named_in_texts(partners[0], base):
        return None
    return _not_in_plan(question, partners[0], [row for row in rows if row.evidence == "other_source"], base)


def _with_strangers(draft: Draft, question: Understood, partners: Sequence[Partner], base: KnowledgeBase) -> Draft:
    """What the named partners do of whom the plan tells, and of each other one that it does not name it, with what
    other sources say.
    """
    in_plan = {row.partner for row in base.participations if row.evidence != "other_source"}
    strangers = [p for p in partners if p.partner_id not in in_plan and not is_named_in_texts(p, base)]
    said = list(draft.sentences)
    for stranger in strangers:
        rows = [row for row in base.participations if row.partner == stranger.partner_id]
        said.extend(_not_in_plan(question, stranger, rows, base).sentences)
    return replace(draft, sentences=tuple(said))


def _with_daily_tasks(draft: Draft, question: Understood, groups: Set[str], base: KnowledgeBase) -> Draft:
    """What other sources say that people like these do from day to day, of which a plan says little."""
    rows = [row for row in base.participations if row.partner in groups and row.evidence == "other_source"]
    facts, _ = other_sentences(question, rows, base)
    return replace(draft, sentences=(*draft.sentences, *facts)) if rows else draft


def with_stranger(question: Understood, partner: Partner, draft: Draft) -> Draft:
    """The answer, and before it that the plan does not name the partner that the question supposes to do it."""
    does_it = partner.partner_id in {part.partner for part in draft.participations}
    if does_it or draft.status not in ("answered", "other_source_only"):
        return draft
    name = capital(partner.name_in(question.language))
    unnamed = DraftSentence(reply("partner_not_in_plan", question.language, partner=name), "gap")
    # That the plan does not name him says that it does not say so.
    said = [sentence for sentence in draft.sentences if draft.status == "answered" or sentence.kind != "gap"]
    return replace(draft, sentences=(unnamed, *said))


def claim_of_stranger(question: Understood, partner: Partner, base: KnowledgeBase) -> Draft:
    """Whether a partner that the plan does not name does what the question says; and who does according to it."""
    # "Heeft Unia een taak bij duaal leren?" names nothing that another could do instead.
    fitting = [] if asks_role_alone(question, base) else fitting_services(question, base, partner.name, even_gaps=True)
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
