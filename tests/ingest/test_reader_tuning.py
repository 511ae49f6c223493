import pytest
import torch
from transformers import BertConfig, BertModel

from ingest import reader_tuning
from ingest.reader_tuning import PADDING, Asked, tuned

TARGETS = 3


@pytest.fixture
def layers() -> BertModel:
    torch.manual_seed(1)
    size = BertConfig(
        vocab_size=40, hidden_size=24, num_hidden_layers=1, num_attention_heads=2, intermediate_size=48, pad_token_id=1
    )
    return BertModel(size, add_pooling_layer=False)


@pytest.fixture
def asked(monkeypatch) -> Asked:
    """Questions of which the first piece says what they are about, of unlike length, in two ways."""
    monkeypatch.setattr(reader_tuning, "BATCH", 16)
    rows = torch.full((2, 96, 8), PADDING, dtype=torch.int16)
    targets = torch.arange(96) % TARGETS
    torch.manual_seed(2)
    for number, target in enumerate(targets.tolist()):
        for way in range(2):
            length = int(torch.randint(2, 8, ()))
            rows[way, number, :length] = torch.randint(10, 40, (length,), dtype=torch.int16)
            rows[way, number, 0] = 2 + target
    return Asked(rows, targets)


def test_questions_about_the_same_come_to_lie_together(layers, asked):
    reader = tuned(layers, asked, epochs=40, rate=1e-2, seed=3)
    with torch.no_grad():
        vectors = reader.head(reader.pooled(asked.pieces[1]))

    near = vectors @ vectors.T
    same = asked.targets[:, None] == asked.targets[None]
    assert near[same].mean() > near[~same].mean() + 0.5
    assert torch.allclose(vectors.norm(dim=1), torch.ones(len(vectors)))


def test_the_same_seed_gives_the_same_reader(layers, asked):
    whole = {name: weights.clone() for name, weights in layers.state_dict().items()}
    first = tuned(layers, asked, epochs=1, rate=1e-3, seed=3).state_dict()
    first = {name: weights.clone() for name, weights in first.items()}
    layers.load_state_dict(whole)
    again = tuned(layers, asked, epochs=1, rate=1e-3, seed=3).state_dict()

    assert all(torch.equal(first[name], again[name]) for name in first)


def test_the_vectors_of_the_pieces_stay(layers, asked):
    before = layers.embeddings.word_embeddings.weight.clone()
    tuned(layers, asked, epochs=1, rate=1e-3, seed=3)

    assert torch.equal(layers.embeddings.word_embeddings.weight, before)
