import io
import shutil

import openpyxl
import pytest
from docx import Document as WordDocument
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from ingest.ingest_corpus import ingest_corpus
from kb.errors import SourceError, StoreMissing
from kb.settings import CORPUS, Settings, settings_from_environment

MENTOR = "Begeleiding\n\nDe mentor begeleidt de leerling op de werkplek.\n"
OUDER = "Overeenkomst\n\nDe ouder tekent de overeenkomst samen met de leerling.\n"
SCHOOL = "Opvolging\n\nDe school volgt elke maand op hoe het gaat.\n"


@pytest.fixture
def three_notes(notes):
    notes.write(**{"mentor.txt": MENTOR, "ouder.txt": OUDER, "school.txt": SCHOOL})
    notes.ingest()
    return notes


def test_the_first_run_reads_every_file(notes):
    notes.write(**{"mentor.txt": MENTOR, "map/ouder.md": "# Overeenkomst\n\nDe ouder tekent."})

    report = notes.ingest()

    assert report.added == ("ouder", "mentor")
    assert (report.passages, report.embedded, report.refused) == (2, 2, ())
    assert notes.found("wie begeleidt de leerling") == ["mentor"]


def test_a_second_run_embeds_nothing_and_changes_nothing_on_disk(three_notes):
    before = three_notes.generation

    report = three_notes.ingest()

    assert report.unchanged == ("mentor", "ouder", "school")
    assert (report.added, report.changed, report.removed, report.embedded) == ((), (), (), 0)
    assert three_notes.generation == before


def test_a_changed_document_replaces_its_own_passages_and_no_others(notes):
    long = "\n\n".join(f"Punt {n}\n\n{'De leerling leest punt. ' * 20}{n}" for n in range(5))
    notes.write(**{"lang.txt": long, "mentor.txt": MENTOR})
    first = notes.ingest()
    notes.write(**{"lang.txt": long.replace("De leerling leest punt. 3", "De leerling zingt. 3")})

    report = notes.ingest()

    assert (report.changed, report.unchanged) == (("lang",), ("mentor",))
    assert first.embedded > 4
    assert report.embedded == 1
    assert report.passages == first.passages
    assert notes.found("zingt") == ["lang"]


def test_a_new_title_reaches_every_citation_without_embedding_anew(three_notes):
    record = "sources: [{id: mentor, file: mentor.txt, title: De gids voor mentoren}]"
    three_notes.write(**{"sources.yaml": record})

    report = three_notes.ingest()

    assert (report.changed, report.embedded) == (("mentor",), 0)
    assert three_notes.opened()[0].search("mentor", 1)[0].passage.title == "De gids voor mentoren"


def test_a_removed_file_leaves(three_notes):
    (three_notes.folder / "ouder.txt").unlink()

    report = three_notes.ingest()

    assert (report.removed, report.passages, report.embedded) == (("ouder",), 2, 0)
    assert three_notes.found("overeenkomst") == []


def test_the_last_file_leaves_too(notes):
    notes.write(**{"mentor.txt": MENTOR})
    notes.ingest()
    (notes.folder / "mentor.txt").unlink()

    report = notes.ingest()

    assert (report.removed, report.read_anything) == (("mentor",), False)
    assert notes.sources == {}
    assert notes.opened()[0].search("mentor", 5) == []


def test_a_file_removed_from_a_folder_leaves_when_the_folder_around_it_is_ingested(notes):
    notes.write(**{"map/mentor.txt": MENTOR, "map/ouder.txt": OUDER})
    notes.ingest(notes.folder / "map")
    (notes.folder / "map" / "ouder.txt").unlink()

    assert notes.ingest().removed == ("ouder",)


def test_files_elsewhere_stay_when_a_folder_is_ingested_again(three_notes, tmp_path):
    (tmp_path / "los.txt").write_text("Los blad\n\nDe sector geeft advies.\n", encoding="utf-8")
    three_notes.ingest(tmp_path / "los.txt")
    (tmp_path / "los.txt").unlink()

    assert three_notes.ingest().removed == ()
    assert three_notes.found("sector advies") == ["los"]


@pytest.mark.parametrize("name", ["aaa-kopie.txt", "zzz-kopie.txt"])
def test_the_same_text_in_another_file_is_taken_in_once_and_the_first_keeps_its_place(three_notes, name):
    three_notes.write(**{name: MENTOR})

    report = three_notes.ingest()

    assert [(refused.file, refused.reason) for refused in report.refused] == [
        (name, "zelfde tekst als bron 'mentor'; één keer opgenomen")
    ]
    assert (report.unchanged, report.embedded) == (("mentor", "ouder", "school"), 0)
    assert len(three_notes.sources) == 3


def test_the_same_text_in_another_form_is_taken_in_once(three_notes):
    three_notes.write(**{"mentor.md": "# Begeleiding\n\nDe mentor begeleidt de leerling op de werkplek.\n"})

    report = three_notes.ingest()

    assert [refused.file for refused in report.refused] == ["mentor.md"]
    assert set(three_notes.sources) == {"mentor", "ouder", "school"}


