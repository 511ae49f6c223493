"""Language of a question: by its small words where they are clear, else by simplemma's dictionaries."""

import re
from typing import cast

from app.question.dialect import SPOKEN
from app.question.quotation import QUOTED
from app.records.answer import Language
from app.words.wording import wording

_SMALL_WORDS: dict[Language, frozenset[str]] = {
    cast("Language", language): frozenset(words.split()) for language, words in wording("small_words").items()
}

# Spoken Dutch is Dutch.
_SMALL_WORDS["nl"] |= SPOKEN - _SMALL_WORDS["fr"] - _SMALL_WORDS["en"]


def language_of(text: str) -> Language:
    """`nl`, `fr` or `en`; Dutch when nothing speaks for another."""
    # Words that are quoted are the source's; those around them are of who asks.
    text = QUOTED.sub(" ", text) if re.search(r"\w", QUOTED.sub(" ", text)) else text
    words = re.findall(r"[^\W\d_]+", text.lower())
    hits = sorted(
        ((sum(word in small for word in words), language) for language, small in _SMALL_WORDS.items()),
        reverse=True,
    )
    if hits[0][0] and hits[0][0] >= 2 * hits[1][0]:
        return hits[0][1]
    # Imported late: its dictionaries take a third of a second, which clear questions need not wait for.
    from simplemma.language_detector import langdetect

    guesses = {language: share for language, share in langdetect(text, lang=("nl", "fr", "en")) if language != "unk"}
    best = max(_SMALL_WORDS, key=lambda language: (guesses.get(language, 0.0), language == "nl"))
    return best if guesses.get(best, 0.0) > 0 else "nl"
