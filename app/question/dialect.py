"""Spoken forms of Flanders in the written words that the sources and the expected questions hold: "wuk" → "wat"."""

import re
from functools import cache

from app.words.wording import wording

_WORD = re.compile(r"[^\W\d_]+")
# "Me wie", "me al de", "me 't": what is spoken as "mij" is written "met" before these.
_WITH = re.compile(
    r"\bmee?(?= (?:wie|welke?|al|alle|de|den|het|nen?|een|mijn|ons|onze|zijn|haar|hun)\b| 't )", re.IGNORECASE
)


def written(text: str) -> str:
    """The text with the spoken words of `dialect_words.yaml` as they are written; all else as it stands, also an
    abbreviation in capitals that looks like one ("NEET").
    """
    return _WITH.sub("met", _WORD.sub(lambda match: _as_written(match[0]), text))


def _as_written(word: str) -> str:
    return word if word.isupper() and len(word) > 1 else _written().get(word.lower(), word)


SPOKEN = frozenset(word for forms in wording("dialect_words").values() for word in str(forms).split())
"""Every spoken form."""


@cache
def _written() -> dict[str, str]:
    return {spoken: word for word, forms in wording("dialect_words").items() for spoken in str(forms).split()}
