"""Documents that a policy text quotes at length: a question that names one asks for its words."""

from collections.abc import Sequence

from app.evidence.weighing import Sentence
from app.question.understanding import Understood
from app.records.quote import Quote
from app.words.question import plain
from kb.knowledge_base import KnowledgeBase

# A name is told apart by its words of this many letters and more ("beleidsnota Werk").
TELLING = 4


def of_quoted_document(question: Understood, sentences: Sequence[Sentence], base: KnowledgeBase) -> list[Sentence]:
    """The sentences from a document that the question names; all of them when it names none that is quoted."""
    own = [sentence for sentence in sentences if _is_named(_quoted(sentence, base), question.plain)]
    return own or list(sentences)


def is_of_quoted_document(quote: Quote, base: KnowledgeBase) -> bool:
    """Whether the words are those of another document that the text quotes."""
    element = base.document(quote.source_id).element_at(quote.start)
    return element is not None and element.quoted is not None


def _quoted(sentence: Sentence, base: KnowledgeBase) -> str | None:
    element = base.document(sentence.quote.source_id).element_at(sentence.quote.start)
    return element.quoted if element else None


def _is_named(title: str | None, asked: str) -> bool:
    """Whether all telling words of the title, years apart, stand in the question, side by side where it has two."""
    words = [word for word in plain(title or "").split() if len(word) >= TELLING and word.isalpha()]
    telling = [word for word in words if word != "vlaamse"]
    return bool(telling) and " ".join(telling) in asked
