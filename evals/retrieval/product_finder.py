"""The product's own search, asked as `duaal search` asks it."""

from collections.abc import Sequence

from app.commands.search import found_passages
from evals.retrieval.found import Found, Unit
from kb.errors import QuestionError
from kb.knowledge_base import KnowledgeBase
from kb.passage import Passage, indexed_text


class ProductFinder:
    """`duaal search` on an open index."""

    def __init__(self, base: KnowledgeBase, name: str = "product") -> None:
        self._base = base
        self._name = name

    @property
    def name(self) -> str:
        """How it is called in tables and results."""
        return self._name

    def find(self, question: str, history: Sequence[str], k: int) -> list[Found]:
        """The k best passages; none for a question that the product does not take (empty, longer than 2,000 signs)."""
        try:
            found = found_passages(question, tuple(history), self._base, k)
        except QuestionError:
            return []
        return [place_of(passage.passage) for passage in found]


def place_of(passage: Passage) -> Found:
    """Where a passage stands."""
    return Found(passage.source_id, passage.start, passage.end)


def units_of(base: KnowledgeBase) -> list[Unit]:
    """Every passage of the index as a baseline may find it: its headings and words, without the questions beside it."""
    return [Unit(indexed_text(passage), place_of(passage)) for passage in base.passages]
