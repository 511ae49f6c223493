"""Words of a question as they are compared: plain, without what only asks, of the field or not."""

import unicodedata
from functools import lru_cache

from app.words.wording import wording
from kb.dutch import term_of, terms_of, words_of

ASKING_TERMS = frozenset(terms_of(wording("role_words")["asking"]))
# Whole words: a part of one ("goed" in "goedgekeurd", "avond" in "infoavond") is not of the field.
FIELD_TERMS = frozenset(map(term_of, words_of(wording("question_kinds")["field"])))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Lower case, accents and curly quotes away."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    return "".join(character for character in folded if not unicodedata.combining(character))
