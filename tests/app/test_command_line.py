import csv
import errno
import io
import json
import os
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from app.__main__ import main
from app.checking.house_remarks import shipped_wording
from kb.store import Store

ROOT = Path(__file__).parents[2]
QUESTION = "Wie erkent ondernemingen als leerwerkplek?"
ANSWER_KEYS = {
    "id", "question", "language", "persona", "status", "text", "sentences", "citations", "participations", "handover",
    "considered", "notices", "engine", "timings_ms",
}  # fmt: skip
CITATION_KEYS = {
    "n", "source_id", "title", "section", "action", "page", "start", "end", "quote", "evidence", "modality",
}  # fmt: skip
PASSAGE_KEYS = {
    "passage_id", "source_id", "file", "section", "action", "page", "start", "end", "text", "score",
}  # fmt: skip
SOURCE_KEYS = {"source_id", "title", "publisher", "date", "language", "address", "digest", "kind"}
ACTION_KEYS = {
    "key", "number", "section", "title", "text", "involved", "involved_stated", "timing", "starts", "ends", "modality",
    "citation", "notices",
}  # fmt: skip
REPORT_KEYS = {"added", "changed", "unchanged", "removed", "refused", "passages", "seconds"}


@pytest.fixture(scope="session")
def duaal():
    """Runs the command as a user does, in a process of its own."""

    def run(*arguments: object, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "app", *map(str, arguments)]
        return subprocess.run(
            command, cwd=cwd, capture_output=True, encoding="utf-8", env=os.environ | env, timeout=120, check=False
        )

    return run


@pytest.fixture
def line(capsys, corpus_store):
    """Runs the command in this process: for the many small cases, where starting Python takes longest."""

    def run(*arguments: object, store: Path = corpus_store) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            code = main([*map(str, arguments), "--store", str(store)])
        except SystemExit as ending:
            code = ending.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def own_store(corpus_store, tmp_path):
    """A copy of the index that the test may change."""
    return shutil.copytree(corpus_store, tmp_path / "store")


@pytest.fixture
def batch(tmp_path):
    """Writes lines to a file, dictionaries as JSON."""

    def write(*lines: object) -> Path:
        path = tmp_path / "vragen.jsonl"
        rows = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in lines]
        path.write_text("\n".join(rows), encoding="utf-8")
        return path

    return write


def one_sentence(err: str) -> bool:
    return err.startswith("duaal: ") and err.count("\n") == 1 and "Traceback" not in err


# As a user runs it


def test_an_answer_as_json_has_every_key_and_nothing_else_stands_on_stdout(duaal, corpus_store):
    done = duaal("ask", "--json", QUESTION, "--store", corpus_store)

    answer = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert set(answer) == ANSWER_KEYS
    assert (answer["id"], answer["question"], answer["status"]) == (None, QUESTION, "answered")
    assert answer["citations"]
    assert all(set(citation) == CITATION_KEYS for citation in answer["citations"])
    assert answer["timings_ms"]["total"] > 0


def test_an_answer_in_the_terminal_shows_its_quotes(duaal, corpus_store):
    done = duaal("ask", "Wie is trekker van actie 9?", DUAAL_STORE=str(corpus_store))

    assert (done.returncode, done.stderr) == (0, "")
    assert "«Betrokkenen: WEWIS (trekker) & DOV»" in done.stdout
    assert "[1]" in done.stdout


def test_an_empty_question_is_told_in_one_sentence(duaal, corpus_store):
    done = duaal("ask", "  ?! ", "--store", corpus_store)

    assert (done.returncode, done.stdout) == (2, "")
    assert one_sentence(done.stderr)


def test_an_index_that_is_not_there_is_told_with_the_command_that_makes_it(duaal, tmp_path):
    done = duaal("ask", "--json", QUESTION, "--store", tmp_path / "niets")

    assert (done.returncode, done.stdout) == (1, "")
    assert one_sentence(done.stderr)
    assert f"duaal ingest --store {tmp_path / 'niets'}" in done.stderr


