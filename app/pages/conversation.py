"""Conversation: the questions of one visitor with what came of each, as the page shows them."""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from app.pages.chat_words import chat_page_words
from app.pages.citation_view import answer_bubble, escaped, line_bubble, question_bubble, source_cards
from app.pages.web_parts import WebParts
from app.pages.words import page_words
from app.records.answer import Answer, Language, Persona
from kb.errors import DuaalError

_log = logging.getLogger(__name__)
_NO_LANGUAGE = None  # the language of a question is detected
# What a browser hands back is never taken beyond these.
MOST_KEPT, MOST_CHARACTERS = 20, 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """What is needed to answer a question again: so a browser keeps it, and so a link carries it."""

    question: str
    persona: Persona = "any"
    edition: str | None = None
    """Version of the sources when a link to the answer was made; null for a question that no link brought."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of this conversation with what came of it."""

    asked: Asked
    bubble: str
    answer: Answer | None = None
    """Null while there is none, or when it failed."""
    cards: str | None = field(default=None, repr=False)
    """The source cards of the answer."""


Conversation = tuple[Turn, ...]


def turn_of(asked: Asked, earlier: Conversation, parts: WebParts, language: Language) -> Turn:
    """The answered question; a failure is told as one, and never looks like an answer."""
    words, number = chat_page_words(language), len(earlier) + 1
    try:
        answer = parts.ask(asked.question, asked.persona, _NO_LANGUAGE, questions_of(earlier))
        bubble = answer_bubble(answer, number, language)
        return Turn(asked, bubble, answer, _cards(answer, number, parts, language))
    except DuaalError as error:
        return Turn(asked, line_bubble(str(error), problem=words.problem, language="nl"))
    except Exception:
        _log.exception("a question could not be answered")
        return Turn(asked, line_bubble(words.unexpected, problem=words.problem, language=language))


def waiting(asked: Asked, parts: WebParts, language: Language) -> Turn:
    """The question while its answer is looked up."""
    words = chat_page_words(language)
    return Turn(asked, line_bubble(words.searching if parts.ready() else words.loading, language=language))


def questions_of(conversation: Conversation) -> tuple[str, ...]:
    """The questions, oldest first."""
    return tuple(turn.asked.question for turn in conversation)


def messages(conversation: Conversation) -> list[dict[str, str]]:
    """The conversation as the Chatbot takes it."""
    return [
        {"role": role, "content": content}
        for turn in conversation
        for role, content in (("user", question_bubble(turn.asked.question)), ("assistant", turn.bubble))
    ]


def source_panel(conversation: Conversation, language: Language) -> str:
    """The cards of the latest answer, and below them, folded, those of the earlier ones."""
    words = chat_page_words(language)
    colon = page_words(language).colon
    latest = conversation[-1].cards if conversation else None
    folded = "".join(
        f'<details class="earlier"><summary>{escaped(words.earlier_sources + colon + turn.asked.question)}'
        f"</summary>{turn.cards}</details>"
        for turn in reversed(conversation[:-1])
        if turn.cards is not None
    )
    shown = latest or f'<p class="small">{escaped(words.no_answer_yet)}</p>'
    heading = escaped(words.answer_sources)
    return f'<section aria-label="{heading}"><h2>{heading}</h2>{shown}{folded}</section>'


def kept(conversation: Conversation) -> str:
    """The questions as the visitor's browser keeps them."""
    rows = [
        {"vraag": turn.asked.question, "profiel": turn.asked.persona, "versie": turn.asked.edition}
        for turn in conversation[-MOST_KEPT:]
    ]
    return json.dumps(rows, ensure_ascii=False)


def asked_again(record: Any) -> tuple[Asked, ...]:
    """The questions that a browser kept or a link carries; what is not of that form is left out."""
    try:
        rows = json.loads(record) if isinstance(record, str) else []
    except ValueError:
        return ()
    found = (_asked(row) for row in (rows if isinstance(rows, list) else []) if isinstance(row, dict))
    return tuple(asked for asked in found if asked is not None)[-MOST_KEPT:]


def _asked(row: Mapping[str, Any]) -> Asked | None:
    question, persona, edition = row.get("vraag"), row.get("profiel"), row.get("versie")
    if not isinstance(question, str) or not question.strip():
        return None
    known: Persona = next((known for known in get_args(Persona) if known == persona), "any")
    return Asked(question.strip()[:MOST_CHARACTERS], known, edition[:64] if isinstance(edition, str) else None)


def _cards(answer: Answer, number: int, parts: WebParts, language: Language) -> str:
    try:
        languages = {source.source_id: source.language for source in parts.sources()}
        titles, pictured = _action_titles(parts.actions()), parts.pictured()
    except Exception:
        _log.exception("the sources of an answer could not be listed")
        languages, titles, pictured = {}, {}, frozenset()
    return source_cards(
        answer,
        number,
        text_of=lambda source_id: _text_or_nothing(source_id, parts),
        languages=languages,
        action_titles=titles,
        language=language,
        pictured=pictured,
    )


def _action_titles(actions: Sequence[Mapping[str, Any]]) -> Mapping[str, str]:
    return {str(action["key"]): str(action.get("title") or "") for action in actions}


def _text_or_nothing(source_id: str, parts: WebParts) -> str:
    """The card then says that the text around the quote is not available."""
    try:
        return parts.text(source_id)
    except Exception:
        _log.exception("the text of source %s could not be read", source_id)
        return ""
