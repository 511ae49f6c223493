"""The tools that a language model sees, each with the arguments of the JSON API and its JSON as the result."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from app.api import answers
from app.api.questions import Actions, Message, Question, Roles, Search
from app.api.shapes import ActionsJson, AnswerJson, CheckJson, PassagesJson, RolesJson
from app.pages.web_parts import WebParts


@dataclass(frozen=True, slots=True)
class McpTool:
    """A function with its name, what it is for, what it takes and what it gives."""

    name: str
    title: str
    description: str
    arguments: type[BaseModel]
    result: type
    answer: Callable[[WebParts, Any], dict[str, Any]]
    """May raise DuaalError."""


TOOLS = (
    McpTool(
        "ask_duaal_leren",
        "Stel een vraag over duaal leren",
        "Beantwoordt een vraag over duaal leren in Vlaanderen uit het Actieplan Duaal Leren en de rollenkaart, met "
        "woordelijke citaten. Answers a question about dual learning in Flanders; every fact carries a verbatim quote "
        "with its place. Read `status`: `not_in_sources` means that the sources do not say it, so do not fill it in; "
        "`other_source_only` means that the plan does not say it. Keep `modality`: under_study is not decided.",
        Question, AnswerJson, answers.answer,
    ),
    McpTool(
        "search_sources",
        "Zoek in de bronnen",
        "Zoekt passages in het plan en de rollenkaarten, de beste eerst. Finds passages without answering; use it to "
        "read the sources themselves.",
        Search, PassagesJson, lambda parts, asked: {"passages": answers.passages(parts, asked)},
    ),
    McpTool(
        "list_roles",
        "Wie doet wat",
        "Geeft de rollenkaart: welke partner welke dienst doet, voor wie en in welke rol, met het bewijs. Lists who "
        "does what, complete for the filters given; rows with evidence `other_source` are not in the plan.",
        Roles, RolesJson, lambda parts, asked: {"roles": answers.roles(parts, asked)},
    ),
    McpTool(
        "list_actions",
        "De acties van het plan",
        "Geeft de 21 acties van het plan met partijen, timing en modaliteit. Lists the actions; two of them carry "
        "number 18, so name an action by its `key`.",
        Actions, ActionsJson, lambda parts, asked: {"actions": answers.actions(parts, asked)},
    ),
    McpTool(
        "check_message",
        "Controleer een bericht",
        "Houdt een ontwerpbericht zin per zin tegen het plan. Checks a draft message against the plan: supported, "
        "contradicted, stronger than the source, partly supported, not in the sources or not checkable, with reasons.",
        Message, CheckJson, answers.checked,
    ),
)  # fmt: skip