def test_a_copy_of_what_stands_already_is_not_taken_in_from_another_place(three_notes, tmp_path):
    (tmp_path / "kopie.txt").write_text(MENTOR, encoding="utf-8")

    report = three_notes.ingest(tmp_path / "kopie.txt")

    assert (report.added, report.duplicates, report.read_anything) == ((), 1, True)
    assert "kopie" not in three_notes.sources


def test_two_files_that_become_the_same_are_one_source(three_notes):
    three_notes.write(**{"ouder.txt": MENTOR})

    report = three_notes.ingest()

    assert (report.removed, report.unchanged) == (("ouder",), ("mentor", "school"))
    assert set(three_notes.sources) == {"mentor", "school"}


def test_a_file_that_moved_is_one_source_and_keeps_its_vectors(three_notes):
    three_notes.write(**{"map/leeg.md": "# Leeg\n\nNog niets."})
    (three_notes.folder / "mentor.txt").rename(three_notes.folder / "map" / "mentor.txt")

    report = three_notes.ingest()

    assert report.removed == ("mentor",)
    assert report.embedded == 1
    assert three_notes.found("mentor werkplek") == [report.added[-1]]


def test_a_source_that_gets_an_id_of_its_own_is_one_source(three_notes):
    three_notes.write(**{"sources.yaml": "sources: [{id: gids, file: mentor.txt}]"})

    report = three_notes.ingest()

    assert (report.added, report.removed) == (("gids",), ("mentor",))
    assert three_notes.found("mentor werkplek") == ["gids"]


def test_a_rendition_belongs_to_the_source_of_its_text(notes):
    record = "sources: [{id: gids, file: gids.txt, renditions: [gids.pdf]}]"
    notes.write(**{"gids.txt": MENTOR, "gids.pdf": pdf(["Begeleiding"]), "sources.yaml": record})

    together = notes.ingest()
    both_named = notes.ingest(notes.folder / "gids.txt", notes.folder / "gids.pdf")

    assert (together.added, together.refused) == (("gids",), ())
    assert (both_named.unchanged, both_named.changed) == (("gids",), ())
    assert [refused.file for refused in both_named.refused] == ["gids.pdf"]


def test_a_file_named_twice_is_read_once(notes):
    notes.write(**{"mentor.txt": MENTOR})
    file = notes.folder / "mentor.txt"

    assert notes.ingest(file, notes.folder, file).added == ("mentor",)


def test_a_path_adds_to_what_is_there(three_notes, tmp_path):
    (tmp_path / "los.txt").write_text("Los blad\n\nDe sector geeft advies.\n", encoding="utf-8")

    report = three_notes.ingest(tmp_path / "los.txt")

    assert (report.added, report.unchanged, report.embedded) == (("los",), (), 1)
    assert set(three_notes.sources) == {"mentor", "ouder", "school", "los"}


def test_files_with_one_name_in_two_places_are_two_sources(notes):
    notes.write(**{"a/brief.txt": MENTOR, "b/brief.txt": OUDER, "c/brief.md": "# School\n\nDe school volgt op."})

    report = notes.ingest()

    assert len(set(report.added)) == 3
    assert sorted(notes.sources.values()) == ["brief.md", "brief.txt", "brief.txt"]


def test_only_makes_the_index_hold_just_this_path(three_notes):
    report = three_notes.ingest(three_notes.folder / "ouder.txt", only=True)

    assert (report.unchanged, report.removed, report.embedded) == (("ouder",), ("mentor", "school"), 0)
    assert set(three_notes.sources) == {"ouder"}


@pytest.mark.parametrize("name", ["bestaat-niet.txt", "leeg.txt", "foto.jpg"])
def test_only_with_nothing_that_can_be_read_empties_nothing(three_notes, name):
    three_notes.write(**{"leeg.txt": "", "foto.jpg": b"\xff\xd8"})

    report = three_notes.ingest(three_notes.folder / name, only=True)

    assert (report.read_anything, report.removed) == (False, ())
    assert [refused.file for refused in report.refused] == [name]
    assert set(three_notes.sources) == {"mentor", "ouder", "school"}


def test_a_source_is_taken_out_by_its_id_and_comes_back_with_its_folder(three_notes):
    report = three_notes.remove("ouder")

    assert (report.removed, report.passages) == (("ouder",), 2)
    assert three_notes.found("overeenkomst") == []
    assert three_notes.ingest().added == ("ouder",)


def test_a_source_that_is_not_there_cannot_be_taken_out(three_notes):
    with pytest.raises(SourceError, match="'vader' is niet gekend; gekend: mentor, ouder, school"):
        three_notes.remove("vader")

    assert len(three_notes.sources) == 3


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\xff", b"caf\xe9"], ids=["empty", "half UTF-16", "Latin-1"])
def test_a_file_that_can_no_longer_be_read_keeps_its_earlier_version_with_a_warning(three_notes, content):
    three_notes.write(**{"mentor.txt": content})

    report = three_notes.ingest()

    assert [refused.file for refused in report.refused] == ["mentor.txt"]
    assert report.warnings == ("mentor.txt: de vorige versie van bron 'mentor' blijft staan",)
    assert (report.removed, report.unchanged) == ((), ("ouder", "school"))
    assert three_notes.found("mentor werkplek") == ["mentor"]


