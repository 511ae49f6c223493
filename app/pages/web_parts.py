"""WebParts: what the pages need from the rest of the product, as plain functions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.actions.filter import PlanActions
from app.checking.finding import Finding
from app.pages.edition import Edition
from app.pages.editor_parts import EditorParts
from app.pages.feedback import Feedback
from app.records.answer import Answer, Language, Persona
from kb.document import Document
from kb.errors import DuaalError, SourceError, StoreMissing
from kb.knowledge_base import KnowledgeBase
from kb.participation import Participation
from kb.source import Source


def _always() -> bool:
    return True


def _no_document(source_id: str) -> Document:
    raise SourceError(f"bron {source_id!r} is niet ingelezen")


def _nothing_known() -> KnowledgeBase:
    raise StoreMissing("er is geen index geopend")


def _no_check(text: str) -> Iterable[Finding]:
    raise DuaalError("Hier kunnen geen boodschappen getoetst worden.")


def no_file(name: str, data: bytes) -> str:
    """Stands where no reader of files was handed in. Raises DuaalError."""
    raise DuaalError("Hier kunnen geen bestanden gelezen worden.")


def _nothing_to_warm() -> None:
    return None


def _no_edition() -> Edition | None:
    return None


def _no_follow_ups(answer: Answer, earlier: tuple[str, ...]) -> tuple[str, ...]:
    return ()


def _no_picture(source_id: str, page: int, start: int, end: int) -> bytes:
    raise SourceError(f"van bron {source_id!r} is er geen pdf, dus ook geen beeld van bladzijde {page}")


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A row of a role map with what a page shows beside it."""

    participation: Participation
    kind: str
    """Kind of partner as the catalogue calls it; empty for a partner that it lacks."""
    in_plan: bool
    """Whether the plan names this partner at all."""
    title: str
    """Title of the source of the quote."""
    page: int | None
    around: str
    """The canonical text around the quote, quote included; empty for a row from another source."""
    around_start: int
    """Where `around` begins in the canonical text."""
    also_known: tuple[str, ...] = ()
    """Other names of the partner and lay words for the service, by which people look for them."""
    partner_names: Mapping[str, str] = field(default_factory=dict)
    """Name of the partner in other languages than Dutch, where it has one."""
    service_names: Mapping[str, str] = field(default_factory=dict)
    """Name of the service in other languages than Dutch, where it has one."""

    def partner_in(self, language: Language) -> str:
        """Name of the partner in a language; Dutch where no other is known."""
        return self.partner_names.get(language) or self.participation.partner_name

    def service_in(self, language: Language) -> str:
        """Name of the service in a language; Dutch where no other is known."""
        return self.service_names.get(language) or self.participation.service_name


@dataclass(frozen=True, slots=True)
class WebParts:
    """Handed to the pages by whoever puts the product together; no page reaches further than this."""

    ask: Callable[[str, Persona, Language | None, tuple[str, ...]], Answer]
    """Question, persona, language (null: detect it) and the earlier questions, oldest first."""
    sources: Callable[[], tuple[Source, ...]]
    text: Callable[[str], str]
    """Canonical text of a source id."""
    actions: Callable[[], list[dict[str, Any]]] = list
    """The actions in their interface form; their titles stand on the source cards."""
    ready: Callable[[], bool] = _always
    """Whether the functions above answer at once, or wait for the sources to be loaded."""
    plan_actions: Callable[[], PlanActions] = PlanActions
    """Every action of every policy text, with the names of the partners."""
    document: Callable[[str], Document] = _no_document
    """A source as it was read, by its id."""
    pictured: Callable[[], frozenset[str]] = frozenset
    """Ids of the sources of which a page can be shown as a picture."""
    page_picture: Callable[[str, int, int, int], bytes] = _no_picture
    """Source id, page and span of the text to mark; a PNG. Raises SourceError where there is none."""
    edition: Callable[[], Edition | None] = _no_edition
    """Which state of the sources answers now."""
    follow_ups: Callable[[Answer, tuple[str, ...]], tuple[str, ...]] = _no_follow_ups
    """Questions that can follow an answer and that the sources answer, given the questions before it."""
    keep_feedback: Callable[[Feedback], None] | None = None
    """Keeps what a visitor says of an answer; null where that is off. Raises StoreError where it cannot."""
    roles: Callable[[], tuple[RoleRow, ...]] = tuple
    """Every row of every role map that may be shown."""
    check: Callable[[str], Iterable[Finding]] = _no_check
    """A message: one finding a sentence, in order, each as soon as it is there."""
    message_text: Callable[[str, bytes], str] = no_file
    """Name and content of a file: the text of the message in it. Raises SourceError when it cannot be read."""
    knowledge: Callable[[], KnowledgeBase] = _nothing_known
    """The index as it is now, for the doors that hand out its records to machines."""
    warm_up: Callable[[], None] = _nothing_to_warm
    """Reads what the first visitor would wait for."""
    editing: EditorParts | None = None
    """What editors can do; null where editing is off."""
    counts_topics: bool = False
    """Whether questions are counted by topic, which visitors are told."""
