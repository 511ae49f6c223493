"""`duaal sources`: the documents known, the text of one, or one taken out."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

from app.commands.opening import add_store
from app.commands.printing import note, say, say_exactly, say_json
from kb.errors import SourceError
from kb.knowledge_base import open_generation
from kb.settings import Settings
from kb.source import Source

HELP = "toon de bronnen"


def add(parser: ArgumentParser) -> None:
    """Options of the command."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--text", metavar="BRON", help="druk alleen de canonieke tekst van deze bron af")
    what.add_argument("--remove", metavar="BRON", help="haal deze bron uit de index")
    parser.add_argument("--json", action="store_true")
    add_store(parser)


def run(arguments: Namespace, settings: Settings, remove: Callable[[str, Settings], None]) -> int:
    """Prints sources or a text, or removes a source with the function that is handed in."""
    if arguments.remove is not None:
        remove(arguments.remove, settings)
        note(f"Bron {arguments.remove!r} is uit de index gehaald.")
        return 0
    generation, warning = open_generation(settings)
    if warning:
        note(f"Let op: {warning}")
    sources = generation.manifest.sources
    if arguments.text is not None:
        if arguments.text not in {source.source_id for source in sources}:
            known = ", ".join(source.source_id for source in sources) or "geen"
            raise SourceError(f"bron {arguments.text!r} is niet gekend; gekend: {known}")
        say_exactly(generation.document(arguments.text).text)
    elif arguments.json:
        say_json([source_json(source) for source in sources])
    else:
        for source in sources:
            date = source.date or "geen datum in het document"
            about = f"{source.publisher or 'uitgever onbekend'} · {date} · {source.language} · {source.file}"
            say(f"{source.source_id}\n  {source.title}\n  {about}")
    return 0


def source_json(source: Source) -> dict[str, Any]:
    """The interface form of a source."""
    return {
        "source_id": source.source_id, "title": source.title, "publisher": source.publisher, "date": source.date,
        "language": source.language, "address": source.address, "digest": source.digest, "kind": source.kind,
        "file": source.file, "received_name": source.received_name,
    }  # fmt: skip