def test_a_broken_source_list_costs_no_source_that_stands(three_notes):
    three_notes.write(**{"sources.yaml": "sources: [{id: mentor"})

    report = three_notes.ingest()

    assert (report.removed, report.read_anything) == ((), False)
    assert len(three_notes.sources) == 3


def pdf(lines: list[str], pages: int = 1) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for page in range(pages):
        for row, line in enumerate(lines):
            canvas.drawString(72, 760 - 14 * row, f"{line} {page}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked_pdf() -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(["Geheim stuk voor de mentor"])))), io.BytesIO()
    writer.encrypt("sleutel", algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


def docx(text: str) -> bytes:
    document, out = WordDocument(), io.BytesIO()
    document.add_heading("Een brief", 1)
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def xlsx(rows: list[list[str]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def mixed_files() -> dict[str, tuple[bool, bytes]]:
    """25 files, each with whether it can be read."""
    good_docx, good_xlsx = docx("De bakker leidt zelf op."), xlsx([["partner", "kleur"], ["wewis", "rood"]])
    return {
        "01-tekst.txt": (True, MENTOR.encode()),
        "02-leeg.txt": (False, b""),
        "03-wit.txt": (False, b" \n\t \n"),
        "04-latin.txt": (False, "Déze léérling".encode("latin-1")),
        "05-utf16.txt": (True, "Nota\n\nDe sector kiest zelf.\n".encode("utf-16")),
        "06-binair.txt": (False, b"\x00\x01\x02\x03" * 20),
        "07-nota.md": (True, b"# Nota\n\nDe coach komt **langs**.\n"),
        "08-leeg.md": (False, b""),
        "09-pagina.html": (True, b"<html><body><h1>Pagina</h1><p>De gids helpt mee.</p></body></html>"),
        "10-kaal.html": (False, b"<html><body></body></html>"),
        "11-brief.docx": (True, good_docx),
        "12-half.docx": (False, good_docx[: len(good_docx) // 2]),
        "13-geen.docx": (False, b"dit is geen Word"),
        "14-plan.pdf": (True, pdf(["De directeur beslist over het rooster"], pages=2)),
        "15-leeg.pdf": (False, b""),
        "16-rommel.pdf": (False, b"%PDF-1.4 rommel"),
        "17-slot.pdf": (False, locked_pdf()),
        "18-wit.pdf": (False, pdf([])),
        "19-half.pdf": (False, pdf(["De directeur"])[:200]),
        "20-foto.jpg": (False, b"\xff\xd8\xff\xe0"),
        "21-zonder": (False, b"geen extensie"),
        "22-kaart.yaml": (False, b"rows: [{partner: wewis, kleur: rood}]"),
        "23-kapot.yaml": (False, b"rows: [{partner: 'wewis"),
        "24-kaart.csv": (False, b"partner;kleur\nwewis;rood\n"),
        "25-kaart.xlsx": (False, good_xlsx),
    }


def test_of_25_mixed_files_every_one_is_read_or_refused_with_its_reason(notes):
    files = mixed_files()
    notes.write(**{name: content for name, (_, content) in files.items()})

    report = notes.ingest()

    read = {notes.sources[source_id] for source_id in report.added}
    refused = {refused.file: refused.reason for refused in report.refused}
    assert read == {name for name, (readable, _) in files.items() if readable}
    assert set(refused) == set(files) - read
    assert all(len(reason) > 10 and "\n" not in reason and "Traceback" not in reason for reason in refused.values())
    assert len(files) == 25


def test_nothing_that_can_be_read_makes_no_index(notes):
    notes.write(**{"leeg.txt": "", "foto.jpg": b"\xff\xd8"})

    report = notes.ingest()

    assert (report.read_anything, report.passages, len(report.refused)) == (False, 0, 2)
    with pytest.raises(StoreMissing):
        notes.opened()


def test_an_index_in_a_folder_with_a_strange_name_is_read_from_another_place(notes, tmp_path):
    notes.write(**{"mentor.txt": MENTOR})
    notes.settings = Settings(tmp_path / "mijn index é 'x'", notes.folder, None)
    notes.ingest()

    notes.settings = Settings(shutil.copytree(notes.settings.store, tmp_path / "reservekopie"), notes.folder, None)

    assert notes.found("mentor werkplek") == ["mentor"]


def test_of_a_text_and_a_pdf_of_it_in_one_folder_the_text_is_the_source(tmp_path, encoder):
    policy = tmp_path / "policy"
    shutil.copytree(CORPUS / "policy", policy)

    report = ingest_corpus([policy], settings_from_environment(str(tmp_path / "store")), encoder)

    assert report.added == ("actieplan",)
    assert [refused.file for refused in report.refused] == ["actieplan-duaal-leren.pdf"]
