"""The page "Boodschap toetsen" as HTML and over HTTP: what is shown, what is refused, and that nothing is kept."""

import io
import json
import logging
import re
import urllib.error
import urllib.request
import zipfile
from dataclasses import replace
from html import unescape

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checking.finding import VERDICTS, Finding
from app.pages.messages.difference import difference
from app.pages.messages.limits import MOST_CHARACTERS, MOST_FILE_BYTES
from app.pages.messages.page import _checked
from app.pages.messages.view import draft_view, needs_attention, result_view
from app.pages.messages.words import SIGNS, message_words
from app.pages.web_parts import WebParts
from app.records.answer import Citation
from app.web_app import build_app
from app.words.wording import wording
from ingest.message_text import message_text
from kb.errors import SourceError, StoreDamaged

WORDS = message_words("nl")
QUOTE = "samen met 20 sectorale partnerschappen"
SOURCE = f"Het Vlaams Partnerschap erkent, {QUOTE}, ondernemingen."
CITATION = Citation(
    1, "plan", "Actieplan", "1.1", None, 2, SOURCE.index(QUOTE), SOURCE.index(QUOTE) + len(QUOTE), QUOTE, "in_plan",
    "stated",
)  # fmt: skip
SECRET = "geheimwoord"
HOSTILE = "<img src=x onerror=alert(1)> <script>alert(1)</script> ${alert(1)} {{value}} ![x](https://evil.example/b)"


def found(text: str, verdict="contradicted", **given) -> Finding:
    return replace(Finding(text, 0, len(text), verdict, ("Reden.",)), **given)


def checker(text: str):
    """Each line is a sentence that is wrong."""
    return [
        found(line[0], start=line.start(), end=line.end(), citations=(CITATION,), suggestion=f"{line[0]} niet")
        for line in re.finditer(r"[^\n]+", text)
    ]


def parts(check=checker, read=lambda name, data: message_text_of(name, data)) -> WebParts:
    return WebParts(ask=None, sources=tuple, text=lambda source_id: SOURCE, check=check, message_text=read)


def message_text_of(name: str, data: bytes) -> str:
    from pathlib import Path

    return message_text(Path(name), data)


def shown(text: str, findings, language="nl") -> str:
    return result_view(text, findings, message_words(language), text_of=lambda source_id: SOURCE, run=1)


def as_text(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html.replace("<br>", "\n")))


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"], include_characters="\n"), max_size=80))
def test_the_draft_is_shown_as_it_was_given(text):
    view = draft_view(text, [f for f in checker(text)], WORDS)

    assert (
        as_text(
            re.sub(
                r' <span class="verdict.*?</span></a>',
                "</a>",
                re.sub(r'(<span class="verdict[^>]*>)<span aria-hidden="true">[^<]*</span>', r"\1", view),
            )
        )
        == text
    )


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_verdict_has_a_word_and_a_sign_beside_its_colour(verdict):
    html = shown("Een zin.", [found("Een zin.", verdict)])

    assert f'class="sent v-{verdict}"' in html
    item = html[html.index('id="bevinding-1"') :]
    assert SIGNS[verdict] in item
    assert WORDS.verdict(verdict) in as_text(item)


def test_what_asks_attention_is_what_is_wrong_missing_or_worded_badly():
    wording_remark = ("Reden.", "Woordkeuze: «leercontract» (oude naam)")

    assert [verdict for verdict in VERDICTS if not needs_attention(found("x", verdict))] == [
        "supported",
        "not_checkable",
    ]
    assert needs_attention(found("x", "supported", reasons=wording_remark))


def test_remarks_on_wording_stand_apart_from_the_reasons():
    html = shown("x", [found("x", reasons=("Aantal: 20.", "Woordkeuze: «leercontract» (oude naam)"))])

    reasons, _, apart = html.partition('class="house-wording"')
    assert "Aantal" in reasons[reasons.index('class="reason"') :]
    assert "leercontract" not in reasons[reasons.index('class="reason"') :]
    assert "leercontract" in apart


def test_a_quote_stands_in_its_context_with_its_place():
    html = shown("x", [found("x", citations=(CITATION,))])

    assert f"<mark>{QUOTE}</mark>" in unescape(html)
    assert "punt 1.1 · blz. 2" in unescape(html)


def test_a_suggestion_is_shown_as_a_difference():
    html = shown("Er zijn 12.", [found("Er zijn 12.", suggestion="Er zijn 20.")])

    assert [as_text(part) for part in re.findall(r"<(?:del|ins)>.*?</(?:del|ins)>", html)] == [
        " [weg] 12",
        " [nieuw] 20",
    ]


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_difference_holds_both_sentences_whole(before, after):
    pieces = difference(before, after)

    assert "".join(p.text for p in pieces if p.kind != "added") == before
    assert "".join(p.text for p in pieces if p.kind != "removed") == after


def test_hostile_text_is_text_wherever_it_stands():
    citation = replace(CITATION, quote=HOSTILE, title=HOSTILE, section=HOSTILE)
    finding = found(HOSTILE, reasons=(HOSTILE, f"Woordkeuze: {HOSTILE}"), citations=(citation,), suggestion=HOSTILE * 2)

    html = shown(HOSTILE, [finding])

    assert not re.search(r"<(?:img|script)|\$\{|\{\{|onerror=|!\[", html)
    assert "onerror=alert(1)" in as_text(html)


