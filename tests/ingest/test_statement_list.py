"""Statements in plain words: every quote stands in its source, or the statement goes."""

import pytest

from ingest.statement_list import read_statements, statements_placed
from kb.errors import SourceError

STATEMENT = """
source: plan
statements:
  - id: diploma
    quotes: ["leidt tot een diploma"]
    says: {nl: ["Je krijgt een diploma."], en: ["You get a diploma."]}
    untrue: {nl: ["Je krijgt geen diploma."]}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "statements").mkdir()
    return tmp_path


def test_a_statement_knows_its_quotes_and_wordings(folder, document_of_file):
    (folder / "statements" / "plan.yaml").write_text(STATEMENT)
    document = document_of_file("plan.txt", b"Duaal leren leidt tot een diploma.", source_id="plan")

    placed = statements_placed(read_statements(folder), {"plan": document})

    (statement,) = placed.statements
    assert [document.text[span.start : span.end] for span in statement.quotes] == ["leidt tot een diploma"]
    assert [(w.text, w.language, w.truth) for w in statement.wordings][-1] == (
        "Je krijgt geen diploma.",
        "nl",
        "untrue",
    )
    assert placed.warnings == ()


def test_a_statement_without_its_quote_is_left_out_with_a_warning(folder, document_of_file):
    (folder / "statements" / "plan.yaml").write_text(STATEMENT)
    document = document_of_file("plan.txt", b"Duaal leren leidt tot een getuigschrift.", source_id="plan")

    placed = statements_placed(read_statements(folder), {"plan": document})

    assert placed.statements == ()
    assert "diploma" in placed.warnings[0]


def test_a_quote_with_another_number_takes_its_wordings_along(folder, document_of_file):
    (folder / "statements" / "plan.yaml").write_text(
        'source: plan\nstatements:\n  - {id: partners, quotes: ["Wij erkennen ondernemingen, samen met 20 sectorale '
        'partnerschappen in Vlaanderen"], says: {nl: ["Er zijn 20 partnerschappen.", "Partnerschappen erkennen."]}}\n'
    )
    text = b"Vooraf. Wij erkennen ondernemingen, samen met 24 sectorale partnerschappen in Vlaanderen. Daarna."
    document = document_of_file("plan.txt", text, source_id="plan")

    placed = statements_placed(read_statements(folder), {"plan": document})

    (statement,) = placed.statements
    assert [w.text for w in statement.wordings] == ["Er zijn 24 partnerschappen.", "Partnerschappen erkennen."]
    assert "24 sectorale partnerschappen" in document.text[statement.quotes[0].start : statement.quotes[0].end]
    assert "20 → 24" in placed.warnings[0]


def test_a_statement_of_a_source_that_is_not_there_is_left_out(folder):
    (folder / "statements" / "plan.yaml").write_text(STATEMENT)

    assert statements_placed(read_statements(folder), {}).statements == ()


@pytest.mark.parametrize("text", ["source: plan\nstatements:\n  - id: x\n", "a: [", "source: plan\nstatements: 3\n"])
def test_a_broken_file_is_told_by_name(folder, text):
    (folder / "statements" / "plan.yaml").write_text(text)

    with pytest.raises(SourceError, match=r"plan\.yaml"):
        read_statements(folder)


def test_every_quote_of_the_corpus_stands_in_the_plan(corpus, plan):
    placed = statements_placed(read_statements(corpus), {"actieplan": plan})

    assert placed.warnings == ()
    assert len(placed.statements) > 100
