"""A page of a PDF as a picture, with the lines of a quote marked. The one door to PDFium."""

import io
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from threading import Lock

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw

from kb.errors import SourceError

# PDFium may not run twice at once, not even for two documents.
_ALONE = Lock()
# Wide enough to read on a screen; a sheet of any size becomes no larger.
_WIDTH, _LARGEST = 1080, 2200
_KEPT_PICTURES = 48
_COLOURS = 64
_MARK = (255, 236, 130)

_Box = tuple[float, float, float, float]


def page_picture(pdf: Path, page: int, quote: str) -> bytes:
    """PNG of a page (1-based), at most 2,200 pixels high or wide; no mark where the page does not hold the quote.

    Raises SourceError for a page that is not there, or a file that cannot be drawn.
    """
    try:
        return _drawn(pdf, pdf.stat().st_mtime_ns, page, quote)
    except (OSError, pdfium.PdfiumError) as error:
        raise SourceError(
            f"bladzijde {page} van {pdf.name} kan niet getoond worden ({type(error).__name__})"
        ) from error


@lru_cache(maxsize=_KEPT_PICTURES)
def _drawn(pdf: Path, changed: int, page: int, quote: str) -> bytes:
    """`changed` makes the picture of a changed file a new one."""
    with _ALONE:
        document = pdfium.PdfDocument(pdf)
        try:
            if not 1 <= page <= len(document):
                raise SourceError(
                    f"{pdf.name} heeft {len(document)} bladzijden; bladzijde {page} bestaat niet", (page,)
                )
            sheet = document[page - 1]
            width, height = sheet.get_size()
            scale = min(_WIDTH / width, _LARGEST / max(width, height))
            picture = sheet.render(scale=scale).to_pil().convert("RGB")
            boxes = list(_boxes_of(quote, sheet.get_textpage()))
        finally:
            document.close()
    return _png(_marked(picture, boxes, scale, height))


def _boxes_of(quote: str, text: pdfium.PdfTextPage) -> Iterator[_Box]:
    """The boxes of the lines of the quote, in points from the lower left corner.

    Letters and digits alone are compared: the lines of a page break, and hyphens stand, where the quote has none.
    """
    found, place = _plain(text.get_text_range())
    asked, _ = _plain(quote)
    at = found.find(asked) if asked else -1
    if at < 0:
        return
    first, last = place[at], place[at + len(asked) - 1]
    for number in range(text.count_rects(first, last - first + 1)):
        yield text.get_rect(number)


def _plain(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text, and where each stood in it."""
    kept = [
        (letter, at) for at, sign in enumerate(text) for letter in unicodedata.normalize("NFKC", sign)
        if letter.isalnum()
    ]  # fmt: skip
    return "".join(letter for letter, _ in kept), [at for _, at in kept]


def _marked(picture: Image.Image, boxes: list[_Box], scale: float, height: float) -> Image.Image:
    """Multiplied, as a marker pen does, so that the letters stay as black as they were."""
    pen = Image.new("RGB", picture.size, "white")
    drawing = ImageDraw.Draw(pen)
    for left, bottom, right, top in boxes:
        drawing.rectangle(
            (left * scale - 2, (height - top) * scale - 3, right * scale + 2, (height - bottom) * scale + 3), fill=_MARK
        )
    return ImageChops.multiply(picture, pen)


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE).save(out, "PNG")
    return out.getvalue()
