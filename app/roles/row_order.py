"""Rows of other sources in the order in which they are told: for whom, where and when they hold."""

import re
from collections.abc import Iterable, Sequence

from app.question.understanding import Understood
from app.roles.trades import is_of_trade
from app.words.question import plain
from app.words.wording import wording
from kb.dutch import terms_of
from kb.participation import Participation

# Letters by which a part of the country is known, and the Dutch ones where another language has its own.
_TELLING = 4
_IN_DUTCH = {"brux": "brus", "wall": "waal", "occi": "west", "orie": "oost", "east": "oost"}
_OUTDATED = re.compile(wording("role_words")["outdated"])
_REGION = re.compile(wording("role_words")["region"])
_LISTS = frozenset({"names", "count"})
# What is told of pages before this year comes behind the rest: much was put elsewhere in 2021.
OLD = "2021"
# How far a row is that is of another part of the country than the one asked for.
ELSEWHERE = 2
# Rows of other sources that are said; the rest is counted and found with `duaal roles`. A parent reads the best ones.
OTHER_ROWS, OTHER_ROWS_OF_PARENT = 4, 2


def best_rows(question: Understood, rows: Sequence[Participation]) -> list[Participation]:
    """The rows of other sources that are told: the best one of each partner, then what they say beside it."""
    ordered = ranked(question, _of_no_other_trade(question, rows))
    firsts = first_of_each_partner(ordered)
    others = [row for row in ordered if not any(row is first for first in firsts)]
    return [*firsts, *others][: OTHER_ROWS_OF_PARENT if question.persona == "parent" else OTHER_ROWS]


def ranked(question: Understood, rows: Sequence[Participation]) -> list[Participation]:
    """Rows for every trade and region before those of one that is not asked for, and before those of a page that is
    known to be out of date; then those that share most words with the question, those for the one who asks, contact
    points, the newest.
    """
    asked = set(terms_of(question.resolved))
    audience = {"parent": "parent", "mentor": "mentor"}.get(question.persona)
    wants_contact = question.asks == "whom_to_contact"
    newest_first = sorted(
        rows, key=lambda row: row.source_date if row.source_date not in (None, "undated") else "", reverse=True
    )
    return sorted(
        newest_first,
        key=lambda row: (
            bool(row.sectors) and not is_of_trade(row, question),
            farness(row, question),
            _is_outdated(row),
            -len(asked & set(terms_of(row.fact[0]))),
            audience is not None and audience not in row.audience,
            wants_contact and row.role not in ("contact_point", "lead"),
        ),
    )


def farness(row: Participation, question: Understood) -> int:
    """0 for a row of the part of the country that the question names, 1 for one of the whole, ELSEWHERE for one of
    another.
    """
    regions = _regions_in(plain(f"{row.partner_name} {row.fact[0]}"))
    if not regions:
        return 1
    return 0 if regions & _regions_in(question.plain) else ELSEWHERE


def first_of_each_partner(rows: Iterable[Participation]) -> list[Participation]:
    """The first row of each partner."""
    firsts: dict[str, Participation] = {}
    for row in rows:
        firsts.setdefault(row.partner, row)
    return list(firsts.values())


def _of_no_other_trade(question: Understood, rows: Sequence[Participation]) -> Sequence[Participation]:
    """Without the rows of single trades that are not asked for, where others hold for every trade and tell as much of
    what is asked; all for a list.
    """
    general = [row for row in rows if not row.sectors or is_of_trade(row, question)]
    if question.asks in _LISTS or not general:
        return rows
    asked = set(terms_of(question.resolved))
    most = max(len(asked & set(terms_of(row.fact[0]))) for row in general)
    return [row for row in rows if row in general or len(asked & set(terms_of(row.fact[0]))) > most]


def _is_outdated(row: Participation) -> bool:
    """Whether the page of a row is old, by its date or by what an editor notes of it."""
    is_old = row.source_date not in (None, "undated") and str(row.source_date) < OLD
    return is_old or any(_OUTDATED.search(words) for words in (*row.notices, row.fact[0]))


def _regions_in(simple: str) -> set[str]:
    """Parts of the country by their first letters, which are the same in "Brussel" and "Brusselse", and nearly so in
    the other languages.
    """
    return {_IN_DUTCH.get(name[:_TELLING], name[:_TELLING]) for name in _REGION.findall(simple)}