def test_the_text_of_a_source_is_printed_byte_for_byte(corpus_store):
    command = [sys.executable, "-m", "app", "sources", "--text", "actieplan", "--store", corpus_store]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, env=os.environ | {"LC_ALL": "C"})

    assert done.stdout == Store(corpus_store).generation().document("actieplan").text.encode()
    assert done.stderr == b""


def test_whoever_stops_reading_halfway_gets_no_traceback(corpus_store):
    command = [sys.executable, "-m", "app", "sources", "--text", "actieplan", "--store", corpus_store]

    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        err = process.stderr.read()

    assert err == b""
    assert process.returncode == 1


def test_a_damaged_index_answers_from_the_one_before_with_the_warning_beside_the_json(duaal, own_store, tmp_path):
    (tmp_path / "los.txt").write_text("Los blad\n\nDe sector geeft advies.\n", encoding="utf-8")
    assert main(["ingest", str(tmp_path / "los.txt"), "--store", str(own_store)]) == 0
    (own_store / "generations" / Store(own_store).stamp() / "manifest.json").unlink()

    done = duaal("ask", "--json", QUESTION, "--store", own_store)

    assert (done.returncode, json.loads(done.stdout)["status"]) == (0, "answered")
    assert done.stderr.startswith("Let op: de index in ")
    assert done.stderr.count("\n") == 1


def test_an_installed_package_works_from_any_folder_with_the_corpus_it_carries(duaal, tmp_path):
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    site, elsewhere = tmp_path / "site-packages", tmp_path / "elders"
    for package in packages["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]:
        shutil.copytree(ROOT / package, site / package, ignore=shutil.ignore_patterns("__pycache__"))
    elsewhere.mkdir()
    run = {"cwd": elsewhere, "PYTHONPATH": str(site), "DUAAL_STORE": "index"}

    ingested, asked = duaal("ingest", "--json", **run), duaal("ask", "--json", QUESTION, **run)

    read = Store(elsewhere / "index").generation().manifest.sources
    assert {source.source_id for source in read} == set(json.loads(ingested.stdout)["added"])
    assert all(Path(source.path).is_relative_to(site / "corpus") for source in read)
    assert (asked.returncode, json.loads(asked.stdout)["status"]) == (0, "answered")
    assert [path.name for path in elsewhere.iterdir()] == ["index"]


def test_the_command_is_installed_under_its_own_name(tmp_path):
    command = Path(sys.executable).parent / "duaal"
    if not command.exists():
        pytest.skip("the package is not installed here")

    done = subprocess.run([command, "--help"], cwd=tmp_path, capture_output=True, text=True, check=True)

    assert done.stdout.startswith("usage: duaal")


# Exit codes


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("raad",),
        ("ask",),
        ("ask", QUESTION, "--batch", "vragen.jsonl"),
        ("ask", QUESTION, "--persona", "leraar"),
        ("ask", QUESTION, "--language", "de"),
        ("ask", QUESTION, "--history", "bestaat-niet.json"),
        ("ask", "--batch", "bestaat-niet.jsonl"),
        ("ask", ""),
        ("ask", "\n\t "),
        ("ask", "waarom " * 400),
        ("search", ""),
        ("search",),
        ("search", "mentor", "-k", "0"),
        ("search", "mentor", "-k", "-1"),
        ("search", "mentor", "-k", "tien"),
        ("search", "mentor", "-k", "1001"),
        ("sources", "--text", "actieplan", "--remove", "actieplan"),
        ("actions", "--due-before", "31/12/2026"),
        ("actions", "--modality", "misschien"),
        ("actions", "--json", "--csv"),
        ("actions", "--school-year", "2025-2027"),
        ("serve", "--port", "99999"),
    ],
    ids=" ".join,
)
def test_wrong_arguments_end_with_2_and_print_no_result(line, arguments):
    code, out, err = line(*arguments)

    assert (code, out) == (2, "")
    assert err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("sources", "--text", "bestaat-niet"),
        ("sources", "--remove", "bestaat-niet"),
        ("actions", "--partner", "bestaat niet"),
        ("ingest", "bestaat-niet.pdf", "--json"),
        ("serve", "--port", "0", "--host", "bestaat.niet.invalid"),
    ],
    ids=" ".join,
)
def test_a_failure_ends_with_1_and_a_sentence(line, own_store, arguments):
    code, out, err = line(*arguments, store=own_store)

    assert code == 1
    assert out == "" or json.loads(out)["refused"]
    assert err.strip().splitlines()
    assert "Traceback" not in err


