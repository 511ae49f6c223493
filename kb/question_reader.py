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
BATCH = 64
KNOWN = "known.npz"
_START, _END, _PADDING = 0, 2, 1

Packed = NDArray[np.int8]


class QuestionReader:
    """The transformer, with the vectors of the questions that came with the install beside it."""

    def __init__(self, folder: Path) -> None:
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            onnxruntime = _quiet_onnxruntime()
            options = onnxruntime.SessionOptions()
            # A question is short: a second thread gains nothing, and one gives the same numbers every time.
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
        unknown = [place for place, key in enumerate(keys) if key not in known]
        read = dict(zip(unknown, self.read([texts[place] for place in unknown]), strict=True))
        rows = [read[place] if place in read else _unpacked(known[key]) for place, key in enumerate(keys)]
        return np.asarray(rows, np.float32) if rows else np.zeros((0, 1), np.float32)

    def read(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 per text, in batches of like length."""
        pieces = [[_START, *encoding.ids, _END] for encoding in self._tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(texts)), key=lambda place: len(pieces[place]))
        rows: list[Vectors] = [np.zeros(0, np.float32)] * len(texts)
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            longest = len(pieces[batch[-1]])
            ids = np.full((len(batch), longest), _PADDING, np.int64)
            mask = np.zeros((len(batch), longest), np.int64)
            for row, place in enumerate(batch):
                ids[row, : len(pieces[place])] = pieces[place]
                mask[row, : len(pieces[place])] = 1
            for place, vector in zip(batch, self._session.run(None, {"ids": ids, "mask": mask})[0], strict=True):
                rows[place] = vector
        return np.asarray(rows, np.float32) if rows else np.zeros((0, 1), np.float32)


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
