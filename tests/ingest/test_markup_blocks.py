import io
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from bs4 import BeautifulSoup
from docx import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.block import Block, ReadFile
from ingest.markup_blocks import read_docx, read_html, read_markdown
from kb.errors import SourceError


def a_docx(build: Callable[..., object]) -> bytes:
    word = WordDocument()
    build(word)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def html(body: str) -> ReadFile:
    return read_html(f"<!DOCTYPE html><html><body>{body}</body></html>".encode())


def shapes(read: ReadFile) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read.blocks]


def test_markdown_has_headings_paragraphs_and_lists():
    read = read_markdown(b"# Titel\n\nEen *alinea* over\ntwee regels.\n\n## Deel 1\n\n- punt\n- tweede\n")

    assert shapes(read) == [
        ("heading", "Titel"), ("paragraph", "Een alinea over twee regels."), ("heading", "Deel 1"),
        ("item", "punt"), ("item", "tweede"),
    ]  # fmt: skip
    assert [block.level for block in read.blocks if block.kind == "heading"] == [1, 2]
    assert read.title == "Titel"


def test_a_markdown_table_gives_a_row_a_block():
    read = read_markdown(b"| Wie | Wat |\n|---|---|\n| VDAB | matcht |\n| | leeg |\n")

    assert [block.text for block in read.blocks] == ["Wie | Wat", "VDAB | matcht", "| leeg"]


def test_nested_lists_keep_every_text_once_and_in_order():
    read = read_markdown(b"1. een\n   - een a\n   - een b\n\n     nog een alinea\n2. twee\n")

    assert shapes(read) == [
        ("item", "een"), ("item", "een a"), ("item", "een b"), ("paragraph", "nog een alinea"), ("item", "twee"),
    ]  # fmt: skip


def test_markup_that_is_written_about_stays_text():
    assert shapes(read_markdown(b"Schrijf `<b>vet</b>` of \\<i>.")) == [("paragraph", "Schrijf <b>vet</b> of <i>.")]
    assert shapes(html("<p>Schrijf &lt;script&gt;alert(1)&lt;/script&gt;</p>")) == [
        ("paragraph", "Schrijf <script>alert(1)</script>")
    ]


def test_scripts_and_menus_of_a_page_are_left_out():
    read = html(
        "<header><nav>Start</nav><form>Zoek</form></header><script>alert(1)</script><style>p {}</style>"
        "<aside>Reclame</aside><p>De tekst.</p><noscript>Zet aan</noscript><footer>Contact</footer><!-- opmerking -->"
    )

    assert shapes(read) == [("paragraph", "De tekst.")]


def test_a_page_header_with_the_title_is_kept():
    assert shapes(html("<header><h1>Duaal leren</h1></header><p>De tekst.</p>")) == [
        ("heading", "Duaal leren"),
        ("paragraph", "De tekst."),
    ]


def test_the_main_part_of_a_page_is_the_text():
    assert shapes(html("<div>Ernaast</div><main><p>De tekst.</p></main>")) == [("paragraph", "De tekst.")]


def test_a_page_with_several_articles_keeps_them_all():
    assert shapes(html("<article><p>Een.</p></article><article><p>Twee.</p></article>")) == [
        ("paragraph", "Een."),
        ("paragraph", "Twee."),
    ]


def test_the_title_of_a_page_is_that_of_its_head():
    assert (
        read_html(b"<html><head><title>Over duaal</title></head><body><h1>Kop</h1></body></html>").title == "Over duaal"
    )


@pytest.mark.parametrize(
    "body",
    [
        "<p>Een regel<br>tweede regel</p>",
        "<ul><li><div>Een regel</div><div>tweede regel</div></li></ul>",
        "<p>Een\n regel   tweede\tregel</p>",
    ],
)
def test_words_on_two_lines_of_the_screen_are_not_glued(body):
    assert [block.text for block in html(body).blocks] == ["Een regel tweede regel"]


def test_marks_inside_a_word_do_not_break_it():
    assert [block.text for block in html("<p><b>leer</b>werk<i>plek</i></p>").blocks] == ["leerwerkplek"]


def test_text_outside_any_paragraph_is_kept():
    assert shapes(html("los <i>woord</i><div>in een vak</div>erna<p>alinea</p>slot")) == [
        ("paragraph", "los woord"), ("paragraph", "in een vak"), ("paragraph", "erna"),
        ("paragraph", "alinea"), ("paragraph", "slot"),
    ]  # fmt: skip


