"""`duaal check`: a message, sentence by sentence, against the policy texts."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import get_args

from app.check_message import check_message
from app.checking.finding import VERDICTS, Finding, report_json, summary
from app.commands.opening import add_store, opened
from app.commands.printing import say, say_exactly, say_json
from app.records.answer import Language
from app.words.wording import wording
from kb.errors import DuaalError, SourceError
from kb.settings import Settings
from kb.source import Source

HELP = "controleer een bericht zin per zin tegen het plan"

ReadMessage = Callable[[Path, bytes], str]
"""A file and its content → the text of the message; raises SourceError when it cannot be read."""


def add(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("file", metavar="BESTAND", help=".txt .md .docx .pdf .html, of - voor tekst van stdin")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true")
    form.add_argument(
        "--text", action="store_true", help="druk alleen de gelezen tekst af, waarin start en end van --json tellen"
    )
    parser.add_argument(
        "--fail-on", metavar="OORDEEL", choices=VERDICTS, action="append", default=[],
        help=f"sluit af met 1 wanneer een zin dit oordeel krijgt ({', '.join(VERDICTS)}); mag meer dan eens",
    )  # fmt: skip
    parser.add_argument("--report", metavar="RAPPORT", help="schrijf een rapport voor goedkeuring (Word, .docx)")
    parser.add_argument(
        "--language", choices=get_args(Language), default="nl", help="taal van het rapport (anders Nederlands)"
    )
    add_store(parser)


def run(arguments: Namespace, settings: Settings, read_message: ReadMessage) -> int:
    """Prints a finding for each sentence; documents are read with the function that is handed in."""
    text = _text(arguments.file, read_message)
    if arguments.text:
        say_exactly(text)
        return 0
    base = opened(settings)
    findings = check_message(text, base)
    if arguments.report is not None:
        _write_report(arguments.report, text, findings, base.sources, arguments.language)
    if arguments.json:
        say_json(report_json(findings))
    else:
        _say(findings)
    return int(any(finding.verdict in arguments.fail_on for finding in findings))


def _write_report(
    name: str, text: str, findings: tuple[Finding, ...], sources: tuple[Source, ...], language: Language
) -> None:
    # Writing Word files takes a tenth of a second to import, which only a report should pay.
    from app.pages.messages.report import report_docx
    from app.pages.messages.words import message_words

    content = report_docx(text, findings, sources, message_words(language), date.today())
    try:
        Path(name).write_bytes(content)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise DuaalError(f"het rapport kon niet geschreven worden in {name!r}: {reason}") from error


def _text(name: str, read_message: ReadMessage) -> str:
    path = Path("-.txt" if name == "-" else name)
    try:
        data = sys.stdin.buffer.read() if name == "-" else path.read_bytes()
    except OSError as error:
        raise SourceError(f"{name} is niet leesbaar: {error.strerror or error}") from error
    return read_message(path, data)


def _say(findings: tuple[Finding, ...]) -> None:
    words = wording("checking/reasons")
    for finding in findings:
        say(f"[{words['verdicts'][finding.verdict]}] {' '.join(finding.sentence.split())}")
        for reason in finding.reasons:
            say(f"    {reason}")
        if finding.suggestion:
            say(f"    {words['suggestion']}: {' '.join(finding.suggestion.split())}")
    counts = summary(findings)
    say(" · ".join(f"{words['verdicts'][verdict]}: {counts[verdict]}" for verdict in VERDICTS))
