"""The tables that editors change besides role maps: glossary and house wording, each YAML in its file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ingest.glossary_file import GLOSSARY, read_glossary
from ingest.role_map_file import Row
from ingest.table_form import Column, Rows, SheetForm, TableForm
from ingest.yaml_values import yaml_values
from kb.errors import SourceError
from kb.settings import HOUSE_WORDING

_HEAD = "# Door een redacteur gewijzigd in de webapp; gaat voor op wat meegeleverd is.\n"
_LANGUAGES = ("nl", "fr", "en")
_KINDS = {"old_name": "oude naam", "lookalike": "lijkt op iets anders", "term": "term", "tone": "toon"}


@dataclass(frozen=True, slots=True)
class EditedTable:
    """A table with its file and the way there and back."""

    file: str
    """Name of its file in the folder of edited tables."""
    form: TableForm
    rows_of: Callable[[Path], Rows]
    """Raises SourceError when the file cannot be read."""
    yaml_of: Callable[[Rows], bytes]
    in_index: bool
    """Whether an index has to be made anew before a change is seen."""

    def rows(self, path: Path) -> int:
        """How many rows a version holds."""
        return sum(len(rows) for rows in self.rows_of(path).values())


def _glossary_rows(path: Path) -> Rows:
    read_glossary(path)
    concepts = yaml_values(path.read_text(encoding="utf-8"))["concepts"]
    return {
        "begrippen": [Row(f"begrip {number}", _concept_cells(concept)) for number, concept in enumerate(concepts, 1)]
    }


def _concept_cells(concept: Mapping[str, Any]) -> dict[str, Any]:
    cells: dict[str, Any] = {"id": concept["id"]}
    for language in _LANGUAGES:
        cells[language] = concept["prefLabel"][language]
        cells[f"ook_{language}"] = list((concept.get("altLabel") or {}).get(language, ()))
        cells[f"uitleg_{language}"] = concept["definition"][language]
    cells |= {"fout_gespeld": list(concept.get("hiddenLabel") or ()), "bron": concept.get("source")}
    return {name: value for name, value in cells.items() if value}


def _glossary_yaml(rows: Rows) -> bytes:
    concepts = [
        {
            "id": row.values["id"],
            "prefLabel": {language: row.values[language] for language in _LANGUAGES},
            "altLabel": {language: row.values.get(f"ook_{language}", []) for language in _LANGUAGES},
            "hiddenLabel": row.values.get("fout_gespeld", []),
            "definition": {language: row.values[f"uitleg_{language}"] for language in _LANGUAGES},
            "source": row.values.get("bron"),
        }
        for row in rows["begrippen"]
    ]
    return _yaml({"concepts": concepts})


def _wording_rows(path: Path) -> Rows:
    try:
        raw = yaml_values(path.read_text(encoding="utf-8"))
        table = [
            {"soort": _KINDS[row["kind"]], "woorden": list(map(str, row["words"])), "liever": row["use"],
             "waarom": row["why"], "bron": row["source"]}
            for row in raw["table"]
        ]  # fmt: skip
        short = [{"afkorting": key, "voluit": value} for key, value in raw["abbreviations"].items()]
    except (OSError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(f"{path} is geen leesbare woordkeuze ({type(error).__name__})") from error
    return {
        name: [Row(f"{name} {number}", {key: value for key, value in row.items() if value})
               for number, row in enumerate(rows, 1)]
        for name, rows in (("woordkeuze", table), ("afkortingen", short))
    }  # fmt: skip


def _wording_yaml(rows: Rows) -> bytes:
    codes = {word: code for code, word in _KINDS.items()}
    table = [
        {"kind": codes[row.values["soort"]], "words": row.values["woorden"], "use": row.values.get("liever", ""),
         "why": row.values["waarom"], "source": row.values.get("bron", "")}
        for row in rows["woordkeuze"]
    ]  # fmt: skip
    short = {row.values["afkorting"]: row.values["voluit"] for row in rows["afkortingen"]}
    return _yaml({"kinds": _KINDS, "table": table, "abbreviations": short})


def _yaml(values: Mapping[str, Any]) -> bytes:
    return (_HEAD + yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False, width=10**9)).encode()


GLOSSARY_TABLE = EditedTable(
    GLOSSARY,
    TableForm("Woordenlijst", (SheetForm("begrippen", (
        Column("id", required=True), *(Column(language, required=True) for language in _LANGUAGES),
        *(Column(f"ook_{language}", is_list=True, width=50) for language in _LANGUAGES),
        Column("fout_gespeld", is_list=True, width=30),
        *(Column(f"uitleg_{language}", required=True, width=50) for language in _LANGUAGES), Column("bron"),
    ), ("id",)),)),
    _glossary_rows, _glossary_yaml, in_index=True,
)  # fmt: skip
HOUSE_WORDING_TABLE = EditedTable(
    HOUSE_WORDING,
    TableForm("Woordkeuze van het huis", (
        SheetForm("woordkeuze", (
            Column("woorden", required=True, is_list=True, width=40),
            Column("soort", required=True, allowed=tuple(_KINDS.values())), Column("liever", width=40),
            Column("waarom", required=True, width=60), Column("bron"),
        ), ("woorden",)),
        SheetForm("afkortingen", (Column("afkorting", required=True), Column("voluit", required=True, width=60)),
                  ("afkorting",)),
    )),
    _wording_rows, _wording_yaml, in_index=False,
)  # fmt: skip
