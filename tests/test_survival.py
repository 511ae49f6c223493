"""Whatever happens to the index, what stood before still answers, and the next ingest mends it."""

import errno
import multiprocessing
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.__main__ import main
from ingest import ingest_corpus as write_path
from kb.errors import ModelMismatch, StoreDamaged, StoreError
from kb.expected_question import QuestionIndex
from kb.knowledge_base import open_generation
from kb.lexical_index import LexicalIndex
from kb.store import Store

MENTOR = "Begeleiding\n\nDe mentor begeleidt de leerling op de werkplek.\n"
OUDER = "Overeenkomst\n\nDe ouder tekent de overeenkomst samen met de leerling.\n"
WORDS = ("leerling", "mentor", "bedrijf", "school", "sector", "premie", "coach", "contract", "traject", "aanvraag")


@pytest.fixture
def standing(notes):
    """An index of two notes that has been changed once, so that the generation before still stands."""
    notes.write(**{"mentor.txt": MENTOR})
    notes.ingest()
    notes.write(**{"ouder.txt": OUDER})
    notes.ingest()
    return notes


@pytest.fixture
def many(tmp_path) -> Path:
    """A folder that takes about a second to ingest."""
    folder, chosen = tmp_path / "veel", random.Random(3)
    folder.mkdir()
    for number in range(25):
        paragraphs = [f"Punt {n} {' '.join(chosen.choices(WORDS, k=60))}." for n in range(40)]
        (folder / f"nota-{number}.txt").write_text(f"Nota {number}\n\n" + "\n\n".join(paragraphs), encoding="utf-8")
    return folder


def answers_as_before(notes) -> bool:
    _, warning = notes.opened()
    return warning is None and set(notes.sources) == {"mentor", "ouder"} and notes.found("werkplek") == ["mentor"]


# Killed


@pytest.fixture(scope="module")
def start(tmp_path_factory) -> Callable[..., multiprocessing.Process]:
    """Starts `duaal` with these arguments in a process of its own, its imports done beforehand."""
    # What a shell starts in the background is deaf to Ctrl-C, and so is all that comes of it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(["app.__main__", "ingest.ingest_corpus"])

    def started(*arguments: object) -> multiprocessing.Process:
        process = forking.Process(target=main, args=([str(argument) for argument in arguments],))
        process.start()
        return process

    started("doctor", "--store", tmp_path_factory.mktemp("leeg")).join()  # the imports are done when it ends
    return started


def test_an_ingest_killed_at_ten_random_moments_never_costs_the_old_answers(standing, many, start, tmp_path):
    store = standing.settings.store
    whole = start("ingest", many, "--store", shutil.copytree(store, tmp_path / "proef"))
    began = time.monotonic()
    whole.join()
    duration = time.monotonic() - began
    assert whole.exitcode == 0

    killed = 0
    while killed < 10:
        process = start("ingest", many, "--store", store)
        time.sleep(random.uniform(killed, killed + 1) / 10 * duration)
        process.kill()
        process.join()
        if process.exitcode == -signal.SIGKILL and len(standing.sources) == 2:
            killed += 1
            assert answers_as_before(standing)
        else:  # it was done before the signal came
            duration *= 0.9
            standing.ingest(standing.folder, only=True)

    report = standing.ingest(many)
    assert len(report.added) == 25
    assert len(standing.sources) == 27
    assert all((store / "generations" / name / "manifest.json").is_file() for name in standing.generations)


def test_a_first_ingest_that_was_killed_leaves_nothing_that_answers_and_the_next_completes(notes, many, start):
    process = start("ingest", many, "--store", notes.settings.store)
    while process.is_alive() and not list(notes.settings.store.glob("generations/*/chroma")):
        time.sleep(0.01)
    process.kill()
    process.join()

    with pytest.raises(StoreError, match="duaal ingest"):
        notes.opened()
    assert len(notes.ingest(many).added) == 25
    assert len(notes.generations) == 1


def test_an_interrupted_ingest_leaves_the_index_as_it_was(standing, many, start):
    process = start("ingest", many, "--store", standing.settings.store)
    while process.is_alive() and len(standing.generations) < 3:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGINT)
    process.join()

    assert answers_as_before(standing)
    assert len(standing.generations) == 2


# Damaged


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


DAMAGE = {
    "no manifest": ("manifest.json", Path.unlink),
    "half a manifest": ("manifest.json", cut),
    "no vectors": ("chroma", shutil.rmtree),
    "half the vectors": ("chroma/chroma.sqlite3", cut),
    "half the neighbours": ("chroma/*/data_level0.bin", cut),
    "no word index": ("lexical", shutil.rmtree),
    "half a word list": ("lexical/words/bm25/vocab.index.json", cut),
    "no letter index": ("lexical/grams", shutil.rmtree),
    "no document": ("documents/ouder.json", Path.unlink),
    "half a document": ("documents/ouder.json", cut),
    "no partner names": ("partners.json", Path.unlink),
    "no glossary": ("glossary.json", Path.unlink),
    "half the known gaps": ("gaps.json", cut),
    "no expected questions": ("questions", shutil.rmtree),
    "half the vectors of the questions": ("questions/vectors.npz", cut),
    "nothing at all": (".", shutil.rmtree),
}


def damage(notes, kind: str) -> None:
    pattern, harm = DAMAGE[kind]
    generation = notes.settings.store / "generations" / notes.generation
    harm(next(generation.glob(pattern)) if "*" in pattern else generation / pattern)


