"""Answer: what a reader gets, every fact with the verbatim words it rests on."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from kb.action import Role
from kb.modality import Modality
from kb.participation import Audience, Evidence

Persona = Literal["mentor", "parent", "communication", "any"]
Language = Literal["nl", "fr", "en"]
Status = Literal[
    "answered",
    "partly_answered",
    "other_source_only",
    "not_in_sources",
    "needs_clarification",
    "out_of_scope",
    "declined",
    "greeting",
]
SentenceKind = Literal["fact", "gap", "frame"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote and its place: `text_of(source_id)[start:end] == quote`. `n` counts from 1."""

    n: int
    source_id: str
    title: str
    section: str
    action: str | None
    page: int | None
    start: int
    end: int
    quote: str
    evidence: Evidence
    modality: Modality


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """One sentence of the answer. A `fact` has citations; `gap` and `frame` state nothing of their own."""

    text: str
    kind: SentenceKind
    citations: tuple[int, ...] = ()

    @property
    def is_heading(self) -> bool:
        """Whether it names the part of the question that is answered next."""
        return self.kind == "frame" and self.text.endswith(("»:", "» :"))


@dataclass(frozen=True, slots=True)
class AnswerParticipation:
    """A partner that the answer names as doing, deciding or offering what was asked."""

    partner: str
    partner_name: str
    service: str
    service_name: str
    role: Role
    audience: tuple[Audience, ...]
    evidence: Evidence
    modality: Modality
    citation: int


@dataclass(frozen=True, slots=True)
class Handover:
    """Where to ask when the sources do not answer; partner and contact only from a record."""

    text: str
    partner: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Considered:
    """A passage that was looked at, kept for the answer or not."""

    passage_id: str
    score: float
    kept: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The same object for the command line, the page and any export."""

    question: str
    language: Language
    persona: Persona
    status: Status
    sentences: tuple[CitedSentence, ...]
    citations: tuple[Citation, ...] = ()
    participations: tuple[AnswerParticipation, ...] = ()
    handover: Handover | None = None
    considered: tuple[Considered, ...] = ()
    notices: tuple[str, ...] = ()
    engine: str = "extractive"
    timings_ms: dict[str, float] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentences with their [n] markers, as one text; one that starts a list item or a part keeps its line."""
        parts: list[str] = []
        for sentence in self.sentences:
            markers = "".join(f" [{n}]" for n in sentence.citations)
            opens = sentence.text.startswith("- ") or sentence.is_heading
            on_new_line = opens or (bool(parts) and parts[-1].lstrip().startswith("- "))
            separator = ("\n" if on_new_line else " ") if parts else ""
            parts.append(f"{separator}{_with_markers(sentence.text, markers)}")
        return "".join(parts)

    def to_json(self, question_id: str | None = None) -> dict[str, Any]:
        """The interface form: every key present, lists never null."""
        record = asdict(self)
        return {
            "id": question_id,
            "question": record.pop("question"),
            "language": record.pop("language"),
            "persona": record.pop("persona"),
            "status": record.pop("status"),
            "text": self.text,
            **record,
        }


def _with_markers(text: str, markers: str) -> str:
    """Markers stand before the closing full stop, as in print."""
    if markers and text.endswith((".", "!", "?")) and not text.endswith(("...", "…")):
        return f"{text[:-1]}{markers}{text[-1]}"
    return f"{text}{markers}"
