"""The page "Acties": filters, the timeline of the actions, and each action opened in its place."""

import logging
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

import gradio as gr

from app.actions.dates import standing_of
from app.actions.filter import (
    NONE_STATED,
    ActionFilter,
    ActionIn,
    PlanActions,
    action_filter_from_address,
    all_school_years,
    selected,
)
from app.actions.names import WORDS, party_name, themes
from app.pages.actions.timeline import timeline
from app.pages.citation_view import attribute, escaped
from app.pages.language import address_in, page_language
from app.pages.top import page_top
from app.pages.web_parts import WebParts
from app.words.in_language import PageWords
from app.words.wording import wording
from kb.errors import DuaalError
from kb.modality import Modality

_log = logging.getLogger(__name__)
_ALL = ""
_DUTCH = PageWords(WORDS, "nl")

# An address may name an action (`#2.6-18` or `?actie=2.6/18`): it opens as soon as the rows are there.
_OPEN_ASKED = """
const decoded = (text) => {
    try { return decodeURIComponent(text); } catch { return text; }
};
const asked = () => {
    const named = new URLSearchParams(location.search).get("actie") ?? "";
    const id = decoded(location.hash.slice(1)) || named.replaceAll("/", "-");
    return id ? document.getElementById(id) : null;
};
const open = () => {
    const row = asked();
    if (!row?.matches("details.action")) return;
    row.open = true;
    row.querySelector("summary").focus({ preventScroll: true });
    row.scrollIntoView({ block: "start" });
};
const rows = new MutationObserver(() => {
    if (!element.querySelector("details.action")) return;
    rows.disconnect();
    open();
});
rows.observe(element, { childList: true, subtree: true });
window.addEventListener("hashchange", open);
"""


@dataclass(frozen=True, slots=True)
class _Filters:
    partner: gr.Dropdown
    modality: gr.Dropdown
    year: gr.Dropdown
    theme: gr.Dropdown
    show_all: gr.Button

    @property
    def values(self) -> list[Any]:
        """In the order of the fields of ActionFilter."""
        return [self.partner, self.modality, self.year, self.theme]


def action_page(parts: WebParts, page: gr.Blocks) -> None:
    """Builds the page into the route of `page` that is open."""
    said = wording(WORDS)
    page_top("acties", said["heading"], said["what_it_is"], skip_to="tijdlijn", skip_words=said["skip_link"])
    links = gr.HTML(_links(_DUTCH), elem_id="acties-verder", apply_default_css=False)
    filters = _filter_components()
    found = gr.HTML(f"<p>{escaped(_DUTCH('loading'))}</p>", elem_id="telling", apply_default_css=False)
    rows = gr.HTML("", elem_id="acties", apply_default_css=False, js_on_load=_OPEN_ASKED)
    _wire(page, parts, filters, links, [found, rows])


def _filter_components() -> _Filters:
    def dropdown(name: str, label: str, everything: str) -> gr.Dropdown:
        return gr.Dropdown(
            [(_DUTCH(everything), _ALL)], value=_ALL, label=_DUTCH(label), filterable=False, min_width=200, elem_id=name
        )

    with gr.Column(elem_id="filters"), gr.Row(elem_id="actiefilters"):
        partner = dropdown("partij", "partner_label", "any_partner")
        modality = dropdown("vastheid", "modality_label", "any_modality")
        year = dropdown("schooljaar", "year_label", "any_year")
        theme = dropdown("thema", "theme_label", "any_theme")
        show_all = gr.Button(_DUTCH("show_all"), size="sm", scale=0, min_width=120, elem_id="alles")
    return _Filters(partner, modality, year, theme, show_all)


def _wire(page: gr.Blocks, parts: WebParts, filters: _Filters, links: gr.HTML, shown: list[Any]) -> None:
    def show(request: gr.Request, *values: Any) -> tuple[str, str]:
        return _shown(parts, _asked(values), _words(request))

    def opened(request: gr.Request) -> tuple[Any, ...]:
        """The words in the language of the reader, the choices that the plan offers, the filter of the address."""
        words = _words(request)
        try:
            choices = _choices(parts.plan_actions(), words)
        except Exception:
            # The rows, which are asked for next to this, say what is wrong.
            _log.exception("the filters of the actions could not be filled")
            choices = {name: [(words(everything), _ALL)] for name, (_, everything) in _LABELS.items()}
        asked = _possible(action_filter_from_address(request.query_params), choices)
        dropdowns = [
            gr.Dropdown(choices=choices[name], value=asked[name], label=words(label))
            for name, (label, _) in _LABELS.items()
        ]
        shown_now = _shown(parts, _asked(tuple(asked.values())), words)
        return (*dropdowns, gr.Button(words("show_all")), _links(words), *shown_now)

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    # What a person chooses counts, not what is filled in when the page opens.
    gr.on([choice.input for choice in filters.values], show, filters.values, shown, trigger_mode="always_last", **quiet)
    everything = filters.show_all.click(lambda: (_ALL,) * len(filters.values), None, filters.values, **quiet)
    everything.then(show, filters.values, shown, **quiet)
    page.load(opened, None, [*filters.values, filters.show_all, links, *shown], **quiet)


