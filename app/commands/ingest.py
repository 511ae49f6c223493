"""`duaal ingest`: documents into the index."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from app.commands.opening import add_store
from app.commands.printing import note, say, say_json
from kb.settings import Settings

HELP = "lees documenten in (zonder pad: het corpus van Duaalwijzer)"


class Report(Protocol):
    """What this command needs of an ingest report."""

    @property
    def read_anything(self) -> bool:
        """Whether at least one file could be read."""

    def to_json(self) -> dict[str, Any]:
        """The interface form."""


Ingest = Callable[[Sequence[Path], Settings, bool, Callable[[int, int], None]], Report]
"""Paths, settings, whether the store holds only these, and a progress function (passages done, passages to do)."""


def add(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PAD",
        type=Path,
        help="bestanden of mappen: pdf txt md html docx, yaml csv xlsx",
    )
    parser.add_argument("--only", action="store_true", help="de index bevat daarna alleen deze paden")
    parser.add_argument("--json", action="store_true", help="het verslag als JSON")
    add_store(parser)


def run(arguments: Namespace, settings: Settings, ingest: Ingest) -> int:
    """Ingests with the function that is handed in and prints its report."""
    # Every command imports this file to know its options; only this one shows a bar.
    from tqdm import tqdm

    with tqdm(unit=" passages", desc="Inlezen", leave=False) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        report = ingest(arguments.paths, settings, arguments.only, progress)
    record = report.to_json()
    if arguments.json:
        say_json(record)
    else:
        _say(record, settings)
    for warning in record["warnings"]:
        note(f"Let op: {warning}")
    if not report.read_anything:
        note(
            "Geen enkel bestand kon gelezen worden; de index is niet veranderd."
            if not record["removed"]
            else "Geen enkel bestand kon gelezen worden."
        )
        return 1
    return 0


def _say(record: dict[str, Any], settings: Settings) -> None:
    for key, word in (
        ("added", "Toegevoegd"),
        ("changed", "Gewijzigd"),
        ("unchanged", "Ongewijzigd"),
        ("removed", "Verwijderd"),
    ):
        if record[key]:
            say(f"{word}: {', '.join(record[key])}")
    for refused in record["refused"]:
        say(f"Niet of deels gelezen: {refused['file']} — {refused['reason']}")
    say(
        f"{record['passages']} passages in {settings.store} "
        f"({record['embedded']} nieuw berekend, {record['seconds']} s)"
    )
