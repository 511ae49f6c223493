"""Markdown, HTML and DOCX → blocks. Markdown and DOCX become HTML first, so one reader knows all three."""

import io
import re
import unicodedata

import mammoth
from bs4 import BeautifulSoup, Tag
from bs4.dammit import UnicodeDammit
from bs4.exceptions import ParserRejectedMarkup
from markdown_it import MarkdownIt

from ingest.block import Block, BlockKind, ReadFile
from ingest.text_pages import decoded
from kb.errors import SourceError

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = (*_HEADINGS, "p", "li", "tr", "dt", "dd", "blockquote", "pre", "figcaption", "caption")
# Tags that begin a new line on the screen, and would glue two words together when only their text is taken.
_BREAKS = ("br", "hr", "div", "section", "article", "main", "address", "option", "table", "ul", "ol", "dl", "td", "th")
_OWN_LINE = (*_BLOCKS, *_BREAKS)
_XML_DECLARATION = re.compile(r"<\?xml[^>]*>", re.IGNORECASE)
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
    return _read(MarkdownIt("commonmark").enable("table").render(decoded(data)), "de Markdown")


def read_html(data: bytes) -> ReadFile:
    """A saved web page, in its declared encoding; menus, headers and footers of the page are left out."""
    if not data.strip():
        raise SourceError("het bestand is leeg (0 bruikbare bytes); verwacht: een webpagina (HTML)")
    text = UnicodeDammit(data, is_html=True, known_definite_encodings=["utf-8"]).unicode_markup
    if text is None or "\x00" in text or "<" not in text:
        raise SourceError("dit is geen HTML of de tekencodering is onbekend; bewaar de pagina opnieuw als UTF-8")
    return _read(_XML_DECLARATION.sub("", text), "de webpagina")


def read_docx(data: bytes) -> ReadFile:
    """A Word document through mammoth. Raises SourceError when it is no DOCX or holds no text."""
    if not data:
        raise SourceError("het bestand is leeg (0 bytes); verwacht: een Word-document (.docx)")
    try:
        html = mammoth.convert_to_html(io.BytesIO(data)).value
    except Exception as error:  # a damaged archive or XML raises many kinds, from four libraries
        raise SourceError(
            f"geen leesbaar Word-document ({type(error).__name__}); open het en bewaar het opnieuw als .docx"
        ) from error
    return _read(html, "het Word-document")


def _read(html: str, what: str) -> ReadFile:
    try:
        return _read_page(BeautifulSoup(html, "html.parser"), what)
    except ParserRejectedMarkup as error:
        raise SourceError(f"de opmaak van {what} is beschadigd; bewaar het bestand opnieuw") from error
    except RecursionError as error:
        raise SourceError(f"de opmaak van {what} is te diep genest om te lezen") from error


def _read_page(page: BeautifulSoup, what: str) -> ReadFile:
    title = page.title.get_text(" ", strip=True) if page.title else None
    for tag in page.find_all(_FURNITURE):
        if tag.name not in ("header", "form") or not tag.find(_HEADINGS):
            tag.decompose()
    for tag in page.find_all(_BREAKS):
        tag.insert_before("\n")
        tag.insert_after("\n")
    root = next((only[0] for name in ("main", "article") if len(only := page.find_all(name)) == 1), page.body or page)
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
        if isinstance(child, Tag) and (child.name in _OWN_LINE or child.find(_OWN_LINE)):
            flush()
            pieces.extend(_pieces_of(child))
        else:
            loose.append(child.get_text())
    flush()
    return pieces


def _pieces_of(tag: Tag) -> list[Block]:
    if tag.name == "tr":
        return [_row(tag)]
    if tag.name in _BLOCKS and not tag.find(_BLOCKS):
        return [_block(tag)]
    return _as_item(tag, _pieces(tag))


def _as_item(parent: Tag, pieces: list[Block]) -> list[Block]:
    """The first text of a list item is the item, also when it stands in a paragraph of its own."""
    if parent.name == "li" and pieces and pieces[0].kind == "paragraph":
        return [Block("item", pieces[0].text), *pieces[1:]]
    return pieces


def _row(tag: Tag) -> Block:
    """The cells of a table row belong together."""
    filled = (child for child in tag.children if isinstance(child, Tag) or child.get_text().strip())
    cells = [_folded(child.get_text(" ")) for child in filled]
    return Block("paragraph", " | ".join(cells).strip() if any(cells) else "")


def _block(tag: Tag) -> Block:
    text = _folded(tag.get_text())
    if tag.name in _HEADINGS:
        return Block("heading", text, level=int(tag.name[1]))
    kind: BlockKind = "item" if tag.name in ("li", "dd") else "paragraph"
    return Block(kind, text)


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
