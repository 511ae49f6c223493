"""`duaal actions`: the actions of the plan."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from datetime import date
from typing import get_args

from app.actions.filter import NONE_STATED, ActionFilter, is_school_year, selected, theme_of
from app.actions.table import action_json, as_calendar, as_csv
from app.commands.opening import add_store
from app.commands.printing import note, say, say_exactly, say_json
from app.roles.names import partner_id
from kb.action import Action
from kb.errors import SourceError
from kb.knowledge_base import open_generation
from kb.modality import Modality
from kb.settings import Settings

HELP = "toon de acties van het plan"


def add(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "--partner",
        metavar="NAAM",
        help="alleen acties met deze partner in hun blok (naam, afkorting of id); `geen`: zonder partij",
    )
    parser.add_argument("--modality", choices=get_args(Modality), help="alleen acties met deze modaliteit")
    parser.add_argument(
        "--due-before", type=_date, metavar="JJJJ-MM-DD", help="alleen acties die voor deze dag aflopen"
    )
    parser.add_argument(
        "--school-year",
        type=_school_year,
        metavar="JJJJ-JJJJ",
        help="alleen acties die dan lopen; `geen`: zonder datum",
    )
    parser.add_argument("--theme", metavar="PUNT", help="alleen acties van dit punt van het plan, bv. 2.6")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true")
    form.add_argument("--csv", action="store_true")
    form.add_argument("--ics", action="store_true", help="als agenda (iCalendar)")
    add_store(parser)


def run(arguments: Namespace, settings: Settings) -> int:
    """Prints the actions that meet the filters."""
    generation, warning = open_generation(settings)
    if warning:
        note(f"Let op: {warning}")
    documents = [
        generation.document(source.source_id) for source in generation.manifest.sources if source.kind == "policy_text"
    ]
    pairs = [(document, action) for document in documents for action in document.actions]
    partner = arguments.partner
    if partner and partner != NONE_STATED:
        partner = partner_id(partner, generation.names())
    theme = _known_theme(arguments.theme, [action for _, action in pairs])
    asked = ActionFilter(partner, arguments.modality, arguments.school_year, theme, arguments.due_before)
    rows = [action_json(document, action) for document, action in selected(pairs, asked)]
    if arguments.json:
        say_json(rows)
    elif arguments.csv:
        say_exactly(as_csv(rows))
    elif arguments.ics:
        say_exactly(as_calendar(rows))
    else:
        if not rows:
            say("Geen enkele actie past bij deze filters.")
        for row in rows:
            parties = (
                ", ".join(f"{p['partner']}{' (trekker)' if p['role'] == 'lead' else ''}" for p in row["involved"])
                or "niemand genoemd"
            )
            say(f"{row['key']:9} {row['title']}\n          {parties} · {row['timing'] or 'geen timing'}")
    return 0


def _known_theme(theme: str | None, actions: Sequence[Action]) -> str | None:
    """The theme, when an action stands in it. Raises SourceError that names those that there are."""
    themes = sorted({theme_of(action) for action in actions})
    if theme is not None and themes and theme not in themes:
        raise SourceError(f"geen punt {theme!r} met acties; kies uit {', '.join(themes)}")
    return theme


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"een dag als JJJJ-MM-DD, niet {text!r}") from error


def _school_year(text: str) -> str:
    if text != NONE_STATED and not is_school_year(text):
        raise ArgumentTypeError(f"een schooljaar als 2025-2026 of {NONE_STATED}, niet {text!r}")
    return text
