import json
import random
from collections import Counter
from pathlib import Path

import pytest

from ingest.training_pairs import Pair, questions_by_target, texts_by_target, training_pairs

GLOSSARY = """concepts:
- id: premie
  prefLabel: {nl: premie, fr: prime, en: premium}
  altLabel: {nl: [pree]}
  hiddenLabel: [permie]
  definition: {nl: geld, fr: argent, en: money}
"""
GAP = {
    "gap": "bedrag", "asks": "amount", "missing": {"nl": "geen bedrag", "fr": "y", "en": "z"}, "absent": [],
    "questions": ["hoeveel is dat", "wat krijg ik"],
}  # fmt: skip


@pytest.fixture
def small(tmp_path) -> Path:
    (tmp_path / "questions").mkdir()
    (tmp_path / "gaps").mkdir()
    rows = [
        {
            "section": "1.1",
            "passage": "De mentor begeleidt.",
            "questions": ["wie begeleidt\u2028mij", "wie is er bij mij"],
        },
        {"service": "hulp", "questions": ["wie helpt", "waar vind ik hulp"]},
        {"section": "1.2", "passage": "Niets gevraagd.", "questions": []},
    ]
    text = "\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (tmp_path / "questions" / "a.jsonl").write_text(text, encoding="utf-8")
    (tmp_path / "gaps" / "a.jsonl").write_text(json.dumps(GAP), encoding="utf-8")
    (tmp_path / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    return tmp_path


def test_pairs_have_a_fixed_order_for_a_seed(corpus):
    first, second = (training_pairs(corpus, random.Random(5)) for _ in range(2))

    assert first == second
    assert first != training_pairs(corpus, random.Random(6))
    assert len(first) > 10_000


def test_each_question_meets_its_text_its_fellows_and_a_misspelled_form(small):
    pairs = training_pairs(small, random.Random(1))

    assert Pair("wie begeleidt\u2028mij", "1.1\nDe mentor begeleidt.", "De mentor begeleidt.") in pairs
    assert Pair("hoeveel is dat", "geen bedrag", "gap bedrag") in pairs
    of_service = [pair for pair in pairs if pair.target == "service hulp"]
    assert {pair.other for pair in of_service} <= {"wie helpt", "waar vind ik hulp"}
    assert Counter(pair.target for pair in pairs)["Niets gevraagd."] == 0


def test_every_label_meets_the_preferred_dutch_one(small):
    labels = [pair for pair in training_pairs(small, random.Random(1)) if pair.target == "concept premie"]

    assert labels == [Pair(label, "premie", "concept premie") for label in ("prime", "premium", "pree", "permie")]


def test_no_text_is_empty_and_no_question_belongs_to_itself_but_through_a_fault(corpus):
    pairs = training_pairs(corpus, random.Random(5))

    assert all(pair.question.strip() and pair.other.strip() and pair.target for pair in pairs)


def test_a_verdict_is_a_target_of_its_own_for_the_reader_and_none_for_the_encoder(tmp_path):
    (tmp_path / "questions").mkdir()
    rows = [
        {"section": "1", "passage": "Hij krijgt een diploma.", "verdict": "yes", "questions": ["krijgt hij iets?"]},
        {"section": "1", "passage": "Hij krijgt een diploma.", "verdict": "no", "questions": ["krijgt hij niets?"]},
        {"section": "1", "passage": "Hij krijgt een diploma.", "questions": ["wat krijgt hij?"]},
    ]
    (tmp_path / "questions" / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    assert questions_by_target(tmp_path) == {
        "yes Hij krijgt een diploma.": ["krijgt hij iets?"],
        "no Hij krijgt een diploma.": ["krijgt hij niets?"],
        "Hij krijgt een diploma.": ["wat krijgt hij?"],
    }
    assert {pair.target for pair in training_pairs(tmp_path, random.Random(1))} == {"Hij krijgt een diploma."}


def test_the_words_that_questions_are_about_are_learned_from_too(small):
    (small / "role_maps").mkdir()
    (small / "role_maps" / "a.yaml").write_text(
        "services: [{id: hulp, name: {nl: hulp, fr: aide, en: help}, words: [bijstand]}]", encoding="utf-8"
    )

    found = texts_by_target(small)

    assert found["De mentor begeleidt."][-1] == "De mentor begeleidt."
    assert found["service hulp"] == ["wie helpt", "waar vind ik hulp", "hulp", "aide", "help", "bijstand"]
    assert found["gap bedrag"] == GAP["questions"]
