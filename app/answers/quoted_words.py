"""A question about words that it quotes from a policy text: who says them there, where they stand, what they mean."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from app.answers.refusing import near_words, refusal
from app.evidence.passage_sentences import fact_of, notices_of
from app.evidence.weighing import PASSAGES, evidence_for
from app.question.quotation import QUOTED_IN_ANY_WAY, quoted_in
from app.question.understanding import Understood, understand
from app.records.quote import Draft, DraftSentence, Quote, quote_of
from app.words.question import ASKING_TERMS, plain
from app.words.replies import reply
from app.words.wording import patterns, wording
from kb.document import Document
from kb.dutch import terms_of
from kb.knowledge_base import KnowledgeBase

_WORDS = wording("text_questions")
_WHO_SAYS = patterns(_WORDS["who_says"])
_STANDS = patterns(_WORDS["stands"])
_OF_THE_TEXT = frozenset(
    terms_of("plan actieplan document bron bronnen tekst source sources term begrip uitdrukking expression")
)
_MEANT = patterns(_WORDS["meant"])
_AROUND = frozenset(terms_of(_WORDS["around_words"])) | ASKING_TERMS
# Fewer words than these stand in a text by chance.
FEWEST = 4
# Sentences that are shown when it is asked whether words stand anywhere.
MOST = 3


def answer_about_quoted_words(question: Understood, base: KnowledgeBase) -> Draft | None:
    """The sentence that the quoted words stand in, or that they stand nowhere; null where the question quotes none or
    is not about the words.

    Where they stand and who says them is told by their place; what they mean only by a note on them.
    """
    if asks_whether_words_stand(question):
        return _where_they_stand([piece.split() for piece in quoted_in(question.resolved)], question, base)
    pieces = [piece.split() for piece in quoted_in(question.resolved) if len(piece.split()) >= FEWEST]
    if not pieces:
        return None
    around = _around(question)
    asks_where, quote = bool(_WHO_SAYS.search(plain(around))), _sentence_with(pieces, base)
    if quote is None:
        return _nowhere(" ".join(pieces[0]), question, base) if asks_where else None
    if set(terms_of(around)) - _AROUND or not (asks_where or (_MEANT.search(plain(around)) and _has_note(quote, base))):
        return None
    return Draft("answered", (fact_of(question, quote, base),), notices=notices_of([quote], base))


def asks_whether_words_stand(question: Understood) -> bool:
    """Whether it is asked if quoted words, be they few, stand in the text, and nothing else."""
    around = _around(question)
    if not quoted_in(question.resolved) or not _STANDS.search(plain(around)):
        return False
    return set(terms_of(around)) <= _AROUND | _OF_THE_TEXT


def _around(question: Understood) -> str:
    """The question without what it quotes."""
    return QUOTED_IN_ANY_WAY.sub(" ", question.resolved.replace("’", "'").replace("‘", "'"))


def _where_they_stand(pieces: Sequence[Sequence[str]], question: Understood, base: KnowledgeBase) -> Draft:
    """The first sentences that hold the words, or that none does."""
    quotes = list(islice(_sentences_with(pieces, base), MOST))
    if not quotes:
        return _nowhere(" ".join(pieces[0]), question, base)
    return Draft(
        "answered", tuple(fact_of(question, quote, base) for quote in quotes), notices=notices_of(quotes, base)
    )


def _nowhere(words: str, question: Understood, base: KnowledgeBase) -> Draft:
    """That the words stand nowhere, and what comes nearest to what they say."""
    meant = understand(words, question.persona, question.language, (), base.names)
    evidence = evidence_for(meant, base, base.search(words, PASSAGES, "policy_text"))
    # To a word or two anything comes near.
    nearest = evidence.sentences[0].quote if evidence.sentences and len(words.split()) >= FEWEST else None
    said = (DraftSentence(reply("quoted_nowhere", question.language), "gap"), *near_words(question, nearest, base))
    notices = notices_of([nearest] if nearest else [], base)
    return replace(refusal(meant, evidence, base), sentences=said, notices=notices)


def _has_note(quote: Quote, base: KnowledgeBase) -> bool:
    return any(
        note.note is not None and note.is_about(quote.source_id, quote.start, quote.end) for note in base.reading_notes
    )


def _sentence_with(pieces: Sequence[Sequence[str]], base: KnowledgeBase) -> Quote | None:
    """The first sentence of a policy text that holds a quoted piece word for word."""
    return next(_sentences_with(pieces, base), None)


def _sentences_with(pieces: Sequence[Sequence[str]], base: KnowledgeBase) -> Iterator[Quote]:
    wanted = [re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words)), re.IGNORECASE) for words in pieces]
    return (
        quote_of(document, start, end)
        for document, start, end in _sentences(base)
        if any(words.search(document.text, start, end) for words in wanted)
    )


def _sentences(base: KnowledgeBase) -> Iterator[tuple[Document, int, int]]:
    for source in base.sources:
        document = base.document(source.source_id)
        if source.kind == "policy_text":
            for element in document.elements:
                yield from ((document, start, end) for start, end in element.sentences if element.kind != "heading")
