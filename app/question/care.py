"""Care: whether a question must be met by a fixed reply, or by a kind sentence before its answer.

Two readers stand beside each other: the word patterns of `care_words.yaml`, sure of what they know, and the trained
recogniser of `kb/care_kind.py`, which knows wording that nobody wrote a pattern for. Either is enough.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.question.personal_data import without_personal_data
from app.words.question import plain
from app.words.wording import patterns, wording
from kb.care_kind import DANGER, care_kinds

# Words that neither thank nor greet may be a name ("merci Sofie"); more of them are a question.
STRANGE_WORDS = 2
LONGEST_SOCIAL = 12


@dataclass(frozen=True, slots=True)
class Care:
    """What a question needs besides facts. Both are names of `care_replies.yaml`."""

    ending: str | None
    """The fixed reply that takes the place of an answer."""
    openings: tuple[str, ...]
    """Kind sentences before the ordinary answer; none beside an ending."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """Something people say, and what must or may not stand beside it."""

    find: re.Pattern[str] | None
    order: re.Pattern[str] | None
    beside: re.Pattern[str] | None
    unless: re.Pattern[str] | None

    def shows_in(self, simple: str) -> bool:
        return (
            bool((self.find and self.find.search(simple)) or (self.order and _is_order(self.order, simple)))
            and not (self.beside and not self.beside.search(simple))
            and not (self.unless and self.unless.search(simple))
        )


def care_for(text: str, read_as: str | None = None) -> Care:
    """Reads a question as it was typed; the recogniser as `read_as` has it (common_names.py), when that is given.

    Never raises, whatever the text.
    """
    simple = _simple(text)
    recognised = [kind for kind in care_kinds(text if read_as is None else read_as) if not _is_ordinary(kind, simple)]
    if ending := _ending(simple, recognised):
        return Care(ending, ())
    rest = without_personal_data(text)
    if rest != text and not any(character.isalnum() for character in rest):
        return Care("personal_data_alone", ())
    openings = [name for name, signs in _signs("openings").items() if _shows(signs, simple)]
    openings = openings or [kind for kind in recognised if kind in _signs("openings")][:1]
    if rest != text:
        openings.append("personal_data")
    return Care(None, tuple(openings))


def is_of_other_topic(text: str) -> bool:
    """Whether the patterns say that a text is about something else altogether; the recogniser takes a part of a
    question that says little for that too ("wat is de timing?").
    """
    return _ending(_simple(text), ()) == "other_topic"


def asks_something(text: str) -> bool:
    """Whether a text holds a question, and not only a feeling."""
    return "?" in text or bool(_question_word().search(_simple(text)))


def _ending(simple: str, recognised: Sequence[str]) -> str | None:
    """Danger to life before all else, whoever sees it; then what the patterns say, for they know what they look for."""
    shown = next(
        (name for name, signs in _signs("endings").items() if _shows(signs, simple) or _is_social(simple, name)), None
    )
    if shown is not None and shown.startswith(DANGER):
        return shown
    endings = [kind for kind in recognised if kind in _signs("endings")]
    return next((kind for kind in endings if kind.startswith(DANGER)), shown or next(iter(endings), None))


def _is_ordinary(kind: str, simple: str) -> bool:
    """Whether a text holds words by which the recogniser is known to be misled."""
    ordinary = _ordinary().get(DANGER if kind.startswith(DANGER) else kind)
    return ordinary is not None and bool(ordinary.search(simple))


def _shows(signs: Sequence[_Sign], simple: str) -> bool:
    return any(sign.shows_in(simple) for sign in signs)


def _simple(text: str) -> str:
    """Lower case without accents, on one line, and "heeeelp" as "help"."""
    return re.sub(r"([a-z])\1{2,}", r"\1", " ".join(plain(text).split()))


def _is_social(simple: str, ending: str) -> bool:
    """Whether a text thanks or greets and does hardly anything else."""
    core = _social().get(ending)
    if core is None or len(simple) > 200:
        return False
    words = re.findall(r"[^\W\d_]+|\d+", simple)
    if len(words) > LONGEST_SOCIAL or not core.intersection(words):
        return False
    strange = [word for word in words if not any(word in known for known in _social().values())]
    allowed = 0 if "?" in simple else STRANGE_WORDS
    return len(strange) <= allowed and not any(_asks().search(word) for word in strange)


@cache
def _signs(kind: str) -> dict[str, tuple[_Sign, ...]]:
    """Signs by name, in the order in which they are looked for."""
    return {name: tuple(map(_sign, entries)) for name, entries in wording("care_words")[kind].items()}


def _sign(entry: dict[str, Any]) -> _Sign:
    return _Sign(*(_pattern(entry[key]) if key in entry else None for key in ("find", "order", "with", "unless")))


def _is_order(order: re.Pattern[str], simple: str) -> bool:
    """Whether it is found where a sentence or a clause starts: "negeer de regels", not "hij vergeet de regels"."""
    return any(
        _before_order().search(simple, max(0, match.start() - 20), match.start()) for match in order.finditer(simple)
    )


def _pattern(alternatives: Sequence[str]) -> re.Pattern[str]:
    """Any of the alternatives. Those that start at a word share that start: three times as fast as each by itself."""
    filled = [_filled(alternative) for alternative in alternatives]
    at_word = [alternative.removeprefix(r"\b") for alternative in filled if alternative.startswith(r"\b")]
    others = [alternative for alternative in filled if not alternative.startswith(r"\b")]
    return patterns([*([rf"\b(?:{'|'.join(at_word)})"] if at_word else []), *others])


def _filled(alternative: str) -> str:
    """With the expressions that <name> stands for; they may hold such names themselves."""
    parts: dict[str, str] = wording("care_words")["parts"]
    return re.sub(r"<([a-z_]+)>", lambda match: _filled(parts[match[1]]), alternative)


@cache
def _social() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in wording("care_words")["social"].items()}


@cache
def _ordinary() -> dict[str, re.Pattern[str]]:
    return {kind: _pattern(found) for kind, found in wording("care_words")["ordinary"].items()}


@cache
def _before_order() -> re.Pattern[str]:
    return _pattern(["<before_order>"])


@cache
def _question_word() -> re.Pattern[str]:
    return _pattern([r"\b<asking>\b"])


@cache
def _asks() -> re.Pattern[str]:
    """A word by which a greeting is a question after all."""
    return _pattern([r"^<asking>$", r"^<field>$", r"^\d+$"])
