"""What helps to read, find and check and is no source itself: names, glossary, questions, gaps, statements, notes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from ingest.expected_questions import QuestionRow, read_questions
from ingest.glossary_file import GLOSSARY, read_glossary
from ingest.ingest_report import Refused
from ingest.known_gaps import GapRow, read_gaps
from ingest.partner_list import PARTNER_LIST, read_partners
from ingest.reading_notes import NoteRow, read_notes
from ingest.source_list import digest_of, records_by_digest
from ingest.statement_list import StatementRow, read_statements
from kb.errors import SourceError
from kb.glossary import Concept
from kb.partner import PartnerNames

_Aid = TypeVar("_Aid")


@dataclass(frozen=True, slots=True)
class FindingAids:
    """The aids of one ingest, with one digest of them all."""

    names: PartnerNames
    questions: Sequence[QuestionRow]
    gaps: Sequence[GapRow]
    concepts: Sequence[Concept]
    statements: Sequence[tuple[str, StatementRow]]
    notes: Sequence[tuple[str, NoteRow]]
    records: Mapping[str, Mapping[str, Any]]
    """Source records of the install's own corpus by the digest of their files: a copy elsewhere is the same source."""
    digest: str
    refused: tuple[Refused, ...]
    """Files of aids that cannot be read."""


def finding_aids(folders: Sequence[Path], corpus: Path) -> FindingAids:
    """Each aid from the first folder that holds it; `corpus` is the one of the install."""
    refused: list[Refused] = []

    def first(read: Callable[[Path], _Aid | None], empty: _Aid) -> _Aid:
        for folder in folders:
            try:
                if found := read(folder):
                    return found
            except SourceError as error:
                refused.append(Refused(folder.name, error.reason))
        return empty

    names = first(_partners, PartnerNames(()))
    questions = first(read_questions, list[QuestionRow]())
    gaps = first(read_gaps, list[GapRow]())
    concepts = first(_concepts, list[Concept]())
    statements = first(read_statements, list[tuple[str, StatementRow]]())
    notes = first(read_notes, list[tuple[str, NoteRow]]())
    digest = digest_of(repr((names.partners, names.ambiguous, questions, gaps, concepts, statements, notes)).encode())
    return FindingAids(
        names, questions, gaps, concepts, statements, notes, records_by_digest(corpus), digest,
        tuple(dict.fromkeys(refused)),
    )  # fmt: skip


def _partners(folder: Path) -> PartnerNames | None:
    places = sorted(folder.rglob(PARTNER_LIST))
    return read_partners(places[0]) if places else None


def _concepts(folder: Path) -> list[Concept]:
    places = sorted(folder.rglob(GLOSSARY))
    return read_glossary(places[0]) if places else []
