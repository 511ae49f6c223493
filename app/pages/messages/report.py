"""The report on a checked message as a Word file, for whoever signs it off."""

import io
import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from app.checking.finding import VERDICTS, Finding, Verdict, summary
from app.checking.reason_words import on_verdict, on_wording
from app.pages.messages.difference import difference
from app.pages.messages.words import SIGNS, MessageWords
from app.records.answer import Citation, Language
from kb.source import Source

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

# What XML 1.0 does not allow, and signs that turn the direction of reading around.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
_LOCALES: dict[Language, str] = {"nl": "nl-BE", "fr": "fr-BE", "en": "en-GB"}
_COLOURS: dict[Verdict, str] = {
    "supported": "1B6E3C", "contradicted": "A3182D", "stronger_than_source": "7A4200", "partly_supported": "7A4200",
    "not_in_sources": "1F2933", "not_checkable": "52606D",
}  # fmt: skip
_GROUNDS: dict[Verdict, str] = {
    "supported": "E3F4E8", "contradicted": "FDE4E7", "stronger_than_source": "FFF1D6", "partly_supported": "FFF1D6",
    "not_in_sources": "EEF1F4", "not_checkable": "FFFFFF",
}  # fmt: skip
_SOFT = RGBColor.from_string("52606D")
_DIGITS_OF_DIGEST = 16


def report_docx(
    text: str, findings: Sequence[Finding], sources: Sequence[Source], words: MessageWords, checked_on: date
) -> bytes:
    """The report on a text and what was found in it, in the language of `words`."""
    word = _empty(words, checked_on)
    word.add_heading(words("report_title"), 0)
    _line(word, f"{words('checked_on')}: {checked_on.strftime('%d/%m/%Y')}")
    _line(word, words("checked_with"), soft=True)
    word.add_heading(words("summary"), 1)
    _summary(word, findings, words)
    word.add_heading(words("sources"), 1)
    _sources(word, sources, words)
    word.add_heading(words("draft"), 1)
    _draft(word, text, findings, words)
    word.add_heading(words("findings"), 1)
    if words("dutch_reasons"):
        _line(word, words("dutch_reasons"), soft=True)
    for number, finding in enumerate(findings, 1):
        _finding(word, number, finding, words)
    word.add_heading(words("sign_off"), 1)
    _sign_off(word, words)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _empty(words: MessageWords, checked_on: date) -> "Word":
    word = Document()
    style = word.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), _LOCALES[words.language])
    style.element.get_or_add_rPr().append(language)
    about = word.core_properties
    about.title, about.author, about.language = words("report_title"), "Duaalwijzer", _LOCALES[words.language]
    about.comments = f"{words('checked_on')} {checked_on.isoformat()}"
    return word


def _summary(word: "Word", findings: Sequence[Finding], words: MessageWords) -> None:
    counts = summary(findings)
    table = _table(word, 2)
    for verdict in VERDICTS:
        name, count = _row(table).cells
        _verdict(name.paragraphs[0], verdict, words)
        _run(name.paragraphs[0], f": {words.meaning(verdict)}")
        _run(count.paragraphs[0], str(counts[verdict]))
    name, count = _row(table).cells
    _run(name.paragraphs[0], words("sentences")).bold = True
    _run(count.paragraphs[0], str(counts["sentences"])).bold = True


def _sources(word: "Word", sources: Sequence[Source], words: MessageWords) -> None:
    table = _table(word, 4)
    _cells(_row(table).cells, words.each("source_columns"), bold=True)
    for source in sources:
        none = words("none_stated")
        row = (source.title, source.publisher or none, source.date or none, source.digest[:_DIGITS_OF_DIGEST])
        _cells(_row(table).cells, row)


