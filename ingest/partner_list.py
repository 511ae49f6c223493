"""partners.yaml → PartnerNames: the one place for every name of every partner."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.yaml_values import yaml_values
from kb.errors import SourceError
from kb.partner import Partner, PartnerNames

PARTNER_LIST = "partners.yaml"


class _Name(BaseModel):
    model_config = ConfigDict(extra="forbid")
    nl: str
    fr: str = ""
    en: str = ""


class _PartnerRow(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    name: _Name
    article: Literal["de", "het", ""] = ""
    number: Literal["singular", "plural"] = "singular"
    kind: str = ""
    in_plan: bool = False
    names: list[str] = []
    names_fr: list[str] = []
    names_en: list[str] = []
    lookalikes: list[str] = []
    note: str | None = None


class _PartnerFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    partners: list[_PartnerRow]
    ambiguous: dict[str, list[str]] = {}


def read_partners(path: Path) -> PartnerNames:
    """The catalogue of partners. Raises SourceError that names the partner and the field at fault."""
    try:
        rows = _PartnerFile.model_validate(yaml_values(path.read_text(encoding="utf-8")))
    except SourceError as error:
        raise SourceError(f"{path.name}: {error.reason}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise SourceError(f"{path.name}: {'.'.join(map(str, first['loc'])) or 'inhoud'}: {first['msg']}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path.name} is niet leesbaar: {error}") from error
    partners = tuple(
        Partner(
            row.id, row.name.nl, row.name.fr, row.name.en, row.article, row.number == "plural", row.kind, row.in_plan,
            (*row.names, *row.names_fr, *row.names_en), tuple(row.lookalikes), row.note,
        )
        for row in rows.partners
    )  # fmt: skip
    return PartnerNames(partners, tuple((form, tuple(ids)) for form, ids in rows.ambiguous.items()))
