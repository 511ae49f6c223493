from pathlib import Path

import pytest

from ingest.source_list import SourceFile, digest_of, files_of, pdf_of, source_of
from kb.errors import SourceError

RECORD = "- {id: stuk, file: stuk.txt, title: Een stuk}\n"


def a_folder(folder: Path, sources: str | None = None, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    if sources is not None:
        (folder / "sources.yaml").write_text(sources, encoding="utf-8")
    return folder


def names(folder: Path) -> list[str]:
    return [file.path.relative_to(folder).as_posix() for file in files_of(folder, "root")]


def test_files_of_a_folder_come_in_a_fixed_order(tmp_path):
    assert names(a_folder(tmp_path, None, "b.txt", "a/z.md", "a/b.html", "c.PDF")) == [
        "a/b.html", "a/z.md", "b.txt", "c.PDF",
    ]  # fmt: skip


def test_files_that_describe_or_hide_are_no_sources(tmp_path):
    folder = a_folder(
        tmp_path, "left_out: [questions]\n", "README.md", "LICENSE", "partners.yaml", ".verborgen.txt", ".git/x.txt",
        "~$stuk.docx", "__pycache__/x.txt", "questions/q.jsonl", "stuk.txt",
    )  # fmt: skip

    assert names(folder) == ["stuk.txt"]


def test_the_services_beside_a_csv_role_map_are_no_source(tmp_path):
    assert names(a_folder(tmp_path, None, "kaart.csv", "kaart-diensten.csv", "los-diensten.csv")) == [
        "kaart.csv",
        "los-diensten.csv",
    ]


def test_a_file_has_its_record_and_a_rendition_is_not_read_twice(tmp_path):
    sources = "sources:\n- {id: stuk, file: stuk.txt, renditions: [stuk.pdf]}\n"
    folder = a_folder(tmp_path, sources, "stuk.txt", "stuk.pdf", "los.txt")

    los, stuk = files_of(folder, "root")

    assert (los.record, los.renditions) == (None, ())
    assert stuk.record == {"id": "stuk", "file": "stuk.txt", "renditions": ["stuk.pdf"]}
    assert stuk.renditions == (folder / "stuk.pdf",)


@pytest.mark.parametrize("name", ["stuk.txt", "stuk.pdf"])
def test_a_file_given_by_itself_is_known_by_the_list_above_it(tmp_path, name):
    sources = "sources:\n- {id: het-stuk, file: policy/stuk.txt, renditions: [policy/stuk.pdf]}\n"
    folder = a_folder(tmp_path, sources, "policy/stuk.txt", "policy/stuk.pdf")

    (file,) = files_of(folder / "policy" / name, "root")

    assert file.record
    assert file.record["id"] == "het-stuk"


def test_a_path_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SourceError, match="bestaat niet"):
        list(files_of(tmp_path / "weg", "root"))


@pytest.mark.parametrize(
    ("sources", "reason"),
    [
        ("sources: [", "niet leesbaar.*regel"),
        ("sources: 5", "lijst van bronnen"),
        ("gewoon tekst", "gevonden: str"),
        ("sources:\n- {file: stuk.txt}", "bron 1 mist `id`"),
        ("sources:\n- stuk.txt", "bron 1 mist `id`"),
        (f"sources:\n{RECORD}- {{id: twee}}", "bron 2 mist `id` of `file`"),
        ("sources:\n- {id: a, file: a.txt, titel: A}", "bron a: onbekend veld 'titel'; toegelaten: address, date"),
        ("sources:\n- {id: ../a, file: a.txt}", "`id` bestaat uit kleine letters"),
        ("sources:\n- {id: a, file: 5}", "`file` is een naam"),
        ("sources:\n- {id: a, file: a.txt, renditions: b.pdf}", "`renditions` een lijst"),
        (f"sources:\n{RECORD}- {{id: stuk, file: b.txt}}", "`id` 'stuk' staat 2 keer"),
        (f"sources:\n{RECORD}- {{id: ander, file: stuk.txt}}", "`file` 'stuk.txt' staat 2 keer"),
        ("sources:\n- {id: a, file: a.txt, date: 2024-02-31}", "niet leesbaar"),
        ("left_out: questions", "`left_out` een lijst"),
    ],
)
def test_a_fault_in_the_source_list_is_told_with_its_place(tmp_path, sources, reason):
    with pytest.raises(SourceError, match=reason):
        list(files_of(a_folder(tmp_path, sources), "root"))


