"""The form below an answer: did it help, is its contact right, and a free word."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, get_args

from app.pages.chat_words import chat_page_words
from app.pages.citation_view import attribute, escaped
from app.pages.conversation import Turn
from app.pages.feedback import LONGEST_WORDS, Feedback, FeedbackKind
from app.records.answer import Answer, Language
from kb.participation import Participation

# Hands the filled form to Python.
SEND_FORM = """
element.addEventListener("submit", (event) => {
    event.preventDefault();
    trigger("submit", Object.fromEntries(new FormData(event.target)));
});
"""


def feedback_form(answer: Answer, language: Language) -> str:
    """What is asked below the first choice shows once a choice is made."""
    words = chat_page_words(language)
    kinds = [kind for kind in get_args(FeedbackKind) if kind != "wrong_contact" or contact_of(answer)]
    choices = "".join(
        f'<label class="choice"><input type="radio" name="kind" value="{kind}" required>'
        f"<span>{escaped(words.feedback_kinds[kind])}</span></label>"
        for kind in kinds
    )
    return (
        f'<form class="feedback"><fieldset><legend>{escaped(words.feedback_question)}</legend>{choices}</fieldset>'
        f'<div class="more"><p><label for="oordeel-woorden">{escaped(words.feedback_words)}</label></p>'
        f'<textarea id="oordeel-woorden" name="words" rows="2" maxlength="{LONGEST_WORDS}"></textarea>'
        f'<p><label><input type="checkbox" name="with_question"> {escaped(words.feedback_with_question)}</label></p>'
        f'<p><button type="submit" class="button">{escaped(words.feedback_send)}</button> '
        f'<span class="small">{escaped(words.feedback_privacy)}</span></p></div></form>'
    )


def contact_form(key: str, language: Language) -> str:
    """The same for the contact of a row of the role map, named by its key."""
    words = chat_page_words(language)
    return (
        f'<details class="wrong-contact"><summary>{escaped(words.feedback_kinds["wrong_contact"])}</summary>'
        f'<form class="feedback"><input type="hidden" name="row" value="{attribute(key)}">'
        f"<p><label>{escaped(words.feedback_words)}<br>"
        f'<textarea name="words" rows="2" maxlength="{LONGEST_WORDS}"></textarea></label></p>'
        f'<p><button type="submit" class="button">{escaped(words.feedback_send)}</button> '
        f'<span class="small">{escaped(words.feedback_privacy)}</span></p></form></details>'
    )


def contact_of(answer: Answer) -> str | None:
    """The contact, or the partner to turn to, that an answer names from a record."""
    return (answer.handover.contact or answer.handover.partner) if answer.handover else None


def feedback_from(form: Mapping[str, Any], turn: Turn, language: Language) -> Feedback | None:
    """What a visitor filled in about an answer; null when it is no such form, or there is no answer."""
    kind = next((kind for kind in get_args(FeedbackKind) if kind == form.get("kind")), None)
    if kind is None or turn.answer is None:
        return None
    return Feedback(
        at=_now(),
        kind=kind,
        words=_words(form),
        language=language,
        persona=turn.asked.persona,
        status=turn.answer.status,
        about=contact_of(turn.answer) if kind == "wrong_contact" else None,
        question=turn.asked.question if form.get("with_question") else None,
    )


def contact_feedback_from(form: Mapping[str, Any], row: Participation, language: Language) -> Feedback:
    """What a visitor says of the contact of a row."""
    about = f"{row.partner_name}: {row.contact}"
    return Feedback(_now(), "wrong_contact", _words(form), language, "any", None, about)


def _words(form: Mapping[str, Any]) -> str:
    return str(form.get("words") or "").strip()[:LONGEST_WORDS]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
