"""The timeline: one row an action, school years as columns, a line for today; each row opens to its action."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.actions.dates import TimeAxis, axis_of, day_in_words, period_in_words, standing_of
from app.actions.filter import ActionIn, PlanActions, theme_of
from app.actions.names import anchor_of, party_name, role_name, themes
from app.pages.actions.details import action_details
from app.pages.citation_view import attribute, escaped
from app.words.in_language import PageWords
from kb.action import Action
from kb.modality import Modality

# The shape of a bar shows how firm the plan is; the word stands beside it.
_SHAPES: dict[Modality, str] = {
    "decided": "firm", "stated": "firm", "planned": "planned", "proposed": "open", "under_study": "open",
}  # fmt: skip
_LEGEND = (("firm", "legend_firm"), ("planned", "legend_planned"), ("open", "legend_open"), ("loose", "legend_loose"))


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What every row needs to be drawn."""

    plan: PlanActions
    axis: TimeAxis
    today: date
    words: PageWords


def timeline(shown: Sequence[ActionIn], plan: PlanActions, today: date, words: PageWords) -> str:
    """The actions by theme, then those without a date. The axis is that of the whole plan, so that it stays put."""
    drawing = _Drawing(plan, axis_of([action for _, action in plan.pairs], today), today, words)
    heading = escaped(words("timeline"))
    groups = "".join(_group(name, pairs, drawing) for name, pairs in _grouped(shown, drawing) if pairs)
    return (
        f'<section aria-label="{attribute(words("timeline"))}"><h2 tabindex="-1" id="tijdlijn">{heading}</h2>'
        f'{_legend(drawing)}<div class="timeline" style="--years:{len(drawing.axis.years)}">'
        f"{_heads(drawing)}{groups}</div>"
        f'<p class="small">{escaped(words("reckoning"))}</p></section>'
    )


def _grouped(shown: Sequence[ActionIn], drawing: _Drawing) -> list[tuple[str, list[ActionIn]]]:
    words = drawing.words
    standing = {id(action): standing_of(action, drawing.today) for _, action in shown}
    dated = [pair for pair in shown if standing[id(pair[1])] not in ("undated", "untimed")]
    groups = [
        (name, [pair for pair in dated if theme_of(pair[1]) == theme])
        for theme, name in themes(drawing.plan, words).items()
    ]
    for group, kind in (("no_date_group", "undated"), ("no_timing_group", "untimed")):
        groups.append((words(group), [pair for pair in shown if standing[id(pair[1])] == kind]))
    return groups


def _group(name: str, pairs: Sequence[ActionIn], drawing: _Drawing) -> str:
    return f"<h3>{escaped(name)}</h3>{''.join(_row(pair, drawing) for pair in pairs)}"


def _row(pair: ActionIn, drawing: _Drawing) -> str:
    document, action = pair
    language = attribute(document.source.language)
    return (
        f'<details class="fold action" id="{attribute(anchor_of(pair, drawing.plan))}"><summary>'
        f'<span class="what">{_who(action, drawing)}'
        f'<span class="title" lang="{language}">{escaped(action.title)}</span></span>'
        f'<span class="track" aria-hidden="true">{_bar(action, drawing)}{_now(drawing)}</span>'
        f'<span class="when">{_when(action, drawing)}</span></summary>'
        f"{action_details(pair, drawing.plan, drawing.today, drawing.words)}</details>"
    )


def _who(action: Action, drawing: _Drawing) -> str:
    """Number, section and parties, in one line."""
    words = drawing.words
    parties = ", ".join(
        party_name(party.partner, drawing.plan, words, short=True)
        + (f" ({role_name(party, words)})" if party.role == "lead" else "")
        for party in action.involved
    )
    return (
        f'<span class="number"><strong>{escaped(words("action", number=action.number))}</strong> '
        f'<span class="where">{escaped(words("section", section=action.section))} · '
        f"{escaped(parties or words('no_party'))}</span></span> "
    )


def _when(action: Action, drawing: _Drawing) -> str:
    """Period, state and firmness in words: what the bar shows."""
    words, standing = drawing.words, standing_of(action, drawing.today)
    period = period_in_words(action, words)
    tags = [words.choice("standing", standing, standing), words.choice("modality", action.modality, action.modality)]
    if action.notices:
        tags.append(words("see_notice"))
    kinds = (f"tag standing-{standing}", "tag", "tag tag-notice")
    shown = " ".join(f'<span class="{kind}">{escaped(tag)}</span>' for kind, tag in zip(kinds, tags, strict=False))
    return f'<span class="period">{escaped(period)}</span> <span class="tags">{shown}</span>'


def _bar(action: Action, drawing: _Drawing) -> str:
    """From the first day to the last; an end that the plan leaves open runs on, dashed, to the edge."""
    starts, ends = (date.fromisoformat(day) if day else None for day in (action.starts, action.ends))
    if starts is None and ends is None:
        return ""
    axis = drawing.axis
    left = axis.place_of(starts) if starts else 0.0
    right = axis.place_of(ends) if ends else 100.0
    loose = "" if starts and ends else " loose-start" if ends else " loose-end"
    shape = _SHAPES[action.modality]
    return f'<span class="bar bar-{shape}{loose}" style="left:{left:.2f}%;width:{right - left:.2f}%"></span>'


def _now(drawing: _Drawing) -> str:
    if not drawing.axis.holds(drawing.today):
        return ""
    return f'<span class="now" style="left:{drawing.axis.place_of(drawing.today):.2f}%"></span>'


def _heads(drawing: _Drawing) -> str:
    """The school years above the bars; whoever does not see them finds the period in words in every row."""
    words, axis = drawing.words, drawing.axis
    years = "".join(f"<span>{year}</span>" for year in axis.years)
    flag = ""
    if axis.holds(drawing.today):
        place = axis.place_of(drawing.today)
        flag = f'<span class="flag" style="left:{place:.2f}%">{escaped(words("today"))}</span>'
    return (
        f'<div class="heads" aria-hidden="true"><span></span><span class="years">{years}{flag}</span>'
        "<span></span></div>"
    )


def _legend(drawing: _Drawing) -> str:
    words, day = drawing.words, day_in_words(drawing.today, drawing.words)
    signs = "".join(
        f'<li><span class="sign bar-{shape}" aria-hidden="true"></span> {escaped(words(name))}</li>'
        for shape, name in _LEGEND
    )
    told = words("today_is" if drawing.axis.holds(drawing.today) else "today_outside", day=day)
    return (
        f'<ul class="legend" aria-label="{attribute(words("legend"))}">'
        f'<li><span class="sign now-sign" aria-hidden="true"></span> {escaped(told)}</li>{signs}</ul>'
    )
