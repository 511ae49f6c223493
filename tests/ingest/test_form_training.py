import json

import pytest

from ingest import form_training

WHO = ["wie erkent mijn zaak", "welke organisatie erkent dat", "bij welke organisatie moet ik zijn", "wie helpt mij"]
WHAT = ["hoeveel krijg ik", "wat is een mentor", "hoeveel leerlingen zijn er", "wat staat er in het plan"]


@pytest.fixture
def small(tmp_path, monkeypatch):
    (tmp_path / "questions").mkdir()
    rows = [{"service": "hulp", "questions": WHO * 3}, {"passage": "x", "questions": [*WHAT * 3, "wie zegt dat"]}]
    text = "\n".join(json.dumps(row) for row in rows)
    (tmp_path / "questions" / "a.jsonl").write_text(text, encoding="utf-8")
    monkeypatch.setattr(form_training, "CORPUS", tmp_path)
    return tmp_path


def test_words_of_questions_for_somebody_weigh_up_and_others_down_the_same_each_time(small, capsys):
    form_training.main(small / "een.json")
    form_training.main(small / "twee.json")

    model = json.loads((small / "een.json").read_text(encoding="utf-8"))
    assert (small / "een.json").read_bytes() == (small / "twee.json").read_bytes()
    assert model["weights"]["organisatie"] > 0 > model["weights"]["hoeveel"]
    assert list(model["weights"]) == sorted(model["weights"])
    assert min(map(abs, model["weights"].values())) >= form_training.SMALLEST_WEIGHT
    assert "24 questions" in capsys.readouterr().err
