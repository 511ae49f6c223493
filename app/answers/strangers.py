"""Organisations that no source names: a question for their role or for one of that kind has no answer in a row."""

import re

from app.question.service_finding import ASKING
from app.question.understanding import Understood
from app.records.answer import Handover
from app.records.quote import Draft, DraftSentence
from app.roles.matching import is_surely_of_a_service
from app.roles.organisations import asks_for_role, is_named_in_texts, organisations
from app.words.question import FIELD_TERMS, plain
from app.words.replies import reply
from app.words.wording import wording
from kb.compounds import is_word
from kb.dutch import terms_of
from kb.knowledge_base import KnowledgeBase
from kb.partner import GROUPS

_WORDS = wording("role_words")
_ONE_OF = re.compile(_WORDS["one_of"])
# "Croix-Rouge", "IDEWE", "Mensura": a capital inside the question, or an abbreviation wherever it stands.
_NAME = re.compile(r"(?<![\w'-])(?:[A-Z][\w&]*(?:[-’'][A-Z]\w+)+|[A-Z]{3,}|(?<=\w\w )[A-Z][a-z]{3,})(?![\w-])")
_ACTS = re.compile(_WORDS["acts"])
_BEFORE_PLACE = re.compile(
    r"\b(?:in|te|uit|naar|rond|a|en|at|from|near|region|regio|provincie)\s$|\b(?:in|uit|rond) (?:de|het|'t)\s$"
)


# "Onze Robbe", "mijn dochter Lotte", "notre fils Théo": somebody's child.
_BEFORE_PERSON = re.compile(
    r"\b(?:ons|onze|onzen|mijne?n?|m'n|uwe?|zijne?|haar|notre|mon|ma|my|our|his|her)\s"
    r"(?:(?:oudste|jongste|klein)?(?:zoon|zeun|zeune|dochter|jongen|meisje|neef|nicht|fils|fille|son|daughter|leerling|gast)\s)?$"
)


def answer_about_stranger(question: Understood, base: KnowledgeBase) -> Draft | None:
    """That the sources do not name the organisation, when the question is for its role, or for somebody of it."""
    name = _someone_of(question, base)
    # "Syntra Vlaanderen bestaat niet meer: wie doet nu de leertijd?" is about what is done.
    is_of_a_service = question.asks == "who" and is_surely_of_a_service(question, base)
    if name is None and _asks_role(question) and not is_of_a_service:
        name = _without_rows(question, base) or unknown_name(question, base)
    if name is None:
        return None
    said = DraftSentence(reply("partner_not_in_sources", question.language, partner=name), "gap")
    return Draft("not_in_sources", (said,), handover=Handover(reply("handover_none", question.language)))


def _asks_role(question: Understood) -> bool:
    return question.asks in ("what", "yes_no", "who", "outcome") and asks_for_role(question)


def _without_rows(question: Understood, base: KnowledgeBase) -> str | None:
    """The one organisation of the question when the catalogue knows it and no source tells anything of it."""
    found = [partner for partner in organisations(question, base) if partner.partner_id not in GROUPS]
    if len(found) != 1 or is_named_in_texts(found[0], base):
        return None
    has_rows = any(row.partner == found[0].partner_id for row in base.participations)
    return None if has_rows else _capital(found[0].name_in(question.language))


def _capital(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}"


def unknown_name(question: Understood, base: KnowledgeBase) -> str | None:
    """The name of an organisation in the question that neither the catalogue nor any source holds."""
    if any(partner.partner_id not in GROUPS for partner in organisations(question, base)):
        return None
    for match in _NAME.finditer(question.resolved):
        terms = set(terms_of(match[0]))
        before = plain(question.resolved[: match.start()])
        is_actor = bool(_ACTS.search(before))
        is_other = _BEFORE_PLACE.search(before) or _BEFORE_PERSON.search(before)
        if terms and not is_other and not any(_is_known(term, is_actor, base) for term in terms):
            return match[0]
    return None


def _is_known(term: str, is_actor: bool, base: KnowledgeBase) -> bool:
    """Whether a word stands in a text, in the fact of another source, or in the language at large; where somebody must
    stand ("doet Randstad iets"), a capital makes a name of a word of the language.
    """
    known = term in ASKING or term in FIELD_TERMS or base.in_texts(term) or (is_word(term) and not is_actor)
    return known or any(term in terms_of(row.fact[0]) for row in base.participations if row.fact[0])


def _someone_of(question: Understood, base: KnowledgeBase) -> str | None:
    """The organisation without a row of which somebody is asked for: "welke ouderkoepel", "qui, au Conseil d'État"."""
    for place in base.names.named_in(question.resolved, forgiving=True):
        partner = base.names.get(place.partners[0])
        if partner is None or len(place.partners) > 1 or is_named_in_texts(partner, base):
            continue
        has_rows = any(row.partner == partner.partner_id for row in base.participations)
        if not has_rows and _ONE_OF.search(plain(question.resolved[: place.start])):
            return _capital(partner.name_in(question.language))
    return None
