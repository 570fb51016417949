"""The stages of training, in order. Each leaves its result in the work folder and is skipped where that is there."""

from __future__ import annotations

import argparse
import json
import pickle
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from reportedly.extraction import sentences
from reportedly.extraction.decoding import softmax
from reportedly.extraction.windows import windows
from training import data, encoders, fit, layers, measure, packages, shipping
from training.data import Example, Soft
from training.encoders import Tagger
from training.fit import Schedule

TEACHER = Schedule(epochs=3, pieces=2560, rate=7e-5, head_rate=1e-3)
# The teacher once more, on passages annotated for chains beside some of PolNeAR: another domain, and layers.
ADAPTED = Schedule(epochs=2, pieces=2560, rate=2e-5, head_rate=2e-4)
KEPT_SHARE = 0.12  # of PolNeAR's documents in each of these epochs, so that what was learned from it stays
STUDENT = Schedule(epochs=7, pieces=1536, rate=2.5e-4, head_rate=1.5e-3, layer_decay=0.95, soft=0.6)
AVERAGED_EPOCHS = 4  # the last ones of the student, whose mean is shipped
FROZEN_LAYERS = 3  # of the teacher's twelve
ASKS = (
    0.2  # a piece that the teacher gives at least this chance of being a cue (or content) teaches a row of its pointer
)


