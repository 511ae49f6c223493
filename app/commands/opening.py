"""What several commands share: the store option and opening the knowledge base."""

from argparse import ArgumentParser

from app.commands.printing import note
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import Settings


def add_store(parser: ArgumentParser) -> None:
    """`--store DIR`."""
    parser.add_argument(
        "--store", metavar="MAP", help="map van de index (anders DUAAL_STORE, anders een map per gebruiker)"
    )


def opened(settings: Settings) -> KnowledgeBase:
    """The knowledge base; a warning on stderr when an earlier index has to answer."""
    base, warning = open_knowledge_base(settings)
    if warning:
        note(f"Let op: {warning}")
    return base
