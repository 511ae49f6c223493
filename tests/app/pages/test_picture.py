"""The page of a quote as a picture: the right lines are marked, and nothing but pages of sources is ever drawn."""

import io
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from app.pages.picture import page_picture
from app.pages.picture_routes import picture_routes
from kb.errors import SourceError

PLAN = Path(__file__).parents[3] / "corpus" / "policy" / "actieplan-duaal-leren.pdf"
QUOTE = (
    "In het secundair onderwijs leidt duaal leren tot dezelfde studiebewijzen als niet-duale studierichtingen, "
    "inclusief een diploma"
)


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def marked_rows(png: bytes) -> list[int]:
    """Heights at which a marker was used."""
    picture = opened(png)
    return [
        row for row in range(0, picture.height, 4)
        if any(r > 200 and g > 180 and b < 180 for r, g, b in
               (picture.getpixel((column, row)) for column in range(0, picture.width, 8)))
    ]  # fmt: skip


def test_a_quote_is_marked_across_its_lines_and_a_broken_word():
    rows = marked_rows(page_picture(PLAN, 2, QUOTE))

    assert rows
    assert max(rows) - min(rows) > 30
    assert max(rows) < 400


def test_a_page_without_the_quote_carries_no_mark():
    assert marked_rows(page_picture(PLAN, 2, "Deze woorden staan nergens in het plan")) == []
    assert marked_rows(page_picture(PLAN, 2, "")) == []


@pytest.mark.parametrize("page", [0, -1, 12, 10**9])
def test_a_page_that_is_not_there_is_said_to_be_so(page):
    with pytest.raises(SourceError, match="bestaat niet"):
        page_picture(PLAN, page, QUOTE)


def test_what_is_no_pdf_is_said_to_be_so(tmp_path):
    (tmp_path / "stuk.pdf").write_bytes(b"geen pdf")

    for name in ("stuk.pdf", "weg.pdf"):
        with pytest.raises(SourceError, match="kan niet getoond worden"):
            page_picture(tmp_path / name, 1, QUOTE)


def test_a_sheet_of_any_size_becomes_a_picture_of_bounded_size(tmp_path):
    for name, size in (("hoog.pdf", (100, 14000)), ("breed.pdf", (14000, 100))):
        sheet = Canvas(str(tmp_path / name), pagesize=size)
        sheet.drawString(10, 10, "tekst")
        sheet.save()
        assert max(opened(page_picture(tmp_path / name, 1, "tekst")).size) <= 2201


def test_the_address_hands_out_a_picture_and_else_a_sentence():
    def picture(source_id: str, page: int, start: int, end: int) -> bytes:
        if source_id == "kapot":
            raise RuntimeError("geheim")
        if source_id != "plan":
            raise SourceError("van deze bron is er geen pdf")
        return f"{page} {start} {end}".encode()

    app = FastAPI()
    app.include_router(picture_routes(picture))
    client = TestClient(app)

    found = client.get("/bron/plan/bladzijde/2.png?van=3&tot=9")
    assert (found.status_code, found.headers["content-type"], found.text) == (200, "image/png", "2 3 9")
    for source_id, query, said in (("x", "", "geen beeld"), ("kapot", "?taal=fr", "pas d'image")):
        missing = client.get(f"/bron/{source_id}/bladzijde/2.png{query}")
        assert missing.status_code == 404
        assert said in missing.text
    assert client.get("/bron/plan/bladzijde/2.png?van=-1").status_code == 422
    assert client.get("/bron/../bladzijde/2.png").status_code == 404
