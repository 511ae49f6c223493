"""The evidence of rows of the role map, as the content of a window: quotes in their place, facts with their date."""

from collections.abc import Sequence

from app import page_words
from app import role_page_words as words
from app.answer import Citation
from app.citation_view import escaped, linked, notice_list, place_of, quote_in_context
from app.role_mark import mark_of
from app.role_picture import capital
from app.web_parts import RoleRow


def evidence_window(title: str, rows: Sequence[RoleRow], turn: int) -> str:
    """A dialogue that the page script opens; `turn` makes each one new, also when its content is the same."""
    return _window(title, "".join(_evidence(row) for row in rows) or f"<p>{escaped(words.ROW_GONE)}</p>", turn)


def failed_window(turn: int) -> str:
    """The same window when its content could not be made."""
    return _window(words.HEADING, f"<p>{escaped(words.EVIDENCE_FAILED)}</p>", turn)


def tags_of(row: RoleRow) -> tuple[str, ...]:
    """Role, evidence and firmness of a row, in words."""
    fact = row.participation
    return words.ROLES[fact.role], page_words.EVIDENCE[fact.evidence], words.MODALITIES[fact.modality]


def audience_of(row: RoleRow) -> str:
    """For whom, in words."""
    return ", ".join(words.AUDIENCES[audience] for audience in row.participation.audience)


def date_of(row: RoleRow) -> str:
    """Date of another source as it is known, in words where there is none."""
    date = row.participation.source_date
    return words.UNDATED if date in (None, "undated") else str(date)


def citation_of(row: RoleRow) -> Citation:
    """The row as the citation of its quote."""
    fact = row.participation
    return Citation(
        1, fact.source_id, row.title, fact.section, fact.action, row.page, fact.start, fact.end, fact.quote,
        fact.evidence, fact.modality,
    )  # fmt: skip


def row_key(row: RoleRow) -> str:
    """Names one row to the page."""
    return f"{row.participation.role_map}:{row.participation.row.start}"


def _window(title: str, content: str, turn: int) -> str:
    return (
        f'<dialog class="evidence" data-turn="{turn}" aria-labelledby="bewijs-titel">'
        f'<div class="evidence-top"><h2 id="bewijs-titel" tabindex="-1">{escaped(title)}</h2>'
        f'<button type="button" class="close">{escaped(words.CLOSE)}</button></div>{content}</dialog>'
    )


def _evidence(row: RoleRow) -> str:
    fact = row.participation
    tags = "".join(f'<span class="tag">{escaped(tag)}</span> ' for tag in tags_of(row))
    audience = f' <span class="small">{words.FOR_WHOM} {escaped(audience_of(row))}</span>' if fact.audience else ""
    body = _other_source(row) if fact.evidence == "other_source" else _of_plan(row)
    return (
        f'<article class="proof evidence-{fact.evidence}"><h3>{mark_of(fact).svg} '
        f"{escaped(capital(fact.service_name))}</h3>"
        f'<p class="tags">{tags}{audience}</p>{body}{_contact(row)}{notice_list(fact.notices)}</article>'
    )


def _of_plan(row: RoleRow) -> str:
    citation = citation_of(row)
    start, end = citation.start - row.around_start, citation.end - row.around_start
    moved = Citation(
        1, citation.source_id, row.title, citation.section, citation.action, row.page, start, end, citation.quote,
        citation.evidence, citation.modality,
    )  # fmt: skip
    place = " · ".join(part for part in (row.title, place_of(citation)) if part)
    return f'<div class="words">{quote_in_context(row.around, moved)}</div><p class="small">{escaped(place)}</p>'


def _other_source(row: RoleRow) -> str:
    fact = row.participation
    address = f"{words.ADDRESS}: {linked(fact.source_url)}<br>" if fact.source_url else ""
    return (
        f'<p class="words">{linked(fact.quote)}</p><p class="small">{escaped(words.NOT_IN_PLAN)}<br>{address}'
        f"{escaped(words.DATE.capitalize())}: {escaped(date_of(row))} · {escaped(words.CHECK_PAGE)}</p>"
    )


def _contact(row: RoleRow) -> str:
    fact = row.participation
    if not fact.contact:
        return ""
    assured = f"{words.ASSURED} {fact.assured_date}" if fact.assured_date else words.NOT_ASSURED
    return f'<p class="contact">{words.CONTACT}: {linked(fact.contact)} <span class="tag">{escaped(assured)}</span></p>'
