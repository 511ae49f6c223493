"""What belongs beside the words that an answer quotes: a note on them, and the words that must be read along."""

from collections.abc import Sequence
from dataclasses import replace

from app.evidence.passage_sentences import fact_of
from app.question.understanding import Understood
from app.records.answer import Language
from app.records.quote import Draft, DraftSentence, Quote, quote_of_span
from kb.knowledge_base import KnowledgeBase
from kb.reading_note import ReadingNote

# More than these beside an answer bury it.
ALONG = 2


def with_words_along(draft: Draft, question: Understood, base: KnowledgeBase) -> Draft:
    """The draft with the words that must be read along with those it quotes, where it does not quote them itself: in
    front of those where the source says them first, else at the end.
    """
    quoted, said = _quoted(draft), list(draft.sentences)
    step = "- " if any(map(_is_step, draft.sentences)) else ""
    for note in _notes_on(quoted, base):
        for span in note.along:
            held = any(q.source_id == note.source_id and q.start <= span.start < q.end for q in quoted)
            if not held and len(said) < len(draft.sentences) + ALONG:
                quote = quote_of_span(base.document(note.source_id), span)
                fact = fact_of(question, quote, base)
                said.insert(_place_of(quote, note, said), replace(fact, text=f"{step}{fact.text}"))
                quoted.append(quote)
    return replace(draft, sentences=tuple(said)) if len(said) > len(draft.sentences) else draft


def _place_of(quote: Quote, note: ReadingNote, said: Sequence[DraftSentence]) -> int:
    """Where words read along are said: "een uitzondering hierop" says nothing before what it is an exception to, and in
    a list it is said right behind that.
    """
    about = [
        (place, q)
        for place, sentence in enumerate(said)
        if sentence.made_of != "verdict"
        for q in sentence.quotes
        if note.is_about(q.source_id, q.start, q.end)
    ]
    in_list = [place + 1 for place, q in about if q.end <= quote.start and _is_step(said[place])]
    later = [place for place, q in about if q.start > quote.start]
    return (in_list[-1:] or later or [len(said)])[0]


def reading_notes(draft: Draft, language: Language, base: KnowledgeBase) -> tuple[str, ...]:
    """The notes on the words that the draft quotes, in the reader's language, each once."""
    index = {"nl": 0, "fr": 1, "en": 2}[language]
    notes = [note.note[index] for note in _notes_on(_quoted(draft), base) if note.note]
    return tuple(dict.fromkeys(notes))


def _quoted(draft: Draft) -> list[Quote]:
    """The quotes that are said; a line of a list of records only names what it quotes, a step says it."""
    said = (s for s in draft.sentences if _is_step(s) or not s.text.startswith("- "))
    return [quote for sentence in said for quote in sentence.quotes]


def _is_step(sentence: DraftSentence) -> bool:
    return sentence.made_of == "quote" and sentence.text.startswith("- ")


def _notes_on(quotes: list[Quote], base: KnowledgeBase) -> list[ReadingNote]:
    return [
        note for note in base.reading_notes if any(note.is_about(q.source_id, q.start, q.end) for q in quotes)
    ]  # fmt: skip
