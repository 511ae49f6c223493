"""Questions that people could type, laid on what answers them (doc2query; Nogueira and Lin 2019).

They stand in the corpus as `questions/*.jsonl`, one target a line: `passage` (the words of a paragraph) or `service`
(an id of the role maps), and `questions`; where those ask whether something is so, `verdict` tells what the passage
answers. They help to find; they are never shown as a source and never cited.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from kb.document import Document
from kb.errors import SourceError
from kb.expected_question import ExpectedQuestion, Verdict
from kb.passage import Passage

QUESTION_FILES = "questions/*.jsonl"

# Enough words to know a paragraph by; the rest may be cut or joined otherwise than in our passages.
_KNOWN_BY = (400, 200, 100, 50)
# A question helps every passage that holds at least this share of its paragraph (or the other way round).
_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One line of a question file: what answers these questions is a paragraph or a service."""

    passage: str | None
    service: str | None
    questions: tuple[str, ...]
    verdict: Verdict | None = None


def read_questions(folder: Path) -> list[QuestionRow]:
    """Every line of every question file. Raises SourceError that names file and line."""
    rows: list[QuestionRow] = []
    for path in sorted(folder.glob(QUESTION_FILES)):
        try:
            lines = path.read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(f"{path.name} is niet leesbaar: {error}") from error
        rows.extend(_row(line, f"{path.name}, regel {number}") for number, line in enumerate(lines, 1) if line.strip())
    return rows


def _row(line: str, place: str) -> QuestionRow:
    try:
        row = json.loads(line)
        passage, service, questions = row.get("passage"), row.get("service"), row["questions"]
        verdict = row.get("verdict")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(f"{place}: verwacht `passage` of `service`, en `questions` ({error})") from error
    if not isinstance(questions, list):
        raise SourceError(f"{place}: `questions` is geen lijst, gevonden: {type(questions).__name__}")
    if passage is None and service is None:
        raise SourceError(f"{place}: verwacht `passage` of `service`, gevonden: {', '.join(row) or 'niets'}")
    if verdict is not None and verdict not in get_args(Verdict):
        raise SourceError(
            f"{place}: `verdict` is {verdict!r}; verwacht een van {', '.join(get_args(Verdict))}, of geen"
        )
    return QuestionRow(
        None if passage is None else str(passage),
        None if service is None else str(service),
        tuple(map(str, questions)),
        verdict,
    )


def placed_questions(
    rows: Iterable[QuestionRow], documents: Iterable[Document], passages: Sequence[Passage]
) -> list[ExpectedQuestion]:
    """The questions with the ids of the passages that answer them; targets that no document holds are passed over."""
    documents = list(documents)
    texts = {
        document.source.source_id: document.text for document in documents if document.source.kind == "policy_text"
    }
    services = {service.service_id for document in documents for service in document.services}
    resting = resting_passages(documents, passages)
    placed: list[ExpectedQuestion] = []
    for row in rows:
        if row.passage is not None:
            placed.extend(
                ExpectedQuestion(text, ids, start=start, end=start + len(row.passage), verdict=row.verdict)
                for start, ids in _places(row.passage, texts, passages)
                for text in row.questions
            )
        elif row.service in services:
            ids = resting.get(str(row.service), ())
            placed.extend(ExpectedQuestion(text, ids, row.service) for text in row.questions)
    return placed


def _places(words: str, texts: Mapping[str, str], passages: Sequence[Passage]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where a paragraph or sentence begins in each text that holds it, with the passages that hold most of it."""
    for source_id, text in texts.items():
        start = _place(words, text)
        if start is None:
            continue
        end = start + len(words)
        ids = tuple(
            passage.passage_id
            for passage in passages
            if passage.source_id == source_id
            and min(end, passage.end) - max(start, passage.start) > _SHARE * min(len(passage.text), len(words))
        )
        if ids:
            yield start, ids


def resting_passages(documents: Iterable[Document], passages: Sequence[Passage]) -> Mapping[str, tuple[str, ...]]:
    """By service, the passages on whose words the rows of the role maps rest."""
    found: dict[str, list[str]] = {}
    rows = [row for document in documents for row in document.participations if row.evidence != "unverified"]
    for row in rows:
        for passage in passages:
            if passage.source_id == row.source_id and passage.start <= row.start and row.end <= passage.end:
                found.setdefault(row.service, []).append(passage.passage_id)
    return {service: tuple(dict.fromkeys(ids)) for service, ids in found.items()}


def words_of_services(documents: Iterable[Document], passages: Sequence[Passage]) -> Mapping[str, list[str]]:
    """By passage id, the words by which people ask for the services that role maps rest on its text."""
    documents = list(documents)
    services = {service.service_id: service for document in documents for service in document.services}
    found: dict[str, list[str]] = {}
    for service_id, ids in resting_passages(documents, passages).items():
        service = services.get(service_id)
        names = [
            row.partner_name for document in documents for row in document.participations if row.service == service_id
        ]
        for key in ids if service else ():
            found.setdefault(key, []).extend((*service.name, *service.words, *names) if service else ())
    return {key: list(dict.fromkeys(words)) for key, words in found.items()}


def texts_by_passage(questions: Iterable[ExpectedQuestion], words: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """By passage id, all that is indexed beside it: the questions it answers and the words of its services."""
    found = {key: list(some) for key, some in words.items()}
    for question in questions:
        for key in question.passages:
            found.setdefault(key, []).append(question.text)
    return found


def _place(words: str, text: str) -> int | None:
    """Where a paragraph begins in a text, white space apart; an empty one stands nowhere."""
    for length in _KNOWN_BY if words.strip() else ():
        piece = words if len(words) <= length else words[:length].rsplit(" ", 1)[0]
        match = re.search(r"\s+".join(map(re.escape, piece.split())), text)
        if match:
            return match.start()
    return None
