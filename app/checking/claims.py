"""A sentence → the claims inside it, each at its place, and whether there is anything to check in them."""

import re
from typing import Literal

from app.checking.reading import Reading, same_length_plain
from app.records.answer import Language
from app.words.wording import patterns, wording
from kb.dutch_words import lemma_of

Uncheckable = Literal["greeting", "question", "invitation", "heading", "opinion", "slogan"]

_WORDS = wording("checking/message_words")
_GREETING, _QUESTION, _OPINION = (patterns(_WORDS[name]) for name in ("greeting", "question", "opinion"))
_IMPERATIVES, _SLOGAN, _VERBS = (frozenset(_WORDS[name].split()) for name in ("imperative", "slogan", "verbs"))
_JOIN = re.compile("|".join(_WORDS["joins"]))
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# A line of so few words without a verb is a heading or a cry.
_SHORT = 9
_FEW_SIGNS = 7
_LEAST_WORDS = 3


def claim_spans(sentence: str) -> list[tuple[int, int]]:
    """Places of the claims of a compound sentence; one place for a simple sentence."""
    simple = same_length_plain(sentence)
    spans: list[tuple[int, int]] = []
    start = 0
    for join in _JOIN.finditer(simple):
        left, right = simple[start : join.start()], simple[join.end() :]
        if _stands_alone(left) and _opens_claim(right, join[0]):
            spans.append((start, join.start()))
            start = join.end()
    return [*spans, (start, len(sentence))]


def why_uncheckable(sentence: str, language: Language = "nl") -> Uncheckable | None:
    """Why nobody can check a sentence, from its form alone; null when it may hold a claim."""
    simple = same_length_plain(sentence).strip(" \"'“”«»*_")
    words = _words(simple)
    if not words or re.fullmatch(r"(?:#\w+\s*)+", simple):
        return "slogan"
    if _QUESTION.search(simple):
        return "question"
    if _GREETING.search(simple):
        return "greeting"
    if words[0] in _IMPERATIVES or words[0].split("-")[0] in _IMPERATIVES:
        return "invitation"
    if _OPINION.search(simple):
        return "opinion"
    told = len(words) >= _LEAST_WORDS and sentence.rstrip(" \"'”»)").endswith(".")
    # Verbs are known by their form in Dutch alone.
    if (
        len(words) < _SHORT
        and not told
        and not _has_verb(words)
        and not (language != "nl" and len(words) > _LEAST_WORDS)
    ):
        return "slogan" if sentence.rstrip().endswith("!") else "heading"
    return None


def is_slogan(claim: Reading) -> bool:
    """Whether a sentence that no source carries promises nothing that could be checked."""
    if claim.figures.counts or claim.figures.moments or claim.partners:
        return False
    words = _words(same_length_plain(claim.text))
    hits = sum(word in _SLOGAN for word in words)
    cry = claim.text.rstrip().endswith("!") and len(words) <= _FEW_SIGNS
    return cry or (hits > 0 and len(words) <= _SHORT and hits / len(words) >= 0.2)


def _words(simple: str) -> list[str]:
    return [match[0] for match in _WORD.finditer(simple)]


def _stands_alone(left: str) -> bool:
    words = _words(left)
    return (len(words) >= _LEAST_WORDS and _has_verb(words)) or bool(words and words[0] in _IMPERATIVES)


def _opens_claim(right: str, join: str) -> bool:
    """Whether a claim of its own follows: it opens with a verb, or has a subject and a verb before its first comma."""
    words = _words(right if ":" in join else re.split(r"[,;:]", right)[0])
    if len(words) < 2 or words[0] in ("die", "dat", "waar", "waarbij", "qui", "que", "which", "who", "that", "of"):
        return False
    if ":" in join or ";" in join:
        return True
    if join.strip() == ",":
        return _is_verb(words[1]) and not _is_verb(words[0]) if len(words) > 3 else False
    return any(_is_verb(word) for word in words[:6])


def _has_verb(words: list[str]) -> bool:
    return any(_is_verb(word) for word in words) or (
        len(words) >= 4 and any(_is_infinitive(word) for word in words[1:])
    )


def _is_verb(word: str) -> bool:
    """A finite verb by its form: its lemma is an infinitive and the word is not."""
    return word in _VERBS or (
        not word.endswith("en") and word != (lemma := _lemma(word)) and lemma.endswith("en") and len(word) > 3
    )


def _is_infinitive(word: str) -> bool:
    return word.endswith("en") and _lemma(word) == word and len(word) > 4


def _lemma(word: str) -> str:
    return lemma_of(word).lower()
