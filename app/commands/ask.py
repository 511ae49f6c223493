"""`duaal ask`: a question, its cited answer."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import get_args

from app.commands.batch import BatchQuestion, earlier_questions, read_batch
from app.commands.opening import add_store, opened
from app.commands.printing import say, say_json, say_json_line
from app.records.answer import Answer, CitedSentence, Language, Persona
from kb.errors import QuestionError
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings

HELP = "stel een vraag; elk antwoord heeft zijn citaten"


def add(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("question", nargs="?", metavar="VRAAG")
    parser.add_argument("--persona", choices=get_args(Persona), default="any", help="wie vraagt")
    parser.add_argument(
        "--language", choices=get_args(Language), help="taal van het antwoord (anders die van de vraag)"
    )
    parser.add_argument("--history", metavar="BESTAND", help="JSON-lijst van eerdere vragen, oudste eerst")
    parser.add_argument("--batch", metavar="BESTAND", help='JSON-regels met "id", "question" (- is standaardinvoer)')
    parser.add_argument("--json", action="store_true", help="het antwoord als JSON")
    add_store(parser)


def run(arguments: Namespace, settings: Settings) -> int:
    """Prints the answer."""
    if (arguments.question is None) == (arguments.batch is None):
        raise QuestionError("geef één vraag, of een bestand met --batch")
    if arguments.batch is not None:
        questions = read_batch(arguments.batch)
        base = opened(settings)
        for question in questions:
            say_json_line(_answered(question, base).to_json() | {"id": question.question_id})
        return 0
    history = _history(arguments.history)
    question = BatchQuestion(None, arguments.question, arguments.persona, arguments.language, history)
    answer = _ask(question, opened(settings))
    say_json(answer.to_json()) if arguments.json else say(readable(answer))
    return 0


def _ask(question: BatchQuestion, base: KnowledgeBase) -> Answer:
    # Every command imports this file to know its options; only this one answers.
    from app.answer_question import answer_question

    return answer_question(
        question.question,
        base,
        persona=question.persona,
        language=question.language,
        history=question.history,
    )


def _answered(question: BatchQuestion, base: KnowledgeBase) -> Answer:
    """In a batch a question that cannot be taken has its answer too: what is wrong with it."""
    try:
        return _ask(question, base)
    except QuestionError as error:
        said = (CitedSentence(f"{str(error)[0].upper()}{str(error)[1:]}.", "frame"),)
        return Answer(question.question, question.language or "nl", question.persona, "needs_clarification", said)


def _history(path: str | None) -> tuple[str, ...]:
    if path is None:
        return ()
    try:
        return earlier_questions(json.loads(Path(path).read_text(encoding="utf-8")), path)
    except (OSError, ValueError) as error:
        raise QuestionError(
            f"{path} is geen leesbare JSON-lijst van eerdere vragen ({type(error).__name__})"
        ) from error


def readable(answer: Answer) -> str:
    """The answer with its quotes below it, for a terminal."""
    lines = [answer.text]
    for citation in answer.citations:
        action = f", actie {citation.action}" if citation.action else ""
        page = f", p. {citation.page}" if citation.page else ""
        lines.append(
            f"\n[{citation.n}] {citation.title}, {citation.section or 'titel'}{action}{page}\n    «{citation.quote}»"
        )
    lines.extend(f"\nLet op: {notice}" for notice in answer.notices)
    if answer.handover:
        lines.append(f"\n{answer.handover.text}")
    return "\n".join(lines)
