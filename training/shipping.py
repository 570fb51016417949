"""The last stage: both ONNX files measured as they will run, the int8 calibrated, and what is shipped put together."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportedly.extraction import sentences
from reportedly.extraction.decoding import Calibration, Tagged
from reportedly.extraction.tagger import Tagger
from training import calibrate, export, measure
from training.data import Row
from training.encoders import Tagger as Model

NAME = "attribution-1"


def ship(model: Model, rows: Sequence[Row], tokenizer: Path, corpora: Sequence[Path], target: Path) -> dict[str, Any]:
    """Write attribution.onnx, tokenizer.json and attribution.json into `target`; give the facts of the last."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(tokenizer, target / "tokenizer.json")
    facts: dict[str, Any] = {
        "name": NAME,
        "corpora": {f"{path.parent.name}/{path.name}": sha256(path) for path in corpora},
        "figures": {},
        "calibration": {"intercept": 0.0, "weights": [0.0] * 5},
    }
    write(facts, target)
    fp32 = target / "fp32.onnx"
    export.export(model, fp32)
    for name, source in (("fp32", fp32), ("int8", target / "attribution.onnx")):
        if name == "int8":
            export.quantise(fp32, source)
        found = tagged(target, source, rows)
        facts["figures"][name] = measure.figures(rows, found)
        print(name, facts["figures"][name], flush=True)
    facts["calibration"] = calibrate.calibration(rows, found)
    facts["sha256"] = sha256(target / "attribution.onnx")
    write(facts, target)
    return facts


def tagged(folder: Path, model: Path, rows: Sequence[Row]) -> list[list[Tagged]]:
    """The attributions of rows, one layer, by a model file as the program runs it."""
    tagger = Tagger.of(model, folder / "tokenizer.json", Calibration(intercept=0.0, weights=(0.0,) * 5))
    found = (tagger.tag(row["text"], sentences.split(row["text"])) for row in rows)
    return [[one for one in here if one.content] for here in found]


def write(facts: dict[str, Any], folder: Path) -> None:
    """attribution.json."""
    (folder / "attribution.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def sha256(path: Path) -> str:
    """Digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
