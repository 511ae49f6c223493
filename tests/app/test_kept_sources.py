"""What was taken apart at ingest is used, and only while it is still what would be taken apart now."""

import json

import pytest

from app.__main__ import main
from app.checking import kept_sources as keeping
from app.checking.evidence_units import keep_sources
from app.checking.kept_sources import KeptSources, keep, kept, kept_file
from app.checking.reading import Weights, read
from kb.knowledge_base import open_knowledge_base
from kb.settings import settings_from_environment


@pytest.fixture
def base(corpus_store, tmp_path):
    """The corpus, with what is kept beside its index, put back as it was afterwards."""
    opened, _ = open_knowledge_base(settings_from_environment(str(corpus_store)))
    file = kept_file(opened)
    before = file.read_bytes() if file.exists() else None
    yield opened
    file.unlink(missing_ok=True) if before is None else file.write_bytes(before)


def test_what_is_kept_is_what_would_be_read(base):
    keep_sources(base)

    found, weights = kept(base), Weights(base)
    assert len(found.readings) > 1000
    for reading in found.readings[::40]:
        assert reading == read(reading.text, base.names)
        assert {concept: found.weights[concept] for concept in reading.concepts} == {
            concept: weights.of(concept) for concept in reading.concepts
        }


def test_a_check_says_the_same_without_it(base, capsys, tmp_path):
    message = tmp_path / "bericht.txt"
    message.write_text("Er staan 12 sectorale partnerschappen klaar. Duaal leren leidt tot een diploma.", "utf-8")
    arguments = ["check", str(message), "--json", "--store", str(kept_file(base).parents[1])]
    keep_sources(base)
    assert main(arguments) == 0
    with_it = json.loads(capsys.readouterr().out)

    kept_file(base).unlink()
    assert main(arguments) == 0

    assert json.loads(capsys.readouterr().out) == with_it


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"made_by": "x"}', b"\xff\xfe"], ids=["empty", "cut", "half", "bytes"]
)
def test_a_file_that_is_broken_counts_for_nothing(base, content):
    keep([read("Een zin.", base.names)], Weights(base), base)
    kept_file(base).write_bytes(content)

    assert kept(base) == KeptSources()


def test_what_another_product_kept_counts_for_nothing(base, monkeypatch):
    keep([read("Een zin.", base.names)], Weights(base), base)
    assert [reading.text for reading in kept(base).readings] == ["Een zin."]

    monkeypatch.setattr(keeping, "_product", lambda: b"another version")

    assert kept(base) == KeptSources()


def test_what_belongs_to_an_index_that_is_gone_is_cleared_away(base):
    gone = kept_file(base).with_name("20200101T000000.json")
    kept_file(base).parent.mkdir(exist_ok=True)
    gone.write_text("{}", encoding="utf-8")

    keep([read("Een zin.", base.names)], Weights(base), base)

    assert not gone.exists()


def test_an_ingest_keeps_them_and_one_that_changes_nothing_leaves_them(tmp_path):
    (tmp_path / "stuk.txt").write_text("De mentor begeleidt de leerling. De school volgt op.", encoding="utf-8")
    arguments = ["ingest", str(tmp_path / "stuk.txt"), "--store", str(tmp_path / "store")]

    assert main(arguments) == 0
    (file,) = (tmp_path / "store" / "taken-apart").iterdir()
    written = file.stat().st_mtime_ns
    assert "begeleidt" in file.read_text(encoding="utf-8")
    assert main(arguments) == 0

    assert file.stat().st_mtime_ns == written
