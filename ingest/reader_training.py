"""Trains the transformer that reads questions, from those of the corpus: `python -m ingest.reader_training`.

The lower layers of multilingual-e5-small stay as they are, with the pieces of its vocabulary that Dutch, French and
English need; a projection on top learns which questions are about the same thing (normalised softmax over all targets:
Zhai and Wu 2019). Written for onnxruntime in whole numbers of eight bits. Takes about twenty minutes on two cores,
nearly all of it reading the questions. Needs the extra `encoder`.
"""

import hashlib
import random
import sys
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import torch
from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers
from torch import nn
from tqdm import tqdm
from transformers import BertConfig, BertModel

from ingest.misspelling import misspelled
from ingest.pretrained_weights import Pretrained, pretrained_file, read_pretrained
from ingest.reader_network import ReaderNetwork, write_network
from ingest.training_pairs import questions_by_target
from kb.question_reader import END, KNOWN, LONGEST, START, QuestionReader, key_of, packed
from kb.settings import CORPUS

SEED = 20260901
# Six of twelve: the share of questions told apart is that of all twelve in half the time (docs/0006).
LAYERS = 6
DIMENSION = 128
SMALLEST_VOCABULARY = 26_000
MISSPELLED = 0.3
EPOCHS, BATCH, RATE, SCALE, SMOOTHING = 8, 512, 2e-3, 16.0, 0.05
READ_AT_ONCE = 128
PADDING = 1
# Questions by which the network is smoothed before it is written in eight bits.
SMOOTHED_BY = 400


def main(folder: Path) -> None:
    """Trains and writes the model, its tokenizer, and the vectors of the questions of the corpus."""
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    asked = [(text, target) for target, texts in questions_by_target(CORPUS).items() for text in texts]
    asked += [(faulty, target) for text, target in asked if (faulty := _sometimes_misspelled(text))]
    texts = [text for text, _ in asked]
    pretrained = read_pretrained(pretrained_file())
    tokenizer, kept = _trimmed(pretrained, texts)
    lower = _lower_layers(pretrained, kept)
    pooled = _pooled(lower, _pieces(tokenizer, texts))
    head = _trained_head(pooled, [target for _, target in asked])
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    network = ReaderNetwork(lower, head, LONGEST + 2).eval()
    write_network(network.smoothed(_pieces(tokenizer, rng.sample(texts, SMOOTHED_BY))), folder / "model.onnx")
    digest = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    (folder / "fingerprint").write_text(f"{digest}\n", encoding="ascii")
    _write_known(folder, sorted({text for texts in questions_by_target(CORPUS).values() for text in texts}))
    sys.stderr.write(f"{len(asked)} questions, {len(kept)} pieces, written to {folder}\n")


def _sometimes_misspelled(text: str) -> str | None:
    """Each question has faults of its own, whatever other questions there are."""
    rng = random.Random(f"{SEED} {text}")
    return misspelled(text, rng) if rng.random() < MISSPELLED else None


def _tokenizer_of(pieces: Sequence[tuple[str, float]], unknown: int) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    return tokenizer


def _trimmed(pretrained: Pretrained, texts: Iterable[str]) -> tuple[Tokenizer, list[int]]:
    """A tokenizer with the pieces that are needed, and their places in the whole vocabulary: those of the questions,
    single letters, and the most frequent ones of the dictionaries of three languages.
    """
    whole = _tokenizer_of(pretrained.pieces, pretrained.unknown)
    special = pretrained.unknown + 1
    used = {piece for encoding in whole.encode_batch(list(texts)) for piece in encoding.ids}
    used |= set(range(special))
    used |= {place for place, (piece, _) in enumerate(pretrained.pieces) if len(piece) == 1 and piece.isascii()}
    for piece in _dictionary_pieces(whole):
        if len(used) >= SMALLEST_VOCABULARY:
            break
        used.add(piece)
    kept = sorted(used)
    return _tokenizer_of([pretrained.pieces[place] for place in kept], pretrained.unknown), kept


def _dictionary_pieces(whole: Tokenizer) -> list[int]:
    """Pieces of Dutch, French and English words, in the order of the vocabulary: that of their frequency."""
    found: set[int] = set()
    for language in ("nl", "fr", "en"):
        words = [str(word) for word in DEFAULT_DICTIONARY_FACTORY.get_dictionary(language)]
        found |= {piece for encoding in whole.encode_batch(words) for piece in encoding.ids}
    return sorted(found)


