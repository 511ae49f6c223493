import struct

import numpy as np
import pytest

from ingest.pretrained_weights import read_pretrained

PIECES = (("<s>", 0.0), ("▁leer", -3.5), ("ling", -4.25))


def written(tensors: dict[str, tuple[int, bytes]]) -> bytes:
    """A file of that kind with the pieces above and these tensors: name → numbers and bytes."""
    blob = "".join(piece for piece, _ in PIECES).encode()
    ends = np.cumsum([0, *(len(piece.encode()) for piece, _ in PIECES)]).astype("<u4")
    head = b"E5S1" + struct.pack("<i7ifi", 1, 32, 1, 2, 64, 3, 16, 1, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 0, len(blob)) + ends.tobytes()
    head += np.array([score for _, score in PIECES], "<f4").tobytes() + blob
    head += struct.pack("<iI", 1, 9) + struct.pack("<IBI", ord("Ⅳ"), 1, ord("4"))
    size = 4 + sum(2 + len(name) + 21 for name in tensors)
    place = len(head) + size
    directory, data = struct.pack("<i", len(tensors)), b""
    for name, (numbers, raw) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", 0, numbers, place + len(data), len(raw))
        data += raw
    return head + directory + data


def test_pieces_scores_and_both_kinds_of_tensors_are_read(tmp_path):
    bias = np.array([0.5, -1.25], "<f4")
    numbers = [*range(-8, 8), *range(7, -9, -1)]
    scale = np.float16(0.25)
    block = scale.tobytes() + bytes(
        (low + 8) | (high + 8) << 4 for low, high in zip(numbers[:16], numbers[16:], strict=True)
    )
    path = tmp_path / "klein.bin"
    path.write_bytes(written({"emb.ln.b": (2, bias.tobytes()), "emb.word": (32, block)}))

    read = read_pretrained(path)

    assert read.pieces == PIECES
    assert (read.hidden, read.heads, read.feed_forward, read.positions, read.unknown) == (32, 2, 64, 16, 0)
    assert read.tensors["emb.ln.b"].tolist() == bias.tolist()
    assert read.tensors["emb.word"].tolist() == [number * 0.25 for number in numbers]


def test_another_kind_of_file_is_refused(tmp_path):
    path = tmp_path / "ander.bin"
    path.write_bytes(b"GGUF" + bytes(64))

    with pytest.raises(ValueError, match="does not begin with"):
        read_pretrained(path)
