"""The reader of questions as it is written for onnxruntime: pieces of one question → vector.

The layers of BERT (Devlin et al. 2019) without what a batch needs: no padding, no mask, one product for query, key and
value. What goes into a product is smoothed (SmoothQuant: Xiao et al. 2023): outliers of the activations that eight bits
cannot hold are moved into the weights, which can.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

# Share of the outliers that moves into the weights; of 0.5 to 0.85 it keeps most of the direction (docs/0006).
MOVED = 0.7
_SMALLEST = 1e-3


class _Product(nn.Module):
    """A linear layer that remembers how large its inputs get, and can be smoothed by that."""

    largest: torch.Tensor
    scale: torch.Tensor

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor) -> None:
        super().__init__()
        self.weight, self.bias = nn.Parameter(weight.detach().clone()), nn.Parameter(bias.detach().clone())
        self.register_buffer("largest", torch.zeros(weight.shape[1]))
        self.register_buffer("scale", torch.ones(weight.shape[1]))

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        if not torch.onnx.is_in_onnx_export():
            self.largest = torch.maximum(self.largest, states.abs().amax(0))
        return nn.functional.linear(states * self.scale, self.weight, self.bias)

    def smooth(self) -> None:
        """Divides the inputs by what makes them large, and multiplies the weights by it."""
        inputs, weights = (sizes.clamp(min=_SMALLEST) for sizes in (self.largest, self.weight.detach().abs().amax(0)))
        moved = inputs**MOVED / weights ** (1 - MOVED)
        moved = moved / moved.mean()
        self.weight.data *= moved
        self.scale = 1 / moved


class _Layer(nn.Module):
    def __init__(self, lower: Any, number: int) -> None:
        super().__init__()
        layer = lower.encoder.layer[number]
        attention = layer.attention.self
        self.heads: int = lower.config.num_attention_heads
        parts = [attention.query, attention.key, attention.value]
        self.asked = _Product(torch.cat([p.weight for p in parts]), torch.cat([p.bias for p in parts]))
        self.gathered = _Product(layer.attention.output.dense.weight, layer.attention.output.dense.bias)
        self.bent = _Product(layer.intermediate.dense.weight, layer.intermediate.dense.bias)
        self.straight = _Product(layer.output.dense.weight, layer.output.dense.bias)
        self.after_attention, self.after_bend = layer.attention.output.LayerNorm, layer.output.LayerNorm

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        size = states.shape[-1]
        asked = self.asked(states).view(-1, 3, self.heads, size // self.heads).permute(1, 2, 0, 3)
        query, key, value = asked.unbind(0)
        attention = torch.softmax(query @ key.transpose(-1, -2) * (size // self.heads) ** -0.5, -1)
        gathered = (attention @ value).transpose(0, 1).reshape(-1, size)
        states = self.after_attention(self.gathered(gathered) + states)
        bent = nn.functional.gelu(self.bent(states))
        after: torch.Tensor = self.after_bend(self.straight(bent) + states)
        return after


class ReaderNetwork(nn.Module):
    """Pieces of one question, shape (pieces,), to its vector of length 1."""

    place: torch.Tensor

    def __init__(self, lower: Any, head: nn.Module, longest: int) -> None:
        """`lower` is a BertModel of transformers; `longest` how many pieces a question has at most."""
        super().__init__()
        embeddings = lower.embeddings
        self.words, self.normal, self.head = embeddings.word_embeddings, embeddings.LayerNorm, head
        places = embeddings.position_embeddings.weight[:longest] + embeddings.token_type_embeddings.weight[0]
        self.register_buffer("place", places.detach())
        self.layers = nn.ModuleList(_Layer(lower, number) for number in range(lower.config.num_hidden_layers))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Vector of length 1, shape (size of the head,)."""
        states = self.normal(self.words(ids) + self.place[torch.arange(ids.shape[0])])
        for layer in self.layers:
            states = layer(states)
        vector: torch.Tensor = self.head(states.mean(0))
        return vector

    def smoothed(self, questions: Sequence[Sequence[int]]) -> "ReaderNetwork":
        """Smooths every product by what it sees of these questions."""
        with torch.no_grad():
            for pieces in questions:
                self(torch.tensor(pieces))
            for module in self.modules():
                if isinstance(module, _Product):
                    module.smooth()
        return self


def write_network(network: ReaderNetwork, path: Path) -> None:
    """Writes the network for onnxruntime, its products in whole numbers of eight bits."""
    with TemporaryDirectory() as scratch:
        whole = str(Path(scratch) / "whole.onnx")
        torch.onnx.export(
            network, (torch.ones(8, dtype=torch.long),), whole, input_names=["ids"], output_names=["vector"],
            dynamic_axes={"ids": {0: "pieces"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        # The head reads one row: a product in floats costs it nothing. Seven bits of weight, because a processor
        # without VNNI adds two products in sixteen bits.
        spared = [
            f"/head/{name}/{kind}" for name in ("straight", "bent/bent.1", "bent/bent.4") for kind in ("Gemm", "MatMul")
        ]
        quantize_dynamic(
            whole, str(path), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8, nodes_to_exclude=spared
        )
