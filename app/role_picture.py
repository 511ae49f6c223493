"""The picture of partners and phases: a grid on a wide screen, cards on a narrow one, drawn from the same cells."""

from collections.abc import Iterable, Sequence

from app import role_page_words as words
from app.citation_view import attribute, escaped
from app.role_mark import MARKS, mark_of
from app.web_parts import RoleRow
from kb.participation import Participation

_GROUP_TITLES = tuple(title for title, _ in words.GROUPS)
_WITHOUT_PHASE = ""
_FEW_PARTNERS = 12
"""So few partners from other sources stand open at once."""


def picture(rows: Sequence[RoleRow], *, all_open: bool) -> str:
    """Partners of the plan first, by kind; those of other sources below, folded unless `all_open` or few."""
    of_plan = [row for row in rows if row.in_plan]
    others = [row for row in rows if not row.in_plan]
    parts = []
    if of_plan:
        heading = f"{words.PARTNERS_OF_PLAN} ({_partners(of_plan)})"
        parts.append(f"<h3>{escaped(heading)}</h3>{_grid(of_plan, words.PARTNERS_OF_PLAN)}")
    if others:
        shown = " open" if all_open or _partners(others) <= _FEW_PARTNERS else ""
        heading = f"{words.OTHER_PARTNERS} ({_partners(others)})"
        parts.append(
            f'<details id="andere-partners" class="fold"{shown}><summary><h3>{escaped(heading)}</h3></summary>'
            f"{_grid(others, words.OTHER_PARTNERS)}</details>"
        )
    return f"{legend()}{''.join(parts)}"


def legend() -> str:
    """What each sign means, in words."""
    items = "".join(f"<li>{mark.svg} {escaped(mark.words)}</li>" for mark in MARKS)
    return f'<ul class="legend" aria-label="{words.LEGEND}">{items}</ul>'


def phase_name(phase: str) -> str:
    """The phase in Dutch, without the hyphens that help a narrow column."""
    return _column(phase).replace("\u00ad", "")


def in_cell(row: Participation, partner: str, phase: str) -> bool:
    """Whether a row stands in the cell of this partner and phase; the empty phase holds the rows without one."""
    return row.partner == partner and (phase in row.phase if phase else not row.phase)


def capital(name: str) -> str:
    """A name as it begins a line."""
    return name[:1].upper() + name[1:]


def _grid(rows: Sequence[RoleRow], name: str) -> str:
    phases = _phases_of(rows)
    heads = "".join(f'<th scope="col">{escaped(_column(phase))}</th>' for phase in phases)
    label = f"{words.PICTURE}: {name.lower()}"
    bodies = "".join(_group(title, group, phases) for title, group in _grouped(rows))
    return (
        f'<table class="grid" aria-label="{attribute(label)}">'
        f'<thead><tr><th scope="col">{words.PARTNER_COLUMN}</th>{heads}</tr></thead>{bodies}</table>'
    )


def _column(phase: str) -> str:
    return next((name for key, name in words.PHASES.items() if key == phase), words.NO_PHASE)


def _phases_of(rows: Iterable[RoleRow]) -> list[str]:
    """All phases, so that the picture keeps its shape; one more column only for rows without a phase."""
    loose = any(not row.participation.phase for row in rows)
    return [*words.PHASES, *([_WITHOUT_PHASE] if loose else [])]


def _grouped(rows: Sequence[RoleRow]) -> list[tuple[str, list[RoleRow]]]:
    gathered: dict[str, list[RoleRow]] = {title: [] for title in (*_GROUP_TITLES, words.OTHER_GROUP)}
    for row in rows:
        title = next((title for title, kinds in words.GROUPS if row.kind in kinds), words.OTHER_GROUP)
        gathered[title].append(row)
    return [(title, group) for title, group in gathered.items() if group]


def _group(title: str, rows: Sequence[RoleRow], phases: Sequence[str]) -> str:
    partners = dict.fromkeys(row.participation.partner for row in rows)
    lines = "".join(
        _line([row.participation for row in rows if row.participation.partner == partner], phases)
        for partner in partners
    )
    heading = f'<tr class="group"><th colspan="{len(phases) + 1}" scope="rowgroup">{escaped(title)}</th></tr>'
    return f"<tbody>{heading}{lines}</tbody>"


def _line(rows: Sequence[Participation], phases: Sequence[str]) -> str:
    partner, name = rows[0].partner, rows[0].partner_name
    cells = "".join(_cell([row for row in rows if in_cell(row, partner, phase)], phase) for phase in phases)
    return f'<tr><th scope="row">{escaped(capital(name))}</th>{cells}</tr>'


def _cell(rows: Sequence[Participation], phase: str) -> str:
    if not rows:
        return "<td></td>"
    counted = [(mark, sum(mark_of(row) is mark for row in rows)) for mark in MARKS]
    present = [(mark, count) for mark, count in counted if count]
    signs = "".join(
        f'<span class="sign">{mark.svg}{f"<small>{count}</small>" if count > 1 else ""}</span>'
        for mark, count in present
    )
    said = ", ".join(f"{count} {mark.words}" for mark, count in present)
    label = f"{rows[0].partner_name}, {phase_name(phase)}: {said}"
    return (
        f'<td><button type="button" class="cell" data-partner="{attribute(rows[0].partner)}" '
        f'data-phase="{attribute(phase)}" aria-label="{attribute(label)}" title="{attribute(label)}">'
        f'<span class="signs">{signs}</span><span class="phase">{escaped(phase_name(phase))}</span></button></td>'
    )


def _partners(rows: Iterable[RoleRow]) -> int:
    return len({row.participation.partner for row in rows})
