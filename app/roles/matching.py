"""Which partners, services and rows of the role maps a question is about."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.evidence.weighing import PASSAGES
from app.question.likeness import pointers
from app.question.phases import phases_in
from app.question.service_finding import ASKING, FoundService, ServiceFinder
from app.question.understanding import HOW_MUCH_OF_IT, Understood
from app.roles.service_choice import NEAR, asks_for_chair, chosen
from app.roles.trades import is_of_trade
from app.words.question import FIELD_TERMS
from app.words.wording import wording
from kb.dutch import terms_of
from kb.knowledge_base import KnowledgeBase
from kb.partner import GROUPS
from kb.passage import Passage
from kb.question_form import asks_outcome

_PEOPLE = frozenset(terms_of(wording("role_words")["people"]))
_KIND = re.compile(wording("role_words")["kind_asked"])
_WHO = re.compile(r"\b(?:wie|qui|who)\b")
_NOT_FOR = re.compile(wording("role_words")["not_for"], re.IGNORECASE)
_ALREADY = re.compile(wording("role_words")["already_recognised"], re.IGNORECASE)
_AS_THE_PLAN_SAYS = re.compile(wording("role_words")["as_the_plan_says"], re.IGNORECASE)

# "Ik ben mentor", "als mentor", "trajectbegeleider hier": who asks, not what is asked.
_INTRODUCTION = re.compile(
    r"\b(?:als|as|comme|en tant que)(?: een| an?| une?)? (?:mentor|tuteur|trajectbegeleider|ouder|leerling|werkgever|"
    r"school|zelfstandige|parent|employer|employeur|eleve|ecole|pupil|learner)\b|"
    r"\b(?:ik ben|wij zijn|we zijn|je suis|i am|i'm)(?: een| un| une| a)? [\w-]+|^[\w-]+ hier\b"
)

# A service fits from here on, and with it those that fit as well; chosen on evals/partners/tuning.jsonl.
FITS = 1.4
NEARLY = 0.985
# Weight of like expected questions, and what a gap counts for beside them, on the same scale.
LIKENESS = 4.0
GAP_FITS = 0.6
# What a gap that leaves an outcome open gains when the question surely asks for an outcome.
OUTCOME = 1.0
# Letters of a word for a kind of organisation; a shorter one may be anything.
KIND_WORD = 6
# What a service gains when the question names the phase that it belongs to, and no other.
PHASE = 0.5
# And one with a row of the trade that the question names.
TRADE = 0.5
RESTING_PASSAGES = 8
# A question who without a word of the field must be this much alike to one that is expected.
OF_THE_FIELD = 0.55
# Or fit a service as well as this.
SURELY_OF_IT = 3.4


def fitting_services(
    question: Understood, base: KnowledgeBase, leave_out: str = "", *, even_gaps: bool = False, nearly: float = NEARLY
) -> Sequence[FoundService]:
    """The services that the question is about: the best one and those that fit as well, by `nearly`; none when a gap
    that the sources leave fits better, unless `even_gaps`.
    """
    services = _services_by_fit(question, base, leave_out, even_gaps)
    best = services[0].score if services else 0.0
    return [service for service in services if service.score >= FITS and service.score >= nearly * best]


# Several steps of one answer ask for the same.
@lru_cache(maxsize=32)
def _services_by_fit(
    question: Understood, base: KnowledgeBase, leave_out: str, even_gaps: bool
) -> Sequence[FoundService]:
    """All services, best first; none when a gap fits better, unless `even_gaps`."""
    introduction = " ".join(match[0] for match in _INTRODUCTION.finditer(question.plain))
    variants = [question.resolved, *_without_organisations(question, base)]
    for beside in (HOW_MUCH_OF_IT, _NOT_FOR, _ALREADY, _AS_THE_PLAN_SAYS):
        variants = [beside.sub(" ", text) for text in variants]
    resting = _resting(_AS_THE_PLAN_SAYS.sub(" ", question.resolved), base)
    ranked = max(
        (_ranked(text, question, resting, f"{leave_out} {introduction}", base) for text in variants), key=_lead
    )
    best = ranked.services[0].score if ranked.services else 0.0
    if ranked.gap > best and not even_gaps:
        return []
    return chosen(question, ranked.services, base)


def names_no_service(question: Understood) -> bool:
    """Whether somebody asks whom to turn to and says of the matter no more than who he is himself."""
    own = set(terms_of(_INTRODUCTION.sub(" ", question.plain))) - ASKING - _PEOPLE
    return question.asks == "whom_to_contact" and not own and bool(_INTRODUCTION.search(question.plain))


@dataclass(frozen=True, slots=True)
class _Ranked:
    services: tuple[FoundService, ...]
    """By fit, best first."""
    gap: float
    """Fit of the likeliest gap, on the same scale; 0 when none is near."""


def _lead(ranked: _Ranked) -> float:
    return ranked.services[0].score - max(ranked.gap, FITS) if ranked.services else 0.0


def _ranked(
    text: str, question: Understood, resting: Mapping[str, float], leave_out: str, base: KnowledgeBase
) -> _Ranked:
    """Services by their words, the expected questions that point at them and the phase that the question names."""
    fits = _finder(base).find(text, base.query_vector(text), resting, leave_out)
    like = pointers(text, base)
    phases = phases_in(_ALREADY.sub(" ", question.plain))
    for service, likeness in like.services.items():
        fits[service] += LIKENESS * likeness
    for service in _services_of(phases.pop(), base) if len(phases) == 1 else ():
        fits[service] += PHASE
    for service in services_of_trade(question, base):
        fits[service] += TRADE
    gap = _gap_fit(text, like.gaps, base)
    # Those that fit well enough, or are near enough to the best one to gain what they lack by the question's form.
    least = min(FITS, NEAR * max(fits.values(), default=0.0))
    near = sorted((-fit, key) for key, fit in fits.items() if fit >= least)
    return _Ranked(tuple(FoundService(key, -fit) for fit, key in near), gap)


def _gap_fit(text: str, gaps: Mapping[str, float], base: KnowledgeBase) -> float:
    """How well the likeliest gap fits, more so one that leaves an outcome open when the question asks for one; 0 when
    none is near.
    """
    fits = (
        GAP_FITS + LIKENESS * likeness + (OUTCOME * asks_outcome(text) if base.gaps[gap].asks == "outcome" else 0.0)
        for gap, likeness in gaps.items()
    )
    return max(fits, default=0.0)


def _without_organisations(question: Understood, base: KnowledgeBase) -> list[str]:
    """The question without the organisations that it supposes to do it: who does it instead is found without them. One
    of which the chair is asked for is not supposed to do anything.
    """
    if asks_for_chair(question):
        return []
    text, left_out = question.resolved, False
    for place in reversed(base.names.named_in(text, forgiving=True)):
        if not GROUPS & set(place.partners):
            text, left_out = f"{text[: place.start]} {text[place.end :]}", True
    return [" ".join(text.split())] if left_out and text.strip() else []


@lru_cache(maxsize=64)
def _services_of(phase: str, base: KnowledgeBase) -> frozenset[str]:
    return frozenset(row.service for row in base.participations if phase in row.phase)


def is_of_the_field(question: Understood, base: KnowledgeBase) -> bool:
    """Whether a question who is about duaal leren at all: by its words, its partners, a concept of the glossary or a
    question like it.
    """
    if question.partners or set(terms_of(question.resolved)) & FIELD_TERMS or base.concepts_in(question.resolved):
        return True
    likes = base.like_questions(question.resolved)
    if likes and likes[0].likeness >= OF_THE_FIELD:
        return True
    return is_surely_of_a_service(question, base)


def is_surely_of_a_service(question: Understood, base: KnowledgeBase) -> bool:
    """Whether a service fits beyond doubt."""
    return best_fit(question, base) >= SURELY_OF_IT


def best_fit(question: Understood, base: KnowledgeBase) -> float:
    """How well the best service fits; 0 where none does, or a gap fits better."""
    return max((service.score for service in fitting_services(question, base)), default=0.0)


@lru_cache(maxsize=1)
def _finder(base: KnowledgeBase) -> ServiceFinder:
    return ServiceFinder(base.services, base.vectors)


def _resting(question: str, base: KnowledgeBase) -> dict[str, float]:
    """Reciprocal rank of the best passage on which a row of each service rests."""
    ranks: dict[str, float] = {}
    services_on = _services_on(base)
    for rank, found in enumerate(base.search(question, PASSAGES, "policy_text")[:RESTING_PASSAGES], 1):
        for service in services_on(found.passage):
            ranks.setdefault(service, 1.0 / rank)
    return ranks


@lru_cache(maxsize=1)
def _services_on(base: KnowledgeBase) -> Callable[[Passage], tuple[str, ...]]:
    """By passage, the services that rest on it; let go with the index when that is swapped."""
    return lru_cache(maxsize=4096)(lambda passage: _services_resting_on(passage, base))


def _services_resting_on(passage: Passage, base: KnowledgeBase) -> tuple[str, ...]:
    rows = (row for row in base.participations if row.source_id == passage.source_id)
    return tuple(dict.fromkeys(row.service for row in rows if passage.start <= row.start < passage.end))


def asks_for_unknown_kind(question: Understood, base: KnowledgeBase) -> bool:
    """Whether a kind of organisation is asked for by a word that neither a text nor a name of a partner holds: "welke
    oudervereniging".
    """
    match = _KIND.search(question.plain)
    # "Welk papier krijgt hij, en wie onderzoekt dat" asks for no kind of organisation.
    if match is None or _WHO.search(question.plain):
        return False
    word = max(terms_of(match["kind"]), key=len, default="")
    known = base.in_texts(word) or word in ASKING or word in _words_of_names(base)
    return len(word) >= KIND_WORD and not known and not is_surely_of_a_service(question, base)


@lru_cache(maxsize=1)
def _words_of_names(base: KnowledgeBase) -> frozenset[str]:
    return frozenset(
        term
        for partner in base.names.partners
        for name in (partner.name, partner.name_fr, partner.name_en, *partner.names)
        for term in terms_of(name)
    )


@lru_cache(maxsize=1)
def services_without_rows(base: KnowledgeBase) -> frozenset[str]:
    """Services of a map of the plan whose rows were lost because the plan changed: its text must be read for them."""
    lost: set[str] = set()
    for source in base.sources:
        role_map = base.document(source.source_id)
        if any(row.evidence != "other_source" and row.evidence != "unverified" for row in role_map.participations):
            lost |= {service.service_id for service in role_map.services} - {
                row.service for row in role_map.participations
            }
    return frozenset(lost)


@lru_cache(maxsize=4)
def services_of_trade(question: Understood, base: KnowledgeBase) -> frozenset[str]:
    """The services with a row of the trade that the question names."""
    return frozenset(row.service for row in base.participations if row.sectors and is_of_trade(row, question))