class Teacher(Tagger):
    """MPNet, asked in the numbering of BERT's word pieces."""

    def __init__(self, encoder: encoders.Encoder, table: Tensor) -> None:
        super().__init__(encoder, len(data.LABELS))
        self.register_buffer("table", table, persistent=False)

    def forward(self, ids: Tensor, case: Tensor, quoted: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return super().forward(self.table[ids], case, quoted, mask)


def run(chosen: argparse.Namespace, *, seed: int, unmarked: Sequence[tuple[str, float]]) -> None:
    """All stages up to `chosen.until`."""
    torch.set_num_threads(chosen.threads)
    packages.fetch(chosen.work / "packages")
    work = Work(chosen, seed, tuple(unmarked))
    stages = {"teacher": work.teach, "soft": work.soften, "student": work.study, "export": work.ship}
    for name, stage in stages.items():
        stage()
        if name == chosen.until:
            return


class Work:
    """What the stages share: corpora, word pieces, the work folder."""

    def __init__(self, chosen: argparse.Namespace, seed: int, unmarked: tuple[tuple[str, float], ...]) -> None:
        self.chosen, self.seed, self.unmarked = chosen, seed, unmarked
        self.packages: Path = chosen.work / "packages"
        self.data: Path = chosen.shared / "data"
        self.tokenizer = tokenizer_of(self.packages)
        self.train, self.dev = (list(data.rows(self.data / "polnear" / f"{name}.jsonl")) for name in ("train", "dev"))
        passages = list(layers.rows_of(chosen.chains, chosen.shared))
        self.layered = [example for row in passages for example in data.examples(row, self.tokenizer)]
        print(f"{len(passages)} layers of annotated passages, {sum(map(len, self.layered))} pieces", flush=True)

    def teach(self) -> None:
        """The teacher on PolNeAR, then on the passages."""
        teacher = teacher_of(self.packages)
        encoders.freeze(teacher.encoder, FROZEN_LAYERS)
        self._fit(teacher, self._varied, TEACHER, "teacher")
        self._fit(teacher, self._beside, ADAPTED, "adapted")

    def soften(self) -> None:
        """What the teacher says of each window of the three pools."""
        target = self.chosen.work / "soft.pickle"
        if target.exists():
            return
        teacher = teacher_of(self.packages)
        teacher.load_state_dict(torch.load(self._last(ADAPTED, "adapted"), weights_only=True))
        draw = random.Random(self.seed)
        marked = [example for row in self.train for example in data.examples(row, self.tokenizer)]
        texts = {(example.window.ids, example.window.case) for example in marked}
        altered = [e for e in self._varied(0, draw) if (e.window.ids, e.window.case) not in texts]
        held = {row["doc"] for path in self.chosen.held for row in data.rows(path)}
        plain = list(_unmarked(self.data, self.unmarked, self.tokenizer, held, draw))
        pools = {"marked": marked, "altered": altered, "unmarked": plain}
        print({name: (len(pool), sum(map(len, pool))) for name, pool in pools.items()}, flush=True)
        made = {name: soften(teacher, pool) for name, pool in pools.items()}
        with target.with_suffix(".new").open("wb") as file:
            pickle.dump(made, file)
        target.with_suffix(".new").replace(target)

    def study(self) -> None:
        """The student on gold, teacher and passages together."""
        if self._last(STUDENT, "student").exists():
            return
        with (self.chosen.work / "soft.pickle").open("rb") as file:
            pools = pickle.load(file)

        def mixed(_epoch: int, draw: random.Random) -> list[Example]:
            altered = draw.sample(pools["altered"], len(pools["altered"]) // 2)
            return [*pools["marked"], *altered, *pools["unmarked"], *self.layered, *self.layered]

        self._fit(student_of(self.packages), mixed, STUDENT, "student")

    def ship(self) -> None:
        """The files that the package needs."""
        student = student_of(self.packages)
        folder = self._last(STUDENT, "student").parent
        epochs = range(STUDENT.epochs - AVERAGED_EPOCHS + 1, STUDENT.epochs + 1)
        student.load_state_dict(averaged([folder / f"epoch{epoch}.pt" for epoch in epochs]))
        polnear = [self.data / "polnear" / f"{name}.jsonl" for name in ("train", "dev")]
        corpora = [*polnear, self.chosen.chains, *(self.data / name for name, _ in self.unmarked)]
        tokenizer = self.packages / packages.MINILM / "tokenizer.json"
        facts = shipping.ship(student, self.dev, tokenizer, corpora, self.chosen.work / "export")
        print(json.dumps(facts["calibration"]), flush=True)

    def _last(self, schedule: Schedule, name: str) -> Path:
        return Path(self.chosen.work) / name / f"epoch{schedule.epochs}.pt"

    def _fit(
        self, model: Tagger, pool_of: Callable[[int, random.Random], list[Example]], schedule: Schedule, name: str
    ) -> None:
        """Fit where that was not done before; the model has the last epoch's weights afterwards."""
        last = self._last(schedule, name)
        if not last.exists():
            fit.fit(model, pool_of, schedule, last.parent, self._watched(last.parent))
        model.load_state_dict(torch.load(last, weights_only=True))

    def _watched(self, folder: Path) -> Callable[[int, Tagger], None]:
        def after_epoch(epoch: int, model: Tagger) -> None:
            torch.save(model.state_dict(), folder / f"epoch{epoch}.pt")
            found = measure.figures(self.dev, measure.tag(model, self.dev, self.tokenizer))
            print(folder.name, epoch, found, flush=True)
            with (folder / "figures.jsonl").open("a") as lines:
                lines.write(json.dumps({"epoch": epoch, **found}) + "\n")

        return after_epoch

    def _varied(self, _epoch: int, draw: random.Random) -> list[Example]:
        return [example for row in self.train for example in data.examples(data.varied(row, draw), self.tokenizer)]

    def _beside(self, _epoch: int, draw: random.Random) -> list[Example]:
        kept = [data.varied(row, draw) for row in self.train if draw.random() < KEPT_SHARE]
        return [*self.layered, *(example for row in kept for example in data.examples(row, self.tokenizer))]


def student_of(folder: Path) -> Tagger:
    """MiniLM as it comes, with new heads."""
    return Tagger(encoders.load(encoders.MINILM, folder / packages.MINILM / "model.safetensors"), len(data.LABELS))


def averaged(files: Sequence[Path]) -> dict[str, Tensor]:
    """The mean of some checkpoints, weight by weight."""
    held = [torch.load(path, weights_only=True) for path in files]
    return {
        name: torch.stack([one[name] for one in held]).mean(0) if value.is_floating_point() else value
        for name, value in held[0].items()
    }


def tokenizer_of(folder: Path) -> Any:
    """The word pieces, without padding and cutting."""
    tokenizer = Tokenizer.from_file(str(folder / packages.MINILM / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def teacher_of(folder: Path) -> Teacher:
    """MPNet as it comes, with new heads."""
    ours = (folder / packages.MINILM / "vocab.txt").read_text(encoding="utf-8").splitlines()
    theirs = {
        piece: number
        for number, piece in enumerate((folder / packages.MPNET / "vocab.txt").read_text(encoding="utf-8").splitlines())
    }
    marks = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}
    table = torch.tensor([theirs[marks.get(piece, piece)] for piece in ours])
    return Teacher(encoders.load(encoders.MPNET, folder / packages.MPNET / "model.safetensors"), table)


def soften(teacher: Tagger, pool: Sequence[Example]) -> list[Example]:
    """The examples with what the teacher says of them."""
    made = []
    for seen, (example, roles, to_source, to_cue) in enumerate(measure.outputs(teacher, pool, 4096)):
        chance = softmax(roles)
        asking = np.stack([chance[:, 3] + chance[:, 4] > ASKS, chance[:, 5] + chance[:, 6] > ASKS])
        asking[:, [0, -1]] = False
        pointers = np.concatenate([softmax(to_source)[asking[0]], softmax(to_cue)[asking[1]]])
        made.append(
            data.with_soft(
                example, Soft(roles=chance.astype(np.float16), asking=asking, pointers=pointers.astype(np.float16))
            )
        )
        if seen % 2000 == 0:
            print(f"soft {seen}/{len(pool)}", flush=True)
    return made


def _unmarked(
    folder: Path, wanted: Sequence[tuple[str, float]], tokenizer: Any, held: set[str], draw: random.Random
) -> Iterable[Example]:
    for name, share in wanted:
        for row in data.rows(folder / name):
            if str(row["id"]) in held or draw.random() >= share:
                continue
            for window in windows(row["text"], sentences.split(row["text"]), tokenizer):
                if len(window) >= 6:
                    yield Example(window=window)
