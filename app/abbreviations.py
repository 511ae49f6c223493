"""What an abbreviation stands for: the words in full beside which a policy text writes it, or that it writes none."""

import re
from collections.abc import Iterator

from app.passage_sentences import fact_of
from app.quote import Draft, DraftSentence, Quote, quote_of
from app.replies import reply
from app.understanding import Understood
from app.wording import patterns, wording
from kb.document import Document
from kb.knowledge_base import KnowledgeBase

_STANDS_FOR = patterns(wording("question_kinds")["stands_for"])
_SHORT = re.compile(r"\b[A-Z][A-Z0-9]+\b")
# Words before a bracket that can be the abbreviation in full.
WORDS_IN_FULL = 10


def answer_about_abbreviation(question: Understood, base: KnowledgeBase) -> Draft | None:
    """The answer when the question is what an abbreviation of a policy text stands for; null when it is not."""
    if not _STANDS_FOR.search(question.plain):
        return None
    for document in _policy_texts(base):
        asked = {word.upper() for word in re.findall(r"\w+", question.resolved)}
        for short in sorted(asked & _abbreviations(document)):
            if in_full := _in_full(short, document):
                return Draft("answered", (fact_of(question, in_full, base),))
            said = DraftSentence(reply("abbreviation_unexplained", question.language, short=short), "gap")
            return Draft("not_in_sources", (said, *(fact_of(question, q, base) for q in _first_use(short, document))))
    return None


def _policy_texts(base: KnowledgeBase) -> Iterator[Document]:
    return (base.document(source.source_id) for source in base.sources if source.kind == "policy_text")


def _abbreviations(document: Document) -> set[str]:
    """Words in capitals of the running text that it never writes in small letters."""
    small = set(re.findall(r"\b[a-z]+\b", document.text.lower())) & set(re.findall(r"\b[a-z]+\b", document.text))
    running = (e for e in document.elements if e.kind not in ("heading", "title", "footnote"))
    found = {short for e in running for short in _SHORT.findall(document.text[e.start : e.end])}
    return {short for short in found if short.lower() not in small}


def _in_full(short: str, document: Document) -> Quote | None:
    """ "Departement Onderwijs & Vorming (DOV)" or "WEWIS (Departement Werk, …)", verbatim."""
    text = document.text
    for match in re.finditer(rf"\({short}\b[^)]*\)", text):
        words = list(re.finditer(r"\S+", text[: match.start()]))[-WORDS_IN_FULL:]
        for word in reversed(words):
            words_before = text[word.start() : match.start()]
            if words_before[:1].upper() == short[0] and _holds_letters(short, words_before):
                return quote_of(document, word.start(), match.end(), "stated")
    for match in re.finditer(rf"\b{short} \(([^)]+)\)", text):
        if _holds_letters(short, match[1]):
            return quote_of(document, match.start(), match.end(), "stated")
    return None


def _holds_letters(short: str, words: str) -> bool:
    """Whether the words hold the letters of the abbreviation in order."""
    letters = iter(words.lower())
    return all(letter in letters for letter in short.lower())


def _first_use(short: str, document: Document) -> list[Quote]:
    """The first sentence that holds it."""
    for element in document.elements:
        for start, end in element.sentences:
            if element.kind not in ("heading", "title") and re.search(rf"\b{short}\b", document.text[start:end]):
                return [quote_of(document, start, end)]
    return []
