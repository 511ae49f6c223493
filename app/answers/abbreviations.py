"""What an abbreviation stands for: the words in full beside which a policy text writes it, or that it writes none."""

import re
from collections.abc import Iterator

from app.evidence.passage_sentences import fact_of
from app.question.understanding import Understood
from app.records.quote import Draft, DraftSentence, Quote, quote_of
from app.words.question import ASKING_TERMS
from app.words.replies import reply
from app.words.wording import patterns, wording
from kb.document import Document
from kb.dutch import terms_of
from kb.knowledge_base import KnowledgeBase

_STANDS_FOR = patterns(wording("question_kinds")["stands_for"])
_SHORT = re.compile(r"\b[A-Z][A-Z0-9]+\b")
# Words before a bracket that can be the abbreviation in full.
WORDS_IN_FULL = 10
# Terms that a question may name beside the abbreviation ("een diploma OK3").
BESIDE = 1


def answer_about_abbreviation(question: Understood, base: KnowledgeBase) -> Draft | None:
    """The answer when the question is what abbreviations of a policy text stand for; null when it is not."""
    if not _STANDS_FOR.search(question.plain):
        return None
    matter = _STANDS_FOR.sub(" ", question.plain)
    words = {word.upper() for word in re.findall(r"\w+", matter)}
    for document in _policy_texts(base):
        asked = sorted(words & _abbreviations(document), key=lambda short: matter.index(short.lower()))
        if asked and _is_all_that_is_asked(asked, matter):
            return _answer(asked, document, question, base)
    return None


def _answer(asked: list[str], document: Document, question: Understood, base: KnowledgeBase) -> Draft:
    said: list[DraftSentence] = []
    for short in asked:
        in_full = _in_full(short, document)
        if in_full is None:
            said.append(DraftSentence(reply("abbreviation_unexplained", question.language, short=short), "gap"))
        said.extend(fact_of(question, quote, base) for quote in ([in_full] if in_full else _first_use(short, document)))
    gaps = sum(sentence.kind == "gap" for sentence in said)
    return Draft("answered" if not gaps else "not_in_sources" if gaps == len(asked) else "partly_answered", tuple(said))


def _is_all_that_is_asked(asked: list[str], matter: str) -> bool:
    """Not "wat betekent de screening voor DOV": besides the abbreviations hardly anything is named."""
    own = set(terms_of(matter)) - ASKING_TERMS - set(terms_of(" ".join(asked).lower()))
    return len(own) <= BESIDE and not re.search(rf"\b(?:voor|pour|for) (?:de |het )?{asked[0].lower()}\b", matter)


def _policy_texts(base: KnowledgeBase) -> Iterator[Document]:
    return (base.document(source.source_id) for source in base.sources if source.kind == "policy_text")


def _abbreviations(document: Document) -> set[str]:
    """Words in capitals of the running text that it never writes in small letters."""
    small = set(re.findall(r"\b[a-z]+\b", document.text))
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
