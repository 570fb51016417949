"""One fit of one tagger: schedule, loss, checkpoints. A fit that was stopped goes on from its last checkpoint."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.data import IGNORED, Batch, Example, batches, collate
from training.encoders import Tagger


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Rates are those after the warm-up; both fall to zero along a half cosine. `soft`: the teacher's weight beside
    gold's."""

    epochs: int
    pieces: int
    rate: float
    head_rate: float
    layer_decay: float = 0.9
    warmup: float = 0.06
    pointer_weight: float = 0.4
    soft: float = 0.0
    seed: int = 13


def loss_of(outputs: tuple[Tensor, Tensor, Tensor], batch: Batch, schedule: Schedule) -> Tensor:
    """Cross-entropy against gold and, with weight `soft`, against the teacher's distributions."""
    roles, *pointers = (output.float() for output in outputs)
    gold = (batch.roles != IGNORED).any()
    total = torch.zeros(())
    share = 1.0 - schedule.soft if batch.soft_roles is not None else 1.0
    if gold and share:
        total = total + share * functional.cross_entropy(
            roles.flatten(0, 1), batch.roles.flatten(), ignore_index=IGNORED
        )
        for scores, targets in zip(pointers, batch.targets, strict=True):
            total = total + share * schedule.pointer_weight * _pointed(scores, targets)
    if batch.soft_roles is not None and schedule.soft:
        said = -(batch.soft_roles * roles.log_softmax(-1)).sum(-1)
        total = total + schedule.soft * said[batch.soft_here].mean()
        for scores, asking, taught in zip(pointers, batch.soft_asking, batch.soft_pointers, strict=True):
            if asking.any():
                said = -(taught[asking] * scores[asking].log_softmax(-1)).sum(-1)
                total = total + schedule.soft * schedule.pointer_weight * said.mean()
    return total


def _pointed(scores: Tensor, targets: Tensor) -> Tensor:
    """-log of the probability that falls on any of a row's targets, over the rows that have one."""
    asking = targets.any(-1)
    if not asking.any():
        return torch.zeros(())
    chosen = scores[asking]
    return (chosen.logsumexp(-1) - chosen.masked_fill(~targets[asking], -1e9).logsumexp(-1)).mean()


def groups(model: Tagger, schedule: Schedule) -> list[dict[str, object]]:
    """Parameters by rate: deeper layers of the encoder faster, heads and the new embeddings fastest; no decay on
    norms and biases."""
    layers = model.encoder.shape.layers
    made: dict[tuple[float, bool], list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("encoder.layers."):
            rate = schedule.rate * schedule.layer_decay ** (layers - 1 - int(name.split(".")[2]))
        elif name.startswith(("encoder.case", "encoder.quoted")) or not name.startswith("encoder."):
            rate = schedule.head_rate
        else:
            rate = schedule.rate * schedule.layer_decay**layers
        made.setdefault((rate, parameter.ndim > 1), []).append(parameter)
    return [
        {"params": found, "lr": rate, "top": rate, "weight_decay": 0.01 if decayed else 0.0}
        for (rate, decayed), found in made.items()
    ]


def fit(
    model: Tagger,
    pool_of: Callable[[int, random.Random], Sequence[Example]],
    schedule: Schedule,
    folder: Path,
    after_epoch: Callable[[int, Tagger], None] = lambda _epoch, _model: None,
) -> None:
    """Fit `model` to `pool_of(epoch, draw)`. `folder` keeps the checkpoint, the log and the weights after each
    epoch."""
    folder.mkdir(parents=True, exist_ok=True)
    checkpoint, log = folder / "checkpoint.pt", folder / "log.jsonl"
    optimizer = torch.optim.AdamW(groups(model, schedule), betas=(0.9, 0.98), eps=1e-6, fused=True)
    started, step, expected = 0, 0, 0
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        if kept["schedule"] != asdict(schedule):
            raise SystemExit(f"{checkpoint} is of another schedule: remove {folder} to begin anew")
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        started, step, expected = kept["epoch"], kept["step"], kept["expected"]
    for epoch in range(started, schedule.epochs):
        draw = random.Random(f"{schedule.seed}/{epoch}")
        torch.manual_seed(schedule.seed * 1000 + epoch)
        made = batches(pool_of(epoch, draw), schedule.pieces, draw)
        expected = expected or len(made) * schedule.epochs
        model.train()
        began, running, seen = time.monotonic(), 0.0, 0
        for number, chosen in enumerate(made):
            batch = collate(chosen)
            share = min(1.0, step / expected)
            factor = (
                min(1.0, share / schedule.warmup)
                if share < schedule.warmup
                else 0.5 * (1 + math.cos(math.pi * (share - schedule.warmup) / (1 - schedule.warmup)))
            )
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * max(factor, 1e-3)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                outputs = model(*batch.inputs)
            loss = loss_of(outputs, batch, schedule)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            running += loss.item()
            seen += int(batch.mask.sum())
            if number % 20 == 19:
                pace = seen / (time.monotonic() - began)
                print(
                    f"{folder.name} epoch {epoch + 1}/{schedule.epochs} step {number + 1}/{len(made)} "
                    f"loss {running / 20:.4f} {pace:.0f} pieces/s",
                    flush=True,
                )
                running = 0.0
        torch.save(
            {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "epoch": epoch + 1,
                "step": step,
                "expected": expected,
                "schedule": asdict(schedule),
            },
            checkpoint.with_suffix(".new"),
        )
        checkpoint.with_suffix(".new").replace(checkpoint)
        with log.open("a") as lines:
            lines.write(
                json.dumps({"epoch": epoch + 1, "seconds": round(time.monotonic() - began, 1), "pieces": seen}) + "\n"
            )
        after_epoch(epoch + 1, model)
