"""`glossary.yaml` → concepts, in the terms of SKOS (prefLabel, altLabel, hiddenLabel, definition)."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.yaml_values import yaml_values
from kb.errors import SourceError
from kb.glossary import Concept

GLOSSARY = "glossary.yaml"

_Label = Annotated[str, Field(min_length=1)]


class _Labels(BaseModel):
    model_config = ConfigDict(extra="forbid")
    nl: _Label
    fr: _Label
    en: _Label


class _AlternativeLabels(BaseModel):
    model_config = ConfigDict(extra="forbid")
    nl: tuple[_Label, ...] = ()
    fr: tuple[_Label, ...] = ()
    en: tuple[_Label, ...] = ()


class _ConceptRow(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: _Label
    prefLabel: _Labels
    altLabel: _AlternativeLabels = _AlternativeLabels()
    hiddenLabel: tuple[_Label, ...] = ()
    definition: _Labels
    source: str | None = None


class _GlossaryRows(BaseModel):
    model_config = ConfigDict(extra="forbid")
    concepts: tuple[_ConceptRow, ...]


def read_glossary(path: Path) -> list[Concept]:
    """The concepts of a glossary. Raises SourceError that names the concept and the field."""
    try:
        rows = _GlossaryRows.model_validate(yaml_values(path.read_text(encoding="utf-8"))).concepts
    except SourceError as error:
        raise SourceError(f"{path.name}: {error.reason}") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise SourceError(f"{path.name}: {field}: {first['msg']}; gevonden: {first['input']!r:.80}") from error
    except (OSError, ValueError, RecursionError) as error:
        raise SourceError(f"{path.name} is niet leesbaar: {error}") from error
    twice = [row.id for row in rows if sum(row.id == other.id for other in rows) > 1]
    if twice:
        raise SourceError(f"{path.name}: begrip {twice[0]!r} staat er meer dan één keer")
    return [_concept(row) for row in rows]


def _concept(row: _ConceptRow) -> Concept:
    return Concept(
        row.id,
        (row.prefLabel.nl, row.prefLabel.fr, row.prefLabel.en),
        (*row.altLabel.nl, *row.altLabel.fr, *row.altLabel.en),
        row.hiddenLabel,
        (row.definition.nl, row.definition.fr, row.definition.en),
        row.source,
    )
