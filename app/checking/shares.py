"""Shares of a text that are put as a ratio or a fraction: "drie op de tien leerlingen", "la moitié des", "half of"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.words.wording import wording

_WORDS = wording("checking/message_words")
_SHARES = _WORDS["shares"]


def _values(names_of: Mapping[int, str]) -> dict[str, int]:
    return {name: int(value) for value, names in names_of.items() for name in names.split()}


def _one_of(words: str) -> str:
    return f"(?:{'|'.join(sorted(words.split(), key=len, reverse=True))})"


_NUMBERS = _values(_SHARES["numbers"]) | _values(_WORDS["numbers"])
_NUMBER = rf"\d{{1,3}}|{_one_of(' '.join(_NUMBERS))}"
_FILLS = {
    "{n}": rf"(?P<n>{_NUMBER})",
    "{m}": rf"(?P<m>{_NUMBER})",
    "{whom}": _one_of(_SHARES["whom"]),
    "{month}": _one_of(" ".join(_WORDS["months"])),
    "{ordinal}": _one_of(" ".join(_WORDS["ordinals"].values())),
}


def _filled(pattern: str) -> str:
    for name, alternatives in _FILLS.items():
        pattern = pattern.replace(name, alternatives)
    return pattern


def _alone(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.,-])(?:{pattern})(?![\w/]|[.,]\d)")


@dataclass(frozen=True, slots=True)
class Share:
    """A share in percent with its place, and the place of the noun inside it: "un élève sur trois"."""

    start: int
    end: int
    percent: float
    noun: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Form:
    """One way of putting a share; `values` are those of its words beyond the numbers, `percent` is what it says."""

    pattern: re.Pattern[str]
    values: Mapping[str, int]
    percent: float | None = None


def _forms() -> Iterator[_Form]:
    for ratio in _SHARES["ratios"]:
        yield _Form(_alone(_filled(ratio)), _NUMBERS)
    for part in _SHARES["parts"]:
        ones, names = _values({1: part["one"]}), _values(part["words"])
        pattern = rf"(?P<n>{_NUMBER}|{_one_of(part['one'])}) (?P<m>{_one_of(' '.join(names))})(?= {part['of']})"
        yield _Form(_alone(pattern), {**_NUMBERS, **ones, **names})
    for fraction, patterns in _SHARES["fixed"].items():
        above, below = map(int, fraction.split("/"))
        for pattern in patterns:
            yield _Form(_alone(pattern), {}, 100 * above / below)


_FORMS = tuple(_forms())
_NOT_BEHIND = re.compile(rf"(?:\b{_one_of(_filled(_SHARES['not_behind']))} |[-/])$")
_NOT_BEFORE = re.compile(
    rf"-|\s?%|[ -](?:{_one_of(_SHARES['small'])}(?: |(?<=')))*{_one_of(_filled(_SHARES['not_before']))}\b"
)


def shares_of(plain_text: str) -> list[Share]:
    """The shares of a text in lower case without accents, in no order; what counts days or pages is none."""
    found: dict[tuple[int, int], Share] = {}
    for form in _FORMS:
        for match in form.pattern.finditer(plain_text):
            is_free = all(match.end() <= start or match.start() >= end for start, end in found)
            if is_free and not _is_no_share(plain_text, match) and (share := _share(form, match)) is not None:
                found[match.span()] = share
    return list(found.values())


def _is_no_share(text: str, match: re.Match[str]) -> bool:
    return bool(_NOT_BEHIND.search(text[: match.start()]) or _NOT_BEFORE.match(text, match.end()))


def _share(form: _Form, match: re.Match[str]) -> Share | None:
    if form.percent is not None:
        return Share(match.start(), match.end(), form.percent)
    above, below = (int(word) if word.isdigit() else form.values[word] for word in match.group("n", "m"))
    noun = match.span("whom") if "whom" in form.pattern.groupindex and match["whom"] else None
    return Share(match.start(), match.end(), 100 * above / below, noun) if 0 < above < below else None
