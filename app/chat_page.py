"""The chat page: a question, the cited answer and the source cards. Says only what an Answer holds."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr

from app import page_words as words
from app.answer import Answer, Persona
from app.citation_view import (
    answer_bubble,
    escaped,
    line_bubble,
    question_bubble,
    source_cards,
    source_list,
)
from app.counting_notice import COUNTING
from app.page_top import page_top
from app.web_parts import WebParts
from kb.errors import DuaalError

_log = logging.getLogger(__name__)
_NO_LANGUAGE = None  # the language of a question is detected
_FIRST_PERSONA: Persona = "any"


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of this conversation with what came of it, as it is shown."""

    question: str
    bubble: str
    cards: str | None = None
    """The source cards of the answer; null while there is none, or when it failed."""


Conversation = tuple[Turn, ...]


def chat_page(parts: WebParts) -> gr.Blocks:
    """The page as Gradio Blocks; the conversation lives in the visitor's own page state and nowhere else."""
    with gr.Blocks(title=words.TITLE, analytics_enabled=False) as page:
        page_top("", words.TITLE, words.WHAT_IT_IS, skip_to="vraag", skip_words=words.SKIP_LINK)
        turns = gr.State(())
        with gr.Row(elem_id="werkblad"):
            with gr.Column(scale=3, min_width=300, elem_id="gesprek-kolom"):
                asking = _asking_components(parts)
            with gr.Column(scale=2, min_width=300, elem_id="bronnen-kolom"):
                cards = gr.HTML(_panel(()), elem_id="bronnen", apply_default_css=False)
        listed = gr.HTML(
            _sources_section(f"<p>{escaped(words.SOURCES_LOADING)}</p>"),
            elem_id="alle-bronnen",
            apply_default_css=False,
        )
        _wire(asking, turns, cards, parts)
        page.load(lambda: _sources(parts), None, listed, show_progress="hidden", api_visibility="private")
    page.queue(default_concurrency_limit=16)
    return page


@dataclass(frozen=True, slots=True)
class _Asking:
    persona: gr.Radio
    chat: gr.Chatbot
    question: gr.Textbox
    send: gr.Button
    hint: gr.HTML
    examples: tuple[gr.Button, ...]
    clear: gr.Button


def _asking_components(parts: WebParts) -> _Asking:
    persona = gr.Radio(list(words.PERSONAS), value=_FIRST_PERSONA, label=words.PERSONA_LABEL, elem_id="profiel")
    gr.HTML(f"<p>{escaped(words.EXAMPLES_HEADING)}</p>", elem_id="voorbeelden-kop", apply_default_css=False)
    with gr.Row(elem_id="voorbeelden"):
        examples = tuple(
            gr.Button(text, visible=bool(text), size="sm", min_width=0, scale=0) for text in _examples(_FIRST_PERSONA)
        )
    chat = gr.Chatbot(
        label=words.CONVERSATION,
        show_label=False,
        elem_id="gesprek",
        height=None,
        autoscroll=False,
        buttons=[],
        latex_delimiters=[],
        sanitize_html=True,
        allow_tags=False,
        placeholder=escaped(words.EMPTY_CONVERSATION),
        group_consecutive_messages=False,
    )
    with gr.Row(elem_id="vraagbalk"):
        question = gr.Textbox(
            label=words.QUESTION_LABEL,
            placeholder=words.QUESTION_PLACEHOLDER,
            lines=1,
            max_lines=6,
            scale=5,
            min_width=200,
            elem_id="vraag",
        )
        send = gr.Button(words.SEND, variant="primary", scale=0, min_width=96, elem_id="verzend")
    hint = gr.HTML("", elem_id="hint", apply_default_css=False)
    with gr.Row(elem_id="onderaan"):
        privacy = f"{words.PRIVACY} {COUNTING['nl']}" if parts.counts_topics else words.PRIVACY
        gr.HTML(f'<p class="small">{escaped(privacy)}</p>', apply_default_css=False)
        clear = gr.Button(words.NEW_QUESTION, size="sm", scale=0, min_width=140, elem_id="nieuw")
    return _Asking(persona, chat, question, send, hint, examples, clear)


