"""The report on a checked message: what stands in it, and that no text breaks it."""

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.__main__ import main
from app.checking.finding import VERDICTS, Finding
from app.pages.messages.report import report_docx
from app.pages.messages.words import SIGNS, message_words
from app.records.answer import Citation
from kb.source import Source

DRAFT = "Goed nieuws!\nEr staan 12 sectorale partnerschappen klaar."
WRONG = "Er staan 12 sectorale partnerschappen klaar."
QUOTE = "samen met 20 sectorale partnerschappen"
TODAY = date(2026, 11, 26)
CITATION = Citation(1, "plan", "Actieplan", "1.1", "2.3/9", 2, 0, len(QUOTE), QUOTE, "in_plan", "stated")
FINDINGS = (
    Finding("Goed nieuws!", 0, 12, "not_checkable", ("Groet.",)),
    Finding(WRONG, 13, 13 + len(WRONG), "contradicted", ("Aantal: het plan zegt 20.", "Woordkeuze: «klaar» (toon)"),
            (CITATION,), "Er staan 20 sectorale partnerschappen klaar."),
)  # fmt: skip
CONTROLS = "".join(map(chr, [*range(32), *range(0x7F, 0xA0), 0x202E, 0x2028, 0xFFFE, 0xFFFF, 0xD800, 0xDFFF]))
HOSTILE = f"<w:p/> ]]> &amp; {CONTROLS} \U0001f600 =cmd|' /C calc'!A0 {{{{x}}}} %s"


def source(**given) -> Source:
    fields = dict.fromkeys(Source.__dataclass_fields__, "") | {
        "source_id": "plan", "title": "Actieplan", "kind": "policy_text", "digest": "df4a15962a848364" + "0" * 48,
    }  # fmt: skip
    return Source(**(fields | given))


def read(content: bytes) -> str:
    """All text of a Word file, tables included."""
    word = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


SOURCES = (source(),)


def made(text=DRAFT, findings=FINDINGS, sources=SOURCES, language="nl") -> str:
    return read(report_docx(text, findings, sources, message_words(language), TODAY))


def test_who_signs_off_reads_date_sources_verdicts_reasons_quotes_and_suggestion():
    report = made()

    for part in (
        "26/11/2026", "df4a15962a848364", "Actieplan", "niet vermeld", WRONG, "✗ In strijd met de bron",
        "Aantal: het plan zegt 20.", f"«{QUOTE}»", "punt 1.1 · actie 9 · blz. 2", "Voorstel", "Woordkeuze: «klaar»",
        "Naam", "Handtekening",
    ):  # fmt: skip
        assert part in report


def test_the_draft_stands_in_it_as_given_with_the_number_of_each_finding():
    assert "Goed nieuws!\nEr staan 12 sectorale partnerschappen klaar. [2 ✗ In strijd met de bron]" in made()


def test_a_suggestion_shows_what_goes_and_what_comes():
    word = docx.Document(io.BytesIO(report_docx(DRAFT, FINDINGS, (), message_words("nl"), TODAY)))
    runs = [run for paragraph in word.paragraphs for run in paragraph.runs]

    assert [run.text.strip() for run in runs if run.font.strike] == ["12"]
    assert [run.text.strip() for run in runs if run.font.highlight_color is not None] == ["20"]


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_is_told_in_words_and_with_a_sign(verdict):
    report = made(findings=(replace(FINDINGS[1], verdict=verdict),))

    assert f"Zin 1: {SIGNS[verdict]} {message_words('nl').verdict(verdict)}" in report


@pytest.mark.parametrize(("language", "words"), [("fr", "Signature"), ("en", "Sign-off")])
def test_the_report_speaks_the_language_of_the_page(language, words):
    report = made(language=language)

    assert words in report
    assert "Handtekening" not in report
    assert "Aantal: het plan zegt 20." in report


def test_hostile_text_is_text_wherever_it_stands():
    findings = (
        Finding(HOSTILE, 0, len(HOSTILE), "contradicted", (HOSTILE, f"Woordkeuze: {HOSTILE}"),
                (replace(CITATION, quote=HOSTILE, title=HOSTILE, section=HOSTILE),), f"{HOSTILE} anders"),
    )  # fmt: skip

    report = made(HOSTILE, findings, (source(title=HOSTILE, publisher=HOSTILE, date=HOSTILE),))

    assert "<w:p/> ]]> &amp;" in report
    assert "=cmd|" in report


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_draft_makes_a_report_that_opens(text):
    finding = Finding(text, 0, len(text), "not_in_sources", (text,), (), text[::-1])

    assert "Toets van een boodschap" in made(text, (finding,))


def test_the_command_writes_it(corpus_store, tmp_path, capsys):
    message, report = tmp_path / "bericht.txt", tmp_path / "verslag met spaties é.docx"
    message.write_text(DRAFT, encoding="utf-8")

    arguments = [str(message), "--report", str(report), "--store", str(corpus_store)]
    assert main(["check", *arguments, "--language", "fr"]) == 0

    text = read(report.read_bytes())
    assert "Vérification d'un message" in text
    assert "SHA-256" in text
    assert "[klopt niet]" in capsys.readouterr().out


@pytest.mark.parametrize("where", ["weg/verslag.docx", ".", "a\0b.docx"])
def test_a_report_that_cannot_be_written_is_told_in_one_sentence(corpus_store, tmp_path, capsys, where):
    message = tmp_path / "bericht.txt"
    message.write_text(DRAFT, encoding="utf-8")

    assert main(["check", str(message), "--report", f"{tmp_path}/{where}", "--store", str(corpus_store)]) == 1

    error = capsys.readouterr().err
    assert error.startswith("duaal: het rapport kon niet geschreven worden")
    assert "Traceback" not in error