_LABELS = {
    "partner": ("partner_label", "any_partner"),
    "modality": ("modality_label", "any_modality"),
    "school_year": ("year_label", "any_year"),
    "theme": ("theme_label", "any_theme"),
}


def _asked(values: tuple[Any, ...]) -> ActionFilter:
    """What the filters hold, in their order; an empty one asks for everything."""
    partner, modality, school_year, theme = (value or None for value in values)
    return ActionFilter(partner, modality, school_year, theme)


def _choices(plan: PlanActions, words: PageWords) -> dict[str, list[tuple[str, str]]]:
    """What each filter offers: only what some action of the plan has."""
    actions = [action for _, action in plan.pairs]
    partners = dict.fromkeys(party.partner for action in actions for party in action.involved)
    modalities: list[Modality] = [kind for kind in get_args(Modality) if any(a.modality == kind for a in actions)]
    partnerless = selected(plan.pairs, ActionFilter(partner=NONE_STATED))
    yearless = selected(plan.pairs, ActionFilter(school_year=NONE_STATED))
    offered: dict[str, list[tuple[str, str]]] = {
        "partner": [(party_name(partner, plan, words, short=True), partner) for partner in partners],
        "modality": [(words.choice("modality", kind, kind).capitalize(), kind) for kind in modalities],
        "school_year": [(year, year) for year in all_school_years(plan.pairs)],
        "theme": [(name, theme) for theme, name in themes(plan, words).items()],
    }
    offered["partner"] += [(words("no_partner"), NONE_STATED)] if partnerless else []
    offered["school_year"] += [(words("no_year"), NONE_STATED)] if yearless else []
    return {name: [(words(_LABELS[name][1]), _ALL), *choices] for name, choices in offered.items()}


def _possible(asked: ActionFilter, choices: dict[str, list[tuple[str, str]]]) -> dict[str, str]:
    """The filter of the address as far as it can be chosen."""
    values = {
        "partner": asked.partner, "modality": asked.modality, "school_year": asked.school_year, "theme": asked.theme,
    }  # fmt: skip
    return {
        name: value if value and value in [choice for _, choice in choices[name]] else _ALL
        for name, value in values.items()
    }


def _shown(parts: WebParts, asked: ActionFilter, words: PageWords) -> tuple[str, str]:
    """What was found in words with its downloads, and the timeline."""
    try:
        plan, today = parts.plan_actions(), date.today()
        kept = selected(plan.pairs, asked)
        if not kept:
            return f"<p>{escaped(words('nothing_found' if plan.pairs else 'no_actions'))}</p>", ""
        return found_line(kept, asked, today, words), timeline(kept, plan, today, words)
    except DuaalError as error:
        return f"<p>{escaped(str(error))}</p>", ""
    except Exception:
        _log.exception("the actions could not be shown")
        return f"<p>{escaped(words('failed'))}</p>", ""


def found_line(kept: tuple[ActionIn, ...], asked: ActionFilter, today: date, words: PageWords) -> str:
    """How many actions, how many of them past their term, and the same actions to download."""
    past = sum(standing_of(action, today) == "past" for _, action in kept)
    undated = sum(action.ends is None for _, action in kept)
    counted = words("count_one") if len(kept) == 1 else words("count", n=len(kept))
    told = f", {words('count_past', n=past)}" if past else ""
    links = " · ".join(
        f'<a href="{attribute(_address(f"./acties{ending}", asked, words))}"{kind}>{escaped(words(name))}</a>'
        for ending, name, kind in (
            (".csv", "download_csv", " download"),
            (".ics", "download_ics", " download"),
            ("", "link_to_selection", ""),
        )
    )
    left_out = f'<p class="small">{escaped(words("undated_left_out", n=undated))}</p>' if undated else ""
    return f'<p><strong>{escaped(counted)}</strong>{escaped(told)} <span class="downloads">{links}</span></p>{left_out}'


def _address(address: str, asked: ActionFilter, words: PageWords) -> str:
    return address_in(f"{address}?{asked.address_part}" if asked.address_part else address, words.language)


def _links(words: PageWords) -> str:
    """Where to read on."""
    plan = attribute(address_in("./plan", words.language))
    roles = attribute(address_in("./wie-doet-wat", words.language))
    return (
        f'<p class="small"><a href="{plan}">{escaped(words("read_plan"))}</a> · '
        f'<a href="{roles}">{escaped(words("who_does_what"))}</a></p>'
    )


def _words(request: gr.Request) -> PageWords:
    return PageWords(WORDS, page_language(request))
