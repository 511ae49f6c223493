"""Pairs of texts from which the bundled encoder learns what belongs together."""

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.expected_questions import QUESTION_FILES
from ingest.glossary_file import GLOSSARY, read_glossary
from ingest.known_gaps import read_gaps
from ingest.misspelling import misspelled


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a text that belongs to it: what answers it, or another question about the same."""

    question: str
    other: str
    target: str
    """What both are about; two pairs of one target are not each other's wrong answers."""


def training_pairs(corpus: Path, rng: random.Random) -> list[Pair]:
    """Pairs from the questions, the gaps and the glossary of a corpus, in an order that depends on nothing else."""
    about = {**_questions(corpus, by_verdict=False), **_gaps(corpus)}
    pairs = [pair for target, (text, asked) in about.items() for pair in _pairs(target, text, asked, rng)]
    return [*pairs, *_labels(corpus)]


def questions_by_target(corpus: Path) -> dict[str, list[str]]:
    """By what they are about (a paragraph, a sentence, a service, a gap) and what that answers, the questions of a
    corpus: what a sentence answers with "ja" is not about the same as what it answers with "nee".
    """
    return {target: asked for target, (_, asked) in {**_questions(corpus, by_verdict=True), **_gaps(corpus)}.items()}


def _questions(corpus: Path, *, by_verdict: bool) -> dict[str, tuple[str, list[str]]]:
    """By target, its text and the questions about it."""
    found: dict[str, tuple[str, list[str]]] = {}
    for path in sorted(corpus.glob(QUESTION_FILES)):
        for line in filter(str.strip, path.read_text(encoding="utf-8").split("\n")):
            row = json.loads(line)
            target = row.get("passage") or f"service {row['service']}"
            target = f"{row['verdict']} {target}" if by_verdict and row.get("verdict") else target
            text = f"{row['section']}\n{row['passage']}" if row.get("passage") else ""
            found.setdefault(target, (text, []))[1].extend(row["questions"])
    return found


def _gaps(corpus: Path) -> dict[str, tuple[str, list[str]]]:
    return {f"gap {row.gap}": (row.missing.nl, list(row.questions)) for row in read_gaps(corpus)}


def _pairs(target: str, text: str, asked: list[str], rng: random.Random) -> Iterator[Pair]:
    """Question with text, question with another question, misspelled question with the right one."""
    for question, other in zip(asked, rng.sample(asked, len(asked)), strict=True):
        if text:
            yield Pair(question, text, target)
        if question != other:
            yield Pair(question, other, target)
        yield Pair(misspelled(question, rng), rng.choice(asked), target)


def _labels(corpus: Path) -> Iterable[Pair]:
    """Every label of a concept with its preferred Dutch one."""
    for path in sorted(corpus.rglob(GLOSSARY)):
        for concept in read_glossary(path):
            for label in (*concept.preferred[1:], *concept.alternative, *concept.hidden):
                yield Pair(label, concept.preferred[0], f"concept {concept.concept_id}")
