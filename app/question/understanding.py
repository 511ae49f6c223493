"""What a question asks: its language, the kind of thing asked for, the actions and partners it names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from app.question.action_numbers import action_numbers, names_action
from app.question.dialect import written
from app.question.language_guess import language_of
from app.question.leaning import resolved_with
from app.question.parts import asked_after_story
from app.records.answer import Language, Persona
from app.words.question import ASKING_TERMS, FIELD_TERMS, plain
from app.words.wording import patterns, wording
from kb.dutch import terms_of
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

# It is asked whether just this one does it: "is 't WEWIS die daarmee bezig is?".
_CLEFT = re.compile(
    r"\b(?:(?:is|ist|is't|zijn)(?: (?:da[t]?|het|'t|t))?|est-ce|c'est|is it) (?P<who>(?:[\w-]+ ){0,3}?[\w-]+),? "
    r"(?:die|dat|qui|that|who)\b",
    re.IGNORECASE,
)
# Asks what by itself, whatever was asked before: "wat houdt ze in?", not "wat met de bouw?".
_ASKS_WHAT = re.compile(
    r"^(?:en |ma |maar |et |and )*"
    r"(?:(?:onder|in|bij|op|uit|sous|dans|a|under|on) (?:welke?|quel(?:le)?s?|which) "
    r"(?:punt|actie|hoofdstuk|deel|titel|bladzijde|pagina|paragraaf|beleidsnota|nota|tekst|document|decreet|besluit|wet|"
    r"point|action|chapitre|page|section|partie|decret|loi|chapter|decree|law)\w*|"
    r"(?:wat|wa) (?:houdt|houden|is|staat|zegt|betekent|verandert|moet|zou|wordt|gaat|kan|wil|doen|doet)|"
    r"what (?:is|does|should|will|would|can|must)|que dit)\b"
)
# "Om 't even waar" does not ask where.
_ANY = re.compile(
    r"\b(?:om (?:het|'?t) even|eender|n.importe) (?:wie|waar|welke?n?|wat|wanneer|hoe|qui|ou|quel(?:le)?s?|quand)\b"
)
# A line of a list begins with a bullet; one that ends without a mark is told apart from the next.
_BULLET = re.compile(r"^[ \t]*[-*•–][ \t]+", re.MULTILINE)
_LINE = re.compile(r"(?<=\w)[ \t]*\n+\s*(?=\S)")
# What is told behind a question is left out where the question has so many words of its own; but an age never.
OWN_TERMS = 2
_AGE = re.compile(r"\b\d{2}\b")
# Tells why one asks.
_REASON = re.compile(r"\W*(?:want|omdat|aangezien|car|parce qu|because|since)\b", re.IGNORECASE)


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
    told_before: str = ""
    """What stands before this part of a longer text: who asks may be told there."""
    pieces: tuple["Understood", ...] = ()
    """The questions for partners of one service that it was put together from; none where it is one question."""

    @property
    def plain(self) -> str:
        """The resolved question in lower case without accents."""
        return plain(self.resolved)

    @property
    def asking(self) -> str:
        """What it says itself, in plain letters, where that asks something; else as it was resolved."""
        own = plain(self.text)
        return own if self.follows_up and _asks(own) != "what" else self.plain


def understand(
    text: str, persona: Persona, language: Language | None, history: Sequence[str], names: PartnerNames,
    *, is_later_part: bool = False,
) -> Understood:  # fmt: skip
    """Reads a question; a later part of several in one leans on what was asked before it. Raises QuestionError when it
    is empty, endless or not text.
    """
    question = _checked(text)
    spoken = (language or language_of(question)) == "nl"
    asked = _asked_part(question, names, leans=is_later_part)
    asked = written(asked) if spoken else asked
    resolved = resolved_with(asked, history, names, is_later_part=is_later_part)
    follows_up = resolved != asked
    resolved = written(resolved) if spoken else resolved
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
        action_numbers=action_numbers(plain(resolved)),
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


def _asked_part(question: str, names: PartnerNames, *, leans: bool) -> str:
    """Without what is told behind it that is not about the field ("heb ze vorig jaar gedaan"); whole where little would
    be left. A later part, which `leans` on what was asked before, is read without the reason told behind it too.
    """
    asked, mark, told = question.rpartition("?")
    is_aside = told.strip() and not set(terms_of(told)) & FIELD_TERMS and not names.named_in(told)
    is_aside = is_aside and not _AGE.search(told) and not HOW_MUCH_OF_IT.search(question)
    is_whole = len(set(terms_of(asked)) - ASKING_TERMS) >= OWN_TERMS
    is_reason = leans and bool(_REASON.match(told))
    return f"{asked}{mark}" if is_reason or (is_aside and is_whole) else question


def _is_bare(question: str, names: PartnerNames) -> bool:
    simple = plain(question)
    if names_action(simple):
        return False
    terms = {term for term in terms_of(question) if not term.isdigit()} - ASKING_TERMS
    return not terms and not names.named_in(question) and not set(terms_of(question)) & FIELD_TERMS


def _checked(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise QuestionError("de vraag bevat tekens die geen UTF-8 zijn; typ ze opnieuw") from error
    question = " ".join(_LINE.sub("; ", _BULLET.sub("", text.replace("\x00", " "))).split())
    if not any(character.isalnum() for character in question):
        raise QuestionError("de vraag is leeg; typ een vraag over duaal leren")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(f"de vraag telt {len(question)} tekens; het maximum is {LONGEST_QUESTION}. Stel ze korter")
    return question


def _asks_in(simple: str) -> Asks:
    """What is asked in the sentence that asks; what is told before it may hold words of another kind."""
    asked = asked_after_story(simple)
    kind = _asks(asked) if asked else "what"
    return kind if kind != "what" else _asks(simple)


def _asks(simple: str) -> Asks:
    simple = _ANY.sub("", simple)
    return next((kind for kind, pattern in _kinds() if pattern.search(simple)), "what")
