import io
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf_pages import lines_of_pdf
from ingest.reading import read_pdf
from kb.errors import SourceError

LEADING = 12


def a_pdf(*pages: Sequence[str], title: str = "Een stuk") -> bytes:
    """One line of text a line; an empty one leaves a line open."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=True)
    canvas.setTitle(title)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(50, 800 - number * LEADING, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(data: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_stream(page: int, content: bytes, **entries: str) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        stream = StreamObject()
        stream.set_data(content)
        stream.update({NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in entries.items()})
        writer.pages[page][NameObject("/Contents")] = writer._add_object(stream)

    return change


def with_letter_e_as(code: str) -> Callable[[PdfWriter], None]:
    """A font that says of the letter e that it stands for this code."""

    def change(writer: PdfWriter) -> None:
        stream = StreamObject()
        stream.set_data(
            b"1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfchar\n<65> <%s>\nendbfchar" % code.encode()
        )
        fonts = writer.pages[0]["/Resources"]["/Font"]
        font = next(iter(fonts.values())).get_object()
        font[NameObject("/ToUnicode")] = writer._add_object(stream)

    return change


GOOD = a_pdf(["Een regel op de eerste pagina.", "En nog een."], ["De tweede pagina."], ["De derde pagina."])


def test_lines_know_their_page():
    lines, _, lost = lines_of_pdf(GOOD)

    assert [(line.text, line.page) for line in lines] == [
        ("Een regel op de eerste pagina.", 1), ("En nog een.", 1), ("De tweede pagina.", 2), ("De derde pagina.", 3),
    ]  # fmt: skip
    assert lost == ()


def test_the_title_comes_from_the_file():
    assert lines_of_pdf(a_pdf(["Tekst."], title="Actieplan én bijlage"))[1] == "Actieplan én bijlage"


def test_signs_of_dutch_and_bullets_come_through():
    words = "• geïnteresseerde ‘Vlamingen’ – énkel “hier” … BK’s"

    assert lines_of_pdf(a_pdf([words]))[0][0].text == words


def test_a_wider_step_between_lines_is_the_border_of_a_paragraph():
    blocks = read_pdf(
        a_pdf(["De eerste alinea loopt over", "twee regels.", "", "De tweede ook, zij het", "korter."])
    ).blocks

    assert [block.text for block in blocks] == [
        "De eerste alinea loopt over twee regels.",
        "De tweede ook, zij het korter.",
    ]


def test_the_usual_step_is_that_of_the_whole_file():
    title_page = ["Titel van het stuk", "", "Ondertitel", "", "Brussel"]

    blocks = read_pdf(
        a_pdf(title_page, [f"Regel {word} loopt door en" for word in ("een", "twee", "drie", "vier")])
    ).blocks

    assert [block.text for block in blocks[:3]] == [
        "Titel van het stuk",
        "Ondertitel",
        "Brussel Regel een loopt door en Regel twee loopt door en Regel drie loopt door en Regel vier loopt door en",
    ]


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_behind_a_password_is_refused(algorithm):
    data = changed(GOOD, lambda writer: writer.encrypt("geheim", "eigenaar", algorithm=algorithm))

    with pytest.raises(SourceError, match="versleuteld met een wachtwoord"):
        lines_of_pdf(data)


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_pdf_that_only_forbids_changes_is_read(algorithm):
    data = changed(GOOD, lambda writer: writer.encrypt("", "eigenaar", algorithm=algorithm))

    assert lines_of_pdf(data)[0] == lines_of_pdf(GOOD)[0]


def test_a_scanned_pdf_is_refused_with_what_to_do():
    out = io.BytesIO()
    canvas = Canvas(out)
    for _ in range(2):
        canvas.rect(50, 50, 300, 300, fill=1)
        canvas.showPage()
    canvas.save()

    with pytest.raises(SourceError, match=r"2 pagina's: waarschijnlijk ingescand; .*tekstherkenning") as refused:
        lines_of_pdf(out.getvalue())

    assert refused.value.pages == (1, 2)


@pytest.mark.parametrize(
    ("content", "entries"),
    [(b"BT /F9 12 Tf [( ET", {}), (b"junk", {"Filter": "Onbekend"}), (b"junk", {"Filter": "FlateDecode"})],
    ids=["broken text", "unknown filter", "broken compression"],
)
def test_a_broken_page_among_good_ones_costs_that_page_only(content, entries):
    lines, _, lost = lines_of_pdf(changed(GOOD, with_stream(1, content, **entries)))

    assert {line.page for line in lines} == {1, 3}
    assert [page for page, _ in lost] == [2]


def test_a_scanned_page_among_good_ones_is_reported():
    _, _, lost = lines_of_pdf(a_pdf(["Tekst."], [], ["Tekst."]))

    assert lost == ((2, "pagina zonder tekst (ingescand of leeg)"),)


def test_a_pdf_of_which_every_page_is_broken_is_refused():
    data = changed(a_pdf(["Tekst."]), with_stream(0, b"junk", Filter="Onbekend"))

    with pytest.raises(SourceError, match="geen van de 1 pagina's"):
        lines_of_pdf(data)


def test_an_empty_file_is_refused():
    with pytest.raises(SourceError, match="0 bytes"):
        lines_of_pdf(b"")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 en dan niets", b"gewone tekst", b"\x00" * 50, GOOD[:10], GOOD[: len(GOOD) // 2]]
)
def test_junk_and_half_files_are_refused(data):
    with pytest.raises(SourceError, match="geen leesbare PDF"):
        lines_of_pdf(data)


def test_a_pdf_without_pages_is_refused():
    out = io.BytesIO()
    PdfWriter().write(out)

    with pytest.raises(SourceError):
        lines_of_pdf(out.getvalue())


def test_a_pdf_that_misses_its_last_bytes_is_still_read():
    assert lines_of_pdf(GOOD[:-5])[0] == lines_of_pdf(GOOD)[0]


@pytest.mark.parametrize(("code", "shown"), [("D800", "t\ufffdkst"), ("0000", "tkst"), ("00E9", "tékst")])
def test_what_a_damaged_font_makes_can_be_stored(code, shown):
    text = lines_of_pdf(changed(a_pdf(["tekst"]), with_letter_e_as(code)))[0][0].text

    assert text == shown
    assert text.encode()


def test_running_headers_and_footers_are_left_out():
    bodies = ["De scholen beginnen.", "De ondernemingen volgen.", "De ouders kijken toe.", "Het partnerschap erkent."]
    pages = [["Vlaamse Regering", "", body, "", f"Pagina {number} van 4"] for number, body in enumerate(bodies, 1)]

    text = " ".join(block.text for block in read_pdf(a_pdf(*pages)).blocks)

    assert text == " ".join(bodies)


def test_a_sentence_goes_on_over_a_page_border_with_header_and_footer():
    filling = ["Een gewone regel van een alinea die nog verder loopt en"] * 5
    pages = [
        ["Vlaamse Regering", "", *filling, "de erkenning komt van het Vlaams", "", "p. 1"],
        ["Vlaamse Regering", "", "Partnerschap Duaal Leren.", "", "Een nieuwe alinea.", *filling, "", "p. 2"],
        ["Vlaamse Regering", "", "Een slotzin.", "", "p. 3"],
    ]

    blocks = read_pdf(a_pdf(*pages)).blocks

    sentence = next(block for block in blocks if "erkenning" in block.text)
    assert sentence.text.endswith("de erkenning komt van het Vlaams Partnerschap Duaal Leren.")
    assert [page for _, page in sentence.pages] == [1, 2]
    assert sentence.text[sentence.pages[1][0] :] == "Partnerschap Duaal Leren."


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(max_size=30), st.integers(0, 60))
def test_a_damaged_pdf_is_read_or_refused_and_nothing_else(place, junk, skipped):
    data = GOOD[:place] + junk + GOOD[place + skipped :]

    try:
        lines, _, _ = lines_of_pdf(data)
    except SourceError:
        return

    assert "\n".join(line.text for line in lines).encode()
