"""What all pages for editors share, as plain HTML that works without script: the frame, forms, login, outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from app.editor import words
from app.pages.citation_view import attribute, escaped
from app.pages.top import main_menu

_APP = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page lies, and for whom it is made."""

    here: str | None = None
    """The part of the editor's corner that it belongs to; null where nobody is logged in."""
    depth: int = 0
    """How many steps below the root of the app the address of the page lies."""
    form_key: str = ""
    user: str = ""
    """Name by which a proxy knows the editor; empty behind a password."""

    def to(self, path: str = "") -> str:
        """Relative address of a page of the editor's corner."""
        return f"{'../' * self.depth or './'}redactie{'/' if path else ''}{path}"


def editor_page(place: Place, title: str, content: str) -> str:
    """A whole page."""
    menu = main_menu(None).replace('href="./', f'href="{"../" * place.depth or "./"}')
    inside = place.here is not None
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{escaped(title)} · Duaalwijzer</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<style>{_style()}</style></head><body class="gradio-container"><main class="editor">{menu}'
        f"{_parts(place) if inside else ''}<h1>{escaped(title)}</h1>{content}{_logout(place) if inside else ''}"
        "</main></body></html>"
    )


def login_page(*, with_password: bool) -> str:
    """The form for the password."""
    place = Place()
    if not with_password:
        return editor_page(place, words.LOGIN, f"<p>{words.PROXY_ONLY}</p>")
    return editor_page(
        place,
        words.LOGIN,
        f'<form method="post" action="{place.to("aanmelden")}"><p><label for="wachtwoord">{words.PASSWORD}</label><br>'
        '<input id="wachtwoord" name="wachtwoord" type="password" autocomplete="current-password" required></p>'
        f"<p><button>{words.LOGIN}</button></p></form>",
    )


def problem_page(text: str, depth: int) -> str:
    """Why something was not done."""
    place = Place(depth=depth)
    return editor_page(place, words.TITLE, f'{alert(text)}<p><a href="{place.to()}">{words.BACK}</a></p>')


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before something is done."""

    title: str
    about: str
    explanation: str
    action: str
    """Where the answer goes, below the editor's corner."""
    fields: Mapping[str, str]


def confirm_page(place: Place, asked: Question) -> str:
    """Asks whether something is meant, with a button that does it and a link that does not."""
    back = place.to(place.here or "")
    return editor_page(
        place,
        asked.title,
        f"<p><strong>{escaped(asked.about)}</strong></p><p>{escaped(asked.explanation)}</p>"
        f'<p class="choices">{button_form(place, asked.action, words.CONFIRM, asked.fields)} '
        f'<a class="button" href="{back}">{words.CANCEL}</a></p>',
    )


def button_form(
    place: Place, action: str, name: str, fields: Mapping[str, str] | None = None, *, quiet: bool = False,
    said: str = "",
) -> str:  # fmt: skip
    """A form that is only a button. `said` names it for who hears the page, where the word alone says too little."""
    label = f' aria-label="{attribute(said)}"' if said else ""
    hidden = "".join(
        f'<input type="hidden" name="{key}" value="{attribute(value)}">' for key, value in (fields or {}).items()
    )
    return (
        f'<form method="post" action="{place.to(action)}" class="inline">{key_field(place)}{hidden}'
        f"<button{' class=quiet' if quiet else ''}{label}>{escaped(name)}</button></form>"
    )


def key_field(place: Place) -> str:
    """The hidden field without which a form is refused."""
    return f'<input type="hidden" name="sleutel" value="{attribute(place.form_key)}">'


def facts(pairs: Mapping[str, str]) -> str:
    """Names with their values, the values as HTML."""
    return (
        f"<dl>{''.join(f'<div><dt>{escaped(name)}</dt><dd>{value}</dd></div>' for name, value in pairs.items())}</dl>"
    )


def url_part(text: str) -> str:
    """A text as one step of an address."""
    return attribute(quote(text, safe=""))


def alert(problem: str) -> str:
    """What is wrong; nothing where nothing is."""
    return f'<p role="alert" class="problem">{escaped(sentence(problem))}</p>' if problem else ""


def sentence(text: str) -> str:
    """With a capital in front."""
    return text[:1].upper() + text[1:]


def moment(iso: str) -> str:
    """A time on the clock of this computer."""
    try:
        return f"{datetime.fromisoformat(iso).astimezone():%d-%m-%Y %H:%M:%S}"
    except ValueError:
        return iso


def _parts(place: Place) -> str:
    links = "".join(
        f'<a href="{place.to(address)}"{" aria-current=page" if address == place.here else ""}>{name}</a>'
        for address, name in words.PARTS
    )
    return f'<nav class="parts" aria-label="{words.PARTS_LABEL}">{links}</nav>'


def _logout(place: Place) -> str:
    user = f"{words.LOGGED_IN_AS} {escaped(place.user)}. " if place.user else ""
    return f"<p>{user}{button_form(place, 'afmelden', words.LOGOUT, quiet=True)}</p>"


@lru_cache(maxsize=1)
def _style() -> str:
    names = ("pages/style.css", "pages/role_style.css", "editor/style.css")
    return "".join((_APP / name).read_text(encoding="utf-8") for name in names)
