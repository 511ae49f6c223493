"""Trains the bundled encoder from the questions of the corpus: `python -m ingest.encoder_training [FOLDER]`.

A StaticEmbedding (token vectors, averaged) learns with MultipleNegativesRankingLoss (Henderson et al. 2017) that a
question belongs to its paragraph and to the other questions about it. Same data, same seed, same machine type: the same
file. Takes about a minute on two cores. The only file that imports sentence-transformers for training.
"""

import json
import random
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

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
from sentence_transformers.sentence_transformer.training_args import BatchSamplers
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

from kb.settings import CORPUS

SEED = 20260901
VOCABULARY = 5000
DIMENSION = 256
EPOCHS = 12
BATCH = 256
LEARNING_RATE = 0.1


def main(folder: Path) -> None:
    """Trains and writes an ordinary sentence-transformers folder."""
    _make_repeatable()
    questions = CORPUS / "questions" / "actieplan.jsonl"
    paragraphs = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    pairs = list(_pairs(paragraphs))
    tokenizer = _tokenizer([text for pair in pairs for text in pair])
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


def _pairs(paragraphs: list[dict[str, object]]) -> Iterator[tuple[str, str]]:
    """Question with paragraph, question with another question about the same paragraph, heading with paragraph."""
    rng = random.Random(SEED)
    for paragraph in paragraphs:
        passage = f"{paragraph['section']}\n{paragraph['passage']}"
        asked = [str(question) for question in _list(paragraph["questions"])]
        for question, other in zip(asked, rng.sample(asked, len(asked)), strict=True):
            yield question, passage
            if question != other:
                yield question, other


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


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


def _train(model: SentenceTransformer, pairs: list[tuple[str, str]]) -> None:
    arguments = SentenceTransformerTrainingArguments(
        output_dir="unused", num_train_epochs=EPOCHS, per_device_train_batch_size=BATCH, learning_rate=LEARNING_RATE,
        warmup_steps=0.1, seed=SEED, data_seed=SEED, use_cpu=True, report_to="none", save_strategy="no",
        logging_strategy="no", disable_tqdm=False, batch_sampler=BatchSamplers.NO_DUPLICATES,
    )  # fmt: skip
    loss = MatryoshkaLoss(model, MultipleNegativesRankingLoss(model), matryoshka_dims=[256, 128, 64])
    data = Dataset.from_dict({"anchor": [a for a, _ in pairs], "positive": [b for _, b in pairs]})
    SentenceTransformerTrainer(model=model, args=arguments, train_dataset=data, loss=loss).train()


def _halve(weights: Path) -> None:
    """Half precision: half the size, no measurable difference in ranking."""
    save_file({name: array.astype(np.float16) for name, array in load_file(weights).items()}, weights)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(str(files("kb").joinpath("bundled_encoder"))))
