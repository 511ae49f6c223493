"""The chat page: a question, the cited answer and the source cards. Says only what an Answer holds."""

import logging
from dataclasses import dataclass
from typing import Any

import gradio as gr

from app.pages.chat.after_answer import KEPT_BY_BROWSER, TOLD_TO_PYTHON
from app.pages.chat.counting_notice import COUNTING
from app.pages.chat.replies import ChatReplies
from app.pages.chat_words import ChatPageWords, chat_page_words
from app.pages.citation_view import escaped, source_list
from app.pages.conversation import source_panel
from app.pages.language import page_language
from app.pages.top import page_top
from app.pages.web_parts import WebParts
from app.pages.words import page_words
from app.records.answer import Language, Persona
from app.words.wording import wording
from kb.errors import DuaalError

_log = logging.getLogger(__name__)
_FIRST_PERSONA: Persona = "any"
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def chat_page(parts: WebParts) -> gr.Blocks:
    """The page as Gradio Blocks; the conversation lives in the visitor's own page state and browser."""
    words = chat_page_words()
    with gr.Blocks(title=page_words().title, analytics_enabled=False) as page:
        said = wording("chat_page_words")
        page_top("", page_words().title, said["what_it_is"], skip_to="vraag", skip_words=said["skip_link"])
        turns = gr.State(())
        with gr.Row(elem_id="werkblad"):
            with gr.Column(scale=3, min_width=300, elem_id="gesprek-kolom"):
                asking = _asking_components(words, parts)
            with gr.Column(scale=2, min_width=300, elem_id="bronnen-kolom"):
                cards = gr.HTML(source_panel((), "nl"), elem_id="bronnen", apply_default_css=False)
        loading = f"<p>{escaped(words.sources_loading)}</p>"
        listed = gr.HTML(_sources_section(loading, words), elem_id="alle-bronnen", apply_default_css=False)
        _wire(page, asking, turns, cards, parts)

        def list_sources(request: gr.Request) -> str:
            return _sources(parts, page_language(request))

        page.load(list_sources, None, listed, **_QUIET)
    page.queue(default_concurrency_limit=16)
    return page


@dataclass(frozen=True, slots=True)
class _Asking:
    persona: gr.Radio
    examples_heading: gr.HTML
    examples: tuple[gr.Button, ...]
    chat: gr.Chatbot
    after: gr.HTML
    told: gr.HTML
    question: gr.Textbox
    send: gr.Button
    hint: gr.HTML
    privacy: gr.HTML
    clear: gr.Button

    @property
    def worded(self) -> list[Any]:
        """What `_in_language` fills, in its order."""
        return [
            self.persona, self.examples_heading, *self.examples, self.chat, self.question, self.send, self.privacy,
            self.clear,
        ]  # fmt: skip


def _asking_components(words: ChatPageWords, parts: WebParts) -> _Asking:
    persona = gr.Radio(_personas(words), value=_FIRST_PERSONA, label=words.persona_label, elem_id="profiel")
    heading = gr.HTML(_examples_heading(words), elem_id="voorbeelden-kop", apply_default_css=False)
    with gr.Row(elem_id="voorbeelden"):
        examples = tuple(
            gr.Button(text, visible=bool(text), size="sm", min_width=0, scale=0)
            for text in _examples(_FIRST_PERSONA, words)
        )
    chat = gr.Chatbot(
        label=page_words().script["conversation"],
        show_label=False,
        elem_id="gesprek",
        height=None,
        autoscroll=False,
        buttons=[],
        latex_delimiters=[],
        sanitize_html=True,
        allow_tags=False,
        placeholder=escaped(words.empty_conversation),
        group_consecutive_messages=False,
    )
    after = gr.HTML("", elem_id="na-antwoord", apply_default_css=False, js_on_load=TOLD_TO_PYTHON)
    told = gr.HTML("", elem_id="oordeel-gezegd", apply_default_css=False)
    with gr.Row(elem_id="vraagbalk"):
        question = gr.Textbox(
            label=words.question_label,
            placeholder=words.question_placeholder,
            lines=1,
            max_lines=6,
            scale=5,
            min_width=200,
            elem_id="vraag",
        )
        send = gr.Button(words.send, variant="primary", scale=0, min_width=96, elem_id="verzend")
    hint = gr.HTML("", elem_id="hint", apply_default_css=False)
    with gr.Row(elem_id="onderaan"):
        privacy = gr.HTML(_privacy(words, "nl", parts), apply_default_css=False)
        clear = gr.Button(words.new_question, size="sm", scale=0, min_width=140, elem_id="nieuw")
    return _Asking(persona, heading, examples, chat, after, told, question, send, hint, privacy, clear)


