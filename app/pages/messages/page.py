"""The page "Boodschap toetsen": a draft in, each of its sentences held against the sources."""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from app.checking.finding import Finding
from app.checking.message_sentences import sentence_spans
from app.pages.citation_view import attribute, escaped
from app.pages.language import page_language
from app.pages.messages.limits import CHECKS_AT_ONCE, MOST_FILE_BYTES, problem_with
from app.pages.messages.view import needs_attention, result_view
from app.pages.messages.words import MessageWords, in_each_language, message_words
from app.pages.top import page_top
from app.pages.web_parts import WebParts
from kb.errors import DuaalError

_log = logging.getLogger(__name__)
_HERE = Path(__file__).parent
_ENDINGS = ".txt,.md,.docx,.pdf,.html,.htm"
_MEGABYTE = 1024 * 1024
# A screen reader says each change of the progress: often enough to know that it goes on.
_SECONDS_BETWEEN_LINES = 2.0


@dataclass(frozen=True, slots=True)
class _Message:
    text: gr.Textbox
    file: gr.HTML
    check: gr.Button
    clear: gr.Button
    privacy: gr.HTML

    @property
    def worded(self) -> list[Any]:
        """What says other words in another language."""
        return [self.text, self.file, self.check, self.clear, self.privacy]


def message_page(parts: WebParts, page: gr.Blocks) -> None:
    """Builds the page into the route of `page` that is open."""
    page_top(
        "toets-een-boodschap",
        in_each_language("heading"),
        in_each_language("what_it_is"),
        skip_to="boodschap",
        skip_words=in_each_language("skip_link"),
    )
    message = _components(message_words("nl"))
    state = gr.HTML(
        _state(),
        elem_id="toetsstand",
        apply_default_css=False,
        js_on_load='element.setAttribute("aria-live", "polite");',
    )
    result = gr.HTML("", elem_id="toetsuitslag", apply_default_css=False, js_on_load=_script("result_script.js"))
    _wire(page, parts, message, state, result)


def _components(words: MessageWords) -> _Message:
    text = gr.Textbox(
        label=words("text_label"), placeholder=words("text_placeholder"), lines=9, max_lines=22, elem_id="boodschap"
    )
    file = gr.HTML(
        _file_choice(words),
        elem_id="bestand",
        apply_default_css=False,
        js_on_load=_script("file_script.js"),
    )
    with gr.Row(elem_id="toetsknoppen"):
        check = gr.Button(words("check"), variant="primary", scale=0, min_width=120, elem_id="toets")
        clear = gr.Button(words("clear"), size="sm", scale=0, min_width=100, elem_id="wis-boodschap")
        privacy = gr.HTML(_small(words("privacy")), apply_default_css=False)
    return _Message(text, file, check, clear, privacy)


def _wire(page: gr.Blocks, parts: WebParts, message: _Message, state: gr.HTML, result: gr.HTML) -> None:
    def check(text: str, request: gr.Request) -> Iterator[tuple[Any, Any]]:
        yield from _checked(text or "", parts, message_words(page_language(request)))

    def in_language(request: gr.Request) -> tuple[Any, ...]:
        words = message_words(page_language(request))
        return (
            gr.Textbox(label=words("text_label"), placeholder=words("text_placeholder")),
            _file_choice(words),
            words("check"),
            words("clear"),
            _small(words("privacy")),
        )

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    checking = message.check.click(
        check, message.text, [state, result], trigger_mode="once", concurrency_limit=CHECKS_AT_ONCE, **quiet
    )
    message.clear.click(lambda: ("", _state(), ""), None, [message.text, state, result], cancels=[checking], **quiet)
    page.load(in_language, None, message.worded, **quiet)


def _checked(text: str, parts: WebParts, words: MessageWords) -> Iterator[tuple[str, Any]]:
    """State and result, while it goes on; a failure is told as one and leaves no result beside it."""
    if (problem := problem_with(text, words)) is not None:
        yield _problem(problem), ""
        return
    total = len(sentence_spans(text))
    if not total:
        yield _problem(words("no_sentence")), ""
        return
    yield _state(words("starting") if parts.ready() else words("loading")), ""
    try:
        findings: list[Finding] = []
        told = time.monotonic()
        for finding in parts.check(text):
            findings.append(finding)
            if time.monotonic() - told > _SECONDS_BETWEEN_LINES:
                told = time.monotonic()
                yield _state(words("progress", done=len(findings), total=total)), gr.skip()
        yield _outcome(text, findings, parts, words)
    except DuaalError as error:
        yield _problem(str(error), language="nl"), ""
    except Exception:
        # Without the exception itself, which may hold words of the message.
        _log.error("a message could not be checked")
        yield _problem(words("failed")), ""


def _outcome(text: str, findings: list[Finding], parts: WebParts, words: MessageWords) -> tuple[str, str]:
    attention = sum(map(needs_attention, findings))
    done = words("done_single" if len(findings) == 1 else "done", total=len(findings), attention=attention)
    shown = result_view(text, findings, words, text_of=parts.text, run=time.monotonic_ns())
    return _state(done), shown


def _file_choice(words: MessageWords) -> str:
    most = MOST_FILE_BYTES // _MEGABYTE
    said = {
        "language": words.language, "most": str(MOST_FILE_BYTES), "too-large": words("file_too_large", most=most),
        "reading": words("reading_file"), "read": words("file_read"), "failed": words("file_failed"),
    }  # fmt: skip
    data = " ".join(f'data-{name}="{attribute(value)}"' for name, value in said.items())
    return (
        f'<div class="file-choice" {data}><label><input type="file" accept="{_ENDINGS}" class="read-aloud">'
        f'{escaped(words("file_label"))}</label> <span class="small">{escaped(words("file_kinds", most=most))}</span>'
        f'<p class="file-status" role="status"></p></div>'
    )


def _state(line: str = "") -> str:
    return f"<p>{escaped(line)}</p>"


def _problem(line: str, language: str | None = None) -> str:
    """`language`: that of the line, where it is not that of the page."""
    spoken = f' lang="{language}"' if language else ""
    return f'<p role="alert" class="problem-box"{spoken}>{escaped(line)}</p>'


def _small(line: str) -> str:
    return f'<p class="small">{escaped(line)}</p>'


def _script(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
