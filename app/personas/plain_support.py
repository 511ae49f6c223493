"""May a sentence in plain words stand beside its quotes? It says nothing that they do not hold, and no more firmly."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.checking.figures import Figures, figures_of, is_among
from app.checking.reading import same_length_plain
from app.checking.stance import Stance, stance_of
from app.records.quote import Draft, Quote
from kb.modality import Modality
from kb.partner import PartnerNames

# How much a sentence promises, by its own words, and what a quote allows.
_FIRMNESS = ("study", "proposed", "planned", "plain", "done")
_ALLOWED: dict[Modality, int] = {"under_study": 0, "proposed": 1, "planned": 2, "decided": 3, "stated": 3}
_ABBREVIATION = re.compile(r"\b[A-Z][A-Z\d]+\b")


def supported_in_plain_words(draft: Draft, names: PartnerNames) -> Draft:
    """The draft without explanations that say more than the quotes they stand beside."""
    kept = tuple(s for s in draft.sentences if s.made_of != "explanation" or holds(s.text, s.quotes, names))
    return draft if kept == draft.sentences else replace(draft, sentences=kept)


def holds(text: str, quotes: Sequence[Quote], names: PartnerNames, least: Modality = "stated") -> bool:
    """Whether numbers, dates, names, denial and firmness of a sentence stand in its quotes.

    `least` is how firm its record is, where that is less than the words of the quotes.
    """
    return bool(quotes) and not lacking(text, [(quote.text, quote.modality) for quote in quotes], names, least)


def lacking(text: str, quotes: Sequence[tuple[str, Modality]], names: PartnerNames, least: Modality) -> str:
    """What of a sentence the quotes do not hold: number, date, name, denial or firmness; empty where they hold all."""
    words = " ".join(quote for quote, _ in quotes)
    checks = {
        "number": _numbers_stand(text, words),
        "date": _dates_stand(text, words),
        "name": _names(text, names) <= _names(words, names) and _spelled(text, words, names),
        "denial": _denial_stands(_stance(text), [_stance(quote) for quote, _ in quotes]),
        "firmness": _is_no_firmer(text, quotes, least),
    }
    return next((name for name, stands in checks.items() if not stands), "")


def _stance(text: str) -> Stance:
    return stance_of(same_length_plain(text))


def _numbers_stand(text: str, words: str) -> bool:
    own = _figures(words).counts
    return all(
        is_among(said.value, (c.value for c in own if (c.kind == "percent") == (said.kind == "percent")))
        for said in _figures(text).counts
    )


def _figures(text: str) -> Figures:
    return figures_of(same_length_plain(text))


def _dates_stand(text: str, words: str) -> bool:
    own = _figures(words).moments
    return all(any(said.agrees_with(other) for other in own) for said in _figures(text).moments)


def _names(text: str, names: PartnerNames) -> set[str]:
    return {partner for place in names.named_in(text) for partner in place.partners}


def _spelled(text: str, words: str, names: PartnerNames) -> bool:
    """Abbreviations and names of places that are no partner stand in the quotes themselves."""
    rest = text
    for place in reversed(names.named_in(text)):
        rest = f"{rest[: place.start]} {rest[place.end :]}"
    return all(name.lower() in words.lower() for name in _ABBREVIATION.findall(rest))


def _denial_stands(said: Stance, quotes: Sequence[Stance]) -> bool:
    if said.denials:
        return any(quote.denials for quote in quotes)
    return any(not quote.negated for quote in quotes)


def _is_no_firmer(text: str, quotes: Sequence[tuple[str, Modality]], least: Modality) -> bool:
    said = _FIRMNESS.index(_stance(text).firmness)
    allowed = min(_ALLOWED[least], *(_ALLOWED[modality] for _, modality in quotes), 4)
    if allowed == _ALLOWED["stated"] and any(_stance(quote).firmness == "done" for quote, _ in quotes):
        return True
    return said <= allowed
