"""What the Ask page does when somebody asks: every step yields what its components show from then on."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from app.pages.chat.after_answer import after_answer
from app.pages.chat_words import chat_page_words
from app.pages.citation_view import escaped
from app.pages.conversation import Asked, Conversation, asked_again, messages, source_panel, turn_of, waiting
from app.pages.feedback_form import feedback_from
from app.pages.language import page_language
from app.pages.web_parts import WebParts
from app.records.answer import Persona

_log = logging.getLogger(__name__)

Shown = tuple[Any, ...]
"""Question field, turns, conversation, source cards, what stands below the answer, hint."""


@dataclass(frozen=True, slots=True)
class ChatReplies:
    """The events of the page. Gradio hands them the values of its components and the request."""

    parts: WebParts

    def reply(self, question: str, persona: Persona, earlier: Conversation, request: gr.Request) -> Iterator[Shown]:
        """Show the question at once, then its answer, then what can be done with it."""
        language, asked = page_language(request), Asked(question.strip(), persona)
        if not asked.question:
            # Who sends twice in a row has an empty field the second time, and no need of a hint below an answer.
            hint = "" if earlier else f'<p role="alert">{escaped(chat_page_words(language).ask_something)}</p>'
            yield gr.skip(), earlier, gr.skip(), gr.skip(), gr.skip(), hint
            return
        yield "", earlier, messages((*earlier, waiting(asked, self.parts, language))), gr.skip(), "", ""
        now = (*earlier, turn_of(asked, earlier, self.parts, language))
        yield gr.skip(), now, messages(now), source_panel(now, language), gr.skip(), gr.skip()
        yield gr.skip(), now, gr.skip(), gr.skip(), after_answer(now, self.parts, language), gr.skip()

    def ask_further(
        self, chosen: gr.EventData, persona: Persona, earlier: Conversation, request: gr.Request
    ) -> Iterator[Shown]:
        """Ask the follow-up that was pressed."""
        yield from self.reply(str((chosen._data or {}).get("question", "")), persona, earlier, request)

    def again(self, record: str, request: gr.Request) -> Iterator[Shown]:
        """Answer once more, in the language of now, what the browser kept or a link brought, for whom it was asked.

        The last component shown is the persona.
        """
        language, asked = page_language(request), asked_again(record)
        if not asked:
            yield gr.skip(), (), gr.skip(), source_panel((), language), gr.skip(), gr.skip(), gr.skip()
            return
        busy = messages(tuple(waiting(one, self.parts, language) for one in asked))
        yield gr.skip(), (), busy, gr.skip(), gr.skip(), gr.skip(), asked[-1].persona
        now: Conversation = ()
        for one in asked:
            now = (*now, turn_of(one, now, self.parts, language))
        yield gr.skip(), now, messages(now), source_panel(now, language), gr.skip(), gr.skip(), gr.skip()
        yield gr.skip(), now, gr.skip(), gr.skip(), after_answer(now, self.parts, language), gr.skip(), gr.skip()

    def start_anew(self, request: gr.Request) -> Shown:
        """Forget the conversation, here and in the browser."""
        language = page_language(request)
        return "", (), [], source_panel((), language), after_answer((), self.parts, language), ""

    def keep_feedback(self, sent: gr.EventData, conversation: Conversation, request: gr.Request) -> str:
        """Keep what the visitor says of the latest answer, and tell whether that worked."""
        language = page_language(request)
        words = chat_page_words(language)
        given = feedback_from(dict(sent._data or {}), conversation[-1], language) if conversation else None
        try:
            if given is not None and self.parts.keep_feedback is not None:
                self.parts.keep_feedback(given)
                return f'<p role="status" class="thanks">{escaped(words.feedback_thanks)}</p>'
        except Exception:
            _log.exception("feedback could not be kept")
        return f'<p role="alert" class="not-kept">{escaped(words.feedback_failed)}</p>'
