"""What an action opens to: its text, who, when, the problem that it answers, and what a reader must know beside it."""

from datetime import date

from app.actions.dates import standing_in_words, standing_of
from app.actions.filter import ActionIn, PlanActions
from app.actions.names import anchor_of, notices_in_words, party_name, role_name
from app.pages.citation_view import attribute, escaped
from app.pages.language import address_in
from app.pages.source_link import source_link
from app.words.in_language import PageWords
from kb.action import Action
from kb.document import Document


def action_details(pair: ActionIn, plan: PlanActions, today: date, words: PageWords) -> str:
    """The opened action."""
    document, action = pair
    past = " past" if standing_of(action, today) == "past" else ""
    return (
        f'<div class="opened"><p class="state{past}">{escaped(standing_in_words(action, today, words))}</p>'
        f"{_notices(action, words)}{_text(pair, plan, words)}"
        f'<div class="sides"><div>{_parties(action, plan, words)}</div>'
        f"<div>{_timing(document, action, words)}</div></div>{_problem(document, action, words)}</div>"
    )


def problem_of(document: Document, action: Action) -> str:
    """The problem that the section of an action describes before its actions; empty where it describes none.

    It runs from the label "Probleemstelling" up to the first action: paragraphs and list items belong to it.
    """
    section = next((e.section for e in document.elements if e.start == action.text.start), None)
    pieces: list[str] = []
    for element in document.elements:
        if element.section != section or element.action is not None:
            if pieces:
                break
            continue
        if element.kind == "problem" or pieces:
            pieces.append(document.text[element.start : element.end])
    return "\n".join(pieces)


def _text(pair: ActionIn, plan: PlanActions, words: PageWords) -> str:
    document, action = pair
    start, end = action.text.start, action.text.end
    page = document.page_at(start)
    place = [words("section", section=action.section), *([words("page", page=page)] if page else [])]
    whole = max(span.end for span in (action.text, action.involved_span, action.timing_span) if span)
    read = source_link(document.source.source_id, start, whole, words.language)
    own = f"{address_in('./acties', words.language)}#{anchor_of(pair, plan)}"
    return (
        f"<h4>{escaped(words('text_heading'))}</h4>{_quoted(document, document.text[start:end])}"
        f'<p class="small">{escaped(" · ".join([document.source.title, *place]))}<br>'
        f'<a href="{attribute(read)}">{escaped(words("read_in_plan"))}</a> · '
        f'<a href="{attribute(own)}">{escaped(words("link_to_action"))}</a></p>'
    )


def _parties(action: Action, plan: PlanActions, words: PageWords) -> str:
    heading = f"<h4>{escaped(words('parties_heading'))}</h4>"
    if not action.involved:
        return f"{heading}<p>{escaped(words('no_party_long'))}</p>"
    items = "".join(
        f"<li>{escaped(party_name(party.partner, plan, words, short=False))} "
        f'<span class="tag">{escaped(role_name(party, words))}</span></li>'
        for party in action.involved
    )
    no_lead = len(action.involved) > 1 and all(party.role != "lead" for party in action.involved)
    said = f"<p>{escaped(words('no_lead'))}</p>" if no_lead else ""
    return f"{heading}<ul>{items}</ul>{said}"


def _timing(document: Document, action: Action, words: PageWords) -> str:
    heading = f"<h4>{escaped(words('timing_heading'))}</h4>"
    if action.timing is None:
        return f"{heading}<p>{escaped(words('untimed'))}</p>"
    return f"{heading}<p>{escaped(words('timing_as_written'))}</p>{_quoted(document, action.timing)}"


def _problem(document: Document, action: Action, words: PageWords) -> str:
    heading = f"<h4>{escaped(words('problem_heading'))}</h4>"
    problem = problem_of(document, action)
    if not problem:
        return f"{heading}<p>{escaped(words('no_problem'))}</p>"
    told = words("problem_of_section", section=action.section)
    return f"{heading}<p>{escaped(told)}</p>{_quoted(document, problem)}"


def _notices(action: Action, words: PageWords) -> str:
    if not action.notices:
        return ""
    items = "".join(
        f'<li lang="{language}">{escaped(notice)}</li>' for notice, language in notices_in_words(action.notices, words)
    )
    heading = f"<p><strong>{escaped(words('notices_heading'))}</strong></p>"
    return f'<div class="notices">{heading}<ul>{items}</ul></div>'


def _quoted(document: Document, text: str) -> str:
    """Words of the source, as they stand there."""
    return f'<blockquote lang="{attribute(document.source.language)}">{escaped(text)}</blockquote>'