def test_a_table_within_a_table_is_written_once():
    nested = "<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr></table></td></tr></table>"

    assert " ".join(block.text for block in html(nested).blocks).replace("|", "").split() == ["a", "b", "c"]


def test_a_page_in_its_declared_encoding_is_read():
    page = '<html><head><meta charset="windows-1252"></head><body><p>één</p></body></html>'

    assert shapes(read_html(page.encode("windows-1252"))) == [("paragraph", "één")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_in_unicode_is_read(encoding):
    assert shapes(read_html("<html><p>één – ‘twee’</p></html>".encode(encoding))) == [("paragraph", "één – ‘twee’")]


def test_an_xhtml_page_is_read_without_a_warning():
    assert shapes(read_html(b'<?xml version="1.0" encoding="UTF-8"?>\n<div><p>tekst</p></div>')) == [
        ("paragraph", "tekst")
    ]


@pytest.mark.parametrize(
    ("read", "data", "reason"),
    [
        (read_html, b"", "leeg"),
        (read_html, b"gewone tekst", "geen HTML"),
        (read_html, b"<p>a\x00b</p>", "geen HTML"),
        (read_html, b"<html><script>x</script></html>", "geen tekst"),
        (read_html, b"<![x <p>tekst</p>", "beschadigd"),
        (read_html, b"<div>" * 3000 + b"<p>diep", "te diep"),
        (read_markdown, b"", "leeg"),
        (read_markdown, b"---", "geen tekst"),
        (read_markdown, b"\xff\xfa", "UTF-8"),
        (read_docx, b"", "leeg"),
        (read_docx, b"PK\x03\x04 geen archief", "geen leesbaar Word-document"),
        (read_docx, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 20, "geen leesbaar Word-document"),
        (read_docx, a_docx(lambda word: None), "geen tekst"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_reason(read, data, reason):
    with pytest.raises(SourceError, match=reason):
        read(data)


def test_a_word_document_has_headings_lists_and_tables():
    def build(word) -> None:
        word.add_heading("Afspraken", 1)
        word.add_paragraph("De school en de onderneming.")
        word.add_heading("Wie doet wat", 2)
        word.add_paragraph("de mentor begeleidt", style="List Bullet")
        table = word.add_table(rows=1, cols=2)
        table.rows[0].cells[0].text, table.rows[0].cells[1].text = "VDAB", "matcht"

    read = read_docx(a_docx(build))

    assert read.blocks == (
        Block("heading", "Afspraken", level=1),
        Block("paragraph", "De school en de onderneming."),
        Block("heading", "Wie doet wat", level=2),
        Block("item", "de mentor begeleidt"),
        Block("paragraph", "VDAB | matcht"),
    )


def test_a_word_document_shows_markup_and_line_breaks_as_text():
    def build(word) -> None:
        word.add_paragraph("Schrijf <b>vet</b> & klaar").add_run().add_break()
        word.paragraphs[0].add_run("op een nieuwe regel")

    assert [block.text for block in read_docx(a_docx(build)).blocks] == [
        "Schrijf <b>vet</b> & klaar op een nieuwe regel"
    ]


WORDS = st.text(alphabet="abcé ", min_size=1, max_size=8).filter(str.strip)
TAGS = st.sampled_from(
    ["p", "div", "ul", "li", "table", "tr", "td", "b", "h2", "section", "blockquote", "dl", "dd", "pre"]
)
PAGES = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{'<br>'.join(parts)}</{tag}>", TAGS, st.lists(inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(PAGES.filter(lambda page: "<" in page))
def test_the_text_of_a_page_comes_back_once_but_for_what_stands_between_cells(page):
    expected = "".join(BeautifulSoup(page, "html.parser").get_text().split())
    try:
        found = "".join(block.text for block in read_html(page.encode()).blocks)
    except SourceError:
        found = ""

    assert "".join(found.replace("|", "").split()) == expected


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>tekst</w:t></w:r></w:p></w:body></w:document>'.encode()


def a_small_docx(xml: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", xml)
    return out.getvalue()


def test_a_word_document_of_one_part_is_read():
    assert shapes(read_docx(a_small_docx(XML))) == [("paragraph", "tekst")]


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(XML)), st.binary(max_size=20), st.integers(0, 40), st.booleans())
def test_a_damaged_word_document_is_read_or_refused_and_nothing_else(place, junk, skipped, inside):
    def damaged(data: bytes) -> bytes:
        return data[:place] + junk + data[place + skipped :]

    data = a_small_docx(damaged(XML)) if inside else damaged(a_small_docx(XML))

    with suppress(SourceError):
        assert read_docx(data).blocks
