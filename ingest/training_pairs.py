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
from ingest.yaml_values import yaml_values

ROLE_MAP_FILES = "role_maps/*.yaml"
# Targets whose name is not the words that answer: a service, a gap, what is so and what is not.
_NO_WORDS = ("service ", "gap ", "yes ", "no ", "open ", "silent ")


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


def texts_by_target(corpus: Path) -> dict[str, list[str]]:
    """The same with the words themselves that questions are about: a paragraph or sentence, what a service is called
    and asked for by.
    """
    found = {target: [*asked] for target, asked in questions_by_target(corpus).items()}
    for target, texts in {**_words_of_passages(found), **_words_of_services(corpus)}.items():
        found.setdefault(target, []).extend(texts)
    return found


def _words_of_passages(targets: Iterable[str]) -> dict[str, list[str]]:
    return {target: [target] for target in targets if not target.startswith(_NO_WORDS)}


def _words_of_services(corpus: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted(corpus.glob(ROLE_MAP_FILES)):
        for row in yaml_values(path.read_text(encoding="utf-8")).get("services", ()):
            found.setdefault(f"service {row['id']}", []).extend([*row["name"].values(), *row.get("words", ())])
    return found


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