def test_a_source_list_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "sources.yaml").write_bytes("# één".encode("latin-1"))

    with pytest.raises(SourceError, match=r"sources\.yaml is niet leesbaar"):
        list(files_of(tmp_path, "root"))


def test_an_empty_source_list_is_no_fault(tmp_path):
    assert names(a_folder(tmp_path, "", "stuk.txt")) == ["stuk.txt"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.TXT", "policy_text"), ("a.docx", "policy_text"), ("a.yml", "role_map"), ("a.CSV", "role_map")],
)
def test_the_ending_of_the_name_says_what_a_file_is(name, kind):
    assert SourceFile(Path(name), "root").kind == kind


@pytest.mark.parametrize("name", ["stuk.odt", "stuk", "stuk.exe"])
def test_an_unknown_ending_is_refused_with_the_known_ones(name):
    with pytest.raises(SourceError, match=r"onbekend bestandstype .*toegelaten: \.docx .*rollenkaarten \.csv"):
        _ = SourceFile(Path(name), "root").kind


def test_a_record_describes_the_source(tmp_path):
    record = {
        "id": "stuk",
        "file": "x.txt",
        "title": "Het stuk",
        "publisher": "Wij",
        "date": 2025,
        "address": "https://x.be",
    }

    source = source_of(SourceFile(tmp_path / "x.txt", "corpus", record), b"abc", "Titel in het bestand", {})

    assert (source.source_id, source.title, source.publisher) == ("stuk", "Het stuk", "Wij")
    assert (source.date, source.language, source.address) == ("2025", "nl", "https://x.be")
    assert source.digest == digest_of(b"abc")
    assert source.path == str((tmp_path / "x.txt").resolve())


def test_a_file_without_a_record_is_named_by_its_text_or_itself():
    assert source_of(SourceFile(Path("x/Één stuk.md"), "r"), b"", "Titel", {}).title == "Titel"
    assert source_of(SourceFile(Path("x/Één stuk.md"), "r"), b"", None, {}).title == "Één stuk"
    assert source_of(SourceFile(Path("x/Één stuk.md"), "r"), b"", None, {}).source_id == "een-stuk"


def test_files_with_the_same_name_get_ids_of_their_own():
    taken = {}
    for path in ("a/stuk.txt", "b/stuk.txt", "c/stuk.txt", "d/stuk.pdf", "a/stuk.txt"):
        source = source_of(SourceFile(Path(path), "r"), b"", None, taken)
        taken[source.source_id] = source

    assert list(taken) == ["stuk", "stuk-txt", "stuk-txt-2", "stuk-pdf"]


def test_the_corpus_of_the_project_has_its_records(corpus):
    files = list(files_of(corpus, "corpus"))

    assert [file.record["id"] for file in files if file.record] == [
        "actieplan", "rollenkaart-actieplan", "rollenkaart-openbare-bronnen",
    ]  # fmt: skip
    assert digest_of(files[0].path.read_bytes()) == files[0].record["sha256"]


def test_the_pdf_of_a_source_is_the_file_itself_or_its_rendition(tmp_path):
    folder = a_folder(
        tmp_path, "sources:\n- {id: stuk, file: stuk.txt, renditions: [stuk.pdf], title: Een stuk}\n",
        "stuk.txt", "stuk.pdf", "los/blad.pdf", "brief.txt",
    )  # fmt: skip
    found = {file.path.name: source_of(file, file.path.read_bytes(), None, {}) for file in files_of(folder, "root")}

    assert pdf_of(found["stuk.txt"]) == (folder / "stuk.pdf").resolve()
    assert pdf_of(found["blad.pdf"]) == (folder / "los" / "blad.pdf").resolve()
    assert pdf_of(found["brief.txt"]) is None
    (folder / "stuk.txt").write_text("iets anders", encoding="utf-8")
    (folder / "los" / "blad.pdf").unlink()
    assert pdf_of(found["stuk.txt"]) is None
    assert pdf_of(found["blad.pdf"]) is None
