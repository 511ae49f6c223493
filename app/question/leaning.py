"""What a question leans on: the earlier one that supplies what it leaves out."""

import re
from collections.abc import Sequence

from app.question.action_numbers import action_numbers, names_action, without_actions
from app.question.pronouns import is_of_the_asker
from app.words.question import ASKING_TERMS, FIELD_TERMS, plain
from app.words.wording import wording
from kb.dutch import terms_of
from kb.partner import GROUPS, NamedPartner, PartnerNames

# Words that name the parties of an action, and words that say little beside those.
_PARTIES = frozenset(terms_of(wording("role_words")["parties"]))
_LIGHT = frozenset(terms_of(wording("role_words")["light"]))
_FOLLOW_UP = re.compile(r"^(?:en|ma|maar|et|and|of|ok en|dus|hoezo|wie dan|wanneer dan|waarom)\b")
_LEANING = re.compile(
    r"\b(?:die|dieje|dat|da|dit|deze|dees|daar\w*|hier\w+|dan|ook|zelfde|"
    r"er(?:aan|achter|bij|door|in|langs|mee|naar|naast|onder|op|over|tegen|toe|uit|van|voor)|"
    r"cet|cette|ces|[sjnl].y|s.en|ca|cela|celle-ci|celui|ils|elles|aussi|it|that|this|those|they|them|too)\b"
)
# Stands for what an earlier part of the same text spoke of.
_PRONOUN = re.compile(
    r"\b(?:ze|zij|hij|hem|hen|hun|ils?|elles?|they|them|it)\b|\b(?:one|eentje|er een)\W*$|"
    r"\b(?:le|la|les|l) ?.?\w+(?:er|ir|re)\W*$"
)
# Stands for the very thing that is asked about, at the end of a question.
_OBJECT = re.compile(
    r"\b(?:het|'t|da[t]?|dit|ze|hem|hen|daar\w*|la|le|les|en|y|it|that|them)\W*(?:\w+\W*)?$|"
    r"\b(?:l|s.en|s.y|la|les?).\w+\W*$"
)
# What an earlier part asks of its matter, and is no part of that.
_HOW_LONG = re.compile(wording("question_parts")["asks_of_it"], re.IGNORECASE)
# Somebody else is asked for than who was named: "zo niet, wie dan wel?".
_IF_NOT = re.compile(r"^(?:en |et |and )?(?:zo ni(?:et|e)|indien ni(?:et|e)|zo nee|sinon|si non|if not)\b")
_JOINS = re.compile(r"\s*(?:,|\b(?:en|et|and|of|ou|or)\b)\s*(?:(?:de|den|het|la|les?|the)\b\s*)?", re.IGNORECASE)
# Names those between whom to choose, behind a question: "who files it: us or the school?".
_CHOICE = re.compile(r"\s*[,:;]\s*(?:[\w'-]+\s+){1,3}(?:of|ou|or)\s+(?:[\w'-]+\s*){1,3}\?*\s*$")
# With so many words of its own, a later part needs no more of an earlier one than the action that it names.
OWN_TERMS = 2
# A question of its own holds more words of its own than this.
LEANING_TERMS = 3
# One that points back at the whole of it ("wie geeft daar uitleg over?") may hold more.
POINTING_TERMS = 5
_POINTING = re.compile(
    r"\bla[- ]dessus\b|\bdaar(?: \w+){0,3} (?:over|voor|van|bij|aan|mee)\b|"
    r"\b(?:daar|er)(?:over|voor|van|bij|aan|mee|tegen)\b"
)


def resolved_with(question: str, history: Sequence[str], names: PartnerNames, *, is_later_part: bool) -> str:
    """A question, read together with the earlier one that it leans on when it is short; what it names itself takes the
    place of what the earlier one named. A later part of several in one leans sooner.
    """
    if not history:
        return question
    simple = plain(question)
    own = set(terms_of(question)) - ASKING_TERMS
    if is_later_part:
        own -= _PARTIES | _LIGHT
    leans = _FOLLOW_UP.search(simple) or _LEANING.search(simple) or _of_an_action(simple, history[-1])
    leans = leans or bool(_IF_NOT.search(simple))
    leans = leans or (is_later_part and (bool(_PRONOUN.search(simple)) or not is_of_the_field(question, names)))
    points = _POINTING.search(simple) or _IF_NOT.search(simple)
    most = POINTING_TERMS if points else LEANING_TERMS
    if len(own) > (most if leans else 0):
        return question
    told = [turn for turn in reversed(history) if is_of_the_field(turn, names) and not asks_for_parties(turn)]
    # A turn that leans itself says no more than this one.
    told = told or [turn for turn in reversed(history) if not speaks_with_pronoun(turn)]
    before = next(iter(told), history[-1])
    if names_action(simple):
        before = without_actions(plain(before))
    if is_later_part and len(own) >= OWN_TERMS and (numbers := action_numbers(plain(before))):
        before = f"actie {', '.join(numbers)}"
    elif is_later_part:
        before = _HOW_LONG.sub(" ", before)
    # The company or the school of the one who asks is no other party than the one that was asked about.
    if any(not is_of_the_asker(question[: place.start]) for place in names.named_in(question)):
        before = _without(names.named_in(before), before)
    elif _IF_NOT.search(simple):
        before = _without(_first_named(before, names), before)
    return f"{before} {question}"


def speaks_with_pronoun(turn: str) -> bool:
    """Whether a turn speaks of its matter, or points at it, with a pronoun."""
    simple = plain(turn)
    return bool(_PRONOUN.search(simple) or _IF_NOT.search(simple) or _LEANING.search(simple))


def _first_named(text: str, names: PartnerNames) -> list[NamedPartner]:
    """The organisation that a text names first, with those that are joined to it ("de SERV en de Vlor")."""
    first: list[NamedPartner] = []
    for place in names.named_in(text):
        if not GROUPS & set(place.partners) and (not first or _JOINS.fullmatch(text[first[-1].end : place.start])):
            first.append(place)
    return first


def _without(places: Sequence[NamedPartner], text: str) -> str:
    for place in reversed(places):
        text = f"{text[: place.start]} {text[place.end :]}"
    return text


def says_nothing(question: str) -> bool:
    """Whether a question only asks ("wie is erbij betrokken?") and does not say of what."""
    return set(terms_of(question)) - ASKING_TERMS <= _LIGHT


def asks_for_parties(question: str) -> bool:
    """Whether a question names the parties of an action and nothing of what it is about: "welk departement staat
    daarbij?".
    """
    own = set(terms_of(question)) - ASKING_TERMS
    return bool(_PARTIES & set(terms_of(question))) and own <= _PARTIES | _LIGHT


def only_points_back(question: str) -> bool:
    """Whether a pronoun stands for the very thing that a question is about: "wie onderzoekt het?"."""
    asked = _CHOICE.sub("", plain(question))
    return len(set(terms_of(asked)) - ASKING_TERMS - _LIGHT) <= 1 and bool(_OBJECT.search(asked))


def _of_an_action(simple: str, before: str) -> bool:
    """Whether a pronoun can stand for the action that was asked about just before."""
    return bool(re.search(r"\b(?:ze|zij|hij|elle)\b", simple) and names_action(plain(before)))


def is_of_the_field(turn: str, names: PartnerNames) -> bool:
    """Whether an earlier question is about duaal leren, so that a later one can lean on it."""
    return bool(names_action(plain(turn)) or names.named_in(turn) or set(terms_of(turn)) & FIELD_TERMS)
