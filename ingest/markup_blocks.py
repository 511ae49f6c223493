"""Markdown, HTML and DOCX → blocks. Markdown and DOCX become HTML first, so one reader knows all three."""

import io
import re
import unicodedata
import zipfile
from xml.etree.ElementTree import ParseError

import mammoth
from bs4 import BeautifulSoup, Tag
from bs4.dammit import UnicodeDammit
from markdown_it import MarkdownIt

from ingest.block import Block, BlockKind, ReadFile
from ingest.text_pages import decoded
from kb.errors import SourceError

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = (*_HEADINGS, "p", "li", "tr", "dt", "dd", "blockquote", "pre", "figcaption", "caption")
_FURNITURE = (
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "svg",
    "button",
)


def read_markdown(data: bytes) -> ReadFile:
    """Markdown (CommonMark with tables). Raises SourceError when it is empty or not UTF-8."""
    html = MarkdownIt("commonmark").enable("table").render(decoded(data))
    return _read(BeautifulSoup(html, "html.parser"), "de Markdown")


def read_html(data: bytes) -> ReadFile:
    """A saved web page, in its declared encoding; menus, headers and footers of the page are left out."""
    if not data.strip():
        raise SourceError("het bestand is leeg (0 bruikbare bytes); verwacht: een webpagina (HTML)")
    text = UnicodeDammit(data, is_html=True, known_definite_encodings=["utf-8"]).unicode_markup
    if text is None or "\x00" in text or "<" not in text:
        raise SourceError("dit is geen HTML of de tekencodering is onbekend; bewaar de pagina opnieuw als UTF-8")
    return _read(BeautifulSoup(text, "html.parser"), "de webpagina")


def read_docx(data: bytes) -> ReadFile:
    """A Word document through mammoth. Raises SourceError when it is no DOCX or holds no text."""
    if not data:
        raise SourceError("het bestand is leeg (0 bytes); verwacht: een Word-document (.docx)")
    try:
        html = mammoth.convert_to_html(io.BytesIO(data)).value
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, ParseError, AttributeError) as error:
        raise SourceError(
            f"geen leesbaar Word-document ({type(error).__name__}); open het en bewaar het opnieuw als .docx"
        ) from error
    return _read(BeautifulSoup(html, "html.parser"), "het Word-document")


def _read(page: BeautifulSoup, what: str) -> ReadFile:
    title = page.title.get_text(" ", strip=True) if page.title else None
    root = next((tag for tag in (page.find("main"), page.find("article"), page.body) if isinstance(tag, Tag)), page)
    for tag in page.find_all(_FURNITURE):
        if tag.name not in ("header", "form") or not tag.find(_HEADINGS):
            tag.decompose()
    blocks = [block for piece in _pieces(root) if (block := piece).text]
    if not blocks:
        raise SourceError(f"geen tekst gevonden in {what}")
    heading = next((block.text for block in blocks if block.kind == "heading"), None)
    return ReadFile(tuple(blocks), title or heading)


def _pieces(root: Tag | BeautifulSoup) -> list[Block]:
    """Every text of the page once: block tags as blocks, text that stands outside them as paragraphs."""
    pieces: list[Block] = []
    loose: list[str] = []

    def flush() -> None:
        if text := _folded("".join(loose)):
            pieces.append(Block("paragraph", text))
        loose.clear()

    for child in root.children:
        if not isinstance(child, Tag):
            loose.append(str(child) if type(child).__name__ == "NavigableString" else "")
        elif child.name == "tr":
            flush()
            pieces.append(_row(child))
        elif child.name in _BLOCKS and not child.find(_BLOCKS):
            flush()
            pieces.append(_block(child))
        elif child.name == "br":
            flush()
        elif child.find((*_BLOCKS, "br")) is not None or child.name in _BLOCKS:
            flush()
            pieces.extend(_as_item(child, _pieces(child)))
        else:
            loose.append(child.get_text())
            if child.name in ("div", "section", "ul", "ol", "table", "tr"):
                flush()
    flush()
    return pieces


def _as_item(parent: Tag, pieces: list[Block]) -> list[Block]:
    """The first text of a list item is the item, also when it stands in a paragraph of its own."""
    if parent.name == "li" and pieces and pieces[0].kind == "paragraph":
        return [Block("item", pieces[0].text), *pieces[1:]]
    return pieces


def _row(tag: Tag) -> Block:
    """The cells of a table row belong together."""
    return Block("paragraph", " | ".join(_folded(cell.get_text(" ")) for cell in tag.find_all(("td", "th"))))


def _block(tag: Tag) -> Block:
    text = _folded(tag.get_text())
    if tag.name in _HEADINGS:
        return Block("heading", text, level=int(tag.name[1]))
    kind: BlockKind = "item" if tag.name in ("li", "dd") else "paragraph"
    return Block(kind, text)


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
