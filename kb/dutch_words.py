"""The Dutch dictionary of simplemma: the lemma of a word, and whether it is a word.

simplemma unpacks its 370,000 words anew in every process, which takes longer than a whole answer. Unpacked once, they
are kept in the user's cache folder, from where they load several times as fast. A cache that is not whole, or that
cannot be written, costs time and nothing else.
"""

import marshal
import sys
import unicodedata
import zlib
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import simplemma
from platformdirs import user_cache_path
from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy
from simplemma.strategies.dictionaries.dictionary_factory import (
    DEFAULT_DICTIONARY_FACTORY,
    DictionaryFactory,
    MappingStrToByteString,
)

Unpacked = dict[bytes, bytes]
"""Word → lemma, both in UTF-8."""

_LANGUAGE = "nl"
_CHECK = 4
"""Bytes of the checksum in front of a kept dictionary."""


def lemma_of(word: str) -> str:
    """The lemma of a word; in lower case where there is none."""
    return str(_lemmatizer().lemmatize(word, lang=_LANGUAGE))


def is_known(word: str) -> bool:
    """Whether the dictionary holds a word."""
    return _lookup().get_lemma(unicodedata.normalize("NFC", word), _LANGUAGE) is not None


class _KeptDictionary(DictionaryFactory):  # type: ignore[misc]  # simplemma has no types that mypy may follow
    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        return _dictionary()


@cache
def _lemmatizer() -> Any:
    return simplemma.Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=_KeptDictionary()))


@cache
def _lookup() -> Any:
    return DictionaryLookupStrategy(_KeptDictionary())


@cache
def _dictionary() -> Mapping[str, str]:
    file = user_cache_path("duaalwijzer", appauthor=False) / (
        f"dutch-{simplemma.__version__}-{sys.implementation.cache_tag}.words"
    )
    words: Mapping[str, str] = MappingStrToByteString(kept_in(file))
    return words


def kept_in(file: Path) -> Unpacked:
    """The dictionary as a file keeps it; unpacked, and kept there, where that file does not hold it whole."""
    with suppress(OSError, EOFError, ValueError, TypeError):
        data = file.read_bytes()
        if zlib.crc32(data[_CHECK:]).to_bytes(_CHECK, "big") == data[:_CHECK]:
            words: Unpacked = marshal.loads(data[_CHECK:])
            return words
    words = _unpacked()
    with suppress(OSError):
        _keep(words, file)
    return words


def _unpacked() -> Unpacked:
    pairs = DEFAULT_DICTIONARY_FACTORY.get_dictionary(_LANGUAGE).items()
    encoded = {word.encode(): lemma.encode() for word, lemma in pairs}
    same = {word: word for word in encoded}
    # Most lemmas are words themselves: marshal writes an object that stands there twice once.
    return {word: same.get(lemma, lemma) for word, lemma in encoded.items()}


def _keep(words: Unpacked, file: Path) -> None:
    """Written beside its place and moved there in one step: several processes may do so at once."""
    data = marshal.dumps(words)
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, delete=False) as new:
        try:
            new.write(zlib.crc32(data).to_bytes(_CHECK, "big") + data)
            new.close()
            Path(new.name).replace(file)
        except OSError:
            Path(new.name).unlink()
            raise
