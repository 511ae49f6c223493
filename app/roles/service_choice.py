"""Of the services that a question fits, those that its form points at: whom it reaches, which kind of partner."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from app.question.phases import phases_in
from app.question.service_finding import FoundService
from app.question.understanding import Understood
from app.roles.kind_asked import kinds_asked, named_alike
from app.roles.service_details import services_with_numbers, shared_concepts
from app.words.question import plain
from app.words.wording import patterns, wording
from kb.knowledge_base import KnowledgeBase
from kb.participation import Audience
from kb.partner import GROUPS

_WORDS = wording("role_words")
# "Wie erkent …": what is done is the verb behind the first word.
_VERB = re.compile(r"(?:wie|qui|who)\s+(?P<verb>\w+)")
_REACHED = patterns(_WORDS["reached"])
_BY_AGENT = patterns(_WORDS["by_agent"])
_WORKS_ON = patterns(_WORDS["works_on"])
_CHOICE = patterns(_WORDS["choice"])
_POSSIBLE = patterns(_WORDS["possible"])
_CHAIR = patterns(_WORDS["chair"])
_OF_PLAN = patterns(wording("question_kinds")["of_plan"])
_HELPS_WHOM = re.compile(_WORDS["helps_whom"])
_AUDIENCES = {audience: patterns(found) for audience, found in _WORDS["audience"].items()}

# What a service gains that agrees with the form of the question, on the scale of its fit; those below NEAR of the best
# one are about something else.
AGREES = 0.7
NEAR = 0.85
# One gains that speaks of all the concepts of the glossary that the question names, in whatever language, and one of
# which a row tells of the very year or amount that it names.
CONCEPTS, DETAIL = 0.15, 0.5
# And one that is for those who ask.
OF_ASKER = 0.4
_ASKERS: dict[str, frozenset[Audience]] = {
    "parent": frozenset({"parent", "learner"}),
    "mentor": frozenset({"mentor", "company"}),
}


def chosen(question: Understood, services: Sequence[FoundService], base: KnowledgeBase) -> list[FoundService]:
    """The services, best first, those that agree with the form of the question before others that fit as well."""
    best = services[0].score if services else 0.0
    agreeing = _agreeing(question, base)
    unlike = done_to_somebody(base) if _BY_AGENT.search(question.plain) else frozenset()
    if not _CHOICE.search(question.plain):
        unlike |= _of_named_alone(frozenset(question.partners) - GROUPS, base)
    if helped := _helped(question):
        unlike |= _of_other_audiences(helped, base)
    for_asker = _reaching(_ASKERS.get(question.persona, frozenset()), base)
    concepts = shared_concepts(question, base)
    detailed = services_with_numbers(question, base)
    gained = (
        replace(
            found,
            score=found.score
            + AGREES * ((found.service_id in agreeing) - (found.service_id in unlike))
            + CONCEPTS * concepts.get(found.service_id, 0.0)
            + DETAIL * (found.service_id in detailed)
            + OF_ASKER * (found.service_id in for_asker),
        )
        if found.score >= NEAR * best
        else found
        for found in services
    )
    return sorted(gained, key=lambda found: (-found.score, found.service_id))


@lru_cache(maxsize=16)
def _of_named_alone(named: frozenset[str], base: KnowledgeBase) -> frozenset[str]:
    """The services that only those do whom the question names itself: "wie spreekt de federale ministers aan?"."""
    return frozenset(row.service for row in base.participations) - frozenset(
        row.service for row in base.participations if row.partner not in named
    )


def _agreeing(question: Understood, base: KnowledgeBase) -> frozenset[str]:
    agreeing: frozenset[str] = frozenset()
    if _REACHED.search(question.plain):
        agreeing |= done_to_somebody(base)
    if verb := _VERB.match(question.plain):
        agreeing |= _of_phases(frozenset(phases_in(verb["verb"])), base)
    if _OF_PLAN.search(question.plain):
        agreeing |= _told_by_a_text(base)
    if _POSSIBLE.search(question.plain):
        agreeing |= _examined(base)
    if _WORKS_ON.search(question.plain):
        agreeing |= _of_actions(base)
    if asks_for_chair(question):
        agreeing |= services_with_chair(base)
    if kinds := kinds_asked(question.plain):
        agreeing |= _of_kinds(kinds, base)
    if alike := named_alike(question.plain, base):
        agreeing |= frozenset(row.service for row in base.participations if row.partner in alike)
    return agreeing


def _helped(question: Understood) -> str | None:
    """The audience that is helped, where it is asked who helps it."""
    found = _HELPS_WHOM.search(question.plain)
    return next((audience for audience, words in _AUDIENCES.items() if found and words.search(found["whom"])), None)


@lru_cache(maxsize=8)
def _of_other_audiences(audience: str, base: KnowledgeBase) -> frozenset[str]:
    """The services that reach other audiences only."""
    reaching = {row.service for row in base.participations if audience in row.audience}
    return frozenset(row.service for row in base.participations if row.audience) - reaching


@lru_cache(maxsize=8)
def _reaching(audiences: frozenset[Audience], base: KnowledgeBase) -> frozenset[str]:
    """The services that reach one of these."""
    return frozenset(row.service for row in base.participations if audiences & set(row.audience))


@lru_cache(maxsize=1)
def done_to_somebody(base: KnowledgeBase) -> frozenset[str]:
    """The services that are only ever done to somebody."""
    return frozenset(service.service_id for service in base.services if is_done_to(service.does[0]))


@lru_cache(maxsize=1)
def _told_by_a_text(base: KnowledgeBase) -> frozenset[str]:
    return frozenset(row.service for row in base.participations if row.evidence != "other_source")


@lru_cache(maxsize=1)
def _examined(base: KnowledgeBase) -> frozenset[str]:
    """The services of which a text only examines whether somebody will do them; not the study itself."""
    return frozenset(row.service for row in base.participations if row.modality == "under_study" and not row.action)


@lru_cache(maxsize=1)
def _of_actions(base: KnowledgeBase) -> frozenset[str]:
    """The services that an action gives to those in its block: they work on it."""
    return frozenset(row.service for row in base.participations if row.action)


def asks_for_chair(question: Understood) -> bool:
    """Whether it is asked who is in the chair."""
    return bool(_CHAIR.search(question.plain))


@lru_cache(maxsize=1)
def services_with_chair(base: KnowledgeBase) -> frozenset[str]:
    """The services of which a row tells who is in the chair."""
    return frozenset(row.service for row in base.participations if _CHAIR.search(plain(f"{row.quote} {row.fact[0]}")))


@lru_cache(maxsize=16)
def _of_phases(phases: frozenset[str], base: KnowledgeBase) -> frozenset[str]:
    return frozenset(row.service for row in base.participations if phases & set(row.phase))


@lru_cache(maxsize=16)
def _of_kinds(kinds: frozenset[str], base: KnowledgeBase) -> frozenset[str]:
    return frozenset(
        row.service
        for row in base.participations
        if (partner := base.names.get(row.partner)) is not None and partner.kind in kinds
    )


def is_done_to(does: str) -> bool:
    """Whether a verb phrase speaks of somebody to whom something is done; to be asked to act is to act, and so is to
    have to do with something.
    """
    gets = does.startswith("krijgt ") and not does.startswith("krijgt te ") and " de vraag om " not in does
    return does.startswith(("wordt ", "worden ")) or gets
