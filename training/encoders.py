"""The encoders that training starts from, read from packages of the package index, in one plain torch module.

`minilm`: all-MiniLM-L6-v2 (6 layers of 384), which becomes the shipped model. `mpnet`: all-mpnet-base-v2 (12 layers of
768), the teacher. Both read the same word pieces; MPNet numbers them differently and adds a relative position bias.
No dropout on attention weights: on a CPU its random numbers cost more than the rest of the layer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

CASES, QUOTED = 4, 2
LONGEST = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Sizes of an encoder. `first_position`: the number of the first position; `relative`: whether attention is
    biased by distance."""

    layers: int
    width: int
    heads: int
    inner: int
    pieces: int
    positions: int
    first_position: int
    epsilon: float
    relative: bool


MINILM = Shape(
    layers=6,
    width=384,
    heads=12,
    inner=1536,
    pieces=30522,
    positions=512,
    first_position=0,
    epsilon=1e-12,
    relative=False,
)
MPNET = Shape(
    layers=12,
    width=768,
    heads=12,
    inner=3072,
    pieces=30527,
    positions=514,
    first_position=2,
    epsilon=1e-5,
    relative=True,
)


class Layer(nn.Module):
    """Attention and feed-forward, each with its residual and norm after it."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=shape.epsilon)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        scores = torch.matmul(q * (q.shape[-1] ** -0.5), k.transpose(2, 3)) + mask.to(q.dtype)
        mixed = torch.matmul(scores.softmax(-1).to(v.dtype), v)
        x = self.norm1(x + self.out(mixed.transpose(1, 2).reshape(batch, length, width)))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


class Encoder(nn.Module):
    """Word pieces with case and quotation flags in, one vector a piece out."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.pieces, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.case = nn.Embedding(CASES, shape.width)
        self.quoted = nn.Embedding(QUOTED, shape.width)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quoted.weight)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        if shape.relative:
            self.register_buffer("relative", torch.zeros(shape.heads, LONGEST, LONGEST))

    def forward(self, ids: Tensor, case: Tensor, quoted: Tensor, mask: Tensor) -> Tensor:
        """ids, case, quoted: [batch, length] integers; mask: [batch, length], 1 for pieces, 0 for padding. -> [batch,
        length, width]"""
        place = torch.arange(ids.shape[1], device=ids.device) + self.shape.first_position
        x = self.norm(self.words(ids) + self.positions(place) + self.case(case) + self.quoted(quoted))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        if self.shape.relative:
            bias = bias + self.relative[None, :, : ids.shape[1], : ids.shape[1]]
        else:
            bias = bias.expand(-1, 1, ids.shape[1], -1)
        for layer in self.layers:
            x = layer(x, bias)
        return x


def freeze(encoder: Encoder, layers: int) -> None:
    """Keep the embeddings of words and places and the lowest layers as they came: a fifth less to compute."""
    for module in (encoder.words, encoder.positions, *encoder.layers[:layers]):
        module.requires_grad_(requires_grad=False)


def _bucket(distance: Tensor, buckets: int = 32, farthest: int = 128) -> Tensor:
    """MPNet's buckets of relative distance: half for each direction, exact when near, logarithmic when far."""
    near = -distance
    half = buckets // 2
    found = (near < 0).long() * half
    near = near.abs()
    exact = half // 2
    far = exact + (torch.log(near.float().clamp(min=1) / exact) / math.log(farthest / exact) * (half - exact)).long()
    return found + torch.where(near < exact, near, far.clamp(max=half - 1))


def _layer_weights(source: dict[str, Tensor], prefix: str, names: tuple[str, ...]) -> dict[str, Tensor]:
    query, key, value, out, norm1, up, down, norm2 = names
    made = {}
    for kind in ("weight", "bias"):
        made[f"qkv.{kind}"] = torch.cat([source[f"{prefix}.{name}.{kind}"] for name in (query, key, value)])
        for ours, theirs in (("out", out), ("norm1", norm1), ("up", up), ("down", down), ("norm2", norm2)):
            made[f"{ours}.{kind}"] = source[f"{prefix}.{theirs}.{kind}"]
    return made


