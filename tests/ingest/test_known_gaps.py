import json
import re
from pathlib import Path

import pytest

from ingest.known_gaps import GapRow, placed_gaps, read_gaps
from kb.errors import SourceError
from kb.expected_question import ExpectedQuestion

CORPUS = Path(__file__).parents[2] / "corpus"
PLAIN = {
    "gap": "bedrag", "source": "stuk", "asks": "amount",
    "missing": {"nl": "het stuk noemt geen bedrag", "fr": "pas de montant", "en": "no amount"},
    "near": "betaalt een vergoeding", "absent": ["\\beuro\\b", "€"], "service": "vergoeding",
    "questions": ["hoeveel krijg ik?", "what do I earn"],
}  # fmt: skip
TEXT = "Begin\n\nHet bedrijf betaalt een vergoeding aan de leerling.\n"


def a_gap(**given) -> dict:
    return PLAIN | given


def a_file(folder: Path, *rows: dict | str, name: str = "leemtes.jsonl") -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "gaps").mkdir(exist_ok=True)
    (folder / "gaps" / name).write_text("\n".join(lines), encoding="utf-8")
    return folder


def a_row(**given) -> GapRow:
    return GapRow.model_validate(a_gap(**given))


def test_gaps_come_file_by_file_and_empty_lines_are_passed_over(tmp_path):
    a_file(tmp_path, a_gap(gap="c"), name="b.jsonl")
    a_file(tmp_path, a_gap(gap="a"), "", a_gap(gap="b", questions=["een\u2028twee"]), name="a.jsonl")

    rows = read_gaps(tmp_path)

    assert [row.gap for row in rows] == ["a", "b", "c"]
    assert rows[1].questions == ("een\u2028twee",)


def test_a_folder_without_gaps_has_none(tmp_path):
    assert read_gaps(tmp_path) == []


def test_a_gap_without_a_source_is_one_of_the_plan(tmp_path):
    row = {key: value for key, value in PLAIN.items() if key not in ("source", "near", "service")}

    (read,) = read_gaps(a_file(tmp_path, row))

    assert (read.source, read.near, read.service) == ("actieplan", None, None)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"gap": ""}, "gap"), ({"asks": 5}, "asks"), ({"missing": {"nl": "x", "fr": "y"}}, "missing.en"),
        ({"missing": {"nl": "", "fr": "y", "en": "z"}}, "missing.nl"), ({"missing": "niets"}, "missing"),
        ({"absent": "euro"}, "absent"), ({"absent": ["("]}, "absent"), ({"questions": ["x", 5]}, "questions.1"),
        ({"questions": None}, "questions"), ({"kleur": "rood"}, "kleur"), ({"unless": "("}, "unless"),
    ],
    ids=lambda given: str(given)[:40],
)  # fmt: skip
def test_a_line_at_fault_is_refused_with_its_file_its_line_and_its_field(tmp_path, given, field):
    folder = a_file(tmp_path, a_gap(), "", a_gap(**given))

    with pytest.raises(
        SourceError, match=rf"^leemtes\.jsonl, regel 3: veld `{re.escape(field)}`: .*gevonden"
    ) as caught:
        read_gaps(folder)

    assert "\n" not in caught.value.reason


def test_a_field_that_is_missing_is_named(tmp_path):
    row = {key: value for key, value in PLAIN.items() if key != "absent"}

    with pytest.raises(SourceError, match=r"regel 1: veld `absent`"):
        read_gaps(a_file(tmp_path, row))


@pytest.mark.parametrize("line", ["{", "geen json", "[" * 5000])
def test_a_line_that_is_no_json_is_refused_with_its_place(tmp_path, line):
    with pytest.raises(SourceError, match=r"leemtes\.jsonl, regel 2: geen geldige JSON"):
        read_gaps(a_file(tmp_path, a_gap(), line))


@pytest.mark.parametrize("line", ["[]", "5", '"tekst"', "null"])
def test_a_line_of_another_form_is_refused_with_its_place(tmp_path, line):
    with pytest.raises(SourceError, match=r"leemtes\.jsonl, regel 2: "):
        read_gaps(a_file(tmp_path, a_gap(), line))


def test_a_file_in_another_encoding_is_refused(tmp_path):
    a_file(tmp_path, a_gap())
    (tmp_path / "gaps" / "oud.jsonl").write_bytes("één".encode("latin-1"))

    with pytest.raises(SourceError, match=r"oud\.jsonl is niet leesbaar"):
        read_gaps(tmp_path)