def test_every_word_of_the_page_is_there_in_each_language():
    tree = wording("message_page_words")

    def leaves(value):
        if isinstance(value, dict) and "nl" not in value:
            return [leaf for part in value.values() for leaf in leaves(part)]
        return [leaf for part in value for leaf in leaves(part)] if isinstance(value, list) else [value]

    for leaf in leaves(tree):
        assert set(leaf) == {"nl", "fr", "en"}
        assert len({tuple(re.findall(r"\{\w+\}", words)) for words in leaf.values()}) == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "Plak eerst"), (" \n ", "Plak eerst"), ("…", "geen zin"), ("x" * (MOST_CHARACTERS + 1), "30\u00a0000")],
    ids=["empty", "blank", "no sentence", "too long"],
)
def test_a_draft_that_cannot_be_checked_is_told_in_one_sentence(text, problem):
    *_, (state, result) = _checked(text, parts(), WORDS)

    assert problem in as_text(state)
    assert 'role="alert"' in state
    assert result == ""


@pytest.mark.parametrize(
    ("error", "said"), [(StoreDamaged("de index is stuk"), "de index is stuk"), (RuntimeError(SECRET), "zegt niets")]
)
def test_a_failure_never_looks_like_a_verdict_and_logs_no_word_of_the_draft(error, said, caplog):
    def fails(text):
        yield found("Eerste.")
        raise error

    with caplog.at_level(logging.DEBUG):
        *_, (state, result) = _checked(f"Eerste. {SECRET}.", parts(fails), WORDS)

    assert said in as_text(state)
    assert "problem-box" in state
    assert result == ""
    assert SECRET not in caplog.text


@pytest.fixture(scope="module")
def address(served):
    with served(build_app(parts())) as where:
        yield f"{where}/toets-een-boodschap"


def posted(address: str, body: bytes) -> tuple[int, bytes]:
    request = urllib.request.Request(address, body, {"content-type": "application/octet-stream"}, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def word_file(text: str) -> bytes:
    out, word = io.BytesIO(), docx.Document()
    word.add_paragraph(text)
    word.save(out)
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (80 * 1024 * 1024))
    return out.getvalue()


def test_a_file_comes_back_as_text(address):
    assert json.loads(posted(f"{address}/lees?naam=folder.docx", word_file("Beste ouder"))[1]) == {
        "text": "Beste ouder"
    }
    assert json.loads(posted(f"{address}/lees?naam=a.txt", "Eén\r\n  twee".encode())[1])["text"].startswith("Eén")
    assert json.loads(posted(f"{address}/lees?naam=a.txt", b"PK staat voor iets.")[1]) == {
        "text": "PK staat voor iets."
    }


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("beeld.png", b"\x89PNG", "onbekend bestandstype"), ("leeg.txt", b"", "gelezen worden"),
        ("stuk.docx", b"PK\x03\x04 geen archief", "beschadigd"), ("stuk.pdf", b"%PDF-1.4 niets", "gelezen worden"),
        ("bom.docx", None, "te groot"), ("", b"tekst", "onbekend bestandstype"), ("../../etc/passwd", b"x", "onbekend"),
    ],
    ids=["kind", "empty", "no archive", "no pdf", "bomb", "no name", "path"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told_in_one_sentence(address, name, data, said):
    status, body = posted(f"{address}/lees?naam={name}", bomb() if data is None else data)

    assert status == 400
    assert said in json.loads(body)["problem"]


def test_a_file_that_is_too_large_is_refused_before_it_is_whole(address):
    status, body = posted(f"{address}/lees?naam=a.txt&taal=en", b"x" * (MOST_FILE_BYTES + 1))

    assert status == 413
    assert json.loads(body)["problem"].startswith("Your file is larger than 5 MB")


def test_the_report_of_a_text_is_a_word_file(address):
    status, body = posted(f"{address}/rapport.docx?taal=fr", b"Eerste zin.\nTweede zin.")

    assert status == 200
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(body)).paragraphs]
    assert "Vérification d'un message" in texts
    assert any(text.startswith("Eerste zin. [1 ✗") for text in texts)


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe\xff", b"x" * (4 * MOST_CHARACTERS + 1)], ids=["none", "bytes", "long"]
)
def test_no_report_is_made_of_what_is_no_draft(address, body):
    status, answer = posted(f"{address}/rapport.docx", body)

    assert status == 400
    assert json.loads(answer)["problem"]


def test_nothing_of_a_file_or_a_text_is_logged_or_left_on_disk(served, tmp_path, monkeypatch, caplog):
    def fails(*given):
        raise RuntimeError(SECRET)

    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    with caplog.at_level(logging.DEBUG), served(build_app(parts(check=fails, read=fails))) as where:
        assert posted(f"{where}/toets-een-boodschap/lees?naam={SECRET}.txt", SECRET.encode())[0] == 500
        assert posted(f"{where}/toets-een-boodschap/rapport.docx", SECRET.encode())[0] == 500

    assert SECRET not in caplog.text
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_reason_why_a_file_cannot_be_read_is_passed_on(served):
    def refuses(name, data):
        raise SourceError("de pdf is met een wachtwoord beveiligd.")

    with served(build_app(parts(read=refuses))) as where:
        status, body = posted(f"{where}/toets-een-boodschap/lees?naam=a.pdf", b"%PDF")

    assert (status, json.loads(body)["problem"]) == (
        400, "Je bestand kan niet gelezen worden: de pdf is met een wachtwoord beveiligd.",
    )  # fmt: skip
