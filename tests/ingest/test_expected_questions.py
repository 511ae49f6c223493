import json
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.expected_questions import (
    QuestionRow,
    placed_questions,
    read_questions,
    resting_passages,
    texts_by_passage,
    words_of_services,
)
from ingest.passage_cutting import passages_of
from ingest.role_map import role_map_of
from ingest.role_map_file import RoleMapFile, Row
from kb.errors import SourceError
from kb.expected_question import ExpectedQuestion
from kb.participation import Service

TEXT = """1.1 Begin

De school helpt de leerling. Het bedrijf betaalt een vergoeding.

1.2 Vervolg

De sector telt mee.
"""
HELP = Service("hulp", ("hulp geven", "aide", "help"), ("helpt", "", ""), ("helpen", "", ""), ("bijstaan",))
LOKET = Service("loket", ("een loket", "guichet", "desk"), ("opent", "", ""), ("openen", "", ""))
VAGUE = Service("vaag", ("iets vaags", "", ""), ("doet", "", ""), ("doen", "", ""))


def a_file(folder: Path, *lines: str, name: str = "stuk.jsonl") -> Path:
    (folder / "questions").mkdir(exist_ok=True)
    (folder / "questions" / name).write_text("\n".join(lines), encoding="utf-8")
    return folder


def a_line(passage: str, *questions: str) -> str:
    return json.dumps({"passage": passage, "questions": questions}, ensure_ascii=False)


def about(passage: str, *questions: str) -> QuestionRow:
    return QuestionRow(passage, None, questions)


def test_paragraphs_come_with_their_questions_file_by_file(tmp_path):
    a_file(tmp_path, a_line("Tweede.", "q3"), name="b.jsonl")
    a_file(tmp_path, a_line("Eerste.", "q1", "q2"), "", name="a.jsonl")

    assert read_questions(tmp_path) == [about("Eerste.", "q1", "q2"), about("Tweede.", "q3")]


def test_questions_may_be_about_a_service(tmp_path):
    a_file(tmp_path, json.dumps({"service": "hulp", "questions": ["wie helpt mij"]}))

    assert read_questions(tmp_path) == [QuestionRow(None, "hulp", ("wie helpt mij",))]


def test_a_folder_without_questions_has_none(tmp_path):
    assert read_questions(tmp_path) == []


def test_signs_that_end_a_line_elsewhere_may_stand_in_a_question(tmp_path):
    assert read_questions(a_file(tmp_path, a_line("Een\u2028twee", "wat\u0085nu"))) == [
        about("Een\u2028twee", "wat\u0085nu")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "5",
        '{"passage": "x"}',
        '{"questions": []}',
        '{"passage": "x", "questions": "y"}',
        "[" * 5000,
        '{"questions": ["x"]}',
    ],
)
def test_a_line_of_another_form_is_refused_with_its_place(tmp_path, line):
    with pytest.raises(SourceError, match=r"stuk\.jsonl, regel 2: .*(questions|passage)"):
        read_questions(a_file(tmp_path, a_line("x", "y"), line))


def test_a_line_may_tell_what_its_passage_answers(tmp_path):
    line = json.dumps({"passage": "x", "verdict": "no", "questions": ["is het y?"]})

    assert read_questions(a_file(tmp_path, line)) == [QuestionRow("x", None, ("is het y?",), "no")]


def test_an_unknown_verdict_is_refused_with_those_that_are_known(tmp_path):
    line = json.dumps({"passage": "x", "verdict": "misschien", "questions": ["is het y?"]})

    with pytest.raises(SourceError, match=r"stuk\.jsonl, regel 1: `verdict` is 'misschien'; verwacht een van yes, no"):
        read_questions(a_file(tmp_path, line))


def test_a_file_in_another_encoding_is_refused(tmp_path):
    a_file(tmp_path)
    (tmp_path / "questions" / "oud.jsonl").write_bytes("één".encode("latin-1"))

    with pytest.raises(SourceError, match=r"oud\.jsonl is niet leesbaar"):
        read_questions(tmp_path)


@pytest.fixture
def text(document_of_text):
    return document_of_text(TEXT)


@pytest.fixture
def passages(text, partner_names):
    return passages_of(text, partner_names)