@pytest.mark.parametrize("kind", DAMAGE)
def test_of_a_damaged_index_the_one_before_answers_with_a_warning_until_an_ingest_mends_it(standing, kind):
    damage(standing, kind)

    base, warning = standing.opened()
    records, same_warning = open_generation(standing.settings)

    assert [source.source_id for source in base.sources] == ["mentor"]
    assert base.search("mentor", 1)[0].passage.source_id == "mentor"
    assert "duaal ingest --store" in warning
    assert "\n" not in warning
    assert (records.folder, same_warning) == (base.generation.folder, warning)
    del base, records
    standing.ingest()
    assert answers_as_before(standing)
    assert standing.opened()[0].document("ouder").text.startswith("Overeenkomst")


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_without_an_index_before_is_said_in_one_sentence_until_an_ingest_mends_it(notes, kind):
    notes.write(**{"mentor.txt": MENTOR, "ouder.txt": OUDER})
    notes.ingest()
    damage(notes, kind)

    with pytest.raises(StoreDamaged, match=r"is beschadigd.*duaal ingest --store") as caught:
        notes.opened()

    assert "\n" not in str(caught.value)
    notes.ingest()
    assert answers_as_before(notes)


def test_a_pointer_to_nowhere_is_mended_by_an_ingest(standing):
    (standing.settings.store / "current").write_text("weg", encoding="utf-8")

    assert "is beschadigd" in standing.opened()[1]
    assert standing.ingest().embedded == 0
    assert answers_as_before(standing)


def test_a_broken_word_index_is_mended_without_embedding_anew_where_the_vectors_are_whole(standing):
    generation = standing.settings.store / "generations" / standing.generation
    words = generation / "lexical" / "words" / "bm25" / "vocab.index.json"
    words.write_bytes(b"x" * words.stat().st_size)

    assert "vocab.index.json" in standing.opened()[1]
    assert standing.ingest().embedded == 0
    assert answers_as_before(standing)


def test_a_source_of_which_the_stored_text_is_lost_is_read_from_the_generation_before(standing, tmp_path):
    (tmp_path / "los.txt").write_text("Los blad\n\nDe sector geeft advies.\n", encoding="utf-8")
    standing.ingest(tmp_path / "los.txt")
    standing.remove("ouder")
    (standing.settings.store / "generations" / standing.generation / "documents" / "los.json").unlink()

    standing.ingest()

    assert standing.found("advies") == ["los"]


def test_a_source_that_is_lost_altogether_is_named_with_the_file_to_read_again(standing, tmp_path):
    (tmp_path / "los.txt").write_text("Los blad\n\nDe sector geeft advies.\n", encoding="utf-8")
    standing.ingest(tmp_path / "los.txt")
    (standing.settings.store / "generations" / standing.generation / "documents" / "los.json").unlink()

    report = standing.ingest()

    assert any("los.txt opnieuw in" in warning for warning in report.warnings)
    assert answers_as_before(standing)


# Full, read-only, of another model


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (write_path, "write_document"),
        (write_path, "write_names"),
        (write_path, "write_aids"),
        (LexicalIndex, "save"),
        (QuestionIndex, "save"),
        (os, "fsync"),
    ],
    ids=["documents", "names", "glossary and gaps", "word index", "expected questions", "manifest"],
)
def test_a_disk_that_is_full_is_said_and_the_old_index_answers(standing, many, monkeypatch, place, name):
    with monkeypatch.context() as patched:
        patched.setattr(place, name, full)
        with pytest.raises(StoreError, match=r"No space left on device.*Maak plaats vrij"):
            standing.ingest(many)

    assert answers_as_before(standing)
    assert len(standing.generations) == 2


def test_a_disk_that_is_full_just_before_the_swap_costs_nothing(standing, monkeypatch):
    calls = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda number: full() if calls else calls.append(real(number)))
    standing.write(**{"school.txt": "School\n\nDe school volgt op."})

    with pytest.raises(StoreError, match="No space left on device"):
        standing.ingest()

    assert answers_as_before(standing)


@pytest.mark.parametrize("megabytes", [2, 3, 4, 6])
def test_on_a_disk_that_really_fills_up_the_old_index_answers(notes, many, small_disk, megabytes, monkeypatch):
    disk = small_disk(megabytes)
    notes.settings = type(notes.settings)(disk / "store", notes.folder, None)
    notes.write(**{"mentor.txt": MENTOR, "ouder.txt": OUDER})
    notes.ingest()

    with pytest.raises(StoreError, match="Maak plaats vrij"):
        notes.ingest(many)

    assert answers_as_before(notes)
    assert len(notes.generations) == 1


def test_a_read_only_index_answers_and_says_that_it_cannot_be_written(standing, read_only):
    read_only(standing.settings.store)

    assert answers_as_before(standing)
    with pytest.raises(StoreError, match="kan niet geschreven worden"):
        standing.ingest()


class OtherModel:
    """The bundled encoder under another name."""

    def __init__(self, encoder):
        self.name, self.dimension, self.nested = "ander-model", encoder.dimension, encoder.nested
        self.passages, self.query = encoder.passages, encoder.query


def test_an_index_of_another_model_is_refused_with_the_command_that_makes_it_anew(standing):
    standing.encoder = OtherModel(standing.encoder)

    with pytest.raises(ModelMismatch, match=r"duaalwijzer-static.*ander-model.*duaal ingest --store"):
        standing.opened()

    assert open_generation(standing.settings)[1] is None
    report = standing.ingest()
    assert (report.unchanged, report.embedded) == (("mentor", "ouder"), 2)
    assert answers_as_before(standing)


def test_two_ingests_at_once_are_one_after_the_other_or_one_is_told_to_wait(standing):
    with Store(standing.settings.store).writing(), pytest.raises(StoreError, match="ander proces"):
        standing.ingest()

    assert answers_as_before(standing)
