"""What a question asks: its language, the kind of thing asked for, the actions and partners it names."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from app.answer import Language, Persona
from app.language_guess import language_of
from app.wording import patterns, wording
from kb.dutch import terms_of
from kb.errors import QuestionError
from kb.partner import PartnerNames, first_ids

LONGEST_QUESTION = 2000

Asks = Literal[
    "amount", "contact_detail", "age", "whom_to_contact", "duration", "outcome", "names", "count", "date", "place",
    "who", "why", "yes_no", "what",
]  # fmt: skip

# A question that opens with "wie" asks who, whatever else it holds.
_ASKS: tuple[tuple[Asks, re.Pattern[str]], ...] = tuple(
    (cast("Asks", kind.removeprefix("leading_")), patterns(alternatives))
    for kind, alternatives in wording("question_kinds")["asks"].items()
)
_GREETING = patterns(wording("question_kinds")["greeting"])
_STEERING = patterns(wording("question_kinds")["steering"])
_OTHER_TASK = patterns(wording("question_kinds")["other_task"])

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
    is_greeting: bool
    is_steering: bool
    is_other_task: bool

    @property
    def plain(self) -> str:
        """The resolved question in lower case without accents."""
        return plain(self.resolved)


def understand(
    text: str, persona: Persona, language: Language | None, history: Sequence[str], names: PartnerNames
) -> Understood:
    """Reads a question. Raises QuestionError when it is empty, endless or not text."""
    question = _checked(text)
    resolved = _resolved(question, history)
    simple = plain(question)
    return Understood(
        text=question,
        resolved=resolved,
        language=language or language_of(question),
        persona=persona,
        asks=_asks(simple) if _asks(simple) != "what" else _asks(plain(resolved)),
        action_numbers=_action_numbers(plain(resolved)),
        partners=first_ids(names.named_in(resolved)),
        is_greeting=bool(_GREETING.search(simple))
        and len(set(terms_of(simple))) <= 4
        and "?" not in simple.rstrip("?")
        and not _ACTION_NUMBERS.search(simple),
        is_steering=bool(_STEERING.search(simple)),
        is_other_task=bool(_OTHER_TASK.search(simple)),
    )


def plain(text: str) -> str:
    """Lower case, accents and curly quotes away."""
    folded = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    return "".join(character for character in folded if not unicodedata.combining(character))


def _checked(text: str) -> str:
    question = " ".join(text.replace("\x00", " ").split())
    if not any(character.isalnum() for character in question):
        raise QuestionError("de vraag is leeg; typ een vraag over duaal leren")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(f"de vraag telt {len(question)} tekens; het maximum is {LONGEST_QUESTION}. Stel ze korter")
    return question


_FOLLOW_UP = re.compile(
    r"^(?:en|ma|maar|et|and|of|ok en|dus|hoezo|wie dan|wanneer dan|waarom)\b|"
    r"\b(?:die|dat|da|daar|daarvan|hij|zij|ze|it|that|ca|cela)\b"
)


def _resolved(question: str, history: Sequence[str]) -> str:
    """A short question that leans on the one before is read together with it."""
    if not history:
        return question
    terms = set(terms_of(question))
    leans = len(terms) <= 2 or (len(terms) <= 4 and re.match(r"(?:en|et|and|ma|maar|of)\b", plain(question)))
    if (leans and _FOLLOW_UP.search(plain(question))) or not terms:
        before = next((turn for turn in reversed(history) if len(set(terms_of(turn))) > 1), history[-1])
        return f"{before} {question}"
    return question


def _asks(simple: str) -> Asks:
    return next((kind for kind, pattern in _ASKS if pattern.search(simple)), "what")


def _action_numbers(simple: str) -> tuple[str, ...]:
    numbers: list[str] = [f"{section}/{number}" for section, number in _ACTION_KEY.findall(simple)]
    rest = _ACTION_KEY.sub(" ", simple)
    for match in _ACTION_NUMBERS.finditer(rest):
        for number in re.findall(rf"\b{_NUMBER}", match[1]):
            numbers.append(_NUMBER_WORDS.get(number, number.replace(",", ".")))
    numbers.extend(_SUB_ACTION.findall(rest))
    return tuple(dict.fromkeys(numbers))
