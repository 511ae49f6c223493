"""Documents that an editor uploads: they stay, a refused one changes nothing, an earlier index brings back its own."""

import threading
from pathlib import Path

import pytest

from ingest.set_aside import set_aside
from ingest.uploaded_documents import (
    Upload,
    add_document,
    put_back,
    remove_for_good,
    replace_document,
    restore_index,
    take_out,
)
from ingest.uploads_folder import safe_name
from kb.errors import SourceError, StoreError, StoreLocked
from kb.store import Store

MENTOR = "Begeleiding\n\nDe mentor begeleidt de leerling op de werkplek.\n"
SECTOR = "Los blad\n\nDe sectorconsulent geeft advies aan elke mentor.\n"
OUDER = "Brief\n\nDe ouder tekent de overeenkomst mee.\n"


def quiet(done: int, total: int) -> None:
    """No progress is looked at."""


@pytest.fixture
def standing(notes):
    """An index of a corpus with one document."""
    notes.write(**{"mentor.txt": MENTOR})
    notes.ingest()
    return notes


def upload(text: str | bytes = SECTOR, name: str = "Los blad.txt", **given: str) -> Upload:
    return Upload(name, text.encode() if isinstance(text, str) else text, **given)


def add(notes, *given, **more):
    return add_document(upload(*given, **more), notes.settings, quiet)


def files(notes) -> set[str]:
    return {path.name for path in notes.settings.uploads.glob("[!.]*")} - {"sources.yaml"}


def source(notes, source_id: str):
    return next(source for source in notes.opened()[0].sources if source.source_id == source_id)


def test_an_upload_is_answered_from_and_survives_every_next_ingest(standing):
    report = add(standing, title="Sectorblad", publisher="SERV", date="2026-01-02", address="https://www.serv.be/x")
    standing.ingest()
    standing.write(**{"ouder.txt": OUDER})
    standing.ingest()

    assert report.added == ("los-blad",)
    assert standing.sources == {"mentor": "mentor.txt", "los-blad": "los-blad.txt", "ouder": "ouder.txt"}
    assert standing.found("Wie geeft advies aan de mentor?")[0] == "los-blad"
    found = source(standing, "los-blad")
    assert (found.title, found.publisher, found.date, found.received_name, found.root) == (
        "Sectorblad", "SERV", "2026-01-02", "Los blad.txt", "uploads",
    )  # fmt: skip


def test_an_upload_is_read_from_its_file_when_the_index_was_lost(standing):
    add(standing)
    (standing.settings.store / "current").unlink()
    for path in (standing.settings.store / "generations").glob("*/manifest.json"):
        path.unlink()

    standing.ingest()

    assert set(standing.sources) == {"mentor", "los-blad"}


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [(b"%PDF-1.4 kapot", "plan.pdf", "PDF"), (b"\xff\xfe\x00", "blad.txt", None),
     (MENTOR.encode(), "kopie.txt", "zelfde tekst"), (b"x", "blad.exe", "onbekend bestandstype"),
     (b"titel: x", "kaart.yaml", None), (b"", "leeg.md", None)],
)  # fmt: skip
def test_a_refused_file_leaves_index_and_folder_untouched(standing, content, name, reason):
    add(standing)
    before, there = standing.generation, files(standing)

    with pytest.raises(SourceError, match=reason):
        add(standing, content, name)

    assert (standing.generation, files(standing)) == (before, there)
    assert standing.ingest().refused == ()


def test_a_replacement_keeps_its_id_and_what_is_known_of_it(standing):
    add(standing, title="Sectorblad", publisher="SERV", date="2026-01-02")

    report = replace_document("los-blad", upload(OUDER, "brief.md"), standing.settings, quiet)

    assert report.changed == ("los-blad",)
    found = source(standing, "los-blad")
    assert (found.title, found.publisher, found.date, found.file) == ("Sectorblad", "SERV", None, "brief.md")
    assert files(standing) == {"brief.md"}
    assert standing.found("sectorconsulent") == []


def test_a_refused_replacement_leaves_the_document_that_stood(standing):
    add(standing)
    before = standing.generation

    with pytest.raises(SourceError):
        replace_document("los-blad", upload(b"%PDF-1.4 kapot", "nieuw.pdf"), standing.settings, quiet)
    with pytest.raises(SourceError, match="is een tekst"):
        replace_document("los-blad", upload("x", "nieuw.xlsx"), standing.settings, quiet)

    assert (standing.generation, files(standing)) == (before, {"los-blad.txt"})
    assert standing.ingest().unchanged == ("mentor", "los-blad")


