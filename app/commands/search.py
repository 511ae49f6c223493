"""`duaal search`: retrieval alone."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import Any

from app.commands.batch import read_batch
from app.commands.opening import add_store, opened
from app.printing import say, say_json, say_json_line
from app.understanding import understand
from kb.errors import QuestionError
from kb.knowledge_base import KnowledgeBase
from kb.passage import RetrievedPassage
from kb.settings import Settings

HELP = "zoek passages zonder antwoord"
MOST = 1000


def add(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("question", nargs="?", metavar="VRAAG")
    parser.add_argument("-k", type=_count, default=5, metavar="N", help="aantal passages")
    parser.add_argument("--batch", metavar="BESTAND", help="JSON-regels, zoals bij ask --batch")
    parser.add_argument("--json", action="store_true")
    add_store(parser)


def run(arguments: Namespace, settings: Settings) -> int:
    """Prints the passages, best first."""
    if (arguments.question is None) == (arguments.batch is None):
        raise QuestionError("geef één vraag, of een bestand met --batch")
    if arguments.batch is not None:
        questions = read_batch(arguments.batch)
        base = opened(settings)
        for line in questions:
            try:
                found = found_passages(line.question, line.history, base, arguments.k)
            except QuestionError:  # one line that cannot be asked does not stop the others
                found = []
            say_json_line({"id": line.question_id, "passages": [passage_json(passage) for passage in found]})
        return 0
    found = found_passages(arguments.question, (), opened(settings), arguments.k)
    if arguments.json:
        say_json([passage_json(passage) for passage in found])
        return 0
    for rank, passage in enumerate(found, 1):
        at = passage.passage
        action = f", actie {at.action}" if at.action else ""
        page = f", p. {at.page}" if at.page else ""
        say(f"{rank}. {at.title}, {at.section or 'titel'}{action}{page}  (score {passage.score:.4f})\n{at.text}\n")
    return 0


def found_passages(question: str, history: tuple[str, ...], base: KnowledgeBase, k: int) -> list[RetrievedPassage]:
    """The k best passages for a question read with what earlier ones supply. Raises QuestionError."""
    return base.search(understand(question, "any", None, history, base.names).resolved, k)


def passage_json(found: RetrievedPassage) -> dict[str, Any]:
    """The interface form of a passage."""
    passage = found.passage
    return {
        "passage_id": passage.passage_id,
        "source_id": passage.source_id,
        "file": passage.file,
        "section": passage.section,
        "action": passage.action,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": found.score,
    }


def _count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= MOST:
        raise ArgumentTypeError(f"een geheel getal van 1 tot {MOST}, niet {text!r}")
    return int(text)