@pytest.mark.parametrize("command", ["", "ingest", "ask", "search", "sources", "roles", "actions", "serve", "doctor"])
def test_every_command_has_its_help(capsys, command):
    with pytest.raises(SystemExit) as ending:
        main([*command.split(), "--help"])

    assert ending.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: duaal {command}".strip())


def test_an_unexpected_fault_is_one_sentence(line, monkeypatch):
    monkeypatch.setattr("app.answer_question.answer_question", lambda *given, **options: 1 / 0)

    code, out, err = line("ask", QUESTION)

    assert (code, out) == (1, "")
    assert one_sentence(err)


# Questions


def test_an_earlier_question_supplies_what_a_follow_up_leaves_out(line, tmp_path):
    (tmp_path / "eerder.json").write_text('["Wie is trekker van actie 9?"]', encoding="utf-8")

    _, out, _ = line("ask", "--json", "en wanneer?", "--history", tmp_path / "eerder.json")

    assert "2.3/9" in {citation["action"] for citation in json.loads(out)["citations"]}


@pytest.mark.parametrize("content", ["", "{}", '"vraag"', "[1]", "[", "\xff"])
def test_earlier_questions_in_another_form_are_refused(line, tmp_path, content):
    (tmp_path / "eerder.json").write_bytes(content.encode("latin-1"))

    code, out, err = line("ask", "en wanneer?", "--history", tmp_path / "eerder.json")

    assert (code, out) == (2, "")
    assert one_sentence(err)


def test_persona_and_language_come_back_in_the_answer(line):
    _, out, _ = line("ask", "--json", QUESTION, "--persona", "mentor", "--language", "fr")

    answer = json.loads(out)
    assert (answer["persona"], answer["language"]) == ("mentor", "fr")


def test_a_batch_is_answered_in_its_order_with_its_ids_and_histories(line, batch):
    path = batch(
        {"id": "b", "question": "en wanneer?", "history": ["Wie is trekker van actie 9?"]},
        {"id": "a", "question": QUESTION, "persona": "parent", "language": "en", "kleur": "rood"},
        {"id": 7, "question": "Wie is trekker van actie 9?", "history": None},
        {"question": "Hoeveel acties zijn er?"},
    )

    code, out, err = line("ask", "--batch", path)

    answers = [json.loads(row) for row in out.splitlines()]
    assert (code, err) == (0, "")
    assert [answer["id"] for answer in answers] == ["b", "a", 7, None]
    assert all(set(answer) == ANSWER_KEYS for answer in answers)
    assert (answers[1]["persona"], answers[1]["language"]) == ("parent", "en")
    assert {"2.3/9"} == {citation["action"] for citation in answers[0]["citations"] + answers[2]["citations"]}


def test_two_processes_give_the_same_answers(duaal, line, corpus_store, batch):
    path = batch({"id": 1, "question": QUESTION}, {"id": 2, "question": "Wie helpt mijn bakkerij?"})

    runs = (duaal("ask", "--batch", path, "--store", corpus_store).stdout, line("ask", "--batch", path)[1])

    first, second = ([json.loads(row) | {"timings_ms": None} for row in run.splitlines()] for run in runs)
    assert len(first) == 2
    assert first == second


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{", "geen geldige JSON"),
        ("[]", "object"),
        ('{"id": 1}', "question"),
        ({"question": 5}, "question"),
        ({"question": "x", "persona": "leraar"}, "persona"),
        ({"question": "x", "persona": ["mentor"]}, "persona"),
        ({"question": "x", "language": "de"}, "language"),
        ({"question": "x", "history": "eerder"}, "history"),
        ({"question": "x", "history": [1]}, "history"),
    ],
)
@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_bad_line_is_named_before_anything_is_answered(line, batch, bad, reason, command):
    code, out, err = line(command, "--batch", batch({"question": QUESTION}, "", bad))

    assert (code, out) == (2, "")
    assert one_sentence(err)
    assert "regel 3" in err
    assert reason in err