@pytest.fixture
def role_map(text, partner_names, a_source):
    """A row that quotes the text, one from elsewhere, and one that is not verified."""
    quoted = {"source_id": "stuk", "evidence": "in_plan", "quote": "De school helpt de leerling.", "section": "1.1"}
    elsewhere = {"evidence": "other_source", "fact": "Er is een loket.", "source_url": "https://loket.be/x"}
    rows = [
        {"service": "hulp", **quoted},
        {"service": "loket", **elsewhere},
        {"service": "vaag", **elsewhere, "fact": "Er is misschien iets.", "evidence": "unverified"},
    ]
    same = {"partner": "wewis", "role": "lead", "modality": "stated"}
    file = RoleMapFile(None, tuple(Row(f"rij {number}", same | row) for number, row in enumerate(rows, 1)))
    services = {service.service_id: service for service in (HELP, LOKET, VAGUE)}
    source = a_source(source_id="kaart", kind="role_map")
    return replace(
        role_map_of(source, file, partner_names, {"stuk": text}, services), services=tuple(services.values())
    )


def helped(rows, documents, passages) -> list[str]:
    """Texts of the passages at which the questions point."""
    pointed = {key for question in placed_questions(rows, documents, passages) for key in question.passages}
    return [passage.text for passage in passages if passage.passage_id in pointed]


def test_a_question_helps_the_passages_of_its_paragraph(plan, plan_passages):
    paragraph = next(e for e in plan.elements if plan.text.startswith("De opleiding op de werkvloer", e.start))
    words = plan.text[paragraph.start : paragraph.end]

    texts = helped([about(words, "wie erkent mijn zaak?")], [plan], plan_passages)

    assert texts
    assert all(text in words or words in text for text in texts)


def test_white_space_of_the_paragraph_does_not_matter(plan, plan_passages):
    words = "Actie 8:\n\nWe   onderzoeken studiebekrachtiging\tvoor de aanloopfase."

    (text,) = helped([about(words, "krijg ik een papier?")], [plan], plan_passages)

    assert text.startswith("Actie 8:")


@pytest.mark.parametrize("words", ["Deze alinea staat in geen enkel stuk.", "", "   "])
def test_a_paragraph_that_no_document_holds_helps_nothing(plan, plan_passages, words):
    assert placed_questions([about(words, "vraag")], [plan], plan_passages) == []


def test_every_paragraph_with_questions_of_the_project_is_found(corpus, plan, plan_passages):
    rows = [row for row in read_questions(corpus) if row.passage is not None and row.questions]

    lost = [row.passage for row in rows if not helped([row], [plan], plan_passages)]

    assert len(rows) > 400
    assert lost == []


def test_a_question_points_at_its_paragraph_or_at_its_service_with_the_words_it_rests_on(text, passages, role_map):
    rows = [about("De sector telt mee.", "telt de sector?"), QuestionRow(None, "hulp", ("wie helpt mij?",))]

    first, second = placed_questions(rows, [text, role_map], passages)

    begin, following = (passage.passage_id for passage in passages)
    start = text.text.index("De sector telt mee.")
    assert first == ExpectedQuestion(
        "telt de sector?", (following,), start=start, end=start + len("De sector telt mee.")
    )
    assert second == ExpectedQuestion("wie helpt mij?", (begin,), "hulp")


def test_a_question_about_a_service_that_rests_on_no_passage_still_points_at_the_service(text, passages, role_map):
    (placed,) = placed_questions([QuestionRow(None, "loket", ("waar is het loket?",))], [text, role_map], passages)

    assert placed == ExpectedQuestion("waar is het loket?", (), "loket")


def test_a_question_about_a_service_that_no_role_map_defines_is_passed_over(text, passages, role_map):
    rows = [QuestionRow(None, "weg", ("wie doet dat?",))]

    assert placed_questions(rows, [text, role_map], passages) == []
    assert placed_questions([QuestionRow(None, "hulp", ("wie?",))], [text], passages) == []


def test_services_rest_on_the_passages_that_verified_rows_quote(text, passages, role_map, partner_names):
    own = passages_of(role_map, partner_names)

    found = resting_passages([text, role_map], [*passages, *own])

    assert found == {"hulp": (passages[0].passage_id,), "loket": (own[0].passage_id,)}
    assert len(own) == 1


def test_beside_a_passage_stand_its_questions_and_the_words_of_its_services_each_once(text, passages, role_map):
    words = words_of_services([text, role_map, role_map], passages)
    (begin, following) = (passage.passage_id for passage in passages)

    beside = texts_by_passage(
        [ExpectedQuestion("wie helpt?", (begin,), "hulp"), ExpectedQuestion("telt?", (following,))], words
    )

    partner = role_map.participations[0].partner_name
    assert words == {begin: ["hulp geven", "aide", "help", "bijstaan", partner]}
    assert beside == {begin: [*words[begin], "wie helpt?"], following: ["telt?"]}