def test_a_document_of_the_corpus_is_replaced_and_put_back_and_its_file_is_never_touched(standing):
    replace_document("mentor", upload(OUDER, "mentor.txt"), standing.settings, quiet)
    standing.ingest()

    assert standing.sources == {"mentor": "mentor.txt"}
    assert standing.found("Wie tekent de overeenkomst?") == ["mentor"]
    assert (standing.folder / "mentor.txt").read_text() == MENTOR

    put_back("mentor", standing.settings, quiet)

    assert standing.found("Wie tekent de overeenkomst?") == []
    assert standing.found("Wie begeleidt de leerling?") == ["mentor"]
    assert (set_aside(standing.settings), files(standing)) == ((), set())


def test_a_document_that_was_taken_out_stays_out(standing):
    add(standing)
    take_out("mentor", standing.settings)
    standing.ingest()
    assert set(standing.sources) == {"los-blad"}
    assert [entry.file for entry in set_aside(standing.settings)] == ["mentor.txt"]

    put_back("mentor", standing.settings, quiet)
    take_out("los-blad", standing.settings)
    standing.ingest()

    assert set(standing.sources) == {"mentor"}
    assert files(standing) == set()


def test_the_command_line_takes_an_upload_out_with_its_file(standing):
    add(standing)

    remove_for_good("los-blad", standing.settings)
    standing.ingest()

    assert set(standing.sources) == {"mentor"}


def test_an_earlier_index_comes_back_with_the_documents_it_was_made_of(standing):
    add(standing)
    with_sector = standing.generation
    take_out("los-blad", standing.settings)
    add(standing, OUDER, "brief.txt")

    restore_index(with_sector, standing.settings)
    standing.ingest()

    assert set(standing.sources) == {"mentor", "los-blad"}
    assert files(standing) == {"los-blad.txt"}
    with pytest.raises(StoreError, match="er niet meer"):
        restore_index("../../elders", standing.settings)


def test_a_damaged_earlier_index_is_not_put_back(standing):
    first = standing.generation
    add(standing)
    now = standing.generation
    (standing.settings.store / "generations" / first / "partners.json").write_text("{}")

    with pytest.raises(StoreError, match="beschadigd"):
        restore_index(first, standing.settings)

    assert (standing.generation, files(standing)) == (now, {"los-blad.txt"})


def test_a_second_writer_is_told_to_wait_and_changes_nothing(standing):
    told: list[str] = []

    def second() -> None:
        try:
            add(standing)
        except StoreLocked as error:
            told.append(str(error))

    with Store(standing.settings.store).writing():
        other = threading.Thread(target=second)
        other.start()
        other.join()

    assert "wacht tot het klaar is" in told[0]
    assert set(standing.sources) == {"mentor"}
    assert not standing.settings.uploads.exists()


@pytest.mark.parametrize(
    ("received", "kept"),
    [("../../etc/passwd.txt", "passwd.txt"), ("<img src=x onerror=alert(1)>.pdf", "img-src-x-onerror-alert-1.pdf"),
     (".verborgen.md", "verborgen.md"), ("sources.yaml", "document-sources.yaml"), ("CON.txt", "document-con.txt"),
     ("é\x00\n" * 100 + ".docx", None), ("plan.PDF", "plan.pdf"), ("日本.txt", "naamloos.txt"),
     ("~$open.docx", "open.docx")],
)  # fmt: skip
def test_the_name_of_a_file_is_never_the_one_that_was_sent(tmp_path, received, kept):
    name = safe_name(received, tmp_path)

    assert name == (kept or name)
    assert (tmp_path / name).parent == tmp_path
    assert len(name) < 100
    Path(tmp_path / name).touch()
    assert safe_name(received, tmp_path) != name


@pytest.mark.parametrize("name", ["readme.md", "sources.yaml", "partners.yaml", ".sources.yaml", "x" * 400 + ".txt"])
def test_a_name_that_means_something_to_a_folder_is_harmless(standing, name):
    if name.endswith(".yaml"):
        with pytest.raises(SourceError):
            add(standing, "partners: []", name)
    else:
        add(standing, SECTOR, name)

    assert standing.ingest().refused == ()
    assert "mentor" in standing.sources
