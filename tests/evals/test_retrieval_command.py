"""`duaal eval retrieval` as a user runs it, on real components and little data."""

import json
from pathlib import Path

import pytest

from app.__main__ import main
from evals.result import read_result
from evals.retrieval import plan_evaluation

EVALDATA = Path(__file__).parents[2].parent / "shared" / "evaldata"
DOCUMENTS = {
    "fiets": {"title": "De fiets", "text": "Wie met de fiets naar het werk komt krijgt een vergoeding."},
    "trein/1": "De trein rijdt elk uur naar zee. In de zomer rijdt hij vaker.",
    "dubbel": "De trein rijdt elk uur  naar zee. In de zomer rijdt hij vaker.",
    "leeg": "",
}
QUESTIONS = {"q1": "hoe vaak rijdt de trein naar zee", "q2": "krijg ik geld voor mijn fiets", "q3": "zonder oordeel"}
JUDGEMENTS = ["q1\t0\ttrein/1\t1", "q2\t0\tfiets\t1"]


@pytest.fixture
def evaluated(capsys, corpus_store, tmp_path):
    """Runs the command; results go to the folder of the test."""

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["eval", *map(str, arguments), "--store", str(corpus_store)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_json_on_a_beir_folder_is_n_and_the_four_means(evaluated, beir, tmp_path):
    folder = beir(DOCUMENTS, QUESTIONS, JUDGEMENTS)

    code, out, err = evaluated("retrieval", "--beir", folder, "--json", "--results", tmp_path / "uit")

    assert code == 0
    assert json.loads(out) == {"n": 2, "ndcg@10": 1.0, "recall@5": 1.0, "recall@10": 1.0, "mrr@10": 1.0}
    assert "skipped 1 questions" in err
    assert "1 documents are not taken in" in err


def test_documents_with_the_same_words_are_all_found(evaluated, beir, tmp_path):
    folder = beir(DOCUMENTS, QUESTIONS, [*JUDGEMENTS, "q1\t0\tdubbel\t1"])

    _, out, _ = evaluated("retrieval", "--beir", folder, "--json", "--results", tmp_path / "uit")

    assert json.loads(out)["recall@5"] == 1.0


def test_a_result_holds_settings_and_rows_and_can_be_set_against_the_next(evaluated, beir, tmp_path):
    folder = beir(DOCUMENTS, QUESTIONS, JUDGEMENTS)
    evaluated("retrieval", "--beir", folder, "--results", tmp_path / "uit")
    (path,) = (tmp_path / "uit").glob("*.json")

    code, out, _ = evaluated(
        "retrieval", "--beir", folder, "--baselines", "bm25-plain", "--against", path, "--results", tmp_path / "uit2"
    )

    result = read_result(path)
    assert (result.data, result.settings["embedding"]) == ("kleintjes", "bundled")
    assert [row.question_id for row in result.measured[0].rows] == ["q1", "q2"]
    assert path.name.startswith(f"{result.created[:10]}-{result.commit}")
    assert code == 0
    assert f"{result.stem} product  ndcg@10 +0.000 [+0.000, +0.000] (n = 2)" in out
    assert "bm25-plain" in out


@pytest.fixture
def plan_questions(cases, plan):
    """A question that is found, one that is not, and one that leans on the one before it."""
    action = next(action for action in plan.actions if action.number == "9")
    words = plan.text[action.text.start : action.text.end][:80]
    return cases(
        {"question": "Wat houdt actie 9 in: " + words, "gold": [words]},
        {"question": "xyzzy", "gold": [plan.text[:40]], "persona": "parent", "sections": ["2.1", "<b>"]},
        {"question": "en actie 9?", "history": ["Wat houdt in: " + words], "gold": [words], "language": "fr"},
        {"question": "zonder antwoord", "gold": []},
    )


def test_the_questions_on_the_plan_are_scored_by_kind_with_a_page_of_failures(evaluated, plan_questions, tmp_path):
    code, out, _ = evaluated("retrieval", "--cases", plan_questions, "--results", tmp_path / "uit")

    assert code == 0
    assert "n = 3 questions" in out
    assert "persona   parent         0.00 [0.00, 0.00] (n = 1)" in out
    assert "characters of the first 5 passages" in out
    (page,) = (tmp_path / "uit").glob("*.html")
    html = page.read_text(encoding="utf-8")
    assert "xyzzy" in html
    assert "0 of 1" in html
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
    assert "http" not in html


def test_json_on_the_plan_holds_the_means(evaluated, plan_questions, tmp_path):
    _, out, _ = evaluated("retrieval", "--cases", plan_questions, "--json", "--results", tmp_path / "uit")

    figures = json.loads(out)
    assert figures["n"] == 3
    assert figures["hit@5≤3000"] == pytest.approx(2 / 3)


def test_another_model_stands_beside_the_product(evaluated, plan_questions, tmp_path):
    bundled = Path(__file__).parents[2] / "kb" / "bundled_encoder"

    _, out, _ = evaluated("retrieval", "--cases", plan_questions, "--compare", bundled, "--results", tmp_path / "uit")

    assert f"product + {bundled}" in out
    assert "hit@5≤3000 +0.000 [+0.000, +0.000] (n = 3)" in out


def test_a_run_of_the_test_split_is_logged(evaluated, plan_questions, tmp_path, monkeypatch):
    monkeypatch.setattr(plan_evaluation, "cases_file", lambda split, chosen: plan_questions)

    evaluated("retrieval", "--split", "test", "--results", tmp_path / "uit")

    (line,) = (tmp_path / "test_runs.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["n"] == 3


def test_a_second_run_of_the_same_code_leaves_the_first(evaluated, beir, tmp_path):
    folder = beir(DOCUMENTS, QUESTIONS, JUDGEMENTS)

    for _ in range(2):
        evaluated("retrieval", "--beir", folder, "--json", "--results", tmp_path / "uit")

    assert len(list((tmp_path / "uit").glob("*.json"))) == 2


def test_a_result_that_cannot_be_written_does_not_stop_the_numbers(evaluated, beir, tmp_path):
    (tmp_path / "bestand").write_text("x", encoding="utf-8")
    folder = beir(DOCUMENTS, QUESTIONS, JUDGEMENTS)

    code, out, err = evaluated("retrieval", "--beir", folder, "--json", "--results", tmp_path / "bestand")

    assert code == 0
    assert json.loads(out)["n"] == 2
    assert "could not be written" in err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["retrieval", "--cases", "weg.jsonl"], 1, "does not exist"),
        (["retrieval", "--beir", "weg"], 1, "corpus.jsonl"),
        (["retrieval", "--beir", "weg", "--split", "test"], 2, "--split"),
        (["partners", "--json"], 2, "--json"),
    ],
)
def test_what_cannot_be_measured_is_said_in_one_sentence(evaluated, arguments, code, said):
    got, out, err = evaluated(*arguments)

    assert (got, out) == (code, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_something_else_than_a_result_is_refused(evaluated, beir, tmp_path):
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")

    code, _, err = evaluated(
        "retrieval", "--beir", beir(DOCUMENTS, QUESTIONS, JUDGEMENTS), "--against", tmp_path / "x.json"
    )

    assert code == 1
    assert "no result" in err


def test_partners_are_measured_by_the_same_command(evaluated):
    code, out, _ = evaluated("partners")

    assert code == 0
    assert out.startswith("partners, exact sets (evals/partners/dev.jsonl)")


@pytest.mark.skipif(not EVALDATA.is_dir(), reason="the measuring data stand beside the repository, not in it")
def test_bm25_reaches_what_is_published_for_the_measuring_data(evaluated, tmp_path):
    evaluated(
        "retrieval", "--beir", EVALDATA / "rijksoverheid-vac-dev", "--baselines", "bm25-stems-5grams",
        "--results", tmp_path / "uit",
    )  # fmt: skip

    (path,) = (tmp_path / "uit").glob("*.json")
    assert read_result(path).summary["bm25-stems-5grams"]["recall@5"]["mean"] == pytest.approx(0.964, abs=0.001)
