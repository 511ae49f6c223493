import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kb.action import Span
from kb.errors import StoreDamaged, StoreError, StoreLocked, StoreMissing
from kb.gap import Gap
from kb.glossary import Concept, Glossary
from kb.partner import PartnerNames
from kb.store import FORMAT, KEPT_GENERATIONS, Generation, Manifest, Store, write_aids, write_document, write_names

ROOT = Path(__file__).parents[2]
HOLDING = """
import sys, time
from pathlib import Path
from kb.store import Store
with Store(Path(sys.argv[1])).writing():
    print("held", flush=True)
    time.sleep(60)
"""


def a_manifest(**given) -> Manifest:
    plain = Manifest(FORMAT, "0.1.0", 1, "", "model", 4, "2026-11-23T12:00:00+00:00", 0, ())
    return replace(plain, **given)


def published(store: Store, created: str = "2026-11-23T12:00:00+00:00", **files: str) -> Generation:
    """A generation with these files, made current."""
    with store.writing(), store.building() as folder:
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        return store.publish(folder, a_manifest(created=created))


def building_that_fails(store: Store, error: type[BaseException], *, after_the_swap: bool = False) -> None:
    with store.writing(), store.building() as folder:
        (folder / "half").write_text("x", encoding="utf-8")
        if after_the_swap:
            store.publish(folder, a_manifest())
        raise error


def names_of_generations(store: Store) -> set[str]:
    return {path.name for path in (store.folder / "generations").iterdir()}


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "mijn index")


@pytest.fixture
def held(store):
    """The index while another process writes in it."""
    process = subprocess.Popen([sys.executable, "-c", HOLDING, store.folder], cwd=ROOT, stdout=subprocess.PIPE)
    with process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_before_the_first_ingest_the_command_that_makes_the_index_is_named(store):
    with pytest.raises(StoreMissing, match=r"duaal ingest --store .*mijn index"):
        store.generation()

    assert store.stamp() is None
    assert store.generations() == []


def test_a_published_generation_serves(store):
    made = published(store, text="een")

    assert store.generation() == made
    assert store.stamp() == made.folder.name


def test_a_few_generations_before_are_kept_and_older_ones_go(store):
    made = [published(store) for _ in range(KEPT_GENERATIONS + 1)]

    assert names_of_generations(store) == {generation.folder.name for generation in made[1:]}


def test_an_earlier_generation_is_put_back_and_kept_when_a_new_one_comes(store):
    first, *_ = [published(store) for _ in range(KEPT_GENERATIONS)]

    store.restore(first.folder.name)
    new = published(store)

    assert store.generation() == new
    assert {new.folder.name, first.folder.name} <= names_of_generations(store)
    assert len(names_of_generations(store)) == KEPT_GENERATIONS


def test_a_generation_that_is_not_there_is_not_put_back(store):
    made = published(store)

    with pytest.raises(StoreError, match="er niet meer"):
        store.restore("../elders")

    assert store.generation() == made


def test_generations_come_current_first_then_newest_first_and_unreadable_ones_not_at_all(store):
    first, second = published(store), published(store)
    (store.folder / "generations" / "29990101T000000000000").mkdir()
    (store.folder / "current").write_text(first.folder.name, encoding="utf-8")

    assert [generation.folder for generation in store.generations()] == [first.folder, second.folder]


def test_a_building_that_fails_leaves_nothing_half_made(store):
    before = published(store)

    with pytest.raises(ZeroDivisionError):
        building_that_fails(store, ZeroDivisionError)

    assert store.generation() == before
    assert names_of_generations(store) == {before.folder.name}


def test_a_full_disk_is_said_with_what_to_do_and_the_old_index_serves_on(store):
    before = published(store)

    with pytest.raises(StoreError, match=r"No space left on device.*Maak plaats vrij"), store.building():
        raise OSError(28, os.strerror(28))

    assert store.generation() == before


def test_an_interrupt_just_after_the_swap_does_not_take_the_new_generation_away(store):
    before = published(store)

    with pytest.raises(KeyboardInterrupt):
        building_that_fails(store, KeyboardInterrupt, after_the_swap=True)

    assert store.generation() != before
    store.generation().check()


def test_what_a_killed_ingest_left_behind_goes_at_the_next_one_even_when_it_changes_nothing(store):
    made = published(store)
    (store.folder / "generations" / "29990101T000000000000" / "documents").mkdir(parents=True)

    with store.writing():
        pass

    assert names_of_generations(store) == {made.folder.name}


def test_a_second_writer_is_told_to_wait_while_reading_goes_on(store, held):
    with pytest.raises(StoreLocked, match="ander proces") as caught, store.writing():
        pytest.fail("two writers")

    assert "\n" not in str(caught.value)
    with pytest.raises(StoreMissing):
        store.generation()


def test_the_lock_of_a_killed_writer_is_free(store, held):
    held.kill()
    held.wait()

    assert published(store) == store.generation()


