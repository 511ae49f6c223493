"""Tunes the layers of a reader of questions, so that questions about the same thing come to lie together: normalised
softmax over all targets (Zhai and Wu 2019).
"""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from torch.nn import functional
from tqdm import tqdm
from transformers import BertModel

DIMENSION = 128
PADDING = 1
BATCH, SCALE, SMOOTHING = 512, 16.0, 0.05
# Share of the questions that an epoch reads as they are typed otherwise.
OTHERWISE = 0.5
RATE_OF_HEAD, WARMING, LARGEST_STEP = 2e-3, 0.1, 1.0
# Questions by which the head is set up; batches among which those of like length are put together.
_SAMPLE, _READ_AT_ONCE, _SORTED_TOGETHER = 8192, 1024, 16


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions with what they are about."""

    pieces: torch.Tensor
    """Shape (ways, questions, pieces): each question as it stands and typed in other ways, filled up with PADDING."""
    targets: torch.Tensor
    """Number of what each is about, shape (questions,)."""

    @property
    def number_of_targets(self) -> int:
        """Of targets that questions are about."""
        return int(self.targets.max()) + 1

    def on(self, device: str) -> "Asked":
        """The same, held by a device."""
        return Asked(self.pieces.to(device), self.targets.to(device))


class Head(nn.Module):
    """Standardises, then projects: a straight way and a bent one beside it."""

    middle: torch.Tensor
    spread: torch.Tensor

    def __init__(self, size: int) -> None:
        super().__init__()
        self.register_buffer("middle", torch.zeros(size))
        self.register_buffer("spread", torch.ones(size))
        self.straight = nn.Linear(size, DIMENSION)
        self.bent = nn.Sequential(
            nn.Dropout(0.2), nn.Linear(size, 2 * size), nn.GELU(), nn.Dropout(0.3), nn.Linear(2 * size, DIMENSION)
        )

    def standardise_by(self, pooled: torch.Tensor) -> None:
        """Takes middle and spread of what it will see, shape (questions, size)."""
        self.middle.copy_(pooled.mean(0))
        self.spread.copy_(pooled.std(0) * pooled.shape[1] ** 0.5)

    def forward(self, pooled: torch.Tensor) -> torch.Tensor:
        """Vectors of length 1, shape (questions, DIMENSION)."""
        standard = (pooled - self.middle) / self.spread
        vectors: torch.Tensor = functional.normalize(self.straight(standard) + self.bent(standard), dim=-1)
        return vectors


class Reader(nn.Module):
    """Layers, head, and where each target lies."""

    def __init__(self, layers: BertModel, number_of_targets: int) -> None:
        super().__init__()
        self.layers, self.head = layers, Head(layers.config.hidden_size)
        self.middles = nn.Parameter(torch.randn(number_of_targets, DIMENSION) * 0.1)

    def forward(self, pieces: torch.Tensor) -> torch.Tensor:
        """Likeness to every target on the scale of the softmax, shape (questions, targets)."""
        near: torch.Tensor = self.head(self.pooled(pieces)) @ functional.normalize(self.middles, dim=-1).T
        return SCALE * near

    def pooled(self, pieces: torch.Tensor) -> torch.Tensor:
        """Mean of the states of each question's pieces, shape (questions, hidden)."""
        longest = int((pieces != PADDING).sum(1).max())
        ids = pieces[:, :longest].long()
        mask = ids != PADDING
        with torch.autocast(ids.device.type, torch.bfloat16):
            states = self.layers(input_ids=ids, attention_mask=mask.long()).last_hidden_state
        weight = mask.unsqueeze(-1).float()
        mean: torch.Tensor = (states.float() * weight).sum(1) / weight.sum(1)
        return mean


def tuned(layers: BertModel, asked: Asked, epochs: int, rate: float, seed: int) -> Reader:
    """A reader whose layers have learned from the questions, on the device that holds them. The vectors of the pieces
    stay as they are: a piece that no question holds must keep its place among the others.
    """
    torch.manual_seed(seed)
    reader = Reader(layers, asked.number_of_targets).to(asked.pieces.device)
    _set_up(reader, asked)
    layers.embeddings.requires_grad_(requires_grad=False)
    optimizer = torch.optim.AdamW(_groups(reader, rate))
    steps = epochs * (len(asked.targets) // BATCH)
    rates = [group["lr"] for group in optimizer.param_groups]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rates, total_steps=steps, pct_start=WARMING)
    with tqdm(total=steps, desc="batches", file=sys.stderr, mininterval=10) as progress:
        for epoch in range(epochs):
            reader.train()
            for pieces, targets in _batches(asked, random.Random(seed + epoch)):
                loss = functional.cross_entropy(reader(pieces), targets, label_smoothing=SMOOTHING)
                optimizer.zero_grad(set_to_none=True)
                loss.backward()  # type: ignore[no-untyped-call]
                nn.utils.clip_grad_norm_(layers.parameters(), LARGEST_STEP)
                optimizer.step()
                schedule.step()
                progress.update()
    return reader.eval()


def _set_up(reader: Reader, asked: Asked) -> None:
    reader.eval()
    some = torch.randperm(len(asked.targets))[:_SAMPLE].to(asked.pieces.device)
    with torch.no_grad():
        reader.head.standardise_by(
            torch.cat([reader.pooled(asked.pieces[0][few]) for few in torch.split(some, _READ_AT_ONCE)])
        )


def _groups(reader: Reader, rate: float) -> list[dict[str, Any]]:
    layers = [weights for weights in reader.layers.parameters() if weights.requires_grad]
    return [
        {"params": layers, "lr": rate, "weight_decay": 0.01},
        {"params": [*reader.head.parameters()], "lr": RATE_OF_HEAD, "weight_decay": 0.05},
        {"params": [reader.middles], "lr": RATE_OF_HEAD, "weight_decay": 0.0},
    ]


def _batches(asked: Asked, rng: random.Random) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Every question once, half of them typed otherwise; those of like length together, so that little is filled up."""
    ways, number, device = len(asked.pieces), len(asked.targets), asked.targets.device
    way = torch.randint(1, ways, (number,)) if ways > 1 else torch.zeros(number, dtype=torch.long)
    way = torch.where(torch.rand(number) < OTHERWISE, way, 0).to(device)
    pieces = asked.pieces[way, torch.arange(number, device=device)]
    lengths = (pieces != PADDING).sum(1)
    batches: list[torch.Tensor] = []
    for some in torch.split(torch.randperm(number).to(device), BATCH * _SORTED_TOGETHER):
        batches += [few for few in torch.split(some[lengths[some].argsort()], BATCH) if len(few) == BATCH]
    rng.shuffle(batches)
    return ((pieces[few], asked.targets[few]) for few in batches)