def _draft(word: "Word", text: str, findings: Sequence[Finding], words: MessageWords) -> None:
    """The text as given, each sentence in the colour of its verdict with the number of its finding behind it."""
    paragraph = word.add_paragraph()
    position = 0
    for number, finding in enumerate(findings, 1):
        _run(paragraph, text[position : finding.start])
        run = _run(paragraph, text[finding.start : finding.end])
        _shade(run._r.get_or_add_rPr(), _GROUNDS[finding.verdict])
        if finding.verdict != "not_checkable":
            mark = _run(paragraph, f" [{number} {SIGNS[finding.verdict]} {words.verdict(finding.verdict)}]")
            mark.bold, mark.font.size = True, Pt(9)
            mark.font.color.rgb = RGBColor.from_string(_COLOURS[finding.verdict])
        position = finding.end
    _run(paragraph, text[position:])


def _finding(word: "Word", number: int, finding: Finding, words: MessageWords) -> None:
    heading = word.add_paragraph()
    heading.paragraph_format.keep_with_next = True
    heading.paragraph_format.space_before = Pt(12)
    _run(heading, f"{words('sentence', n=number)}: ").bold = True
    _verdict(heading, finding.verdict, words)
    _line(word, " ".join(finding.sentence.split()), style="Quote")
    for reason in on_verdict(finding.reasons):
        _line(word, reason)
    if finding.suggestion:
        _suggestion(word, finding.sentence, finding.suggestion, words)
    for citation in finding.citations:
        _citation(word, citation, words)
    for remark in on_wording(finding.reasons):
        line = _line(word, "", style="List Bullet")
        _run(line, f"{words('wording')}: ").bold = True
        _run(line, remark)


def _suggestion(word: "Word", sentence: str, suggestion: str, words: MessageWords) -> None:
    line = _line(word, "")
    _run(line, f"{words('suggestion')}: ").bold = True
    for piece in difference(sentence, suggestion):
        run = _run(line, piece.text)
        run.font.strike = piece.kind == "removed"
        if piece.kind == "added":
            run.bold, run.font.highlight_color = True, WD_COLOR_INDEX.YELLOW


def _citation(word: "Word", citation: Citation, words: MessageWords) -> None:
    line = _line(word, "", style="List Bullet")
    _run(line, f"«{' '.join(citation.quote.split())}» ").italic = True
    place = " · ".join(part for part in (citation.title, words.place(citation)) if part)
    _run(line, f"({place})").font.color.rgb = _SOFT


def _sign_off(word: "Word", words: MessageWords) -> None:
    table = _table(word, 2)
    for name in words.each("sign_off_rows"):
        row = _row(table)
        row.height = Pt(30)
        _cells(row.cells, (name, ""), bold=True)


def _table(word: "Word", columns: int) -> "Table":
    table: Table = word.add_table(0, columns)
    table.style = "Table Grid"
    return table


def _row(table: "Table") -> "_Row":
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    return row


def _cells(cells: "Sequence[_Cell]", texts: Sequence[str], *, bold: bool = False) -> None:
    for cell, text in zip(cells, texts, strict=True):
        _run(cell.paragraphs[0], text).bold = bold


def _verdict(paragraph: "Paragraph", verdict: Verdict, words: MessageWords) -> None:
    run = _run(paragraph, f"{SIGNS[verdict]} {words.verdict(verdict)}")
    run.bold, run.font.color.rgb = True, RGBColor.from_string(_COLOURS[verdict])
    _shade(run._r.get_or_add_rPr(), _GROUNDS[verdict])


def _line(word: "Word", text: str, *, style: str | None = None, soft: bool = False) -> "Paragraph":
    paragraph = word.add_paragraph(style=style)
    paragraph.paragraph_format.space_after = Pt(4)
    if text:
        run = _run(paragraph, text)
        if soft:
            run.font.color.rgb = _SOFT
    return paragraph


def _run(paragraph: "Paragraph", text: str) -> "Run":
    """Text as text: python-docx turns line breaks and tabs into those of Word, and XML takes no other control sign."""
    return paragraph.add_run(_ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")))


def _shade(properties: Any, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{name}"), value)
    properties.append(shading)
