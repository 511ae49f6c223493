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
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                row = json.loads(line)
                rows.append((str(row["passage"]), [str(question) for question in row["questions"]]))
            except (ValueError, KeyError, TypeError) as error:
                raise SourceError(
                    f"{path.name}, regel {number}: verwacht `passage` en `questions` ({error})"
                ) from error
    return rows


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


def _place(words: str, text: str) -> int | None:
    """Where a paragraph begins in a text, white space apart."""
    for length in _KNOWN_BY:
        piece = words if len(words) <= length else words[:length].rsplit(" ", 1)[0]
        match = re.search(r"\s+".join(map(re.escape, piece.split())), text)
        if match:
            return match.start()
    return None
