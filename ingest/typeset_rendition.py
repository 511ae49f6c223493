"""Typesets the PDF rendition of a paged text: `python -m ingest.typeset_rendition TEXT PDF`.

One line of the text is one line of the PDF, one page one page, so that the rendition can be compared with the text
word by word. The output is the same byte for byte on every run. Needs reportlab, of the development extra.
"""

import sys
from itertools import groupby
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from ingest.block import Line
from ingest.text_pages import decoded, lines_of_text

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 595.0, 842.0, 48.0
FONT, SIZE, LEADING = "Helvetica", 9.5, 12.0


def typeset(text: Path, pdf: Path, title: str) -> int:
    """Writes the rendition and returns its number of pages."""
    lines = lines_of_text(decoded(text.read_bytes()))
    canvas = Canvas(str(pdf), pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=True)
    canvas.setTitle(title)
    canvas.setSubject("Weergave van de platte tekst, gezet door Duaalwijzer; geen officiële uitgave.")
    pages = 0
    for _, page in groupby(lines, key=lambda line: line.page):
        _draw_page(canvas, list(page))
        pages += 1
    canvas.save()
    return pages


def _draw_page(canvas: Canvas, lines: list[Line]) -> None:
    canvas.setFont(FONT, SIZE)
    height = PAGE_HEIGHT - MARGIN
    for line in lines:
        width = canvas.stringWidth(line.text, FONT, SIZE)
        if width > PAGE_WIDTH - 2 * MARGIN:
            canvas.setFont(FONT, SIZE * (PAGE_WIDTH - 2 * MARGIN) / width)
        canvas.drawString(MARGIN, height, line.text)
        canvas.setFont(FONT, SIZE)
        height -= LEADING
    canvas.showPage()


if __name__ == "__main__":
    count = typeset(Path(sys.argv[1]), Path(sys.argv[2]), "Een actieplan voor Duaal Leren (weergave)")
    sys.stderr.write(f"{count} pages\n")
