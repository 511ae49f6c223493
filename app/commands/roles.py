"""`duaal roles`: the role map, with its filters and forms, and its editing with the functions that are handed in."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from app.commands.opening import add_store
from app.commands.printing import note, say, say_exactly, say_json
from app.pages.table_editing import EditPreview, TableVersion
from app.roles.names import partner_of_rows, service_of_rows
from app.roles.table import RoleFilters, as_csv, as_hsds, as_json_ld, filtered, notices_of, role_json
from kb.errors import QuestionError, SourceError
from kb.knowledge_base import open_generation
from kb.participation import Evidence, Participation
from kb.partner import PartnerNames
from kb.role_words import AUDIENCES, EVIDENCES, PHASES, ROLES, Names, code_named
from kb.settings import Settings
from kb.store import Generation

HELP = "toon wie wat doet: de rollenkaart"
_MODALITIES = {
    "decided": "beslist", "planned": "gepland", "proposed": "voorstel", "under_study": "te onderzoeken", "stated": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Editing:
    """How a role map is edited, as functions. Each takes the source id first and may raise DuaalError."""

    preview: Callable[[str, bytes, str, Settings], EditPreview]
    """Content and name of the edited file; nothing is written."""
    apply: Callable[[str, bytes, str, Settings, str | None], object]
    """The same, and `based_on` of the preview that was seen: refused when the map changed since; null to go ahead."""
    versions: Callable[[str, Settings], Sequence[TableVersion]]
    restore: Callable[[str, str, Settings], object]
    """Name of an earlier version."""
    download: Callable[[str, Settings, str], bytes]
    """The whole map as `xlsx`, `csv`, `yaml` or `matrix`."""


def add(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--partner", metavar="NAAM", help="alleen deze partner (naam, afkorting of id)")
    parser.add_argument("--service", metavar="DIENST", help="alleen deze dienst (naam of id)")
    parser.add_argument("--audience", type=_code(AUDIENCES), metavar="DOELGROEP", help=", ".join(AUDIENCES))
    parser.add_argument("--phase", type=_code(PHASES), metavar="FASE", help=", ".join(PHASES))
    parser.add_argument(
        "--evidence", choices=get_args(Evidence), help="unverified is voor redacteurs en geldt nooit als feit"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true")
    form.add_argument("--csv", action="store_true")
    form.add_argument("--hsds", action="store_true", help="als CSV in de kolommen van HSDS 3.0")
    form.add_argument("--jsonld", action="store_true", help="als JSON-LD in de woorden van schema.org")
    form.add_argument("--xlsx", type=Path, metavar="BESTAND", help="als Excel-bestand")
    form.add_argument("--matrix", type=Path, metavar="BESTAND", help="de kaart van --map als matrix (Excel)")
    editing = parser.add_argument_group("bewerken")
    editing.add_argument("--map", metavar="BRON", help="de rollenkaart die bewerkt, opgehaald of hersteld wordt")
    what = editing.add_mutually_exclusive_group()
    what.add_argument("--edit", type=Path, metavar="BESTAND", help="toon wat een bewerkt bestand in --map zou wijzigen")
    what.add_argument("--versions", metavar="BRON", help="toon de vorige versies van een rollenkaart")
    what.add_argument("--restore", metavar="VERSIE", help="zet een vorige versie van --map terug")
    editing.add_argument("--apply", action="store_true", help="voer de wijzigingen van --edit ook uit")
    add_store(parser)


def run(arguments: Namespace, settings: Settings, editing: Editing) -> int:
    """Prints the rows that meet the filters, or edits a map."""
    if arguments.versions is not None:
        return _say_versions(editing.versions(arguments.versions, settings), as_json=arguments.json)
    if arguments.edit is not None or arguments.restore is not None or arguments.matrix is not None:
        if arguments.map is None:
            raise QuestionError("zeg met --map BRON welke rollenkaart; `duaal sources` toont ze")
        if arguments.edit is not None:
            return _edit(arguments, settings, editing)
        if arguments.matrix is not None:
            return _write(arguments.matrix, editing.download(arguments.map, settings, "matrix"))
        editing.restore(arguments.map, arguments.restore, settings)
        note(f"Versie {arguments.restore} van rollenkaart {arguments.map!r} is teruggezet.")
        return 0
    if arguments.apply:
        raise QuestionError("--apply hoort bij --edit BESTAND")
    if arguments.map is not None:
        if arguments.xlsx is None:
            raise QuestionError("--map hoort bij --edit, --restore, --matrix of --xlsx")
        return _write(arguments.xlsx, editing.download(arguments.map, settings, "xlsx"))
    return _show(arguments, settings)


def _code(names: Names) -> Callable[[str], str]:
    def code(text: str) -> str:
        found = code_named(text, names)
        if found is None:
            raise ArgumentTypeError(f"{text!r} is niet gekend; kies uit: {', '.join(names)}")
        return found

    return code


def _show(arguments: Namespace, settings: Settings) -> int:
    generation, warning = open_generation(settings)
    if warning:
        note(f"Let op: {warning}")
    maps = [generation.document(s.source_id) for s in generation.manifest.sources if s.kind == "role_map"]
    rows = [row for role_map in maps for row in role_map.participations]
    services = {service.service_id: service for role_map in reversed(maps) for service in role_map.services}
    names = generation.names()
    asked = RoleFilters(
        partner_of_rows(arguments.partner, rows, names) if arguments.partner else None,
        service_of_rows(arguments.service, rows, services.values()) if arguments.service else None,
        arguments.audience, arguments.phase, arguments.evidence,
    )  # fmt: skip
    kept = filtered(rows, asked)
    if arguments.xlsx is not None:
        from app.roles.workbook import as_xlsx  # openpyxl takes a tenth of a second that no other command should pay

        return _write(arguments.xlsx, as_xlsx(kept, list(services.values())))
    if arguments.json:
        say_json([role_json(row) for row in kept])
    elif arguments.csv:
        say_exactly(as_csv(kept))
    elif arguments.hsds:
        say_exactly(as_hsds(kept, services, names))
    elif arguments.jsonld:
        say_json(_json_ld(kept, names, generation))
    else:
        _say_rows(kept)
    return 0


def _json_ld(rows: Sequence[Participation], names: PartnerNames, generation: Generation) -> dict[str, Any]:
    sources = generation.manifest.sources
    return as_json_ld(
        rows, names, {source.source_id: source.address for source in sources},
        {source.source_id: source.title for source in sources},
    )  # fmt: skip


def _say_rows(rows: Sequence[Participation]) -> None:
    for row in rows:
        marks = [ROLES[row.role][0], EVIDENCES[row.evidence][0], _MODALITIES[row.modality]]
        marks += [", ".join(PHASES[phase][0] for phase in row.phase)]
        marks += [f"voor {', '.join(AUDIENCES[audience][0] for audience in row.audience)}" if row.audience else ""]
        unverified = "NIET GEVERIFIEERD, geen feit · " if row.evidence == "unverified" else ""
        say(f"{unverified}{row.partner_name} – {row.service_name}\n  {' · '.join(filter(None, marks))}")
        say(f"  «{row.quote}»\n  {_source_line(row)}")
        if row.contact:
            say(f"  contact: {row.contact}" + (f" (nagekeken op {row.assured_date})" if row.assured_date else ""))
        for notice in notices_of(row):
            say(f"  let op: {notice}")
    partners = len({row.partner for row in rows})
    say(f"{len(rows)} rollen van {partners} partners" if rows else "Geen enkele rol past bij deze filters.")


def _source_line(row: Participation) -> str:
    if row.source_url:
        date = "zonder datum" if row.source_date == "undated" else row.source_date
        return f"{row.source_url} ({date}; na te kijken op de actuele pagina)"
    place = f"sectie {row.section}" if row.section else "titel"
    return f"{row.source_id}, {place}" + (f", actie {row.action}" if row.action else "")


def _edit(arguments: Namespace, settings: Settings, editing: Editing) -> int:
    try:
        data = arguments.edit.read_bytes()
    except OSError as error:
        raise SourceError(f"{arguments.edit} is niet leesbaar: {error.strerror or error}") from error
    preview = editing.preview(arguments.map, data, arguments.edit.name, settings)
    apply = arguments.apply and not preview.faults
    if arguments.json:
        say_json({**_preview_json(preview), "applied": apply})
    else:
        _say_preview(preview)
    if apply:
        editing.apply(arguments.map, data, arguments.edit.name, settings, None)
        note(f"De wijzigingen zijn toegepast op rollenkaart {arguments.map!r}; de vorige versie is bewaard.")
    elif preview.faults:
        note("Er is niets veranderd: het bestand heeft fouten.")
    else:
        note("Er is nog niets veranderd; voer de wijzigingen uit met --apply.")
    return 1 if preview.faults else 0


def _preview_json(preview: EditPreview) -> dict[str, Any]:
    return {
        **{
            kind: [
                {
                    "row": row.name,
                    "fields": [{"field": edit.field, "old": edit.old, "new": edit.new} for edit in row.fields],
                }
                for row in rows
            ]
            for kind, rows in (("added", preview.added), ("removed", preview.removed), ("changed", preview.changed))
        },
        "faults": list(preview.faults),
    }


def _say_preview(preview: EditPreview) -> None:
    for fault in preview.faults:
        say(f"fout: {fault}")
    for word, rows in (("nieuw", preview.added), ("weg", preview.removed), ("gewijzigd", preview.changed)):
        for row in rows:
            say(f"{word}: {row.name}")
            for edit in row.fields:
                say(f"  {edit.field}: {edit.old or '(leeg)'} → {edit.new or '(leeg)'}")
    if not preview.faults:
        counts = f"{len(preview.added)} nieuw, {len(preview.removed)} weg, {len(preview.changed)} gewijzigd"
        say(f"{counts}.")


def _say_versions(versions: Sequence[TableVersion], *, as_json: bool) -> int:
    if as_json:
        say_json([{"name": version.name, "saved": version.saved, "rows": version.rows} for version in versions])
    else:
        for version in versions:
            say(f"{version.name}  bewaard op {version.saved}, {version.rows} rollen")
        if not versions:
            say("Er zijn geen vorige versies.")
    return 0


def _write(path: Path, data: bytes) -> int:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise SourceError(f"{path} kan niet geschreven worden: {error.strerror or error}") from error
    note(f"Geschreven: {path}")
    return 0