BERT_NAMES = (
    "attention.self.query", "attention.self.key", "attention.self.value",
    "attention.output.dense", "attention.output.LayerNorm", "intermediate.dense", "output.dense", "output.LayerNorm",
)  # fmt: skip
MPNET_NAMES = (
    "attention.attn.q", "attention.attn.k", "attention.attn.v", "attention.attn.o", "attention.LayerNorm",
    "intermediate.dense", "output.dense", "output.LayerNorm",
)  # fmt: skip


def load(shape: Shape, weights: Path) -> Encoder:
    """An encoder with the weights of a package. The new embeddings of case and quotation begin at zero."""
    source = load_file(weights)
    encoder = Encoder(shape)
    words = source["embeddings.word_embeddings.weight"]
    state = {"words.weight": words, "positions.weight": source["embeddings.position_embeddings.weight"]}
    if "embeddings.token_type_embeddings.weight" in source:
        state["positions.weight"] = state["positions.weight"] + source["embeddings.token_type_embeddings.weight"][0]
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = source[f"embeddings.LayerNorm.{kind}"]
    names = MPNET_NAMES if shape.relative else BERT_NAMES
    for number in range(shape.layers):
        made = _layer_weights(source, f"encoder.layer.{number}", names)
        state |= {f"layers.{number}.{name}": value for name, value in made.items()}
    if shape.relative:
        place = torch.arange(LONGEST)
        buckets = _bucket(place[None, :] - place[:, None])
        state["relative"] = source["encoder.relative_attention_bias.weight"][buckets].permute(2, 0, 1)
    missing, surplus = encoder.load_state_dict(state, strict=False)
    assert set(missing) == {"case.weight", "quoted.weight"}, missing
    assert not surplus, surplus
    return encoder


class Tagger(nn.Module):
    """Three heads over an encoder: roles of pieces (BIO), cue -> source and content -> cue.

    A pointer scores every piece of the window as the target of every piece: a bilinear form plus a bias by signed
    distance. The piece pointed at when there is no target is the first one, the mark at the window's start.
    """

    def __init__(self, encoder: Encoder, labels: int, *, pointer: int = 128, dropout: float = 0.1) -> None:
        super().__init__()
        width = encoder.shape.width
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.roles = nn.Linear(width, labels)
        self.asks = nn.Linear(width, 2 * pointer)
        self.answers = nn.Linear(width, 2 * pointer)
        self.distance = nn.Embedding(DISTANCES, 2)
        nn.init.zeros_(self.distance.weight)
        place = torch.arange(LONGEST)
        self.register_buffer("buckets", distance_bucket(place[None, :] - place[:, None]), persistent=False)

    def forward(self, ids: Tensor, case: Tensor, quoted: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """-> roles [batch, length, labels]; to_source, to_cue [batch, length, length]: logits, padding at -10000."""
        x = self.dropout(self.encoder(ids, case, quoted, mask))
        batch, length, _ = x.shape
        asks = self.asks(x).view(batch, length, 2, -1).permute(2, 0, 1, 3)
        answers = self.answers(x).view(batch, length, 2, -1).permute(2, 0, 3, 1)
        away = self.distance(self.buckets[:length, :length]).permute(2, 0, 1)
        scores = torch.matmul(asks, answers) / math.sqrt(asks.shape[-1]) + away[:, None]
        scores = scores + ((1.0 - mask.to(scores.dtype)) * -10000.0)[None, :, None, :]
        return self.roles(x), scores[0], scores[1]


DISTANCES = 41


def distance_bucket(distance: Tensor) -> Tensor:
    """Signed distances in pieces to 41 buckets: exact to 8 either way, then by thirds of an octave, to 256."""
    size = distance.abs()
    far = 8 + (torch.log2(size.float().clamp(min=8) / 8) * 2.4).long()
    bucket = torch.where(size <= 8, size, far.clamp(max=20))
    return torch.where(distance < 0, 20 - bucket, 20 + bucket)