def test_a_question_of_a_batch_that_cannot_be_taken_does_not_stop_the_others(line, batch):
    path = batch({"id": "leeg", "question": " "}, {"id": "lang", "question": "x " * 9000}, {"question": QUESTION})

    code, out, _ = line("ask", "--batch", path)
    found_code, found, _ = line("search", "--batch", path)

    assert (code, found_code) == (0, 0)
    assert [json.loads(row)["status"] for row in out.splitlines()] == [
        "needs_clarification", "needs_clarification", "answered",
    ]  # fmt: skip
    assert [bool(json.loads(row)["passages"]) for row in found.splitlines()] == [False, False, True]


def test_a_batch_with_a_mark_windows_line_ends_and_strange_separators_is_read(line, tmp_path):
    rows = [
        '\ufeff{"id": "a", "question": "Wie erkent mij?"}',
        "",
        '{"id": "b", "question": "Wie\u2028erkent\u0085?"}',
    ]
    (tmp_path / "vragen.jsonl").write_bytes("\r\n".join(rows).encode())

    code, out, _ = line("ask", "--batch", tmp_path / "vragen.jsonl")

    assert (code, [json.loads(row)["id"] for row in out.split("\n") if row]) == (0, ["a", "b"])


def test_a_batch_comes_from_standard_input_too(line, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({"id": "x", "question": QUESTION})))

    _, out, _ = line("ask", "--batch", "-")

    assert json.loads(out)["id"] == "x"


def test_an_empty_batch_has_no_answers(line, batch):
    assert line("ask", "--batch", batch()) == (0, "", "")


# Passages, sources, actions


def test_found_passages_are_exactly_the_text_of_their_source(line):
    _, out, err = line("search", "--json", "wie begeleidt de leerling", "-k", "7")

    found = json.loads(out)
    assert (len(found), err) == (7, "")
    assert all(set(passage) == PASSAGE_KEYS for passage in found)
    assert [passage["score"] for passage in found] == sorted((passage["score"] for passage in found), reverse=True)
    for passage in found:
        _, text, _ = line("sources", "--text", passage["source_id"])
        assert text[passage["start"] : passage["end"]] == passage["text"]


def test_a_batch_of_searches_reads_a_follow_up_with_what_came_before(line, batch):
    path = batch(
        {"id": "a", "question": "en wanneer?", "history": ["Wie is trekker van actie 9?"]}, {"question": "DOV"}
    )

    _, out, _ = line("search", "--batch", path, "-k", "2")

    rows = [json.loads(row) for row in out.splitlines()]
    assert [(row["id"], len(row["passages"])) for row in rows] == [("a", 2), (None, 2)]
    assert "2.3/9" in {passage["action"] for passage in rows[0]["passages"]}


def test_searching_in_the_terminal_numbers_the_passages(line):
    _, out, _ = line("search", "mentor", "-k", "2")

    assert [row[:2] for row in out.splitlines() if row[:2] in ("1.", "2.", "3.")] == ["1.", "2."]


def test_the_sources_are_listed_with_what_is_known_of_them(line, corpus_store):
    _, out, _ = line("sources", "--json")
    _, table, _ = line("sources")

    sources = json.loads(out)
    assert all(set(source) >= SOURCE_KEYS for source in sources)
    assert {source["kind"] for source in sources} == {"policy_text", "role_map"}
    assert next(source for source in sources if source["source_id"] == "actieplan")["date"] is None
    assert all(source["title"] in table for source in sources)


