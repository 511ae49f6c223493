"""`duaal eval answers` as a user runs it, on few questions."""

import json

import pytest

from app.__main__ import main
from evals.answers import evaluate, repeats
from evals.result import read_result

CASES = [
    {
        "id": "v1", "question": "Hoe vaak wordt er over de voortgang gerapporteerd?", "persona": "parent",
        "language": "nl", "kind": "how_many", "status": "answered", "partners": None, "sections": ["4"], "trap": None,
        "gold": ["Over de voortgang zal jaarlijks worden gerapporteerd aan de Vlaamse Regering"],
        "vital": ["jaarlijks"], "must_not_say": ["maandelijks"], "modality": "planned",
    },
    {
        "id": "v2", "question": "Hoeveel kost een mentoropleiding in euro?", "persona": "mentor", "language": "nl",
        "kind": "amount", "status": ["not_in_sources", "other_source_only"], "partners": None, "gold": [],
    },
]  # fmt: skip
ASKED = {
    "id": "p1", "question": CASES[0]["question"], "sections": ["4"], "gold": CASES[0]["gold"],
    "paraphrases": {"dialect": "hoe dikwijls doen ze verslag van de voortgang"},
}  # fmt: skip


@pytest.fixture
def evaluated(capsys, corpus_store, tmp_path, monkeypatch):
    """Runs the command on the two questions, with two repeats, and gives what it printed."""
    (tmp_path / "vragen.jsonl").write_text("".join(f"{json.dumps(case)}\n" for case in CASES), encoding="utf-8")
    (tmp_path / "anders.jsonl").write_text(json.dumps(ASKED), encoding="utf-8")
    monkeypatch.setattr(evaluate, "PARAPHRASES", dict.fromkeys(("dev", "test"), tmp_path / "anders.jsonl"))
    monkeypatch.setattr(repeats, "REPEATS", 2)

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        given = ["--cases", str(tmp_path / "vragen.jsonl"), "--results", str(tmp_path / "uit")]
        code = main(["eval", "answers", *given, *arguments, "--store", str(corpus_store)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_one_table_with_baselines_is_printed_and_kept_with_the_commit(evaluated, tmp_path):
    code, out, _ = evaluated()

    assert code == 0
    assert out.startswith("answers on answers-vragen: n = 2")
    assert [name in out for name in ("always answer", "top passage", "always refuse")] == [True] * 3
    (path,) = (tmp_path / "uit").glob("*.json")
    result = read_result(path)
    product = result.summary["product"]
    assert (product["answered"]["mean"], product["refused"]["mean"], product["refusal F1"]["mean"]) == (1, 1, 1)
    assert product["repeats"]["mean"] == 1
    assert result.summary["always answer"]["refused"]["mean"] == 0
    assert result.summary["paraphrases"]["paraphrase gold"]["n"] == 1
    assert result.measured[0].rows[0].got.startswith("answered: ")
    assert result.commit
    assert path.with_suffix(".svg").read_text(encoding="utf-8").startswith("<svg")


def test_json_holds_every_figure_with_n_and_interval(evaluated, tmp_path):
    code, out, _ = evaluated("--json")

    figures = json.loads(out)
    assert code == 0
    assert figures["n"] == 2
    assert set(figures["product"]["verbatim"]) == {"mean", "low", "high", "n"}


def test_a_case_without_a_field_is_told_in_one_sentence(evaluated, tmp_path):
    (tmp_path / "vragen.jsonl").write_text('{"id": "x", "question": "?"}', encoding="utf-8")

    code, out, err = evaluated()

    assert (code, out) == (1, "")
    assert "question x: field 'status' is missing" in err
