import gc
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from app.live_parts import live_parts
from kb.errors import StoreMissing

ROOT = Path(__file__).parents[2]
MENTOR = "Begeleiding\n\nDe mentor begeleidt de leerling op de werkplek.\n"
SECTOR = "Los blad\n\nDe sectorconsulent geeft advies aan elke mentor.\n"


@pytest.fixture
def parts(notes):
    notes.write(**{"mentor.txt": MENTOR})
    notes.ingest()
    return live_parts(notes.settings)


def source_ids(parts) -> set[str]:
    return {source.source_id for source in parts.sources()}


def test_a_page_that_is_open_sees_what_another_process_ingested(notes, parts, tmp_path):
    (tmp_path / "los.txt").write_text(SECTOR, encoding="utf-8")
    before = source_ids(parts)

    command = [sys.executable, "-m", "app", "ingest", tmp_path / "los.txt", "--store", notes.settings.store]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)

    assert (before, source_ids(parts)) == ({"mentor"}, {"mentor", "los"})
    assert parts.text("los").startswith("Los blad")
    assert "sectorconsulent" in parts.ask("Wie geeft advies aan de mentor?", "any", None, ()).text


def test_a_page_reads_a_document_with_its_actions(notes, parts):
    notes.write(**{"plan.txt": "2. ACTIES\n\nActie 1: We onderzoeken dit.\nTiming: schooljaar 2025-2026\n"})
    notes.ingest()

    plan = parts.plan_actions()

    assert [(document.source.source_id, action.key) for document, action in plan.pairs] == [("plan", "2/1")]
    assert parts.document("mentor").text == parts.text("mentor")


def test_a_page_without_an_index_says_how_to_make_one(notes):
    with pytest.raises(StoreMissing, match="duaal ingest"):
        live_parts(notes.settings)


def test_a_page_goes_on_with_the_index_before_when_the_new_one_is_damaged(notes, parts):
    notes.write(**{"sector.txt": SECTOR})
    notes.ingest()
    (notes.settings.store / "generations" / notes.generation / "manifest.json").unlink()

    assert source_ids(parts) == {"mentor"}


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts open files as Linux shows them")
def test_an_index_that_was_cleared_away_is_let_go(notes, parts):
    parts.ask("Wie begeleidt de leerling?", "any", None, ())
    for number in range(3):
        notes.write(**{"sector.txt": f"{SECTOR}Blad {number}."})
        notes.ingest()
        parts.ask("Wie begeleidt de leerling?", "any", None, ())

    gc.collect()

    deadline = time.monotonic() + 5  # Chroma closes its files a moment later
    while not open_generations(notes) <= notes.generations and time.monotonic() < deadline:
        time.sleep(0.02)
    assert notes.generation in open_generations(notes) <= notes.generations


def open_generations(notes) -> set[str]:
    generations = notes.settings.store / "generations"
    with suppress(FileNotFoundError):
        targets = [fd.readlink() for fd in Path("/proc/self/fd").iterdir() if fd.is_symlink()]
        return {path.relative_to(generations).parts[0] for path in targets if path.is_relative_to(generations)}
    return set()


def test_questions_are_answered_while_the_index_is_swapped_again_and_again(notes, parts):
    with ThreadPoolExecutor(8) as pool:
        asked = [
            pool.submit(parts.ask, "Wie begeleidt de leerling op de werkplek?", "any", None, ()) for _ in range(200)
        ]
        for number in range(5):
            notes.write(**{"sector.txt": f"{SECTOR}Blad {number}."})
            notes.ingest()
        answers = [future.result() for future in asked]

    assert {citation.source_id for answer in answers for citation in answer.citations} == {"mentor"}
