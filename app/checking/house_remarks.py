"""Remarks on wording, from the table that the team edits: old names, look-alikes, tone, bare abbreviations."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from app.wording import wording


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    remark: str


def remarks_on(text: str, spans: Sequence[tuple[int, int]]) -> list[list[str]]:
    """Remarks for each sentence of a message; an abbreviation is remarked on once, where it comes first."""
    remarks = [[remark for remark in _by_table(text[start:end])] for start, end in spans]
    for short, long in wording("checking/house_wording")["abbreviations"].items():
        first = re.search(rf"(?<![\w-]){short}(?:['’]?s)?(?![\w])", text)
        if first and long.lower() not in text.lower():
            index = next((i for i, (start, end) in enumerate(spans) if start <= first.start() < end), None)
            if index is not None:
                remarks[index].append(wording("checking/reasons")["abbreviation"].format(short=short, long=long))
    return remarks


def _by_table(sentence: str) -> list[str]:
    return [
        rule.remark.format(found=match[0]) for rule in _rules() if (match := rule.pattern.search(sentence)) is not None
    ]


@cache
def _rules() -> tuple[_Rule, ...]:
    raw = wording("checking/house_wording")
    return tuple(
        _Rule(_pattern(row["words"]), _remark(raw["kinds"][row["kind"]], row["use"], row["why"], row["source"]))
        for row in raw["table"]
    )


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Abbreviations as they are written, other words in any case."""
    forms = (re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile("|".join(rf"(?<!\w)(?{'-i' if form.isupper() else 'i'}:{form})(?!\w)" for form in forms))


def _remark(kind: str, use: str, why: str, source: str) -> str:
    better = f"; liever «{use}»" if use else ""
    place = f" ({source})" if source else ""
    return f"«{{found}}» ({kind}): {why}{better}{place}".replace("{{found}}", "{found}")
