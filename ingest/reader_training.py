"""Trains the transformer that reads questions, from those of the corpus: `python -m ingest.reader_training`.

The lower six layers of multilingual-e5-small, with the pieces of its vocabulary that Dutch, French and English need,
learn which questions are about the same thing, however they are typed. Written for onnxruntime in whole numbers of
eight bits. Takes five minutes on a graphics card, and about five hours on two cores. Needs the extra `encoder`.
"""

import hashlib
import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers
from tqdm import tqdm
from transformers import BertConfig, BertModel

from ingest.pretrained_weights import Pretrained, pretrained_file, read_pretrained
from ingest.reader_network import ReaderNetwork, write_network
from ingest.reader_tuning import PADDING, Asked, tuned
from ingest.training_pairs import questions_by_target, texts_by_target
from ingest.typed_otherwise import read_otherwise
from kb.question_reader import END, KNOWN, LONGEST, START, QuestionReader, key_of, packed
from kb.settings import CORPUS

SEED = 20260901
# Six of twelve tell apart as much as all of them in half the time (docs/0006).
LAYERS = 6
EPOCHS, RATE = 24, 2e-4
SMALLEST_VOCABULARY = 26_000
# Ways in which each question is typed otherwise.
WAYS = 8
# Questions by which the network is smoothed before it is written in eight bits.
SMOOTHED_BY = 400


def main(folder: Path) -> None:
    """Trains and writes the model, its tokenizer, and the vectors of the questions of the corpus."""
    rng = random.Random(SEED)
    by_target = texts_by_target(CORPUS)
    texts = [text for texts in by_target.values() for text in texts]
    pretrained = read_pretrained(pretrained_file())
    tokenizer, kept = trimmed(pretrained, texts)
    questions = asked(tokenizer, by_target).on("cuda" if torch.cuda.is_available() else "cpu")
    reader = tuned(_lower_layers(pretrained, kept), questions, EPOCHS, RATE, SEED).to("cpu")
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    network = ReaderNetwork(reader.layers, reader.head, LONGEST + 2).eval()
    write_network(network.smoothed(_pieces(tokenizer, rng.sample(texts, SMOOTHED_BY))), folder / "model.onnx")
    digest = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    (folder / "fingerprint").write_text(f"{digest}\n", encoding="ascii")
    _write_known(folder, sorted({text for texts in questions_by_target(CORPUS).values() for text in texts}))
    sys.stderr.write(f"{len(texts)} questions, {len(kept)} pieces, written to {folder}\n")


def asked(tokenizer: Tokenizer, by_target: Mapping[str, Sequence[str]]) -> Asked:
    """The questions in pieces, as they stand and as they are typed otherwise."""
    numbered = [(text, number) for number, texts in enumerate(by_target.values()) for text in texts]
    otherwise = read_otherwise(CORPUS)
    ways = [[text for text, _ in numbered]]
    for way in range(WAYS):
        # Each question is varied in ways of its own, whatever other questions there are.
        ways.append([otherwise.of(text, random.Random(f"{SEED} {way} {text}")) for text in ways[0]])
    pieces = torch.full((len(ways), len(numbered), LONGEST + 2), PADDING, dtype=torch.int16)
    for way, texts in enumerate(ways):
        for place, ids in enumerate(_pieces(tokenizer, texts)):
            pieces[way, place, : len(ids)] = torch.tensor(ids, dtype=torch.int16)
    return Asked(pieces, torch.tensor([number for _, number in numbered]))


def _tokenizer_of(pieces: Sequence[tuple[str, float]], unknown: int) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    return tokenizer


def trimmed(pretrained: Pretrained, texts: Iterable[str]) -> tuple[Tokenizer, list[int]]:
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


def _write_known(folder: Path, texts: Sequence[str]) -> None:
    """Vectors of the questions of the corpus, so that reading it in need not wait for them."""
    reader = QuestionReader(folder)
    vectors = packed(np.stack([reader.read(text) for text in tqdm(texts, desc="questions written")]))
    keys = np.array([key_of(text) for text in texts], np.int64)
    np.savez_compressed(folder / KNOWN, keys=keys, vectors=vectors)


if __name__ == "__main__":
    default = Path(str(files("kb").joinpath("bundled_encoder", "questions")))
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
