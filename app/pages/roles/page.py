"""The page "Wie doet wat": filters, the picture of partners and phases, the rows, and the evidence behind each."""

import logging
import time
from dataclasses import dataclass
from typing import Any, get_args

import gradio as gr

from app.pages.chat_words import chat_page_words
from app.pages.citation_view import attribute, escaped
from app.pages.feedback_form import SEND_FORM, contact_feedback_from
from app.pages.language import address_in, page_language
from app.pages.roles.evidence import evidence_window, row_key, said_window
from app.pages.roles.filter import RoleFilter, RoleSelection, selected
from app.pages.roles.list import role_list
from app.pages.roles.picture import capital, in_cell, picture
from app.pages.roles.words import RolePageWords, audience_name, role_page_words
from app.pages.top import page_top
from app.pages.web_parts import RoleRow, WebParts
from app.pages.words import page_words
from app.records.answer import Language
from app.words.wording import wording
from kb.errors import DuaalError
from kb.participation import Audience

_log = logging.getLogger(__name__)
_ALL = ""
# A press on a cell or a row asks the server for its evidence.
_OPEN_EVIDENCE = """
element.addEventListener("click", (event) => {
    const pressed = event.target.closest("button.cell, button.row-evidence");
    if (pressed) trigger("select", { ...pressed.dataset });
});
"""


@dataclass(frozen=True, slots=True)
class _Filters:
    audience: gr.Radio
    words: gr.Textbox
    phase: gr.Dropdown
    evidence: gr.Radio
    show_all: gr.Button

    @property
    def values(self) -> list[Any]:
        """In the order in which RoleFilter takes them."""
        return [self.audience, self.words, self.phase, self.evidence]


def role_page(parts: WebParts, page: gr.Blocks) -> None:
    """Builds the page into the route of `page` that is open."""
    said = wording("role_page_words")
    page_top("wie-doet-wat", said["heading"], said["what_it_is"], skip_to="kaart", skip_words=said["skip_link"])
    words = role_page_words()
    filters = _filter_components(words)
    found = gr.HTML(f"<p>{escaped(words.loading)}</p>", elem_id="telling", apply_default_css=False)
    map_shown = gr.HTML("", elem_id="rollen", apply_default_css=False, js_on_load=_OPEN_EVIDENCE)
    window = gr.HTML("", elem_id="bewijsvenster", apply_default_css=False, js_on_load=SEND_FORM)
    editors = gr.HTML(_editor_link(words), visible=parts.editing is not None, apply_default_css=False)
    _wire(page, parts, filters, [found, map_shown], window, editors)


def _editor_link(words: RolePageWords) -> str:
    return f'<p class="small"><a href="./redactie">{escaped(words.editor_link)}</a></p>'


def _filter_components(words: RolePageWords) -> _Filters:
    with gr.Column(elem_id="filters"):
        audience = gr.Radio(
            _audiences(words, "nl"),
            value=_ALL,
            label=words.audience_label,
            elem_id="doelgroep",
            elem_classes="chips",
        )
        with gr.Row(elem_id="zoekrij"):
            typed = gr.Textbox(
                label=words.words_label,
                placeholder=words.words_placeholder,
                max_lines=1,
                max_length=200,
                scale=2,
                min_width=220,
                elem_id="zoek",
            )
            phase = gr.Dropdown(
                _phases(words),
                value=_ALL,
                label=words.phase_label,
                filterable=False,
                scale=1,
                min_width=220,
                elem_id="fase",
            )
        with gr.Row(elem_id="bewijsrij"):
            evidence = gr.Radio(
                _evidences(words),
                value=_ALL,
                label=words.evidence_label,
                scale=1,
                elem_id="bewijs",
                elem_classes="chips",
            )
            show_all = gr.Button(words.show_all, size="sm", scale=0, min_width=120, elem_id="alles")
    return _Filters(audience, typed, phase, evidence, show_all)


def _audiences(words: RolePageWords, language: Language) -> list[tuple[str, str]]:
    return [(words.anything, _ALL), *((capital(audience_name(key, language)), key) for key in get_args(Audience))]


def _phases(words: RolePageWords) -> list[tuple[str, str]]:
    return [(words.any_phase, _ALL), *((words.phase(phase), phase) for phase in words.phases)]


def _evidences(words: RolePageWords) -> list[tuple[str, str]]:
    return [(words.anything, _ALL), *((name, evidence) for evidence, name in words.evidence_choices.items())]


def _filters_in(language: Language) -> list[Any]:
    """The filters with their words in a language; the page was built in Dutch."""
    words = role_page_words(language)
    return [
        gr.Radio(_audiences(words, language), label=words.audience_label),
        gr.Textbox(label=words.words_label, placeholder=words.words_placeholder),
        gr.Dropdown(_phases(words), label=words.phase_label),
        gr.Radio(_evidences(words), label=words.evidence_label),
        gr.Button(words.show_all),
    ]