def test_every_citation_is_verbatim_in_what_sources_prints(line, batch):
    path = batch(*({"question": f"Wat is actie {number}?"} for number in range(1, 19)))
    texts: dict[str, str] = {}

    _, out, _ = line("ask", "--batch", path)

    citations = [citation for row in out.splitlines() for citation in json.loads(row)["citations"]]
    assert len(citations) > 18
    for citation in citations:
        text = texts.setdefault(citation["source_id"], line("sources", "--text", citation["source_id"])[1])
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_the_actions_come_as_json_csv_and_calendar(line):
    actions = json.loads(line("actions", "--json")[1])
    rows = list(csv.DictReader(io.StringIO(line("actions", "--csv")[1])))
    events = Calendar.from_ical(line("actions", "--ics")[1]).events

    assert len(actions) == 21
    assert all(set(action) >= ACTION_KEYS for action in actions)
    assert [row["key"] for row in rows] == [action["key"] for action in actions]
    dated = [action for action in actions if action["ends"]]
    assert {str(event["uid"]) for event in events} == {
        f"{action['citation']['source_id']}-{action['key'].replace('/', '-')}@duaalwijzer" for action in dated
    }
    assert all(event["dtstart"].dt < event["dtend"].dt for event in events)
    assert dated


def test_actions_are_filtered_by_the_day_before_which_they_end(line):
    actions = json.loads(line("actions", "--json", "--due-before", "2027-01-01")[1])

    assert actions
    assert all(date.fromisoformat(action["ends"]) < date(2027, 1, 1) for action in actions)
    assert len(actions) < len(json.loads(line("actions", "--json", "--due-before", "2040-01-01")[1]))


@pytest.mark.parametrize("name", ["WEWIS", "wewis", "Departement WEWIS"])
def test_actions_are_filtered_by_any_name_of_a_partner(line, name):
    actions = json.loads(line("actions", "--json", "--partner", name)[1])

    assert "2.3/9" in [action["key"] for action in actions]
    assert all("wewis" in [party["partner"] for party in action["involved"]] for action in actions)


def test_actions_are_filtered_by_school_year_theme_and_by_what_the_plan_does_not_state(line):
    def keys(*asked: str) -> list[str]:
        return [action["key"] for action in json.loads(line("actions", "--json", *asked)[1])]

    assert keys("--school-year", "2027-2028") == ["2.5/13"]
    assert keys("--theme", "2.6", "--school-year", "geen") == ["2.6/15", "2.6/16", "2.6/17"]
    assert keys("--partner", "geen") == keys("--school-year", "geen")


def test_a_theme_without_actions_is_refused_with_those_that_there_are(line):
    code, out, err = line("actions", "--theme", "9.9")

    assert (code, out) == (1, "")
    assert "2.1, 2.2, 2.3" in err


def test_the_actions_in_the_terminal_name_parties_and_timing(line):
    _, out, _ = line("actions", "--partner", "WEWIS")

    assert "wewis (trekker)" in out


# Ingesting


def test_a_report_as_json_has_every_key(line, tmp_path):
    (tmp_path / "los.txt").write_text("Los blad\n\nDe sector geeft advies.\n", encoding="utf-8")
    (tmp_path / "leeg.txt").write_bytes(b"")

    code, out, _ = line("ingest", tmp_path, "--json", store=tmp_path / "store")

    report = json.loads(out)
    assert code == 0
    assert set(report) >= REPORT_KEYS
    assert (report["added"], report["passages"]) == (["los"], 1)
    assert [set(refused) for refused in report["refused"]] == [{"file", "reason", "pages"}]
    assert [refused["file"] for refused in report["refused"]] == ["leeg.txt"]


def test_a_report_in_the_terminal_names_what_was_read_and_what_was_not(line, tmp_path):
    (tmp_path / "los.txt").write_text("Los blad\n\nDe sector geeft advies.\n", encoding="utf-8")
    (tmp_path / "leeg.txt").write_bytes(b"")

    _, out, _ = line("ingest", tmp_path, store=tmp_path / "store")

    assert "Toegevoegd: los" in out
    assert "leeg.txt" in out


def test_nothing_that_can_be_read_ends_with_1_and_changes_nothing(line, own_store, tmp_path):
    (tmp_path / "leeg.txt").write_bytes(b"")
    before = Store(own_store).stamp()

    code, out, err = line("ingest", tmp_path / "leeg.txt", "--json", store=own_store)

    assert code == 1
    assert json.loads(out)["refused"][0]["file"] == "leeg.txt"
    assert "niet veranderd" in err
    assert Store(own_store).stamp() == before


