"""`duaal search`: retrieval alone."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import Any

from app.commands.batch import read_batch
from app.commands.opening import add_store, opened
from app.commands.printing import say, say_json, say_json_line
from app.question.understanding import understand
from kb.errors import QuestionError
from kb.knowledge_base import KnowledgeBase
from kb.passage import RetrievedPassage
from kb.passage_search import Explanation
from kb.settings import Settings

HELP = "zoek passages zonder antwoord"
MOST = 1000


def add(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("question", nargs="?", metavar="VRAAG")
    parser.add_argument("-k", type=_count, default=5, metavar="N", help="aantal passages")
    parser.add_argument("--batch", metavar="BESTAND", help="JSON-regels, zoals bij ask --batch")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--explain", action="store_true", help="toon bij elke passage de berekening van haar score")
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
    base = opened(settings)
    found = found_passages(arguments.question, (), base, arguments.k)
    if arguments.json:
        say_json([passage_json(passage) for passage in found])
        return 0
    for rank, passage in enumerate(found, 1):
        at = passage.passage
        action = f", actie {at.action}" if at.action else ""
        page = f", p. {at.page}" if at.page else ""
        say(f"{rank}. {at.title}, {at.section or 'titel'}{action}{page}  (score {passage.score:.4f})\n{at.text}\n")
        if arguments.explain:
            say(f"{_explained(base.explain(' '.join(arguments.question.split()), passage))}\n")
    return 0


def found_passages(question: str, history: tuple[str, ...], base: KnowledgeBase, k: int) -> list[RetrievedPassage]:
    """The k best passages for a question read with what earlier ones supply. Raises QuestionError."""
    asked = understand(question, "any", None, history, base.names)
    return base.search(asked.resolved, k, actions=asked.action_numbers)


def _explained(why: Explanation) -> str:
    """The calculation of a score, the words behind it, and the nearest expected question."""
    lines = [f"   {why.calculation}"]
    for name, words in (("in de passage", why.words.words), ("in verwachte vragen", why.words.questions)):
        best = sorted(words.items(), key=lambda pair: -pair[1])[:8]
        if best:
            lines.append(f"   woorden {name}: {', '.join(f'{word} {value:.2f}' for word, value in best)}")
    lines.append(f"   lettergroepen {why.words.grams:.2f}, het document als geheel {why.words.whole:.2f}")
    if why.added:
        lines.append(f"   uit de woordenlijst: {', '.join(why.added)}")
    if why.like is not None:
        lines.append(f"   lijkt op de verwachte vraag «{why.like.question.text}» ({why.like.likeness:.2f})")
    return "\n".join(lines)


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
