"""The rows of the role map as a table that can be read aloud: the text alternative of the picture."""

from collections.abc import Sequence

from app import page_words
from app import role_page_words as words
from app.citation_view import attribute, escaped
from app.role_evidence import audience_of, row_key
from app.role_mark import mark_of
from app.role_picture import capital, phase_name
from app.web_parts import RoleRow

_FEW_ROWS = 25
"""So few rows stand open at once."""


def role_list(rows: Sequence[RoleRow]) -> str:
    """A foldable table; each row has a button that opens its evidence."""
    heading = f"{words.TABLE} ({len(rows)})"
    heads = "".join(f'<th scope="col">{escaped(name)}</th>' for name in words.TABLE_COLUMNS)
    shown = " open" if len(rows) <= _FEW_ROWS else ""
    return (
        f'<details id="rollentabel" class="fold"{shown}><summary><h2>{escaped(heading)}</h2></summary>'
        f'<div class="list-frame" role="region" tabindex="0" aria-label="{attribute(words.TABLE)}">'
        f'<table class="role-list"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(_row(row) for row in rows)}</tbody></table></div></details>"
    )


def _row(row: RoleRow) -> str:
    fact = row.participation
    phases = ", ".join(phase_name(phase) for phase in fact.phase)
    opens = f"{words.SHOW_EVIDENCE}: {fact.partner_name}, {fact.service_name}"
    evidence = page_words.EVIDENCE[fact.evidence]
    button = (
        f'<button type="button" class="row-evidence" data-row="{attribute(row_key(row))}" '
        f'aria-label="{attribute(opens)}">'
        f"{mark_of(fact).svg} {escaped(evidence)}</button>"
    )
    cells = (
        fact.service_name, words.ROLES[fact.role], audience_of(row), phases, None, words.MODALITIES[fact.modality],
    )  # fmt: skip
    shown = "".join(
        f'<td data-name="{attribute(name)}">{button if cell is None else escaped(cell) or "–"}</td>'
        for name, cell in zip(words.TABLE_COLUMNS[1:], cells, strict=True)
    )
    return f'<tr><th scope="row">{escaped(capital(fact.partner_name))}</th>{shown}</tr>'
