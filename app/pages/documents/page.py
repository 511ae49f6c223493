"""A policy text to read, as plain HTML that works without script: contents, text, and what to know beside an action."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from app.actions.dates import standing_in_words, standing_of
from app.actions.filter import PlanActions
from app.actions.names import WORDS as ACTION_WORDS
from app.actions.names import anchor_of, notices_in_words
from app.pages.citation_view import attribute, escaped, linked
from app.pages.documents.text import DocumentText, action_id, section_anchors
from app.pages.language import address_in
from app.pages.source_link import QUOTE_ANCHOR
from app.pages.top import language_menu, main_menu
from app.words.in_language import PageWords
from kb.action import Action, Span
from kb.document import Document

WORDS = "document_words"
"""Name of the file with the words of the page."""

_PAGES = Path(__file__).parents[1]
_STYLES = ("style.css", "role_style.css", "documents/style.css")


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who reads what: everything that a part of the page needs."""

    document: Document
    plan: PlanActions
    today: date
    words: PageWords

    @property
    def action_words(self) -> PageWords:
        """The words in which the other page speaks of actions."""
        return PageWords(ACTION_WORDS, self.words.language)


def document_page(
    document: Document, marked: Span | None, plan: PlanActions, today: date, words: PageWords, address: str
) -> str:
    """The whole document. `marked` is a span of its canonical text; `address` that of this page, for its languages.

    `plan` holds the actions as the timeline shows them, to which those of the document lead.
    """
    reader = _Reader(document, plan, today, words)
    content = DocumentText(document, marked, words)
    actions = {action.key: action for action in document.actions}
    text = "".join(
        _group(content.blocks(list(elements)), actions.get(key or ""), reader)
        for key, elements in groupby(document.elements, key=lambda element: element.action)
    )
    note = f'<p class="added"><a href="#{QUOTE_ANCHOR}">{escaped(words("marked"))}</a></p>' if content.has_mark else ""
    return _html(
        document.source.title,
        f"{_facts(document, words)}{note}"
        f'<div class="reader">{_contents(document, words)}'
        f'<article id="tekst" tabindex="-1" lang="{attribute(document.source.language)}">{text}</article></div>',
        words,
        address,
        title_language=document.source.language,
    )


def told_page(heading: str, text: str, words: PageWords, *, read_on: str = "") -> str:
    """One sentence in place of a document; `read_on` is the address of a document that does exist."""
    link = f'<p><a href="{attribute(read_on)}">{escaped(words("whole_document"))}</a></p>' if read_on else ""
    return _html(heading, f"<p>{escaped(text)}</p>{link}", words, "")


def _group(shown: str, action: Action | None, reader: _Reader) -> str:
    """Elements outside the actions as they are; an action in one group with what we add to it."""
    if action is None:
        return shown
    said = reader.action_words
    label = attribute(f"{said('action', number=action.number)}, {said('section', section=action.section)}")
    return (
        f'<div class="action" role="group" id="{attribute(action_id(action))}" aria-label="{label}">{shown}'
        f"{_added(action, reader)}</div>"
    )


def _added(action: Action, reader: _Reader) -> str:
    """How firm the action is, where it stands today, and its notices."""
    said, language = reader.action_words, reader.words.language
    standing = standing_of(action, reader.today)
    tags = (said.choice("modality", action.modality, action.modality), said.choice("standing", standing, standing))
    shown = " ".join(f'<span class="tag">{escaped(tag)}</span>' for tag in tags)
    notices = "".join(
        f'<li lang="{spoken}">{escaped(notice)}</li>' for notice, spoken in notices_in_words(action.notices, said)
    )
    listed = f"<p><strong>{escaped(said('notices_heading'))}</strong></p><ul>{notices}</ul>" if notices else ""
    timeline = f"{address_in('../acties', language)}#{anchor_of((reader.document, action), reader.plan)}"
    return (
        f'<div class="added" role="note" lang="{language}" aria-label="Duaalwijzer"><p>{shown} '
        f'<a href="{attribute(timeline)}">{escaped(reader.words("on_timeline"))}</a></p>'
        f"<p>{escaped(standing_in_words(action, reader.today, said))}</p>{listed}</div>"
    )


def _facts(document: Document, words: PageWords) -> str:
    """What the document says of itself, and what this page does with it."""
    source, missing = document.source, words("not_stated")
    facts = [
        (words("publisher"), escaped(source.publisher or missing)),
        (words("date"), escaped(source.date or missing)),
        (words("file"), f'{escaped(source.file)} <code title="SHA-256">{escaped(source.digest[:12])}</code>'),
        *([(words("address"), linked(source.address))] if source.address else []),
    ]
    listed = " · ".join(f"{escaped(name)}: {value}" for name, value in facts)
    paged = any(begin.page is not None for begin in document.pages)
    explained = " ".join([words("what_this_is"), *([words("what_pages_are")] if paged else [])])
    return f'<p class="small">{listed}</p><p>{escaped(explained)}</p>'


def _contents(document: Document, words: PageWords) -> str:
    """Every section that has words, deeper ones further in, with the actions that stand in it."""
    anchors = section_anchors(document)
    sections = {element.start: element.section for element in document.elements}
    held = set(sections.values())
    items = "".join(
        f'<li class="depth-{min(len(section.path), 4)}">'
        f'<a href="#{attribute(anchors[index])}">{_short(section.path[-1])}</a>'
        f"{_action_links([a for a in document.actions if sections[a.text.start] == index], words)}</li>"
        for index, section in enumerate(document.sections)
        if section.path and index in held
    )
    if not items:
        return ""
    heading = escaped(words("contents"))
    return (
        f'<nav class="contents" aria-labelledby="inhoud"><h2 id="inhoud">{heading}</h2>'
        f'<ol lang="{attribute(document.source.language)}">{items}</ol></nav>'
    )


def _short(heading: str) -> str:
    """A heading up to its colon, for what follows explains it; long words may break behind a slash."""
    return "&#47;<wbr>".join(escaped(part) for part in heading.split(": ")[0].split("/"))


def _action_links(actions: Sequence[Action], words: PageWords) -> str:
    links = " ".join(
        f'<a href="#{attribute(action_id(action))}">{escaped(words("action", number=action.number))}</a>'
        for action in actions
    )
    return f'<span class="actions" lang="{words.language}">{links}</span>' if links else ""


def _html(title: str, content: str, words: PageWords, address: str, *, title_language: str = "") -> str:
    """One step below the root of the app, where its menu leads back to."""
    menus = main_menu(None, words.language) + (language_menu(address, words.language) if address else "")
    menus = menus.replace('href="./', 'href="../')
    skip = f'<a class="skip-link" href="#tekst">{escaped(words("skip_link"))}</a>' if address else ""
    spoken = f' lang="{attribute(title_language)}"' if title_language else ""
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        f"<title>{escaped(title)} · Duaalwijzer</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<style>{_style()}</style></head><body class="gradio-container"><div class="document">{skip}'
        f"<header>{menus}</header>"
        f"<main><h1{spoken}>{escaped(title)}</h1>{content}</main></div></body></html>"
    )


@lru_cache(maxsize=1)
def _style() -> str:
    return "".join((_PAGES / name).read_text(encoding="utf-8") for name in _STYLES)
