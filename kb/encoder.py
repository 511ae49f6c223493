"""Text → vector. The bundled encoder is read without torch, any other model through sentence-transformers."""

import hashlib
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Encoding, Tokenizer

from kb.errors import ModelError

Vectors = NDArray[np.float32]

AT_ONCE = 200
"""Texts from which the tokenizer's threads are worth waking."""


class Encoder(Protocol):
    """Turns texts into vectors of length 1."""

    @property
    def name(self) -> str:
        """Name by which the store remembers the model, with a fingerprint of its weights where they are local."""

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""

    @property
    def nested(self) -> int:
        """Numbers from the front of a vector that do nearly as well as all (Matryoshka; Kusupati et al. 2022)."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One row per passage, shape (len(texts), dimension)."""

    def query(self, text: str) -> Vectors:
        """Vector of a question, shape (dimension,)."""


class StaticEncoder:
    """A folder written by sentence-transformers with one StaticEmbedding module: the mean of its token vectors.

    The library needs seconds to import before it can look up a table; a question needs milliseconds. A test holds
    both to the same numbers.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            weights = load_file(folder / "model.safetensors")
            fingerprint = hashlib.sha256((folder / "model.safetensors").read_bytes())
            fingerprint.update((folder / "tokenizer.json").read_bytes())
            # The reader of questions goes with it: vectors of one reader say nothing beside those of another.
            if (reader := folder / "questions" / "fingerprint").exists():
                fingerprint.update(reader.read_bytes())
        except Exception as error:  # tokenizers raises bare Exception; every fault here means the same to the user
            raise ModelError(
                f"het meegeleverde model in {folder} is onleesbaar; installeer Duaalwijzer opnieuw"
            ) from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._weights: Vectors = next(iter(weights.values())).astype(np.float32)
        self._name = f"duaalwijzer-static:{fingerprint.hexdigest()[:16]}"

    @property
    def name(self) -> str:
        """`duaalwijzer-static:` and the first 16 hexadecimal digits of the SHA-256 of its files."""
        return self._name

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self._weights.shape[1])

    @property
    def nested(self) -> int:
        """Half of them: the encoder is trained so that they do nearly as well."""
        return self.dimension // 2

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One row per text, length 1; a text without known tokens is the zero vector."""
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for index, encoding in enumerate(self._encodings(texts)):
            if encoding.ids:
                rows[index] = self._weights[encoding.ids].mean(axis=0)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths == 0, 1, lengths), np.float32)

    def _encodings(self, texts: Sequence[str]) -> Iterable[Encoding]:
        if len(texts) < AT_ONCE:
            return (self._tokenizer.encode(text, add_special_tokens=False) for text in texts)
        encodings: list[Encoding] = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return encodings

    def query(self, text: str) -> Vectors:
        """Vector of a question; the bundled encoder treats questions and passages alike."""
        return np.asarray(self.passages([text])[0], np.float32)


class TransformerEncoder:
    """Any sentence-transformers model, with its own prompts for questions and passages."""

    def __init__(self, model: str) -> None:
        # Imported here because it costs seconds, and only who sets another model pays them.
        try:
            from sentence_transformers import SentenceTransformer

            self._model = SentenceTransformer(model, device="cpu")
        except Exception as error:  # hub, disk and format errors: one message, the cause kept
            raise ModelError(
                f"het model {model!r} kan niet geladen worden ({type(error).__name__}). Zet DUAAL_EMBEDDING_MODEL "
                "op een map met een sentence-transformers-model of op een naam die van hier te bereiken is, "
                "of laat het leeg"
            ) from error
        self._name = model

    @property
    def name(self) -> str:
        """Name or folder as it was set."""
        return self._name

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return len(self.query("maat"))

    @property
    def nested(self) -> int:
        """All: not every model is trained to be cut."""
        return self.dimension

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One row per passage, with the model's passage prompt where it has one."""
        return np.asarray(
            self._model.encode_document(list(texts), normalize_embeddings=True, show_progress_bar=False),
            np.float32,
        )

    def query(self, text: str) -> Vectors:
        """Vector of a question, with the model's question prompt where it has one."""
        return np.asarray(
            self._model.encode_query(text, normalize_embeddings=True, show_progress_bar=False), np.float32
        )


def open_encoder(model: str | None) -> Encoder:
    """The bundled encoder, or the model that was set. Raises ModelError when it cannot be loaded."""
    if model:
        return TransformerEncoder(model)
    return StaticEncoder(Path(str(files("kb").joinpath("bundled_encoder"))))
