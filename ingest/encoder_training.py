"""Trains the bundled encoder from the questions of the corpus: `python -m ingest.encoder_training [FOLDER]`.

A StaticEmbedding (token vectors, averaged) learns with MultipleNegativesRankingLoss (Henderson et al. 2017) that a
question belongs to what answers it and to the other questions about it. Same data, same seed, same machine type: the
same file. Takes a few minutes on two cores. The only file that imports sentence-transformers for training.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import torch
from datasets import Dataset
from safetensors.numpy import load_file, save_file
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from sentence_transformers.sentence_transformer.losses import MatryoshkaLoss, MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

from ingest.training_pairs import Pair, training_pairs
from kb.settings import CORPUS

SEED = 20260901
VOCABULARY = 6000
DIMENSION = 256
EPOCHS = 8
BATCH = 256
LEARNING_RATE = 0.1


def main(folder: Path) -> None:
    """Trains and writes an ordinary sentence-transformers folder."""
    _make_repeatable()
    pairs = training_pairs(CORPUS, random.Random(SEED))
    tokenizer = _tokenizer([text for pair in pairs for text in (pair.question, pair.other)])
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=DIMENSION)], device="cpu")
    _train(model, pairs)
    model.save(str(folder), create_model_card=False)
    _halve(folder / "model.safetensors")
    sys.stderr.write(f"{len(pairs)} pairs, {tokenizer.get_vocab_size()} tokens, written to {folder}\n")


def _make_repeatable() -> None:
    random.seed(SEED)
    np.random.seed(SEED)
    torch.manual_seed(SEED)
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)


def _tokenizer(texts: list[str]) -> Tokenizer:
    """Byte-pair pieces (Sennrich et al. 2016), so that a misspelled or compound word still meets its parts.

    Unigram pieces would do as well, but their trainer gives another vocabulary on every run.
    """
    tokenizer = Tokenizer(models.BPE(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKD(), normalizers.Lowercase(), normalizers.StripAccents()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Metaspace(), pre_tokenizers.Punctuation()])
    tokenizer.decoder = decoders.Metaspace()
    trainer = trainers.BpeTrainer(vocab_size=VOCABULARY, special_tokens=["[UNK]", "[PAD]"], show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


class _DistinctTargets(torch.utils.data.Sampler[list[int]]):
    """Batches in which no two pairs have the same target: the rest of a batch are a question's wrong answers, and
    another question about the same thing is not wrong.
    """

    def __init__(self, targets: Sequence[str], size: int, seed: int) -> None:
        self._targets, self._size, self._seed = targets, size, seed
        self._epoch = 0

    def set_epoch(self, epoch: int) -> None:
        """Called by the trainer: each epoch has an order of its own."""
        self._epoch = epoch

    def __iter__(self) -> Iterator[list[int]]:
        order = list(range(len(self._targets)))
        random.Random(self._seed + self._epoch).shuffle(order)
        while order:
            batch: list[int] = []
            taken: set[str] = set()
            later: list[int] = []
            for index in order:
                if len(batch) < self._size and self._targets[index] not in taken:
                    taken.add(self._targets[index])
                    batch.append(index)
                else:
                    later.append(index)
            order = later
            # The largest targets would be left with each other: few wrong answers teach little.
            if len(batch) >= self._size // 4:
                yield batch

    def __len__(self) -> int:
        return sum(1 for _ in iter(self))


def _train(model: SentenceTransformer, pairs: list[Pair]) -> None:
    targets = [pair.target for pair in pairs]

    def batches(dataset: Any, batch_size: int, **_: Any) -> _DistinctTargets:
        return _DistinctTargets(targets, batch_size, SEED)

    arguments = SentenceTransformerTrainingArguments(
        output_dir="unused", num_train_epochs=EPOCHS, per_device_train_batch_size=BATCH, learning_rate=LEARNING_RATE,
        warmup_steps=0.1, seed=SEED, data_seed=SEED, use_cpu=True, report_to="none", save_strategy="no",
        logging_strategy="no", disable_tqdm=False, batch_sampler=batches,
    )  # fmt: skip
    loss = MatryoshkaLoss(model, MultipleNegativesRankingLoss(model), matryoshka_dims=[256, 128, 64])
    data = Dataset.from_dict({"anchor": [pair.question for pair in pairs], "positive": [pair.other for pair in pairs]})
    SentenceTransformerTrainer(model=model, args=arguments, train_dataset=data, loss=loss).train()


def _halve(weights: Path) -> None:
    """Half precision: half the size, no measurable difference in ranking."""
    save_file({name: array.astype(np.float16) for name, array in load_file(weights).items()}, weights)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(str(files("kb").joinpath("bundled_encoder"))))
