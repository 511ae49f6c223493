"""The top of every page: a way past it, the main menu, the heading."""

from typing import Literal

import gradio as gr

from app.citation_view import escaped

PageAddress = Literal["", "wie-doet-wat"]
_MENU: tuple[tuple[PageAddress, str], ...] = (("", "Stel een vraag"), ("wie-doet-wat", "Wie doet wat"))


def page_top(here: PageAddress, heading: str, explanation: str, *, skip_to: str, skip_words: str) -> None:
    """Puts the top on the page that is being built, in place of Gradio's own menu."""
    gr.Navbar(visible=False)
    gr.HTML(
        f'<a class="skip-link" href="#{skip_to}">{escaped(skip_words)}</a>{main_menu(here)}'
        f"<h1>{escaped(heading)}</h1><p>{escaped(explanation)}</p>",
        elem_id="kop",
        apply_default_css=False,
    )


def main_menu(here: str | None) -> str:
    """Links to the pages; the page itself is marked. Relative, so that they hold below any address."""
    links = "".join(
        f'<a href="./{address}"{" aria-current=page" if address == here else ""}>{escaped(name)}</a>'
        for address, name in _MENU
    )
    return f'<nav class="main-menu" aria-label="Hoofdmenu">{links}</nav>'
