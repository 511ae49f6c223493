"""The organisations that a question names, and whether it asks for more than what they do."""

import re
from functools import lru_cache

from app.question.service_finding import ASKING
from app.question.understanding import Understood
from app.words.question import FIELD_TERMS, plain
from app.words.wording import patterns, wording
from kb.dutch import terms_of
from kb.knowledge_base import KnowledgeBase
from kb.partner import GROUPS, Partner

_WORDS = wording("role_words")
_ROLE = patterns(_WORDS["role"])
_ANY_ROLE = patterns([*_WORDS["does"], *_WORDS["role"], *_WORDS["mention"]])
_OF_ANY_ROLE = frozenset(terms_of(_WORDS["of_any_role"]))
_LEFT_OUT = re.compile(_WORDS["left_out"])

# A form that more partners of the plan share than these is too vague to answer for all of them.
SHARED_NAME = 2
# Further terms that a question for somebody's role may hold ("in de tekst", "zelf", "concernés").
OF_A_ROLE = 4


def organisations(question: Understood, base: KnowledgeBase) -> list[Partner]:
    """The partners that the question names, organisations before groups of people; both of a form that two share."""
    keys: list[str] = []
    is_vague = False
    for place in base.names.named_in(question.resolved, forgiving=True):
        if _LEFT_OUT.search(plain(question.resolved[: place.start])):
            continue
        in_plan = [key for key in place.partners if (partner := base.names.get(key)) is not None and partner.in_plan]
        keys.extend(place.partners if len(place.partners) == 1 else in_plan if len(in_plan) <= SHARED_NAME else ())
        is_vague = is_vague or len(in_plan) > SHARED_NAME
    # "De sector" is not guessed, but it is he who is meant, not the companies that he helps.
    organisations = [key for key in dict.fromkeys(keys) if key not in GROUPS] or ([] if is_vague else keys)
    found = [base.names.get(key) for key in organisations]
    return [partner for partner in found if partner is not None]


def asks_for_role(question: Understood) -> bool:
    """Whether it is asked in so many words what somebody does, has for a role, or where he is named."""
    return bool(_ANY_ROLE.search(question.plain))


def only_names(question: Understood, base: KnowledgeBase) -> bool:
    """Whether hardly anything but partners and asking words is in the question: what they do is asked, not one service.

    A question that asks for the role of somebody in so many words may hold a little more.
    """
    return len(_beside_names(question, base)) <= (OF_A_ROLE if _ROLE.search(question.plain) else 1)


def nothing_but_names(question: Understood, base: KnowledgeBase) -> bool:
    """Whether nothing at all but partners and asking words is in the question: "CLB?", "VDAB = wat juist"."""
    return not _beside_names(question, base)


def asks_role_alone(question: Understood, base: KnowledgeBase) -> bool:
    """Whether it is asked what a partner has to do with duaal leren, and nothing else is named."""
    beside = _beside_names(question, base) - FIELD_TERMS - _OF_ANY_ROLE
    return asks_for_role(question) and not beside


def _beside_names(question: Understood, base: KnowledgeBase) -> set[str]:
    """Terms of the question beside the partners that it names and the words that only ask."""
    text = question.resolved
    for place in reversed(base.names.named_in(text, forgiving=True)):
        text = f"{text[: place.start]} {text[place.end :]}"
    return set(terms_of(text)) - ASKING


def is_named_in_texts(partner: Partner, base: KnowledgeBase) -> bool:
    """Whether a policy text names the partner; also true where there is no policy text to say that of."""
    named = _named_partners(base)
    return named is None or partner.partner_id in named


@lru_cache(maxsize=1)
def _named_partners(base: KnowledgeBase) -> frozenset[str] | None:
    texts = [base.document(source.source_id).text for source in base.sources if source.kind == "policy_text"]
    if not texts:
        return None
    return frozenset(key for text in texts for place in base.names.named_in(text) for key in place.partners)
