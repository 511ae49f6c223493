"""Question → vector by a small transformer that reads word order, run by onnxruntime (docs/0006-bundled-encoder.md).

The encoder of the texts averages the pieces of a question; this one tells "betaalt de school het bedrijf" from "betaalt
het bedrijf de school". It reads questions only, and only to judge and to answer: finding passages gains nothing by it.
"""

import hashlib
import os
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from kb.encoder import Encoder, StaticEncoder, Vectors
from kb.errors import ModelError

LONGEST = 48
"""Pieces of a question that are read; a question is rarely half as long."""
KNOWN = "known.npz"
START, END = 0, 2

Packed = NDArray[np.int8]


class QuestionReader:
    """The transformer, with the vectors of the questions that came with the install beside it."""

    def __init__(self, folder: Path) -> None:
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            onnxruntime = _quiet_onnxruntime()
            options = onnxruntime.SessionOptions()
            # A question is short: a second thread takes from what else runs, and gains little.
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            model = (folder / "model.onnx").read_bytes()
            self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # each library raises its own; every fault here means the same to the user
            raise ModelError(
                f"het meegeleverde model in {folder} is onleesbaar; installeer Duaalwijzer opnieuw"
            ) from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)
        self._folder = folder

    def read_known(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 per text; those that came with the install are not read again."""
        known = _known(self._folder / KNOWN)
        keys = [key_of(text) for text in texts]
        rows = [
            _unpacked(known[key]) if key in known else self.read(text) for key, text in zip(keys, texts, strict=True)
        ]
        return np.asarray(rows, np.float32) if rows else np.zeros((0, 1), np.float32)

    def read(self, text: str) -> Vectors:
        """Vector of length 1."""
        pieces = np.array([START, *self._tokenizer.encode(text).ids, END], np.int64)
        return np.asarray(self._session.run(None, {"ids": pieces})[0], np.float32)


def _quiet_onnxruntime() -> Any:
    """The library, told before it is loaded and after to report to nobody: on its own it sends what it runs to its
    makers, at the end of the process too.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    return onnxruntime


def _known(path: Path) -> dict[int, Packed]:
    if not path.exists():
        return {}
    kept = np.load(path)
    return dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))


def key_of(text: str) -> int:
    """By what a question that came with the install is known again."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little", signed=True)


def packed(vectors: Vectors) -> Packed:
    """Numbers of -1 to 1 in one byte each."""
    return np.asarray(np.round(vectors * 127), np.int8)


def _unpacked(row: Packed) -> Vectors:
    vector = row.astype(np.float32)
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


def bundled_reader(encoder: Encoder) -> QuestionReader | None:
    """The reader that goes with the bundled encoder; null beside another one, which knows word order by itself."""
    if not isinstance(encoder, StaticEncoder):
        return None
    return _opened(Path(str(files("kb").joinpath("bundled_encoder", "questions"))))


@cache
def _opened(folder: Path) -> QuestionReader:
    """Opened once in a process: it takes a tenth of a second."""
    return QuestionReader(folder)