def _lower_layers(pretrained: Pretrained, kept: Sequence[int]) -> BertModel:
    config = BertConfig(
        vocab_size=len(kept), hidden_size=pretrained.hidden, num_hidden_layers=LAYERS,
        num_attention_heads=pretrained.heads, intermediate_size=pretrained.feed_forward,
        max_position_embeddings=pretrained.positions, type_vocab_size=2, layer_norm_eps=1e-12, pad_token_id=1,
    )  # fmt: skip
    model = BertModel(config, add_pooling_layer=False)
    words = pretrained.tensors["emb.word"].reshape(-1, pretrained.hidden)[list(kept)]
    state = {"embeddings.word_embeddings.weight": torch.from_numpy(words)}
    for name, ours in _NAMES.items():
        for layer in range(LAYERS) if "{" in name else (0,):
            key = ours.format(layer)
            shape = model.state_dict()[key].shape
            state[key] = torch.from_numpy(pretrained.tensors[name.format(layer)]).reshape(shape)
    model.load_state_dict(state)
    model.eval()  # type: ignore[no-untyped-call]
    return model


_NAMES = {
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
    **{
        f"l{{}}.{theirs}.{kind[0]}": f"encoder.layer.{{}}.{ours}.{kind}"
        for theirs, ours in {
            "q": "attention.self.query",
            "k": "attention.self.key",
            "v": "attention.self.value",
            "ao": "attention.output.dense",
            "aln": "attention.output.LayerNorm",
            "fi": "intermediate.dense",
            "fo": "output.dense",
            "oln": "output.LayerNorm",
        }.items()
        for kind in ("weight", "bias")
    },
}


def _pieces(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    """Of each text, as it is read when it is asked."""
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return [[START, *encoding.ids, END] for encoding in tokenizer.encode_batch(list(texts))]


def _pooled(lower: BertModel, pieces: Sequence[list[int]]) -> torch.Tensor:
    """Mean of the states of the pieces of each text, shape (len(pieces), hidden)."""
    order = sorted(range(len(pieces)), key=lambda place: len(pieces[place]))
    rows = torch.zeros(len(pieces), lower.config.hidden_size)
    for start in tqdm(range(0, len(order), READ_AT_ONCE), desc="questions read", unit="batch"):
        batch = order[start : start + READ_AT_ONCE]
        longest = len(pieces[batch[-1]])
        ids = torch.tensor([pieces[place] + [PADDING] * (longest - len(pieces[place])) for place in batch])
        with torch.no_grad():
            rows[batch] = _mean(lower, ids, (ids != PADDING).long())
    return rows


def _mean(lower: BertModel, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    states = lower(input_ids=ids, attention_mask=mask).last_hidden_state
    weight = mask.unsqueeze(-1).float()
    mean: torch.Tensor = (states * weight).sum(1) / weight.sum(1)
    return mean


class _Head(nn.Module):
    """Standardises, then projects: a straight way and a bent one beside it."""

    middle: torch.Tensor
    spread: torch.Tensor

    def __init__(self, pooled: torch.Tensor) -> None:
        super().__init__()
        size = pooled.shape[1]
        self.register_buffer("middle", pooled.mean(0))
        self.register_buffer("spread", pooled.std(0) * size**0.5)
        self.straight = nn.Linear(size, DIMENSION)
        self.bent = nn.Sequential(
            nn.Dropout(0.2), nn.Linear(size, 2 * size), nn.GELU(), nn.Dropout(0.3), nn.Linear(2 * size, DIMENSION)
        )

    def forward(self, pooled: torch.Tensor) -> torch.Tensor:
        standard = (pooled - self.middle) / self.spread
        return nn.functional.normalize(self.straight(standard) + self.bent(standard), dim=-1)


def _trained_head(pooled: torch.Tensor, targets: Sequence[str]) -> _Head:
    numbers = {target: number for number, target in enumerate(dict.fromkeys(targets))}
    wanted = torch.tensor([numbers[target] for target in targets])
    head = _Head(pooled)
    middles = nn.Parameter(torch.randn(len(numbers), DIMENSION) * 0.1)
    groups: list[dict[str, Any]] = [{"params": head.parameters()}, {"params": [middles], "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.05)
    steps = EPOCHS * (len(targets) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [RATE, 2 * RATE], total_steps=steps)
    for _ in tqdm(range(EPOCHS), desc="epochs"):
        order = torch.randperm(len(targets))
        for start in range(0, len(targets) - BATCH + 1, BATCH):
            batch = order[start : start + BATCH]
            near = head(pooled[batch]) @ nn.functional.normalize(middles, dim=-1).T
            loss = nn.functional.cross_entropy(SCALE * near, wanted[batch], label_smoothing=SMOOTHING)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return head.eval()


def _write_known(folder: Path, texts: Sequence[str]) -> None:
    """Vectors of the questions of the corpus, so that reading it in need not wait for them."""
    reader = QuestionReader(folder)
    vectors = packed(np.stack([reader.read(text) for text in tqdm(texts, desc="questions written")]))
    keys = np.array([key_of(text) for text in texts], np.int64)
    np.savez_compressed(folder / KNOWN, keys=keys, vectors=vectors)


if __name__ == "__main__":
    default = Path(str(files("kb").joinpath("bundled_encoder", "questions")))
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
