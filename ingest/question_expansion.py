"""Questions that people could type, indexed beside the passage that answers them (doc2query; Nogueira and Lin 2019).

They stand in the corpus as `questions/*.jsonl`, one paragraph a line: `passage` (its words), `questions`. They help to
find; they are never shown and never cited.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kb.document import Document
from kb.errors import SourceError
from kb.passage import Passage

QUESTION_FILES = "questions/*.jsonl"

# Enough words to know a paragraph by; the rest may be cut or joined otherwise than in our passages.
_KNOWN_BY = (400, 200, 100, 50)
# A question helps every passage that holds at least this share of its paragraph (or the other way round).
_SHARE = 0.3


def read_questions(folder: Path) -> list[tuple[str, list[str]]]:
    """Paragraphs with their questions. Raises SourceError that names file and line."""
    rows: list[tuple[str, list[str]]] = []
    for path in sorted(folder.glob(QUESTION_FILES)):
        try:
            lines = path.read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(f"{path.name} is niet leesbaar: {error}") from error
        for number, line in enumerate(lines, 1):
            if line.strip():
                rows.append(_row(line, f"{path.name}, regel {number}"))
    return rows


def _row(line: str, place: str) -> tuple[str, list[str]]:
    try:
        row = json.loads(line)
        passage, questions = row["passage"], row["questions"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SourceError(f"{place}: verwacht `passage` en `questions` ({error})") from error
    if not isinstance(questions, list):
        raise SourceError(f"{place}: `questions` is geen lijst, gevonden: {type(questions).__name__}")
    return str(passage), [str(question) for question in questions]


def questions_by_passage(
    rows: Iterable[tuple[str, Sequence[str]]], documents: Iterable[Document], passages: Sequence[Passage]
) -> Mapping[str, list[str]]:
    """Questions by passage id; paragraphs that no document holds are passed over."""
    texts = {
        document.source.source_id: document.text for document in documents if document.source.kind == "policy_text"
    }
    found: dict[str, list[str]] = {}
    for words, questions in rows:
        for source_id, text in texts.items():
            start = _place(words, text)
            if start is None:
                continue
            end = start + len(words)
            for passage in passages:
                shared = min(end, passage.end) - max(start, passage.start)
                if passage.source_id == source_id and shared > _SHARE * min(len(passage.text), len(words)):
                    found.setdefault(passage.passage_id, []).extend(questions)
    return found


def words_of_services(documents: Iterable[Document], passages: Sequence[Passage]) -> Mapping[str, list[str]]:
    """By passage id, the words by which people ask for the services that role maps rest on its text."""
    documents = list(documents)
    services = {service.service_id: service for document in documents for service in document.services}
    found: dict[str, list[str]] = {}
    for row in (row for document in documents for row in document.participations if row.evidence != "unverified"):
        service = services.get(row.service)
        for passage in passages if service else ():
            if passage.source_id == row.source_id and passage.start <= row.start and row.end <= passage.end and service:
                found.setdefault(passage.passage_id, []).extend((*service.name, *service.words, row.partner_name))
    return {key: list(dict.fromkeys(words)) for key, words in found.items()}


def merged(*found: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The words of several mappings by passage id."""
    return {
        key: [word for words in found for word in words.get(key, ())]
        for key in {key for words in found for key in words}
    }


def _place(words: str, text: str) -> int | None:
    """Where a paragraph begins in a text, white space apart; an empty one stands nowhere."""
    for length in _KNOWN_BY if words.strip() else ():
        piece = words if len(words) <= length else words[:length].rsplit(" ", 1)[0]
        match = re.search(r"\s+".join(map(re.escape, piece.split())), text)
        if match:
            return match.start()
    return None
