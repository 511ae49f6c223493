"""A sentence that introduces a list, with what stands below it."""

from app.question.understanding import Understood
from app.records.quote import DraftSentence, Quote, quote_of
from app.words.question import plain
from app.words.wording import patterns, wording
from kb.knowledge_base import KnowledgeBase

_ASKS_SEVERAL = patterns(wording("question_kinds")["asks_several"])
# One item below a sentence is no list.
FEWEST = 2


def enumerated(question: Understood, quote: Quote, base: KnowledgeBase) -> list[DraftSentence]:
    """The first sentence of every item of the list that the quote introduces, a line each; none where the question asks
    for no more than one thing, or where the quote introduces nothing.
    """
    if not _ASKS_SEVERAL.search(f"{question.plain} {plain(question.text)}"):
        return []
    quotes = _items_below(quote, base)
    return [DraftSentence(f"- «{item.text}»", "fact", (item,), "quote") for item in quotes]


def _items_below(quote: Quote, base: KnowledgeBase) -> list[Quote]:
    """What stands in the items right below the element that the quote ends."""
    document = base.document(quote.source_id)
    element = document.element_at(quote.start)
    if element is None or element.kind == "item" or not element.sentences or quote.end < element.sentences[-1][0]:
        return []
    items: list[Quote] = []
    for below in document.elements[document.elements.index(element) + 1 :]:
        if below.kind != "item" or below.section != element.section:
            break
        items.extend(quote_of(document, start, end) for start, end in below.sentences[:1])
    return items if len(items) >= FEWEST else []
