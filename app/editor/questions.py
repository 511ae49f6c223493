"""The page that says what was asked about, and what stayed without an answer. It knows topics, never words."""

from collections.abc import Mapping, Sequence

from app.editor import words
from app.editor.page import Place, editor_page
from app.pages.citation_view import escaped
from app.pages.editor_parts import TopicCount

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    words.UNANSWERED: ("not_in_sources",),
    words.PARTLY: ("partly_answered", "other_source_only"),
    words.ANSWERED: ("answered",),
    words.OTHER: ("needs_clarification", "out_of_scope", "declined", "greeting"),
}


def questions_page(place: Place, topics: Sequence[TopicCount] | None) -> str:
    """`topics` is null where nothing is counted."""
    if topics is None:
        return editor_page(place, "Gestelde vragen", f"<p>{words.TOPICS_OFF}</p>")
    shown = _table(topics) if topics else f"<p>{words.NO_TOPICS}</p>"
    return editor_page(place, "Gestelde vragen", f"<p>{words.TOPICS_HOW}</p>{shown}")


def _table(topics: Sequence[TopicCount]) -> str:
    heads = "".join(f'<th scope="col">{name}</th>' for name in (words.TOPIC, *_COLUMNS, words.LATEST))
    rows = "".join(_row(topic) for topic in topics)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{words.TOPIC}"><table class="counts">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(topic: TopicCount) -> str:
    counts = "".join(
        f"<td>{sum(topic.by_status.get(status, 0) for status in statuses) or '–'}</td>"
        for statuses in _COLUMNS.values()
    )
    return f'<tr><th scope="row">{escaped(topic.words)}</th>{counts}<td>{escaped(topic.latest)}</td></tr>'
