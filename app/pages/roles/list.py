"""The rows of the role map as a table that can be read aloud: the text alternative of the picture."""

from collections.abc import Sequence

from app.pages.citation_view import attribute, escaped
from app.pages.roles.evidence import audience_of, row_key
from app.pages.roles.mark import mark_of
from app.pages.roles.picture import dutch_where_needed
from app.pages.roles.words import role_name, role_page_words
from app.pages.web_parts import RoleRow
from app.pages.words import page_words
from app.records.answer import Language

_FEW_ROWS = 25
"""So few rows stand open at once."""


def role_list(rows: Sequence[RoleRow], language: Language = "nl") -> str:
    """A foldable table; each row has a button that opens its evidence."""
    words = role_page_words(language)
    heading = f"{words.table} ({page_words(language).number(len(rows))})"
    heads = "".join(f'<th scope="col">{escaped(name)}</th>' for name in words.table_columns)
    shown = " open" if len(rows) <= _FEW_ROWS else ""
    return (
        f'<details id="rollentabel" class="fold"{shown}><summary><h2>{escaped(heading)}</h2></summary>'
        f'<div class="list-frame" role="region" tabindex="0" aria-label="{attribute(words.table)}">'
        f'<table class="role-list"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(_row(row, language) for row in rows)}</tbody></table></div></details>"
    )


def _row(row: RoleRow, language: Language) -> str:
    words, shared, fact = role_page_words(language), page_words(language), row.participation
    partner, service = row.partner_in(language), row.service_in(language)
    opens = f"{words.show_evidence}: {partner}, {service}"
    button = (
        f'<button type="button" class="row-evidence" data-row="{attribute(row_key(row))}" '
        f'aria-label="{attribute(opens)}">'
        f"{mark_of(fact).svg} {escaped(shared.evidence[fact.evidence])}</button>"
    )
    cells = (
        dutch_where_needed(service, fact.service_name, language),
        escaped(role_name(fact.role, language)),
        escaped(audience_of(row, language)),
        escaped(", ".join(words.phase(phase) for phase in fact.phase)),
        button,
        escaped(shared.modalities[fact.modality]),
    )
    shown = "".join(
        f'<td data-name="{attribute(name)}">{cell or "–"}</td>'
        for name, cell in zip(words.table_columns[1:], cells, strict=True)
    )
    return f'<tr><th scope="row">{dutch_where_needed(partner, fact.partner_name, language)}</th>{shown}</tr>'
