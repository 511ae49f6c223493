"""Evidence: the sentences of the retrieved passages, each weighed against the question."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.question.understanding import Understood
from app.records.quote import Quote, quote_of
from app.words.question import plain
from app.words.wording import patterns, wording
from kb.dutch import terms_of
from kb.expected_question import LikeQuestion
from kb.knowledge_base import KnowledgeBase
from kb.partner import PartnerNames
from kb.passage import Passage, RetrievedPassage

# Passages that are searched for, and those whose sentences are read, best first.
PASSAGES, READ = 20, 6
# Letters from which on a term is telling enough to be looked for inside a compound.
COMPOUND = 6


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage with what speaks for it."""

    quote: Quote
    passage: Passage
    rank: int
    """Place of its passage in the search, from 1."""
    score: float
    """Score of its passage in the search."""
    closeness: float
    """Cosine to the question."""
    coverage: float
    """Share of the question's terms that it holds, weighed by their rarity, 0 to 1."""
    asked: float
    """Likeness of the nearest expected question that this very sentence answers, 0 to 1."""

    @property
    def weight(self) -> float:
        """How well it answers, for ranking sentences of one question among each other."""
        return 0.9 * self.closeness + 0.8 * self.coverage + 1.5 * self.asked + self.score


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the sources hold near a question, best sentence first, and what judging needs to know of it."""

    sentences: tuple[Sentence, ...]
    passages: tuple[RetrievedPassage, ...]
    closeness: float
    """Cosine of the question to the best passage."""
    coverage: float
    """Share of the question's terms in the best passage, weighed by rarity."""
    known: float
    """Share of the question's terms that any passage holds, weighed by rarity."""
    likeness: float
    """Likeness of the expected question that is most alike, 0 to 1."""
    alike: float
    """The same when both are read closely."""


def evidence_for(question: Understood, base: KnowledgeBase, passages: Sequence[RetrievedPassage]) -> Evidence:
    """Reads the sentences of the best passages."""
    if not passages:
        return Evidence((), (), 0.0, 0.0, 0.0, 0.0, 0.0)
    asked = list(dict.fromkeys(terms_of(question.resolved)))
    rarity = base.rarity(asked)
    read = [(rank, found.passage) for rank, found in enumerate(passages[:READ], 1)]
    quotes_of = _quotes_of(base)
    pieces = [(rank, passage, quote) for rank, passage in read for quote in quotes_of(passage)]
    scores = {found.passage.passage_id: found.score for found in passages}
    texts = [quote.text for _, _, quote in pieces]
    likes = base.like_questions(question.resolved)
    alike = base.questions_read_alike(question.resolved)
    spans = _spans(alike)
    closeness = base.closeness(question.resolved, [*texts, *(passage.text for _, passage in read)])
    sentences = [
        Sentence(
            quote,
            passage,
            rank,
            scores[passage.passage_id],
            close,
            coverage_of(rarity, quote.text),
            _asked(quote, spans),
        )
        for (rank, passage, quote), close in zip(pieces, closeness, strict=False)
    ]
    known = sum(value for term, value in rarity.items() if base.in_texts(term))
    return Evidence(
        tuple(sorted(sentences, key=lambda sentence: (-sentence.weight, sentence.quote.start))),
        tuple(passages),
        max(closeness[len(texts) :], default=0.0),
        max(coverage_of(rarity, f"{' '.join(passage.heading_path)} {passage.text}") for _, passage in read[:3]),
        known / sum(rarity.values()) if rarity else 0.0,
        likes[0].likeness if likes else 0.0,
        alike[0].likeness if alike else 0.0,
    )


@lru_cache(maxsize=1)
def _quotes_of(base: KnowledgeBase) -> Callable[[Passage], tuple[Quote, ...]]:
    """Many questions come near the same passages; those of an index that was swapped are let go with it."""
    return lru_cache(maxsize=4096)(lambda passage: _quotes(passage, base))


