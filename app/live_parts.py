"""The functions behind the pages, on the index as it is now: a swap is noticed at the next question."""

from threading import Lock

from app.action_table import action_json
from app.answer_question import answer_question
from app.web_parts import WebParts
from kb.encoder import open_encoder
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import Settings
from kb.store import Store


def live_parts(settings: Settings) -> WebParts:
    """Opens the index now and again whenever it was swapped. Raises what opening raises."""
    encoder = open_encoder(settings.embedding_model)
    store, lock = Store(settings.store), Lock()
    opened: dict[str | None, KnowledgeBase] = {}

    def base() -> KnowledgeBase:
        stamp = store.stamp()
        with lock:
            if stamp not in opened:
                fresh, _ = open_knowledge_base(settings, encoder)
                opened.clear()
                opened[stamp] = fresh
            return opened[stamp]

    base()
    return WebParts(
        ask=lambda question, persona, language, earlier: answer_question(
            question, base(), persona=persona, language=language, history=earlier
        ),
        sources=lambda: base().sources,
        text=lambda source_id: base().document(source_id).text,
        actions=lambda: [action_json(document, action) for document, action in base().actions],
    )
