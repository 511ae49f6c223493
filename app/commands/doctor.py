"""`duaal doctor`: is everything in order, where is what, how to back it up."""

import platform
from argparse import ArgumentParser, Namespace
from typing import Any

from app.checking.house_remarks import house_wording
from app.commands.opening import add_store
from app.commands.printing import say, say_json
from kb.encoder import open_encoder
from kb.errors import DuaalError
from kb.knowledge_base import open_knowledge_base
from kb.settings import CODE_VERSION, Settings

HELP = "kijk na of alles in orde is, en waar de index staat"


def add(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--json", action="store_true")
    add_store(parser)


def run(arguments: Namespace, settings: Settings) -> int:
    """Prints what was found; exit code 1 when the index cannot answer."""
    record = examined(settings)
    if arguments.json:
        say_json(record)
    else:
        for key, word in _WORDS.items():
            say(f"{word:18} {record[key] if record[key] is not None else '-'}")
    return 0 if record["problem"] is None else 1


_WORDS = {
    "version": "Versie",
    "python": "Python",
    "store": "Index",
    "backup": "Reservekopie",
    "corpus": "Corpus",
    "edited": "Eigen tabellen",
    "model": "Model",
    "made_by": "Index gemaakt met",
    "created": "Gemaakt op",
    "sources": "Bronnen",
    "passages": "Passages",
    "warning": "Let op",
    "problem": "Probleem",
}


def examined(settings: Settings) -> dict[str, Any]:
    """The state of the install and of the index."""
    record: dict[str, Any] = dict.fromkeys(_WORDS)
    record.update(
        version=CODE_VERSION,
        python=platform.python_version(),
        store=str(settings.store),
        backup=f"kopieer de hele map {settings.store} terwijl er geen ingest loopt; terugzetten is terugkopiëren",
        corpus=str(settings.corpus),
    )
    own = sorted(path.name for path in settings.edited.glob("*.yaml"))
    if own:
        record["edited"] = f"{', '.join(own)} (in {settings.edited}, gaan voor op wat meegeleverd is)"
    try:
        encoder = open_encoder(settings.embedding_model)
        record["model"] = encoder.name
        base, record["warning"] = open_knowledge_base(settings, encoder)
        manifest = base.generation.manifest
        record.update(
            made_by=manifest.model,
            created=manifest.created,
            sources=len(manifest.sources),
            passages=manifest.passages,
        )
        house_wording(settings)
    except DuaalError as error:
        record["problem"] = str(error)
    return record
