import pytest

from evals.evaluation_error import EvaluationError
from evals.retrieval.beir_folder import read_beir


def test_titles_odd_ids_and_both_forms_of_judgements_are_read(beir):
    folder = beir(
        {"../x y": {"title": "Kop", "text": "Tekst."}, 7: "Zonder kop.", "é": {"title": None, "text": "Lege kop."}},
        {"q 1": "eerste", "q2": "tweede"},
        ["query-id\tcorpus-id\tscore", "q 1\t../x y\t1", "q2\t7\t2.0"],
    )
    (folder / "qrels.test.tsv").write_text("q2 0 é 1\n", encoding="utf-8")

    read = read_beir(folder)

    assert read.documents == {"../x y": "Kop\n\nTekst.", "7": "Zonder kop.", "é": "Lege kop."}
    assert read.relevant == {"q 1": {"../x y": 1}, "q2": {"7": 2, "é": 1}}
    assert read.skipped == read.remarks == ()


def test_questions_without_a_relevant_judgement_are_skipped_and_named(beir):
    read = read_beir(beir({"d": "x"}, {"a": "x", "b": "x", "c": "x"}, ["a 0 d 1", "b 0 d 0"]))

    assert list(read.questions) == ["a"]
    assert read.skipped == ("b", "c")


def test_what_does_not_fit_together_is_told(beir):
    folder = beir({"d": "x"}, {"a": "x"}, ["a 0 d 1", "a 0 weg 1", "vreemd 0 d 1"])
    with (folder / "corpus.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"_id": "d", "text": "y"}\n')

    read = read_beir(folder)

    assert read.documents == {"d": "x"}
    assert [remark.split()[0] for remark in read.remarks] == ["1", "1", "1"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("corpus.jsonl", "{", "corpus.jsonl, line 1"),
        ("queries.dev.jsonl", '{"text": "x"}', "queries.dev.jsonl, line 1"),
        ("queries.dev.jsonl", "[1]", "queries.dev.jsonl, line 1"),
        ("qrels.dev.tsv", "a 0 d 1\na d veel", "qrels.dev.tsv, line 2"),
        ("qrels.dev.tsv", "a 0 d 0", "nothing to measure"),
    ],
)
def test_a_folder_that_is_no_such_thing_says_where(beir, name, content, said):
    folder = beir({"d": "x"}, {"a": "x"}, ["a 0 d 1"])
    (folder / name).write_text(content, encoding="utf-8")

    with pytest.raises(EvaluationError, match=said):
        read_beir(folder)


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.dev.jsonl", "qrels.dev.tsv"])
def test_a_file_that_is_missing_is_named(beir, name):
    folder = beir({"d": "x"}, {"a": "x"}, ["a 0 d 1"])
    (folder / name).unlink()

    with pytest.raises(EvaluationError, match=name.split(".", maxsplit=1)[0]):
        read_beir(folder)
