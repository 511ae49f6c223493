"""Glossary: the concepts of the field with every label that people use for them, in the terms of SKOS."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kb.dutch import terms_of, words_of

# Weight of a term that a concept adds, against 1 for a word that was typed. Chosen on the dev questions.
ADDED = 0.4


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept. Labels in nl, fr and en; `definition` is plain language for a tooltip."""

    concept_id: str
    preferred: tuple[str, str, str]
    alternative: tuple[str, ...]
    """Lay and dialect words, abbreviations, former names, in any of the three languages."""
    hidden: tuple[str, ...]
    """Misspellings: they are understood and never shown."""
    definition: tuple[str, str, str]
    source: str | None
    """Whence the definition comes; null for our own wording."""


@dataclass(frozen=True, slots=True)
class FoundConcept:
    """A concept that a question speaks of, with the words by which it does."""

    concept: Concept
    label: str


@dataclass(frozen=True)
class Glossary:
    """All concepts, found by any label; at each place the longest label wins."""

    concepts: tuple[Concept, ...]
    _labels: dict[tuple[str, ...], tuple[Concept, ...]] = field(init=False, repr=False, compare=False)
    _longest: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        labels: dict[tuple[str, ...], tuple[Concept, ...]] = {}
        for concept in self.concepts:
            for label in (*concept.preferred, *concept.alternative, *concept.hidden):
                if key := tuple(words_of(label)):
                    labels[key] = tuple(dict.fromkeys((*labels.get(key, ()), concept)))
        object.__setattr__(self, "_labels", labels)
        object.__setattr__(self, "_longest", max(map(len, labels), default=0))

    def found_in(self, question: str) -> list[FoundConcept]:
        """The concepts that a question names, in order."""
        return list(self._found(list(words_of(question))))

    def added_terms(self, question: str) -> dict[str, float]:
        """Terms that mean the same as words of the question: the preferred Dutch labels of its concepts, by weight."""
        typed = set(terms_of(question))
        added: dict[str, float] = {}
        for found in self.found_in(question):
            for term in terms_of(found.concept.preferred[0]):
                if term not in typed:
                    added[term] = ADDED
        return added

    def _found(self, words: list[str]) -> Iterator[FoundConcept]:
        position = 0
        while position < len(words):
            for size in range(min(self._longest, len(words) - position), 0, -1):
                label = tuple(words[position : position + size])
                if concepts := self._labels.get(label):
                    yield from (FoundConcept(concept, " ".join(label)) for concept in concepts)
                    position += size - 1
                    break
            position += 1
