import json
from pathlib import Path

import pytest

from ingest.question_expansion import questions_by_passage, read_questions
from kb.errors import SourceError


def a_file(folder: Path, *lines: str, name: str = "stuk.jsonl") -> Path:
    (folder / "questions").mkdir(exist_ok=True)
    (folder / "questions" / name).write_text("\n".join(lines), encoding="utf-8")
    return folder


def a_line(passage: str, *questions: str) -> str:
    return json.dumps({"passage": passage, "questions": questions}, ensure_ascii=False)


def test_paragraphs_come_with_their_questions_file_by_file(tmp_path):
    a_file(tmp_path, a_line("Tweede.", "q3"), name="b.jsonl")
    a_file(tmp_path, a_line("Eerste.", "q1", "q2"), "", name="a.jsonl")

    assert read_questions(tmp_path) == [("Eerste.", ["q1", "q2"]), ("Tweede.", ["q3"])]


def test_a_folder_without_questions_has_none(tmp_path):
    assert read_questions(tmp_path) == []


def test_signs_that_end_a_line_elsewhere_may_stand_in_a_question(tmp_path):
    assert read_questions(a_file(tmp_path, a_line("Een\u2028twee", "wat\u0085nu"))) == [
        ("Een\u2028twee", ["wat\u0085nu"])
    ]


@pytest.mark.parametrize(
    "line", ["{", "[]", "5", '{"passage": "x"}', '{"questions": []}', '{"passage": "x", "questions": "y"}', "[" * 5000]
)
def test_a_line_of_another_form_is_refused_with_its_place(tmp_path, line):
    with pytest.raises(SourceError, match=r"stuk\.jsonl, regel 2: .*questions"):
        read_questions(a_file(tmp_path, a_line("x", "y"), line))


def test_a_file_in_another_encoding_is_refused(tmp_path):
    a_file(tmp_path)
    (tmp_path / "questions" / "oud.jsonl").write_bytes("één".encode("latin-1"))

    with pytest.raises(SourceError, match=r"oud\.jsonl is niet leesbaar"):
        read_questions(tmp_path)


def helped(rows, document, passages) -> list[str]:
    found = questions_by_passage(rows, [document], passages)
    return [passage.text for passage in passages if passage.passage_id in found]


def test_a_question_helps_the_passages_of_its_paragraph(plan, plan_passages):
    paragraph = next(e for e in plan.elements if plan.text.startswith("De opleiding op de werkvloer", e.start))
    words = plan.text[paragraph.start : paragraph.end]

    texts = helped([(words, ["wie erkent mijn zaak?"])], plan, plan_passages)

    assert texts
    assert all(text in words or words in text for text in texts)


def test_white_space_of_the_paragraph_does_not_matter(plan, plan_passages):
    words = "Actie 8:\n\nWe   onderzoeken studiebekrachtiging\tvoor de aanloopfase."

    (text,) = helped([(words, ["krijg ik een papier?"])], plan, plan_passages)

    assert text.startswith("Actie 8:")


@pytest.mark.parametrize("words", ["Deze alinea staat in geen enkel stuk.", "", "   "])
def test_a_paragraph_that_no_document_holds_helps_nothing(plan, plan_passages, words):
    assert helped([(words, ["vraag"])], plan, plan_passages) == []


def test_nearly_every_paragraph_with_questions_of_the_project_is_found(corpus, plan, plan_passages):
    rows = read_questions(corpus)

    found = [row for row in rows if helped([row], plan, plan_passages)]

    assert len(found) >= 0.95 * len(rows)