def _quotes(passage: Passage, base: KnowledgeBase) -> tuple[Quote, ...]:
    """The sentences that lie in the passage; without headings and the lines of an action's block."""
    document = base.document(passage.source_id)
    return tuple(
        quote_of(document, start, end)
        for element in document.elements
        if element.start < passage.end
        and element.end > passage.start
        and (
            (
                element.kind not in ("heading", "involved", "timing", "footnote")
                and (element.kind != "title" or passage.section == "")
            )
            or (element.kind == "involved" and element.action is None)
        )
        for start, end in element.sentences
        if passage.start <= start and end <= passage.end
    )


def _spans(likes: Sequence[LikeQuestion]) -> list[tuple[str, int, int, float]]:
    """Of the like questions that words answer: source, start and end of those words, and the likeness."""
    return [
        (like.question.passages[0].rpartition(":")[0], like.question.start, like.question.end, like.likeness)
        for like in likes
        if like.question.verdict != "silent" and like.question.start is not None and like.question.end is not None
    ]


def _asked(quote: Quote, spans: Iterable[tuple[str, int, int, float]]) -> float:
    """Likeness of the most alike expected question that the quote answers: most of its words lie in it."""
    for source_id, start, end, likeness in spans:
        if source_id == quote.source_id and min(end, quote.end) - max(start, quote.start) > 0.5 * (end - start):
            return likeness
    return 0.0


def coverage_of(rarity: dict[str, float], text: str) -> float:
    """Share of the terms that a text holds, weighed by their rarity, 0 to 1."""
    total = sum(rarity.values())
    if not total:
        return 0.0
    held, compounds = _terms_held(text)
    return sum(value for term, value in rarity.items() if term in held or _is_within(term, compounds)) / total


@lru_cache(maxsize=4096)
def _terms_held(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The terms of a text, and those that are long enough to be a compound or a piece of one."""
    terms = frozenset(terms_of(text))
    return terms, tuple(sorted(term for term in terms if len(term) >= COMPOUND))


def _is_within(term: str, compounds: Sequence[str]) -> bool:
    """A term that is long enough to be telling also stands in a text inside a compound (leer·werkplek)."""
    return len(term) >= COMPOUND and any(term in other or other in term for other in compounds)


# What a sentence must hold to be an answer of this kind; the topic alone is not an answer.
_SEVERAL = r"(?:\d[\d.,]*|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|twintig)"
_NUMBER = rf"(?:een|één|{_SEVERAL})"
_HOLDS = {
    kind: patterns([p.replace("NUMBER", _NUMBER) for p in found])
    for kind, found in wording("question_kinds")["holds"].items()
}


# "Hoeveel en welke": who names them all has counted them.
_WHICH_TOO = re.compile(r"\b(?:en|et|and) (?:welke|lesquel\w*|which)\b")


def holds_answer(question: Understood, text: str, names: PartnerNames) -> bool:
    """Whether a text holds the kind of thing that is asked for."""
    simple = plain(text)
    if question.asks == "count" and not _WHICH_TOO.search(question.plain):
        return _counts(question, simple, names)
    if question.asks == "names":
        return simple.count(",") >= 2
    pattern = _HOLDS.get(question.asks)
    return pattern is None or bool(pattern.search(simple))


def _counts(question: Understood, simple: str, names: PartnerNames) -> bool:
    """A number that stands with a word of the question: "20 sectorale partnerschappen", "80% van de jongeren".

    A partner counts under any of its names, so that the question may be in another language.
    """
    asked = set(terms_of(question.resolved))
    return counts_partners(question, simple, names) or any(
        asked & set(terms_of(what)) for what in _counted(simple, _NUMBER)
    )


def counts_partners(question: Understood, text: str, names: PartnerNames) -> bool:
    """Whether a text holds a number of partners that the question names."""
    return bool(counted_partners(text, names) & set(question.partners))


def counted_partners(text: str, names: PartnerNames) -> set[str]:
    """The partners of which a text says how many there are; "een partnerschap" counts nothing."""
    simple = plain(" ".join(text.split()))
    return {key for what in _counted(simple, _SEVERAL) for place in names.named_in(what) for key in place.partners}


def _counted(simple: str, number: str) -> list[str]:
    """The words behind each number: what it counts."""
    return re.findall(
        rf"(?<![\w/.])(?:meer dan |ongeveer )?{number}\s?%?(?:\s+van de)?\s+((?:[\w'-]+\s+){{0,2}}[\w'-]+)", simple
    )
