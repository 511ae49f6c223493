"""The page "Wie doet wat": filters, the picture of partners and phases, the rows, and the evidence behind each."""

import logging
import time
from dataclasses import dataclass
from typing import Any

import gradio as gr

from app import role_page_words as words
from app.citation_view import attribute, escaped
from app.page_top import page_top
from app.role_evidence import evidence_window, failed_window, row_key
from app.role_filter import RoleFilter, RoleSelection, selected
from app.role_list import role_list
from app.role_picture import capital, in_cell, phase_name, picture
from app.web_parts import RoleRow, WebParts
from kb.errors import DuaalError

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
    page_top("wie-doet-wat", words.HEADING, words.WHAT_IT_IS, skip_to="kaart", skip_words=words.SKIP_LINK)
    filters = _filter_components()
    found = gr.HTML(f"<p>{escaped(words.LOADING)}</p>", elem_id="telling", apply_default_css=False)
    map_shown = gr.HTML("", elem_id="rollen", apply_default_css=False, js_on_load=_OPEN_EVIDENCE)
    window = gr.HTML("", elem_id="bewijsvenster", apply_default_css=False)
    if parts.editing is not None:
        gr.HTML('<p class="small"><a href="./redactie">Redactie</a></p>', apply_default_css=False)
    _wire(page, parts, filters, [found, map_shown], window)


def _filter_components() -> _Filters:
    with gr.Column(elem_id="filters"):
        audience = gr.Radio(
            [(words.ANYTHING, _ALL), *((name.capitalize(), key) for key, name in words.AUDIENCES.items())],
            value=_ALL,
            label=words.AUDIENCE_LABEL,
            elem_id="doelgroep",
            elem_classes="chips",
        )
        with gr.Row(elem_id="zoekrij"):
            typed = gr.Textbox(
                label=words.WORDS_LABEL,
                placeholder=words.WORDS_PLACEHOLDER,
                max_lines=1,
                max_length=200,
                scale=2,
                min_width=220,
                elem_id="zoek",
            )
            phases = [(phase_name(phase), phase) for phase in words.PHASES]
            phase = gr.Dropdown(
                [(words.ANY_PHASE, _ALL), *phases],
                value=_ALL,
                label=words.PHASE_LABEL,
                filterable=False,
                scale=1,
                min_width=220,
                elem_id="fase",
            )
        with gr.Row(elem_id="bewijsrij"):
            evidence = gr.Radio(
                [(words.ANYTHING, _ALL), *words.EVIDENCE_CHOICES],
                value=_ALL,
                label=words.EVIDENCE_LABEL,
                scale=1,
                elem_id="bewijs",
                elem_classes="chips",
            )
            show_all = gr.Button(words.SHOW_ALL, size="sm", scale=0, min_width=120, elem_id="alles")
    return _Filters(audience, typed, phase, evidence, show_all)


def _wire(page: gr.Blocks, parts: WebParts, filters: _Filters, shown: list[Any], window: gr.HTML) -> None:
    def show(*values: Any) -> tuple[str, str]:
        return _shown(parts, _asked(values))

    def open_evidence(chosen: gr.EventData, *values: Any) -> str:
        return _window(parts, _asked(values), chosen._data or {})

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    changes = [filters.audience.change, filters.phase.change, filters.evidence.change]
    # While somebody types, only the last state of the words needs an answer.
    gr.on([*changes, filters.words.change], show, filters.values, shown, trigger_mode="always_last", **quiet)
    filters.show_all.click(lambda: (_ALL, "", _ALL, _ALL), None, filters.values, **quiet)
    shown[1].select(open_evidence, filters.values, window, **quiet)
    page.load(show, filters.values, shown, **quiet)


def _asked(values: tuple[Any, ...]) -> RoleFilter:
    audience, typed, phase, evidence = values
    return RoleFilter(audience or None, str(typed or ""), phase or None, evidence or None)


def _shown(parts: WebParts, asked: RoleFilter) -> tuple[str, str]:
    """What was found in words with its downloads, and the picture with its rows."""
    try:
        selection = selected(parts.roles(), asked)
    except DuaalError as error:
        return f"<p>{escaped(str(error))}</p>", ""
    except Exception:
        _log.exception("the role map could not be shown")
        return f"<p>{escaped(words.FAILED)}</p>", ""
    if not selection.rows:
        return f"<p>{escaped(words.NOTHING_FOUND)}</p>", ""
    drawn = picture(selection.rows, all_open=not asked.is_open)
    return found_line(selection, asked), (
        f'<section aria-label="{attribute(words.PICTURE)}">'
        f'<h2 tabindex="-1" id="kaart">{escaped(words.PICTURE)}</h2>{drawn}</section>{role_list(selection.rows)}'
    )


def found_line(selection: RoleSelection, asked: RoleFilter) -> str:
    """How much was found, and the same rows to download."""
    partners, rows = selection.partners, len(selection.rows)
    counted = f"{partners} {'partner' if partners == 1 else 'partners'}, {rows} {'rij' if rows == 1 else 'rijen'}."
    nearest = "" if selection.all_words_found else f"{words.NEAREST_FOUND} "
    query = f"?{asked.address_part}" if asked.address_part else ""
    links = " · ".join(
        f'<a href="./wie-doet-wat.{ending}{attribute(query)}" download>{escaped(name)}</a>'
        for ending, name in (("csv", words.DOWNLOAD_CSV), ("xlsx", words.DOWNLOAD_XLSX))
    )
    return f'<p>{escaped(nearest)}<strong>{escaped(counted)}</strong> <span class="downloads">{links}</span></p>'


def _window(parts: WebParts, asked: RoleFilter, chosen: dict[str, Any]) -> str:
    turn = time.monotonic_ns()
    try:
        rows = selected(parts.roles(), asked).rows
        if "row" in chosen:
            kept = [row for row in rows if row_key(row) == chosen["row"]]
            return evidence_window(_partner_title(kept), kept, turn)
        partner, phase = str(chosen.get("partner", "")), str(chosen.get("phase", ""))
        kept = [row for row in rows if in_cell(row.participation, partner, phase)]
        return evidence_window(f"{_partner_title(kept)} · {phase_name(phase)}", kept, turn)
    except Exception:
        _log.exception("the evidence of a row could not be shown")
        return failed_window(turn)


def _partner_title(rows: list[RoleRow]) -> str:
    return capital(rows[0].participation.partner_name) if rows else words.HEADING