def test_a_source_is_added_and_taken_out_again(line, own_store, tmp_path):
    (tmp_path / "los.txt").write_text("Los blad\n\nHet reuzenrad draait.\n", encoding="utf-8")

    line("ingest", tmp_path / "los.txt", store=own_store)
    _, found, _ = line("search", "--json", "reuzenrad", store=own_store)
    code, out, err = line("sources", "--remove", "los", store=own_store)
    _, sources, _ = line("sources", "--json", store=own_store)

    assert "los" in [passage["source_id"] for passage in json.loads(found)]
    assert (code, out) == (0, "")
    assert "'los'" in err
    assert "los" not in [source["source_id"] for source in json.loads(sources)]


def test_a_full_disk_is_told_and_the_index_answers_on(line, own_store, tmp_path, monkeypatch):
    def full(number: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "los.txt").write_text("Los blad\n\nHet reuzenrad draait.\n", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", full)

    code, out, err = line("ingest", tmp_path / "los.txt", "--json", store=own_store)
    asked, answer, warning = line("ask", "--json", QUESTION, store=own_store)

    assert (code, out) == (1, "")
    assert "No space left on device" in err
    assert "Traceback" not in err
    assert (asked, json.loads(answer)["status"], warning) == (0, "answered", "")


def test_an_index_in_which_another_process_writes_is_told_and_read_on(line, corpus_store):
    with Store(corpus_store).writing():
        code, out, err = line("ingest", "--json")
        asked, answer, _ = line("ask", "--json", QUESTION)

    assert (code, out) == (1, "")
    assert "ander proces" in err
    assert (asked, json.loads(answer)["status"]) == (0, "answered")


# The doctor


def test_the_doctor_says_where_everything_stands_and_how_to_keep_it(line, corpus_store):
    code, out, _ = line("doctor", "--json")

    record = json.loads(out)
    assert (code, record["problem"], record["warning"]) == (0, None, None)
    assert (record["store"], record["sources"]) == (str(corpus_store), 3)
    assert str(corpus_store) in record["backup"]
    assert line("doctor")[0] == 0


def test_the_doctor_names_tables_that_an_editor_changed_and_says_when_one_is_broken(line, own_store):
    assert json.loads(line("doctor", "--json", store=own_store)[1])["edited"] is None
    (own_store / "edited").mkdir()
    own = own_store / "edited" / "house_wording.yaml"
    own.write_bytes(shipped_wording().read_bytes())
    assert "house_wording.yaml" in line("doctor", store=own_store)[1]

    own.write_text("table: [", encoding="utf-8")

    code, out, _ = line("doctor", store=own_store)
    assert code == 1
    assert "woordkeuze" in out


def test_the_doctor_ends_with_1_when_nothing_can_answer(line, tmp_path):
    code, out, _ = line("doctor", "--json", store=tmp_path / "niets")

    assert (code, json.loads(out)["store"]) == (1, str(tmp_path / "niets"))
    assert "duaal ingest" in json.loads(out)["problem"]
    assert "duaal ingest" in line("doctor", store=tmp_path / "niets")[1]


def test_an_index_of_another_model_is_refused_with_the_command_that_makes_it_anew(line, own_store):
    manifest = own_store / "generations" / Store(own_store).stamp() / "manifest.json"
    record = json.loads(manifest.read_text(encoding="utf-8")) | {"model": "bge-m3"}
    manifest.write_text(json.dumps(record), encoding="utf-8")

    for arguments in (("ask", QUESTION), ("search", "mentor"), ("serve", "--port", "0")):
        code, out, err = line(*arguments, store=own_store)
        assert (code, out) == (1, "")
        assert one_sentence(err)
        assert f"duaal ingest --store {own_store}" in err
    assert line("doctor", store=own_store)[0] == 1
    assert line("sources", store=own_store)[0] == 0
