"""`duaal check`: a message, sentence by sentence, against the policy texts."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from app.check_message import check_message
from app.checking.finding import VERDICTS, Finding, report_json, summary
from app.commands.opening import add_store, opened
from app.printing import say, say_exactly, say_json
from app.wording import wording
from kb.errors import SourceError
from kb.settings import Settings

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
    add_store(parser)


def run(arguments: Namespace, settings: Settings, read_message: ReadMessage) -> int:
    """Prints a finding for each sentence; documents are read with the function that is handed in."""
    text = _text(arguments.file, read_message)
    if arguments.text:
        say_exactly(text)
        return 0
    findings = check_message(text, opened(settings))
    if arguments.json:
        say_json(report_json(findings))
    else:
        _say(findings)
    return int(any(finding.verdict in arguments.fail_on for finding in findings))


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