def _in_language(language: Language, parts: WebParts) -> list[Any]:
    """The words of the components in a language; the page was built in Dutch."""
    words = chat_page_words(language)
    return [
        gr.Radio(_personas(words), label=words.persona_label),
        _examples_heading(words),
        *_example_buttons(_FIRST_PERSONA, words),
        gr.Chatbot(placeholder=escaped(words.empty_conversation)),
        gr.Textbox(label=words.question_label, placeholder=words.question_placeholder),
        gr.Button(words.send),
        _privacy(words, language, parts),
        gr.Button(words.new_question),
    ]


def _wire(page: gr.Blocks, asking: _Asking, turns: gr.State, cards: gr.HTML, parts: WebParts) -> None:
    replies = ChatReplies(parts)

    def word(request: gr.Request) -> list[Any]:
        language = page_language(request)
        return _in_language(language, parts) if language != "nl" else [gr.skip()] * len(asking.worded)

    def choose(persona: Persona, request: gr.Request) -> list[Any]:
        return _example_buttons(persona, chat_page_words(page_language(request)))

    shown = [asking.question, turns, asking.chat, cards, asking.after, asking.hint]
    typed = [asking.question, asking.persona, turns]
    # A question sent while the reply before it is still coming in is asked right after it, not dropped.
    sending = [asking.question.submit, asking.send.click]
    gr.on(sending, replies.reply, typed, shown, trigger_mode="always_last", **_QUIET)
    for example in asking.examples:
        example.click(replies.reply, [example, asking.persona, turns], shown, **_QUIET)
    asking.after.select(replies.ask_further, [asking.persona, turns], shown, **_QUIET)
    asking.after.submit(replies.keep_feedback, turns, asking.told, **_QUIET)
    asking.persona.change(choose, asking.persona, list(asking.examples), **_QUIET)
    gr.on([asking.clear.click, asking.chat.clear], replies.start_anew, None, shown, **_QUIET)
    page.load(word, None, asking.worded, **_QUIET)
    page.load(replies.again, asking.after, [*shown, asking.persona], js=KEPT_BY_BROWSER, **_QUIET)


def _sources(parts: WebParts, language: Language) -> str:
    words = chat_page_words(language)
    try:
        return _sources_section(source_list(parts.sources(), language), words)
    except DuaalError as error:
        return _sources_section(f'<p lang="nl">{escaped(str(error))}</p>', words)
    except Exception:
        _log.exception("the sources could not be listed")
        return _sources_section(f"<p>{escaped(words.sources_failed)}</p>", words)


def _sources_section(content: str, words: ChatPageWords) -> str:
    heading = escaped(words.all_sources)
    return f'<section aria-label="{heading}"><h2>{heading}</h2>{content}</section>'


def _privacy(words: ChatPageWords, language: Language, parts: WebParts) -> str:
    said = f"{words.privacy} {COUNTING[language]}" if parts.counts_topics else words.privacy
    return f'<p class="small">{escaped(said)}</p>'


def _examples_heading(words: ChatPageWords) -> str:
    return f"<p>{escaped(words.examples_heading)}</p>"


def _personas(words: ChatPageWords) -> list[tuple[str, Persona]]:
    return [(name, persona) for persona, name in words.personas.items()]


def _examples(persona: Persona, words: ChatPageWords) -> tuple[str, ...]:
    """As many texts as there are buttons; the last are empty where a persona has fewer questions."""
    most = max(len(questions) for questions in words.examples.values())
    questions = words.examples[persona]
    return (*questions, *[""] * (most - len(questions)))


def _example_buttons(persona: Persona, words: ChatPageWords) -> list[Any]:
    return [gr.Button(value=text, visible=bool(text)) for text in _examples(persona, words)]
