"""A later part that speaks of an organisation with a pronoun ("wie zit daarin?") → the same part with its name."""

import re

from kb.partner import PartnerNames

_STANDS_FOR = re.compile(
    r"\b(?:(?P<subject>ze|zij|ils|elles|they)|(?:daar|er|d'r)(?P<where>in|bij|van|door|voor|aan|mee)\b)(?!\w)",
    re.IGNORECASE,
)
# "Moeten ze in mijn bedrijf zijn": whose company it is is told by the word before.
_OF_THE_ASKER = re.compile(
    r"\b(?:m[ij]+n[e]?|m'n|ons|onze[n]?|uw|jouw|jullie|mon|ma|mes|notre|nos|my|our|your)(?: \w+)?\s*$", re.IGNORECASE
)


def is_of_the_asker(before: str) -> bool:
    """Whether words end in such a way that what follows belongs to the one who asks: "voor mijn"."""
    return bool(_OF_THE_ASKER.search(before))


def with_name_filled(part: str, before: str, names: PartnerNames) -> str | None:
    """The part with the name of the only organisations that the question before it names; null where it names none or
    several, or the part names others itself, or speaks of none with a pronoun.
    """
    pronoun = _STANDS_FOR.search(part)
    named = [place for place in names.named_in(before) if not is_of_the_asker(before[: place.start])]
    own = [place for place in names.named_in(part) if not is_of_the_asker(part[: place.start])]
    if pronoun is None or own or len(named) != 1:
        return None
    name = before[named[0].start : named[0].end]
    where = {"mee": "met"}.get(pronoun["where"], pronoun["where"]) if pronoun["where"] else ""
    return f"{part[: pronoun.start()]}{where} de {name}{part[pronoun.end() :]}".replace("  ", " ")
