"""Reading notes: every place of the words, what an editor got wrong, and what no longer stands in the source."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.reading_notes import placed_notes, read_notes
from kb.document import Document
from kb.errors import SourceError

NOTE = """
source: stuk
notes:
  - id: twee-plaatsen
    quotes: ["Timing: voorstel 2025"]
    along: ["De premie wordt verruimd."]
    note: {nl: "een voorstel", fr: "une proposition", en: "a proposal"}
"""
TEXT = "Actie 1: De premie wordt verruimd.\nTiming: voorstel 2025\n\nActie 2: Er komt meer.\nTiming: voorstel 2025\n"


@pytest.fixture
def rows(tmp_path: Path) -> Callable[[str], list]:
    def read(text: str) -> list:
        folder = tmp_path / "reading_notes"
        folder.mkdir(exist_ok=True)
        (folder / "stuk.yaml").write_text(text, encoding="utf-8")
        return read_notes(tmp_path)

    return read


def test_a_note_holds_wherever_its_words_stand(
    rows: Callable[[str], list], document_of_text: Callable[[str], Document]
) -> None:
    document = document_of_text(TEXT)
    placed = placed_notes(rows(NOTE), {"stuk": document})
    (note,) = placed.notes
    assert [document.text[span.start : span.end] for span in note.spans] == ["Timing: voorstel 2025"] * 2
    assert [document.text[span.start : span.end] for span in note.along] == ["De premie wordt verruimd."]
    assert note.note == ("een voorstel", "une proposition", "a proposal")
    assert placed.warnings == ()


@pytest.mark.parametrize("lost", ["Timing: voorstel 2025", "De premie wordt verruimd."])
def test_a_note_whose_words_are_gone_is_left_out_with_a_warning(
    rows: Callable[[str], list], document_of_text: Callable[[str], Document], lost: str
) -> None:
    placed = placed_notes(rows(NOTE), {"stuk": document_of_text(TEXT.replace(lost, "Iets anders."))})
    assert placed.notes == ()
    assert lost in placed.warnings[0]


def test_a_note_is_about_a_quote_that_holds_most_of_its_words(
    rows: Callable[[str], list], document_of_text: Callable[[str], Document]
) -> None:
    (note,) = placed_notes(rows(NOTE), {"stuk": document_of_text(TEXT)}).notes
    first = note.spans[0]
    assert note.is_about("stuk", first.start - 40, first.end)
    assert note.is_about("stuk", first.start, first.start + 5)
    assert not note.is_about("stuk", first.start - 40, first.start + 3)
    assert not note.is_about("ander", first.start, first.end)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (NOTE.replace("quotes:", "citaten:"), "quotes"),
        (NOTE.replace('en: "a proposal"', 'en: ""'), "en"),
        (NOTE.replace('["Timing: voorstel 2025"]', "[]"), "quotes"),
    ],
)
def test_a_note_that_is_written_wrong_names_its_file_and_field(
    rows: Callable[[str], list], wrong: str, field: str
) -> None:
    with pytest.raises(SourceError, match=rf"stuk\.yaml: .*{field}"):
        rows(wrong)
