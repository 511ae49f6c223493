"""The picture of partners and phases: a grid on a wide screen, cards on a narrow one, drawn from the same cells."""

from collections.abc import Iterable, Sequence

from app.pages.citation_view import attribute, escaped
from app.pages.roles.mark import MARKS, mark_of
from app.pages.roles.words import RolePageWords, role_page_words
from app.pages.web_parts import RoleRow
from app.pages.words import page_words
from app.records.answer import Language
from kb.participation import Participation

_WITHOUT_PHASE = ""
_FEW_PARTNERS = 12
"""So few partners from other sources stand open at once."""


def picture(rows: Sequence[RoleRow], *, all_open: bool, language: Language = "nl") -> str:
    """Partners of the plan first, by kind; those of other sources below, folded unless `all_open` or few."""
    words = role_page_words(language)
    of_plan = [row for row in rows if row.in_plan]
    others = [row for row in rows if not row.in_plan]
    parts = []
    if of_plan:
        heading = f"{words.partners_of_plan} ({_counted(of_plan, language)})"
        parts.append(f"<h3>{escaped(heading)}</h3>{_grid(of_plan, words.partners_of_plan, language)}")
    if others:
        shown = " open" if all_open or _partners(others) <= _FEW_PARTNERS else ""
        heading = f"{words.other_partners} ({_counted(others, language)})"
        parts.append(
            f'<details id="andere-partners" class="fold"{shown}><summary><h3>{escaped(heading)}</h3></summary>'
            f"{_grid(others, words.other_partners, language)}</details>"
        )
    return f"{legend(language)}{''.join(parts)}"


def legend(language: Language = "nl") -> str:
    """What each sign means, in words."""
    words = role_page_words(language)
    items = "".join(f"<li>{mark.svg} {escaped(words.marks[mark.name])}</li>" for mark in MARKS)
    return f'<ul class="legend" aria-label="{attribute(words.legend)}">{items}</ul>'


def in_cell(row: Participation, partner: str, phase: str) -> bool:
    """Whether a row stands in the cell of this partner and phase; the empty phase holds the rows without one."""
    return row.partner == partner and (phase in row.phase if phase else not row.phase)


def capital(name: str) -> str:
    """A name as it begins a line."""
    return name[:1].upper() + name[1:]


def dutch_where_needed(text: str, dutch: str, language: Language) -> str:
    """A name in the reader's language; marked as Dutch where only the Dutch one is known."""
    shown = escaped(capital(text))
    return f'<span lang="nl">{shown}</span>' if language != "nl" and text == dutch else shown


def _grid(rows: Sequence[RoleRow], name: str, language: Language) -> str:
    words = role_page_words(language)
    phases = _phases_of(rows, words)
    heads = "".join(f'<th scope="col">{escaped(words.column(phase))}</th>' for phase in phases)
    label = f"{words.picture}: {name[:1].lower()}{name[1:]}"
    bodies = "".join(_group(title, group, phases, language) for title, group in _grouped(rows, words))
    return (
        f'<table class="grid" aria-label="{attribute(label)}">'
        f'<thead><tr><th scope="col">{escaped(words.partner_column)}</th>{heads}</tr></thead>{bodies}</table>'
    )


def _phases_of(rows: Iterable[RoleRow], words: RolePageWords) -> list[str]:
    """All phases, so that the picture keeps its shape; one more column only for rows without a phase."""
    loose = any(not row.participation.phase for row in rows)
    return [*words.phases, *([_WITHOUT_PHASE] if loose else [])]


def _grouped(rows: Sequence[RoleRow], words: RolePageWords) -> list[tuple[str, list[RoleRow]]]:
    titles = (*(str(group["title"]) for group in words.groups), words.other_group)
    gathered: dict[str, list[RoleRow]] = {title: [] for title in titles}
    for row in rows:
        gathered[words.group_of(row.kind)].append(row)
    return [(title, group) for title, group in gathered.items() if group]


def _group(title: str, rows: Sequence[RoleRow], phases: Sequence[str], language: Language) -> str:
    partners = dict.fromkeys(row.participation.partner for row in rows)
    lines = "".join(
        _line([row for row in rows if row.participation.partner == partner], phases, language) for partner in partners
    )
    heading = f'<tr class="group"><th colspan="{len(phases) + 1}" scope="rowgroup">{escaped(title)}</th></tr>'
    return f"<tbody>{heading}{lines}</tbody>"


def _line(rows: Sequence[RoleRow], phases: Sequence[str], language: Language) -> str:
    partner, name = rows[0].participation.partner, rows[0].partner_in(language)
    facts = [row.participation for row in rows]
    cells = "".join(
        _cell([fact for fact in facts if in_cell(fact, partner, phase)], phase, name, language) for phase in phases
    )
    shown = dutch_where_needed(name, rows[0].participation.partner_name, language)
    return f'<tr><th scope="row">{shown}</th>{cells}</tr>'


def _cell(rows: Sequence[Participation], phase: str, partner: str, language: Language) -> str:
    if not rows:
        return "<td></td>"
    words = role_page_words(language)
    counted = [(mark, sum(mark_of(row) is mark for row in rows)) for mark in MARKS]
    present = [(mark, count) for mark, count in counted if count]
    signs = "".join(
        f'<span class="sign">{mark.svg}{f"<small>{count}</small>" if count > 1 else ""}</span>'
        for mark, count in present
    )
    said = ", ".join(f"{count} {words.marks[mark.name]}" for mark, count in present)
    label = f"{partner}, {words.phase(phase)}: {said}"
    return (
        f'<td><button type="button" class="cell" data-partner="{attribute(rows[0].partner)}" '
        f'data-phase="{attribute(phase)}" aria-label="{attribute(label)}" title="{attribute(label)}">'
        f'<span class="signs">{signs}</span><span class="phase">{escaped(words.phase(phase))}</span></button></td>'
    )


def _partners(rows: Iterable[RoleRow]) -> int:
    return len({row.participation.partner for row in rows})


def _counted(rows: Iterable[RoleRow], language: Language) -> str:
    return page_words(language).number(_partners(rows))