def _wire(
    page: gr.Blocks, parts: WebParts, filters: _Filters, shown: list[Any], window: gr.HTML, editors: gr.HTML
) -> None:
    def show(request: gr.Request, *values: Any) -> tuple[str, str]:
        return _shown(parts, _asked(values), page_language(request))

    def open_evidence(request: gr.Request, chosen: gr.EventData, *values: Any) -> str:
        return _window(parts, _asked(values), chosen._data or {}, page_language(request))

    def tell(request: gr.Request, sent: gr.EventData) -> str:
        return _kept(parts, dict(sent._data or {}), page_language(request))

    def word_filters(request: gr.Request) -> list[Any]:
        language = page_language(request)
        if language == "nl":
            return [gr.skip()] * len(worded)
        return [*_filters_in(language), _editor_link(role_page_words(language))]

    worded = [*filters.values, filters.show_all, editors]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    changes = [filters.audience.change, filters.phase.change, filters.evidence.change]
    # While somebody types, only the last state of the words needs an answer.
    gr.on([*changes, filters.words.change], show, filters.values, shown, trigger_mode="always_last", **quiet)
    filters.show_all.click(lambda: (_ALL, "", _ALL, _ALL), None, filters.values, **quiet)
    shown[1].select(open_evidence, filters.values, window, **quiet)
    window.submit(tell, None, window, **quiet)
    page.load(word_filters, None, worded, **quiet)
    page.load(show, filters.values, shown, **quiet)


def _asked(values: tuple[Any, ...]) -> RoleFilter:
    audience, typed, phase, evidence = values
    return RoleFilter(audience or None, str(typed or ""), phase or None, evidence or None)


def _shown(parts: WebParts, asked: RoleFilter, language: Language) -> tuple[str, str]:
    """What was found in words with its downloads, and the picture with its rows."""
    words = role_page_words(language)
    try:
        selection = selected(parts.roles(), asked)
    except DuaalError as error:
        return f'<p lang="nl">{escaped(str(error))}</p>', ""
    except Exception:
        _log.exception("the role map could not be shown")
        return f"<p>{escaped(words.failed)}</p>", ""
    if not selection.rows:
        return f"<p>{escaped(words.nothing_found)}</p>", ""
    drawn = picture(selection.rows, all_open=not asked.is_open, language=language)
    return found_line(selection, asked, language), (
        f'<section aria-label="{attribute(words.picture)}">'
        f'<h2 tabindex="-1" id="kaart">{escaped(words.picture)}</h2>{drawn}</section>'
        f"{role_list(selection.rows, language)}"
    )


def found_line(selection: RoleSelection, asked: RoleFilter, language: Language = "nl") -> str:
    """How much was found, and the same rows to download."""
    words, number = role_page_words(language), page_words(language).number
    partners, rows = selection.partners, len(selection.rows)
    counted = (
        f"{words.one_partner if partners == 1 else words.partners.format(number(partners))}, "
        f"{words.one_row if rows == 1 else words.rows.format(number(rows))}."
    )
    nearest = "" if selection.all_words_found else f"{words.nearest_found} "
    query = f"?{asked.address_part}" if asked.address_part else ""
    links = " · ".join(
        f'<a href="{attribute(address_in(f"./wie-doet-wat.{ending}{query}", language))}" download>{escaped(name)}</a>'
        for ending, name in (("csv", words.download_csv), ("xlsx", words.download_xlsx))
    )
    return f'<p>{escaped(nearest)}<strong>{escaped(counted)}</strong> <span class="downloads">{links}</span></p>'


def _window(parts: WebParts, asked: RoleFilter, chosen: dict[str, Any], language: Language) -> str:
    turn = time.monotonic_ns()
    words, can_tell = role_page_words(language), parts.keep_feedback is not None
    try:
        rows = selected(parts.roles(), asked).rows
        if "row" in chosen:
            kept = [row for row in rows if row_key(row) == chosen["row"]]
            return evidence_window(_partner_title(kept, language), kept, turn, language, can_tell=can_tell)
        partner, phase = str(chosen.get("partner", "")), str(chosen.get("phase", ""))
        kept = [row for row in rows if in_cell(row.participation, partner, phase)]
        title = f"{_partner_title(kept, language)} · {words.phase(phase)}"
        return evidence_window(title, kept, turn, language, can_tell=can_tell)
    except Exception:
        _log.exception("the evidence of a row could not be shown")
        return said_window(words.evidence_failed, turn, language)


def _kept(parts: WebParts, form: dict[str, Any], language: Language) -> str:
    """Keeps what a visitor says of the contact of a row, and tells whether that worked."""
    turn, words = time.monotonic_ns(), chat_page_words(language)
    try:
        row = next(row for row in parts.roles() if row_key(row) == form.get("row"))
        if parts.keep_feedback is not None:
            parts.keep_feedback(contact_feedback_from(form, row.participation, language))
            return said_window(words.feedback_thanks, turn, language)
    except Exception:
        _log.exception("feedback on a contact could not be kept")
    return said_window(words.feedback_failed, turn, language)


def _partner_title(rows: list[RoleRow], language: Language) -> str:
    return capital(rows[0].partner_in(language)) if rows else role_page_words(language).heading