def _wire(asking: _Asking, turns: gr.State, cards: gr.HTML, parts: WebParts) -> None:
    def reply(question: str, persona: Persona, earlier: Conversation) -> Iterator[tuple[Any, ...]]:
        """Show the question at once, then its answer."""
        question = question.strip()
        if not question:
            yield gr.skip(), earlier, gr.skip(), gr.skip(), _hint(words.ASK_SOMETHING)
            return
        busy = line_bubble(words.SEARCHING if parts.ready() else words.LOADING)
        yield "", earlier, _messages((*earlier, Turn(question, busy))), gr.skip(), ""
        now = (*earlier, _turn(question, persona, earlier, parts))
        yield gr.skip(), now, _messages(now), _panel(now), ""

    shown = [asking.question, turns, asking.chat, cards, asking.hint]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    gr.on(
        [asking.question.submit, asking.send.click],
        reply,
        [asking.question, asking.persona, turns],
        shown,
        **quiet,
    )
    for example in asking.examples:
        example.click(reply, [example, asking.persona, turns], shown, **quiet)
    asking.persona.change(_example_buttons, asking.persona, list(asking.examples), **quiet)
    gr.on([asking.clear.click, asking.chat.clear], lambda: ("", (), [], _panel(()), ""), None, shown, **quiet)


def _turn(question: str, persona: Persona, earlier: Conversation, parts: WebParts) -> Turn:
    """The answered question; a failure is told as one, and never looks like an answer."""
    number = len(earlier) + 1
    try:
        answer = parts.ask(question, persona, _NO_LANGUAGE, tuple(turn.question for turn in earlier))
        return Turn(question, answer_bubble(answer, number), _cards(answer, number, parts))
    except DuaalError as error:
        return Turn(question, line_bubble(str(error), problem=True))
    except Exception:
        _log.exception("a question could not be answered")
        return Turn(question, line_bubble(words.UNEXPECTED, problem=True))


def _messages(conversation: Conversation) -> list[dict[str, str]]:
    return [
        {"role": role, "content": content}
        for turn in conversation
        for role, content in (("user", question_bubble(turn.question)), ("assistant", turn.bubble))
    ]


def _panel(conversation: Conversation) -> str:
    """The cards of the latest answer, and below them, folded, those of the earlier ones."""
    latest = conversation[-1].cards if conversation else None
    folded = "".join(
        f'<details class="earlier"><summary>{escaped(words.EARLIER_SOURCES)}: {escaped(turn.question)}'
        f"</summary>{turn.cards}</details>"
        for turn in reversed(conversation[:-1])
        if turn.cards is not None
    )
    shown = latest or f'<p class="small">{escaped(words.NO_ANSWER_YET)}</p>'
    heading = escaped(words.ANSWER_SOURCES)
    return f'<section aria-label="{heading}"><h2>{heading}</h2>{shown}{folded}</section>'


def _cards(answer: Answer, number: int, parts: WebParts) -> str:
    try:
        languages = {source.source_id: source.language for source in parts.sources()}
        titles = _action_titles(parts)
    except Exception:
        _log.exception("the sources of an answer could not be listed")
        languages, titles = {}, {}
    return source_cards(
        answer,
        number,
        text_of=lambda source_id: _text_or_nothing(source_id, parts),
        languages=languages,
        action_titles=titles,
    )


def _action_titles(parts: WebParts) -> Mapping[str, str]:
    return {str(action["key"]): str(action.get("title") or "") for action in parts.actions()}


def _text_or_nothing(source_id: str, parts: WebParts) -> str:
    """The card then says that the text around the quote is not available."""
    try:
        return parts.text(source_id)
    except Exception:
        _log.exception("the text of source %s could not be read", source_id)
        return ""


def _sources(parts: WebParts) -> str:
    try:
        return _sources_section(source_list(parts.sources()))
    except DuaalError as error:
        return _sources_section(f"<p>{escaped(str(error))}</p>")
    except Exception:
        _log.exception("the sources could not be listed")
        return _sources_section(f"<p>{escaped(words.SOURCES_FAILED)}</p>")


def _sources_section(content: str) -> str:
    heading = escaped(words.ALL_SOURCES)
    return f'<section aria-label="{heading}"><h2>{heading}</h2>{content}</section>'


def _hint(text: str) -> str:
    return f'<p role="alert">{escaped(text)}</p>'


def _examples(persona: Persona) -> tuple[str, ...]:
    """As many texts as there are buttons; the last are empty where a persona has fewer questions."""
    questions = words.EXAMPLES[persona]
    return (*questions, *[""] * (words.MOST_EXAMPLES - len(questions)))


def _example_buttons(persona: Persona) -> list[Any]:
    return [gr.Button(value=text, visible=bool(text)) for text in _examples(persona)]
