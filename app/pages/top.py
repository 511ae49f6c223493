"""The top of every page: a way past it, the main menu, the languages, the heading."""

from collections.abc import Mapping
from typing import Literal

import gradio as gr

from app.pages.citation_view import escaped
from app.pages.language import LANGUAGES, NAMES, address_in, page_language
from app.pages.words import page_words
from app.records.answer import Language

PageAddress = Literal["", "wie-doet-wat", "acties", "toets-een-boodschap"]
Words = Mapping[Language, str]
"""The same words in each language."""
_MENU: tuple[tuple[PageAddress, Words], ...] = (
    ("", {"nl": "Stel een vraag", "fr": "Poser une question", "en": "Ask a question"}),
    ("wie-doet-wat", {"nl": "Wie doet wat", "fr": "Qui fait quoi", "en": "Who does what"}),
    ("acties", {"nl": "Acties", "fr": "Actions", "en": "Actions"}),
    ("toets-een-boodschap", {"nl": "Boodschap toetsen", "fr": "Vérifier un message", "en": "Check a message"}),
)


def page_top(
    here: PageAddress, heading: Words | str, explanation: Words | str, *, skip_to: str, skip_words: Words | str
) -> None:
    """Puts the top on the page that is being built, in place of Gradio's own menu; it speaks the reader's language."""

    def top(language: Language) -> str:
        skip, title, text = (escaped(_said(words, language)) for words in (skip_words, heading, explanation))
        return (
            f'<a class="skip-link" href="#{skip_to}">{skip}</a><div class="menus">{main_menu(here, language)}'
            f"{language_menu(here, language)}</div><h1>{title}</h1><p>{text}</p>"
        )

    def in_language(request: gr.Request) -> str:
        return top(page_language(request))

    gr.Navbar(visible=False)
    shown = gr.HTML(top("nl"), elem_id="kop", apply_default_css=False)
    # Without a trigger Gradio calls it when the page is opened.
    gr.on(None, in_language, None, shown, show_progress="hidden", api_visibility="private")


def main_menu(here: str | None, language: Language = "nl") -> str:
    """Links to the pages; the page itself is marked. Relative, so that they hold below any address."""
    links = "".join(
        f'<a href="{address_in(f"./{address}", language)}"{" aria-current=page" if address == here else ""}>'
        f"{escaped(name[language])}</a>"
        for address, name in _MENU
    )
    return f'<nav class="main-menu" aria-label="{escaped(page_words(language).main_menu)}">{links}</nav>'


def language_menu(here: str, language: Language) -> str:
    """Links to the same page in each language, every one named in that language."""
    links = "".join(
        f'<a href="{address_in(f"./{here}", other)}" lang="{other}" hreflang="{other}"'
        f"{' aria-current=true' if other == language else ''}>{escaped(NAMES[other])}</a>"
        for other in LANGUAGES
    )
    return f'<nav class="language-menu" aria-label="{escaped(page_words(language).language_menu)}">{links}</nav>'


def _said(words: Words | str, language: Language) -> str:
    return words if isinstance(words, str) else words[language]
