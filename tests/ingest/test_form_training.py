import json

import pytest

from ingest import form_training

WHO = ["wie erkent mijn zaak", "welke organisatie erkent dat", "bij welke organisatie moet ik zijn", "wie helpt mij"]
WHAT = ["hoeveel krijg ik", "wat is een mentor", "hoeveel leerlingen zijn er", "wat staat er in het plan"]


@pytest.fixture
def small(tmp_path, monkeypatch):
    (tmp_path / "questions").mkdir()
    rows = [{"service": "hulp", "questions": WHO * 3}, {"passage": "x", "questions": [*WHAT * 3, "wie zegt dat"]}]
    (tmp_path / "role_maps").mkdir()
    (tmp_path / "role_maps" / "a.yaml").write_text(
        "evidence: in_plan\nparticipations: [{service: hulp}]", encoding="utf-8"
    )
    text = "\n".join(json.dumps(row) for row in rows)
    (tmp_path / "questions" / "a.jsonl").write_text(text, encoding="utf-8")
    gap = {
        "gap": "bedrag", "source": "plan", "asks": "amount", "missing": {"nl": "x", "fr": "x", "en": "x"}, "near": None,
        "absent": [], "service": None, "questions": ["hoeveel euro krijg ik", "hoeveel euro kost dat"] * 3,
    }  # fmt: skip
    outcome = {**gap, "gap": "uitkomst", "asks": "outcome", "questions": ["is dat intussen al veranderd"] * 4}
    (tmp_path / "gaps").mkdir()
    lines = "\n".join(json.dumps(row) for row in (gap, outcome))
    (tmp_path / "gaps" / "a.jsonl").write_text(lines, encoding="utf-8")
    monkeypatch.setattr(form_training, "CORPUS", tmp_path)
    return tmp_path


def trained(folder, name):
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))["weights"]


def test_words_of_questions_for_somebody_weigh_up_and_others_down_the_same_each_time(small, capsys):
    for folder in ("een", "twee"):
        (small / folder).mkdir()
        form_training.main(small / folder)

    weights = trained(small / "een", "asks_who")
    for name in ("asks_outcome.json", "asks_who.json", "left_open.json"):
        assert (small / "een" / name).read_bytes() == (small / "twee" / name).read_bytes()
    assert weights["organisatie"] > 0 > weights["hoeveel"]
    assert list(weights) == sorted(weights)
    assert min(map(abs, weights.values())) >= form_training.SMALLEST_WEIGHT["asks_who"]
    assert "34 questions" in capsys.readouterr().err


def test_words_of_questions_that_a_gap_leaves_open_weigh_up_and_of_services_of_the_texts_down(small):
    form_training.main(small)

    weights = trained(small, "left_open")
    assert weights["euro"] > 0 > weights["organisatie"]


def test_words_of_questions_for_what_came_of_it_weigh_up_and_of_what_is_told_down(small):
    form_training.main(small)

    weights = trained(small, "asks_outcome")
    assert weights["intussen"] > 0 > weights["wat"]
