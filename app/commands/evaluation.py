"""`duaal eval`: measures the product with the judges that are handed in."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.commands.opening import add_store
from app.commands.printing import note, say
from kb.errors import DuaalError, QuestionError
from kb.settings import Settings

HELP = "meet de kwaliteit (retrieval: vindt het de juiste passage, answers, partners, messages, care)"
NAMES = ("retrieval", "answers", "partners", "messages", "care", "openings")
BASELINES = ("bm25-plain", "bm25-stems", "bm25-stems-5grams", "minilm", "llamaindex")


@dataclass(frozen=True, slots=True)
class EvalRequest:
    """What to measure, and with what to compare it."""

    name: str
    beir: Path | None = None
    """A folder with documents, questions and judgements, instead of the project's own questions."""
    cases: Path | None = None
    """Another file of questions on the plan."""
    split: str = "dev"
    embedding: str | None = None
    """The model to search with; null for the one that is set."""
    compare: tuple[str, ...] = ()
    """Models to set beside it."""
    baselines: tuple[str, ...] = ()
    against: Path | None = None
    """A result of an earlier run."""
    results: Path | None = None
    """Where to write; null for the usual place."""
    as_json: bool = False


Evaluate = Callable[[EvalRequest, Settings, Callable[[str], None]], str]
"""Request, settings and a function that tells how far it is; gives what to print."""


def add(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("name", choices=(*NAMES, "all"), metavar="NAAM", help=", ".join((*NAMES, "all")))
    own = parser.add_argument_group("retrieval; --split, --cases, --against, --results en --json ook voor answers")
    own.add_argument(
        "--beir", type=Path, metavar="MAP", help="meet op een map met corpus.jsonl, queries*.jsonl en qrels*.tsv"
    )
    own.add_argument("--split", choices=("dev", "test"), default="dev", help="eigen vragen: dev (gewoon) of test")
    own.add_argument("--cases", type=Path, metavar="BESTAND", help="eigen vragen uit een ander bestand")
    own.add_argument("--embedding", metavar="MODEL", help="zoek met dit sentence-transformers-model (naam of map)")
    own.add_argument("--compare", action="append", default=[], metavar="MODEL", help="zet dit model ernaast")
    own.add_argument(
        "--baselines", nargs="*", choices=BASELINES, metavar="NAAM",
        help=f"zet deze ernaast, zonder naam alle: {', '.join(BASELINES)}",
    )  # fmt: skip
    own.add_argument(
        "--against", type=Path, metavar="RESULTAAT", help="vergelijk vraag per vraag met een eerdere meting"
    )
    own.add_argument("--results", type=Path, metavar="MAP", help="map voor het resultaat (anders evals/results)")
    own.add_argument("--json", action="store_true", help="alleen de cijfers, als JSON")
    add_store(parser)


def run(arguments: Namespace, settings: Settings, evaluate: Evaluate) -> int:
    """Evaluates with the function that is handed in and prints its tables."""
    if arguments.beir and (arguments.cases or arguments.split != "dev"):
        raise QuestionError("--beir meet op een andere map; laat --cases en --split weg")
    if arguments.json and arguments.name not in ("retrieval", "answers"):
        raise QuestionError("--json bestaat alleen voor retrieval en answers")
    if arguments.name != "all":
        say(evaluate(_request(arguments, arguments.name), settings, note))
        return 0
    failures = 0
    for name in NAMES:
        try:
            say(f"{evaluate(_request(arguments, name), settings, note)}\n")
        except DuaalError as error:  # one that cannot be run does not stop the others
            note(f"duaal: {error}")
            failures = 1
    return failures


def _request(arguments: Namespace, name: str) -> EvalRequest:
    chosen = arguments.baselines
    # Of all evaluations only retrieval is meant by a file of questions or an earlier result.
    meant = name == arguments.name or name == "retrieval"
    return EvalRequest(
        name=name,
        beir=arguments.beir,
        cases=arguments.cases if meant else None,
        split=arguments.split,
        embedding=arguments.embedding,
        compare=tuple(arguments.compare),
        baselines=BASELINES if chosen == [] else tuple(chosen or ()),
        against=arguments.against if meant else None,
        results=arguments.results,
        as_json=arguments.json,
    )