def test_a_store_that_is_a_file_is_said_in_one_sentence(tmp_path):
    (tmp_path / "bestand").write_text("x", encoding="utf-8")

    with pytest.raises(StoreError, match="kan niet geschreven worden"), Store(tmp_path / "bestand").writing():
        pytest.fail("written in a file")


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"format": 1}', "\x00" * 40])
def test_a_manifest_that_cannot_be_read_is_damage_with_the_command_that_repairs(store, damage):
    (published(store).folder / "manifest.json").write_text(damage, encoding="utf-8")

    with pytest.raises(StoreDamaged, match=r"geen leesbaar manifest.*duaal ingest --store"):
        store.generation()


def test_an_index_of_a_later_version_is_not_read(store):
    path = published(store).folder / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace(f'"format": {FORMAT}', '"format": 99'), encoding="utf-8")

    with pytest.raises(StoreDamaged, match="vorm 99"):
        store.generation()


@pytest.mark.parametrize("content", [b"", b"bestaat-niet", b"\xff\xfe\x00"])
def test_a_broken_pointer_to_the_current_generation_is_damage(store, content):
    published(store)
    (store.folder / "current").write_bytes(content)

    with pytest.raises(StoreDamaged, match="duaal ingest --store"):
        store.generation()


def test_a_file_of_the_same_size_with_other_words_is_found_by_the_check(store):
    made = published(store, woorden="een twee")
    (made.folder / "woorden").write_text("een drie", encoding="utf-8")

    with pytest.raises(StoreDamaged, match="andere inhoud"):
        store.generation().check()


def test_a_file_that_is_missing_or_cut_short_is_found_by_the_check(store):
    made = published(store, woorden="een twee", vectoren="drie")

    (made.folder / "woorden").write_text("een", encoding="utf-8")
    with pytest.raises(StoreDamaged, match="woorden telt 3 bytes in plaats van 8"):
        store.generation().check()
    (made.folder / "woorden").unlink()
    with pytest.raises(StoreDamaged, match="woorden ontbreekt"):
        store.generation().check()


def test_documents_and_names_are_read_back_as_they_were_written(store, plan, partner_names):
    with store.writing(), store.building() as folder:
        write_document(folder, plan)
        write_names(folder, partner_names)
        made = store.publish(folder, a_manifest(sources=(plan.source,)))

    assert made.document("actieplan") == plan
    assert made.names() == partner_names
    assert store.generation() == made


def test_glossary_and_gaps_are_read_back_as_they_were_written(store):
    concept = Concept(
        "premie", ("premie", "prime", "premium"), ("één pree",), ("permie",), ("geld", "", ""), "plan 1.1"
    )
    missing = ("het plan noemt geen bedrag", "pas de montant", "no amount")
    gaps = (
        Gap("bedrag", "plan", "amount", missing, Span(3, 9), "premie"),
        Gap("uur", "plan", "date", missing, None, None),
    )
    with store.writing(), store.building() as folder:
        write_aids(folder, [concept], gaps)
        made = store.publish(folder, a_manifest())

    assert made.glossary() == Glossary((concept,))
    assert made.glossary().found_in("PERMIE")[0].concept == concept
    assert made.gaps() == gaps


def test_an_index_without_glossary_and_gaps_has_none(store):
    with store.writing(), store.building() as folder:
        write_aids(folder, (), ())
        made = store.publish(folder, a_manifest())

    assert (made.glossary(), made.gaps()) == (Glossary(()), ())


@pytest.mark.parametrize("content", [None, "", "{", "{}", "[{}]", "[5]"])
def test_a_glossary_and_gaps_that_are_missing_or_broken_are_damage(store, content):
    made = published(store, **({} if content is None else {"glossary.json": content, "gaps.json": content}))

    with pytest.raises(StoreDamaged, match="woordenlijst"):
        made.glossary()
    with pytest.raises(StoreDamaged, match="leemtes"):
        made.gaps()


def test_an_index_of_the_form_before_is_damage_with_the_command_that_makes_it_anew(store):
    path = published(store).folder / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace(f'"format": {FORMAT}', '"format": 1'), encoding="utf-8")

    with pytest.raises(StoreDamaged, match=r"vorm 1, deze versie leest 2.*duaal ingest --store"):
        store.generation()


@pytest.mark.parametrize("content", [None, "", "{", '{"text": 1}'])
def test_a_document_that_is_missing_or_broken_is_damage_that_names_the_source(store, content):
    made = published(store)
    if content is not None:
        (made.folder / "documents" / "plan.json").write_text(content, encoding="utf-8")

    with pytest.raises(StoreDamaged, match="'plan' ontbreekt of is beschadigd"):
        made.document("plan")


@pytest.mark.parametrize("content", [None, "", "[]", '{"partners": [{}]}', json.dumps({"partners": []})])
def test_partner_names_that_are_missing_or_broken_are_damage(store, content):
    made = published(store) if content is None else published(store, **{"partners.json": content})

    with pytest.raises(StoreDamaged, match="namen van partners"):
        made.names()


def test_an_index_without_partners_has_no_names(store):
    with store.writing(), store.building() as folder:
        write_names(folder, PartnerNames(()))
        made = store.publish(folder, a_manifest())

    assert made.names().partners == ()
