"""The evidence of rows of the role map, as the content of a window: quotes in their place, facts with their date."""

from collections.abc import Sequence
from dataclasses import replace

from app.pages.citation_view import escaped, linked, notice_list, place_of, quote_in_context
from app.pages.feedback_form import contact_form
from app.pages.language import LANGUAGES
from app.pages.roles.mark import mark_of
from app.pages.roles.picture import dutch_where_needed
from app.pages.roles.words import audience_name, role_name, role_page_words
from app.pages.web_parts import RoleRow
from app.pages.words import page_words
from app.records.answer import Citation, Language


def evidence_window(
    title: str, rows: Sequence[RoleRow], turn: int, language: Language = "nl", *, can_tell: bool = False
) -> str:
    """A dialogue that the page script opens; `turn` makes each one new, also when its content is the same.

    With `can_tell` a visitor can say that a contact is wrong.
    """
    gone = f"<p>{escaped(role_page_words(language).row_gone)}</p>"
    return _window(title, "".join(_evidence(row, language, can_tell) for row in rows) or gone, turn, language)


def said_window(text: str, turn: int, language: Language = "nl") -> str:
    """The same window with a sentence in it."""
    return _window(role_page_words(language).heading, f"<p>{escaped(text)}</p>", turn, language)


def audience_of(row: RoleRow, language: Language = "nl") -> str:
    """For whom, in words."""
    return ", ".join(audience_name(audience, language) for audience in row.participation.audience)


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


def _window(title: str, content: str, turn: int, language: Language) -> str:
    return (
        f'<dialog class="evidence" data-turn="{turn}" aria-labelledby="bewijs-titel">'
        f'<div class="evidence-top"><h2 id="bewijs-titel" tabindex="-1">{escaped(title)}</h2>'
        f'<button type="button" class="close">{escaped(role_page_words(language).close)}</button></div>'
        f"{content}</dialog>"
    )


def _evidence(row: RoleRow, language: Language, can_tell: bool) -> str:
    fact = row.participation
    service = dutch_where_needed(row.service_in(language), fact.service_name, language)
    body = _other_source(row, language) if fact.evidence == "other_source" else _of_plan(row, language)
    return (
        f'<article class="proof evidence-{fact.evidence}"><h3>{mark_of(fact).svg} {service}</h3>'
        f"{_tags(row, language)}{body}{_contact(row, language, can_tell)}"
        f"{notice_list(fact.notices, language)}</article>"
    )


def _tags(row: RoleRow, language: Language) -> str:
    """Role, evidence and firmness of a row, and for whom it is."""
    words, fact = page_words(language), row.participation
    said = (role_name(fact.role, language), words.evidence[fact.evidence], words.modalities[fact.modality])
    tags = "".join(f'<span class="tag">{escaped(tag)}</span> ' for tag in said)
    for_whom = role_page_words(language).for_whom.format(audience_of(row, language))
    return f'<p class="tags">{tags}{f" <span class=small>{escaped(for_whom)}</span>" if fact.audience else ""}</p>'


def _of_plan(row: RoleRow, language: Language) -> str:
    citation = citation_of(row)
    start, end = citation.start - row.around_start, citation.end - row.around_start
    moved = replace(citation, start=start, end=end)
    place = f'<span lang="nl">{escaped(row.title)}</span> · {escaped(place_of(citation, language))}'
    quoted = quote_in_context(row.around, moved, language)
    return f'<div class="words" lang="nl">{quoted}</div><p class="small">{place}</p>'


def _other_source(row: RoleRow, language: Language) -> str:
    words, shared, fact = role_page_words(language), page_words(language), row.participation
    told = fact.fact[LANGUAGES.index(language)]
    in_own_words = f"<p>{linked(told)}</p>" if language != "nl" and told else ""
    address = f"{escaped(words.address + shared.colon)}{linked(fact.source_url)}<br>" if fact.source_url else ""
    return (
        f'{in_own_words}<p class="words" lang="nl">{linked(fact.quote)}</p>'
        f'<p class="small">{escaped(shared.not_in_plan)}<br>{address}'
        f"{escaped(words.date + shared.colon + shared.date(fact.source_date))} · {escaped(shared.check_page)}</p>"
    )


def _contact(row: RoleRow, language: Language, can_tell: bool) -> str:
    words, fact = role_page_words(language), row.participation
    if not fact.contact:
        return ""
    assured = words.assured.format(page_words(language).date(fact.assured_date))
    tag = escaped(assured if fact.assured_date else words.not_assured)
    form = contact_form(row_key(row), language) if can_tell else ""
    label = escaped(words.contact + page_words(language).colon)
    return f'<p class="contact">{label}{linked(fact.contact)} <span class="tag">{tag}</span></p>{form}'
