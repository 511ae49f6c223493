"""`duaal check`: files in, findings out, and an exit code for a pipeline."""

import io
import json

import docx
import pytest
from reportlab.pdfgen import canvas

from app.__main__ import main

WRONG = "Er staan 12 sectorale partnerschappen voor je klaar."


@pytest.fixture
def checked(capsys, corpus_store):
    def run(*arguments: str) -> tuple[int, dict]:
        code = main(["check", *arguments, "--json", "--store", str(corpus_store)])
        printed = capsys.readouterr()
        return code, json.loads(printed.out) if printed.out else {"error": printed.err}

    return run


def word_file(folder):
    document = docx.Document()
    document.add_heading("Voor bedrijven", 1)
    document.add_paragraph(WRONG)
    document.save(folder / "bericht.docx")
    return folder / "bericht.docx"


def pdf_file(folder):
    page = canvas.Canvas(str(folder / "bericht.pdf"))
    page.drawString(72, 700, WRONG)
    page.save()
    return folder / "bericht.pdf"


def text_file(folder, name="bericht.txt", text=f"\ufeffBeste ouders,\n\n{WRONG}\n"):
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def markdown_file(folder):
    return text_file(folder, "bericht.md", f"# Voor bedrijven\n\n- {WRONG}\n")


def web_page(folder):
    return text_file(folder, "bericht.html", f"<html><body><h1>Voor bedrijven</h1><p>{WRONG}</p></body></html>")


@pytest.mark.parametrize("made", [word_file, pdf_file, text_file, markdown_file, web_page])
def test_every_format_is_read(checked, tmp_path, made):
    code, report = checked(str(made(tmp_path)))

    assert code == 0
    finding = report["findings"][-1]
    assert finding["verdict"] == "contradicted"
    assert finding["sentence"] == WRONG
    assert set(report) == {"findings", "summary"}


def test_the_text_in_which_offsets_count_can_be_had(checked, capsys, tmp_path):
    finding = checked(str(word_file(tmp_path)))[1]["findings"][-1]

    assert main(["check", str(tmp_path / "bericht.docx"), "--text"]) == 0
    assert capsys.readouterr().out[finding["start"] : finding["end"]] == WRONG


def test_text_is_taken_from_stdin(checked, monkeypatch):
    class Input:
        buffer = io.BytesIO(WRONG.encode())

    monkeypatch.setattr("sys.stdin", Input)

    assert checked("-")[1]["summary"]["contradicted"] == 1


@pytest.mark.parametrize(("verdict", "code"), [("contradicted", 1), ("stronger_than_source", 0)])
def test_a_pipeline_can_fail_on_a_verdict(checked, tmp_path, verdict, code):
    assert checked(str(text_file(tmp_path)), "--fail-on", verdict)[0] == code


@pytest.mark.parametrize("name", ["weg.txt", "beeld.png"])
def test_what_cannot_be_read_is_told_in_one_sentence(checked, tmp_path, name):
    if name.endswith("png"):
        (tmp_path / name).write_bytes(b"\x89PNG")

    code, report = checked(str(tmp_path / name))

    assert code == 1
    assert "duaal:" in report["error"]


def test_findings_are_readable_without_json(capsys, corpus_store, tmp_path):
    assert main(["check", str(text_file(tmp_path)), "--store", str(corpus_store)]) == 0

    printed = capsys.readouterr().out
    assert "[klopt niet] " + WRONG in printed
    assert "Voorstel: Er staan 20 sectorale partnerschappen voor je klaar." in printed
