"""What a question asks: its language, the kind of thing asked for, the actions and partners it names."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast

from app.answer import Language, Persona
from app.dialect import written
from app.language_guess import language_of
from app.question_parts import asked_after_story
from app.wording import patterns, wording
from kb.dutch import term_of, terms_of, words_of
from kb.errors import QuestionError
from kb.partner import PartnerNames, first_ids
from kb.question_form import asks_who

LONGEST_QUESTION = 2000
# From here on a question that does not say "wie" asks who all the same (evals/partners).
SURELY_WHO = 0.6

Asks = Literal[
    "amount", "contact_detail", "age", "whom_to_contact", "duration", "outcome", "names", "count", "date", "place",
    "who", "why", "yes_no", "what",
]  # fmt: skip

# Kinds that a question who may look like: "is het het CLB dat erkent?", "welke instanties …".
_OPEN: frozenset[Asks] = frozenset({"what", "yes_no", "names", "count", "place"})


# Read when the first question comes: a command that takes none does not wait for them.
@cache
def _kinds() -> tuple[tuple[Asks, re.Pattern[str]], ...]:
    """A question that opens with "wie" asks who, whatever else it holds."""
    return tuple(
        (cast("Asks", kind.removeprefix("leading_")), patterns(alternatives))
        for kind, alternatives in wording("question_kinds")["asks"].items()
    )


@cache
def _for_whom() -> re.Pattern[str]:
    return patterns(wording("question_kinds")["for_whom"])


# How much of it is wanted, said behind the question; it says nothing of the matter itself.
HOW_MUCH_OF_IT = re.compile(wording("question_kinds")["how_much_of_it"], re.IGNORECASE)
ASKING_TERMS = frozenset(terms_of(wording("role_words")["asking"]))
# Whole words: a part of one ("goed" in "goedgekeurd", "avond" in "infoavond") is not of the field.
FIELD_TERMS = frozenset(map(term_of, words_of(wording("question_kinds")["field"])))

_NUMBER_WORDS = {
    word: str(number)
    for words in (
        "eén twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
        "achttien negentien twintig",
        "ún deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty",
    )
    for number, word in enumerate(words.split(), 1)
}  # fmt: skip
_ACTION = r"(?:actie(?:punt|nummer|s)?|aktie[s]?|acti?ons?|axtie|act\.)"
_NUMBER = rf"(?:\d{{1,2}}(?:[.,]\d)?|{'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))})\b"
_ACTION_NUMBERS = re.compile(
    rf"\b{_ACTION}\s*(?:nr\.?|nummer|n°|numero|number|no\.?)?\s*"
    rf"((?:\d\.\d/)?{_NUMBER}(?:\s*(?:,|en|et|and|of|or|&|met {_ACTION}|{_ACTION})\s*{_NUMBER})*)"
)
_ACTION_KEY = re.compile(r"\b(\d\.\d)\s?/\s?(\d{1,2}(?:\.\d)?)\b")
_SUB_ACTION = re.compile(r"\b(18\.\d)\b")


@dataclass(frozen=True, slots=True)
class Understood:
    """A question and what it asks."""

    text: str
    """As it was typed."""
    resolved: str
    """With what an earlier question supplies, for a follow-up."""
    language: Language
    persona: Persona
    asks: Asks
    action_numbers: tuple[str, ...]
    """Numbers as the plan writes them: "9", "18.2"; or keys: "2.6/18"."""
    partners: tuple[str, ...]
    follows_up: bool
    """Whether it was read together with an earlier question."""
    is_bare: bool
    """Whether it holds nothing to look for: "18", "wie doet wat"."""
    seeks_partner: bool
    """Whether it asks who does something or whom to turn to, in whatever words."""

    @property
    def plain(self) -> str:
        """The resolved question in lower case without accents."""
        return plain(self.resolved)


def understand(
    text: str, persona: Persona, language: Language | None, history: Sequence[str], names: PartnerNames,
    *, is_later_part: bool = False,
) -> Understood:  # fmt: skip
    """Reads a question; a later part of several in one leans on what was asked before it. Raises QuestionError when it
    is empty, endless or not text.
    """
    question = _checked(text)
    spoken = (language or language_of(question)) == "nl"
    resolved = _resolved(question, history, names, is_later_part)
    follows_up = resolved != question
    resolved = _asked_part(written(resolved) if spoken else resolved, names)
    simple = plain(written(question) if spoken else question)
    asks_by_itself = _asks(simple) != "what" or _ASKS_WHAT.search(simple)
    asks = _asks_in(simple if asks_by_itself else plain(resolved))
    form = question if asks_by_itself and follows_up else resolved
    return Understood(
        text=question,
        resolved=resolved,
        language=language or language_of(question),
        persona=persona,
        asks=asks,
        action_numbers=_action_numbers(plain(resolved)),
        partners=first_ids(names.named_in(resolved, forgiving=True)),
        follows_up=follows_up,
        is_bare=_is_bare(resolved, names),
        seeks_partner=not _for_whom().search(simple)
        and (
            asks in ("who", "whom_to_contact")
            or (asks in _OPEN and (asks_who(form) >= SURELY_WHO or _asks_whether_it_is(form, names)))
        ),
    )


def _asks_whether_it_is(question: str, names: PartnerNames) -> bool:
    """Whether it is asked if just this partner does it: "is 't WEWIS die daarmee bezig is?"."""
    cleft = _CLEFT.search(question)
    return cleft is not None and bool(names.named_in(cleft["who"], forgiving=True))


def _asked_part(question: str, names: PartnerNames) -> str:
    """Without what is told behind it that is not about the field ("heb ze vorig jaar gedaan"); whole where little would
    be left.
    """
    asked, mark, told = question.rpartition("?")
    is_aside = told.strip() and not set(terms_of(told)) & FIELD_TERMS and not names.named_in(told)
    is_aside = is_aside and not _AGE.search(told) and not HOW_MUCH_OF_IT.search(question)
    is_whole = len(set(terms_of(asked)) - ASKING_TERMS) >= OWN_TERMS
    return f"{asked}{mark}" if is_aside and is_whole else question


def _is_bare(question: str, names: PartnerNames) -> bool:
    simple = plain(question)
    if _ACTION_NUMBERS.search(simple) or _ACTION_KEY.search(simple) or _SUB_ACTION.search(simple):
        return False
    terms = {term for term in terms_of(question) if not term.isdigit()} - ASKING_TERMS
    return not terms and not names.named_in(question) and not set(terms_of(question)) & FIELD_TERMS


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Lower case, accents and curly quotes away."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    return "".join(character for character in folded if not unicodedata.combining(character))


def _checked(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise QuestionError("de vraag bevat tekens die geen UTF-8 zijn; typ ze opnieuw") from error
    question = " ".join(text.replace("\x00", " ").split())
    if not any(character.isalnum() for character in question):
        raise QuestionError("de vraag is leeg; typ een vraag over duaal leren")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(f"de vraag telt {len(question)} tekens; het maximum is {LONGEST_QUESTION}. Stel ze korter")
    return question


_FOLLOW_UP = re.compile(r"^(?:en|ma|maar|et|and|of|ok en|dus|hoezo|wie dan|wanneer dan|waarom)\b")
_LEANING = re.compile(
    r"\b(?:die|dieje|dat|da|dit|deze|dees|daar\w*|er\w{2,}|hier\w+|it|that|this|those|they|them|ca|cela|celle-ci|celui|ils|elles|dan|"
    r"ook|zelfde|too|aussi)\b"
)
# Stands for what an earlier part of the same text spoke of.
_CLEFT = re.compile(
    r"\b(?:(?:is|ist|is't|zijn)(?: (?:da[t]?|het|'t|t))?|est-ce|c'est|is it) (?P<who>(?:[\w-]+ ){0,3}?[\w-]+),? "
    r"(?:die|dat|qui|that|who)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:ze|zij|hij|hem|hen|hun|ils?|elles?|they|them|it)\b")
# Asks what by itself, whatever was asked before: "wat houdt ze in?", not "wat met de bouw?".
_ASKS_WHAT = re.compile(
    r"^(?:en |ma |maar |et |and )*"
    r"(?:(?:wat|wa) (?:houdt|houden|is|staat|zegt|betekent|verandert)|what (?:is|does)|que dit)\b"
)
# What is told behind a question is left out where the question has so many words of its own; but an age never.
OWN_TERMS = 2
_AGE = re.compile(r"\b\d{2}\b")
# A question of its own holds more words of its own than this.
LEANING_TERMS = 3
# One that points back at the whole of it ("wie geeft daar uitleg over?") may hold more.
POINTING_TERMS = 5
_POINTING = re.compile(
    r"\bdaar(?: \w+){0,3} (?:over|voor|van|bij|aan|mee)\b|\b(?:daar|er)(?:over|voor|van|bij|aan|mee|tegen)\b"
)


def _resolved(question: str, history: Sequence[str], names: PartnerNames, is_later_part: bool) -> str:
    """A short question that leans on an earlier one is read together with it; what it names itself takes the place of
    what the earlier one named.
    """
    if not history:
        return question
    simple = plain(question)
    own = set(terms_of(question)) - ASKING_TERMS
    leans = _FOLLOW_UP.search(simple) or _LEANING.search(simple) or _of_an_action(simple, history[-1])
    leans = leans or (is_later_part and (bool(_PRONOUN.search(simple)) or not _is_of_the_field(question, names)))
    most = POINTING_TERMS if _POINTING.search(simple) else LEANING_TERMS
    if len(own) > (most if leans else 0):
        return question
    before = next((turn for turn in reversed(history) if _is_of_the_field(turn, names)), history[-1])
    if _ACTION_NUMBERS.search(simple) or _SUB_ACTION.search(simple):
        before = _SUB_ACTION.sub(" ", _ACTION_NUMBERS.sub(" ", plain(before)))
    if named := names.named_in(question):
        for place in reversed(names.named_in(before)) if named else ():
            before = f"{before[: place.start]} {before[place.end :]}"
    return f"{before} {question}"


def says_nothing(question: str) -> bool:
    """Whether a question only asks ("wie is erbij betrokken?") and does not say of what."""
    return not set(terms_of(question)) - ASKING_TERMS


def _of_an_action(simple: str, before: str) -> bool:
    """Whether a pronoun can stand for the action that was asked about just before."""
    return bool(re.search(r"\b(?:ze|zij|hij|elle)\b", simple) and _ACTION_NUMBERS.search(plain(before)))


def _is_of_the_field(turn: str, names: PartnerNames) -> bool:
    """Whether an earlier question is about duaal leren, so that a later one can lean on it."""
    return bool(_ACTION_NUMBERS.search(plain(turn)) or names.named_in(turn) or set(terms_of(turn)) & FIELD_TERMS)


def _asks_in(simple: str) -> Asks:
    """What is asked in the sentence that asks; what is told before it may hold words of another kind."""
    asked = asked_after_story(simple)
    kind = _asks(asked) if asked else "what"
    return kind if kind != "what" else _asks(simple)


def _asks(simple: str) -> Asks:
    return next((kind for kind, pattern in _kinds() if pattern.search(simple)), "what")


def _action_numbers(simple: str) -> tuple[str, ...]:
    numbers: list[str] = [f"{section}/{number}" for section, number in _ACTION_KEY.findall(simple)]
    rest = _ACTION_KEY.sub(" ", simple)
    for match in _ACTION_NUMBERS.finditer(rest):
        for number in re.findall(rf"\b{_NUMBER}", match[1]):
            numbers.append(_NUMBER_WORDS.get(number, number.replace(",", ".")))
    numbers.extend(_SUB_ACTION.findall(rest))
    return tuple(dict.fromkeys(numbers))
