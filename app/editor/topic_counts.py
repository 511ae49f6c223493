"""What is asked about, counted by topic, day and status. The words of a question are never kept."""

import logging
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

from app.answers.refusing import NAMED
from app.pages.editor_parts import TopicCount
from app.question.likeness import pointers
from app.records.answer import Answer
from kb.errors import DuaalError
from kb.knowledge_base import KnowledgeBase, open_generation
from kb.settings import Settings
from kb.store import Generation

_log = logging.getLogger(__name__)
_KEPT_DAYS = 366
# A count must not keep an answer waiting.
_WAIT_SECONDS = 0.5
_NOTHING = "geen"
_NOTHING_WORDS = "Geen onderwerp herkend"
_TABLE = """CREATE TABLE IF NOT EXISTS counts (
    day TEXT, topic TEXT, status TEXT, n INTEGER NOT NULL, PRIMARY KEY (day, topic, status)
) WITHOUT ROWID"""


def counts_file(settings: Settings) -> Path:
    """Where the counts of a store stand."""
    return settings.store / "topics.sqlite"


def count_topic(answer: Answer, base: KnowledgeBase, today: date | None = None) -> None:
    """Counts an answer under its topic. A failure is logged and never disturbs the answer."""
    try:
        day = today or date.today()
        with _opened(counts_file(base.settings)) as table:
            table.execute(_TABLE)
            table.execute(
                "INSERT INTO counts VALUES (?, ?, ?, 1) ON CONFLICT (day, topic, status) DO UPDATE SET n = n + 1",
                (day.isoformat(), topic_of(answer, base), answer.status),
            )
            table.execute("DELETE FROM counts WHERE day < ?", ((day - timedelta(days=_KEPT_DAYS)).isoformat(),))
    except Exception:
        _log.exception("a question could not be counted")


def topic_of(answer: Answer, base: KnowledgeBase) -> str:
    """Id of the gap, the service or the section that the answer is nearest to."""
    if answer.status in ("greeting", "declined", "out_of_scope", "needs_clarification"):
        return _NOTHING
    if answer.status == "not_in_sources":
        like = pointers(answer.question, base)
        gap = like.best_gap()
        if gap is not None and like.gaps[gap] >= NAMED:
            return f"gap:{gap}"
    if answer.participations:
        return f"service:{answer.participations[0].service}"
    if answer.citations:
        return f"section:{answer.citations[0].source_id}:{answer.citations[0].section}"
    return _NOTHING


def counted_topics(settings: Settings) -> tuple[TopicCount, ...]:
    """Every topic of the last year, most often unanswered first. Raises DuaalError when the counts cannot be read."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    latest: dict[str, str] = {}
    if not counts_file(settings).exists():
        return ()
    try:
        with _opened(counts_file(settings)) as table:
            rows = table.execute(
                "SELECT topic, status, SUM(n), MAX(day) FROM counts GROUP BY topic, status"
            ).fetchall()  # fmt: skip
    except sqlite3.Error as error:
        raise DuaalError(f"de tellingen in {counts_file(settings)} zijn niet leesbaar ({error})") from error
    for topic, status, number, day in rows:
        counts[topic][status] = number
        latest[topic] = max(latest.get(topic, ""), day)
    names = _names(open_generation(settings)[0])
    found = [TopicCount(topic, _words(topic, names), by, latest[topic]) for topic, by in counts.items()]
    return tuple(sorted(found, key=lambda one: (-one.by_status.get("not_in_sources", 0), -sum(one.by_status.values()))))


def _names(generation: Generation) -> dict[str, str]:
    """Topics that are known by name."""
    names = {f"gap:{gap.gap_id}": gap.missing[0] for gap in generation.gaps()}
    for source in generation.manifest.sources:
        names[f"section:{source.source_id}"] = source.title
        if source.kind == "role_map":
            services = generation.document(source.source_id).services
            names |= {f"service:{service.service_id}": service.name[0] for service in services}
    return names


def _words(topic: str, names: dict[str, str]) -> str:
    if topic == _NOTHING:
        return _NOTHING_WORDS
    kind, _, rest = topic.partition(":")
    if kind != "section":
        return names.get(topic, rest)
    source, _, section = rest.partition(":")
    title = names.get(f"section:{source}", source)
    return f"{title}, punt {section}" if section else title


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS)) as connection, connection:
        yield connection