def test_a_gap_of_a_source_is_placed_with_its_questions_and_what_stands_nearest(document_of_text):
    document = document_of_text(TEXT)

    placed = placed_gaps([a_row()], {"stuk": document})

    (gap,) = placed.gaps
    assert (gap.gap_id, gap.source_id, gap.asks, gap.service) == ("bedrag", "stuk", "amount", "vergoeding")
    assert gap.missing == ("het stuk noemt geen bedrag", "pas de montant", "no amount")
    assert document.text[gap.near.start : gap.near.end] == "betaalt een vergoeding"
    assert placed.questions == tuple(ExpectedQuestion(text, gap="bedrag") for text in PLAIN["questions"])
    assert placed.warnings == ()


@pytest.mark.parametrize("near", ["betaalt een  vergoeding", "betaalt\nEEN vergoeding", "staat er niet", "", None])
def test_what_stands_nearest_is_found_white_space_apart_or_is_left_out(document_of_text, near):
    (gap,) = placed_gaps([a_row(near=near)], {"stuk": document_of_text(TEXT)}).gaps

    assert (gap.near is not None) == (near == "betaalt een  vergoeding")


@pytest.mark.parametrize("said", ["10 euro", "tien EURO", "€ 10", "tien\nEuro"])
def test_a_gap_that_the_source_fills_is_dropped_with_a_warning_and_its_questions_go_too(document_of_text, said):
    filled = document_of_text(TEXT.replace("een vergoeding", f"een vergoeding van {said}"))

    placed = placed_gaps([a_row(), a_row(gap="uur", absent=["\\buur\\b"])], {"stuk": filled})

    (warning,) = placed.warnings
    assert "'bedrag' vervalt: bron 'stuk' zegt nu «" in warning
    assert [gap.gap_id for gap in placed.gaps] == ["uur"]
    assert {question.gap for question in placed.questions} == {"uur"}


def test_a_gap_of_a_source_that_is_not_there_is_passed_over_without_a_warning(document_of_text):
    placed = placed_gaps([a_row(source="weg")], {"stuk": document_of_text(TEXT)})

    assert (placed.gaps, placed.questions, placed.warnings) == ((), (), ())


# The gaps of the project


@pytest.fixture(scope="module")
def kept(corpus):
    return read_gaps(corpus)


def test_every_gap_of_the_project_holds_and_what_stands_nearest_is_found(kept, plan):
    placed = placed_gaps(kept, {"actieplan": plan})

    lost = [row.gap for row, gap in zip(kept, placed.gaps, strict=True) if row.near and gap.near is None]
    assert placed.warnings == ()
    assert lost == []
    assert len(placed.gaps) > 200


def test_every_gap_of_the_project_has_a_name_of_its_own(kept):
    assert len({row.gap for row in kept}) == len(kept)


def test_patterns_of_the_project_are_in_lower_case_as_the_text_that_they_search(kept):
    shouting = [pattern for row in kept for pattern in row.absent if re.search(r"(?<!\\)[A-Z]", pattern)]

    assert shouting == []


def test_every_gap_of_the_project_has_a_pattern_that_would_end_it_and_questions_that_ask_for_it(kept):
    assert [row.gap for row in kept if not row.absent] == []
    assert [row.gap for row in kept if not row.questions] == []


def test_words_that_stand_in_several_actions_are_those_of_the_action_that_the_gap_names(document_of_text):
    block = "\nBetrokkenen: WEWIS\nTiming: schooljaar 2025-2026\n"
    text = f"1. Acties\nActie 1: We onderzoeken het loon.{block}Actie 2: We onderzoeken het verlof.{block}"
    document = document_of_text(text)
    second = next(action for action in document.actions if action.number == "2")

    placed = placed_gaps([a_row(near="Timing: schooljaar 2025-2026", action=second.key)], {"stuk": document})

    assert placed.gaps[0].near is not None
    assert placed.gaps[0].near.start > second.text.start


def test_the_gaps_of_the_plan_name_the_action_of_words_that_stand_in_several(plan):
    folded = [(" ".join(row.near.split()), row) for row in read_gaps(CORPUS) if row.near and row.source == "actieplan"]
    text = " ".join(plan.text.split())

    for near, row in folded:
        if near.startswith(("Timing", "Betrok")):
            assert row.action is not None or text.count(near) == 1, row.gap


def test_a_gap_does_not_hold_for_what_it_leaves_out(kept, plan):
    row = next(row for row in kept if row.gap == "werkplek-verlies-ander-jaar")
    (gap,) = placed_gaps([row], {"actieplan": plan}).gaps

    assert not gap.holds_for("onze jongen zit in zijn zesde jaar en verliest zijn werkplek")
    assert gap.holds_for("mijn dochter zit in het vijfde jaar en verliest haar werkplek")
