"""The trained model at work: windows in, attributions out, on one thread of onnxruntime.

Each window is run by itself. Its activations are then quantised by its own range alone, so a paragraph gives the same
attributions whatever stands around it, and no padding is computed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from reportedly.errors import KnowledgeError
from reportedly.extraction.decoding import Calibration, Tagged, decode
from reportedly.extraction.sentences import Sentence
from reportedly.extraction.windows import Window, of_spans, windows
from reportedly.model.report import Span

FOLDER = Path(__file__).parent / "weights"
_AGAIN = "install Reportedly again"
KEPT_WINDOWS = 4096
"""Of those read last, what was found in them is kept, some kilobytes each: paragraphs of agencies and standing words of
an outlet come again and again, and two thirds of all time go into the model."""
OPENING, CLOSING = 101, 102  # the marks at a window's ends, in the numbering of BERT's word pieces


class Tagger:
    """One loaded model. Safe to share between threads. What it finds depends on the window alone: that it remembers
    those it read last changes nothing but the time."""

    def __init__(self, session: Any, tokenizer: Any, calibration: Calibration) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._calibration = calibration
        self._found_in = lru_cache(maxsize=KEPT_WINDOWS)(self._run)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Tagger:
        """The model of a folder: attribution.onnx, tokenizer.json and attribution.json.

        Raises KnowledgeError where one is missing or damaged."""
        try:
            facts = json.loads((folder / "attribution.json").read_text(encoding="utf-8"))
            model = (folder / "attribution.onnx").read_bytes()
        except (OSError, ValueError) as error:
            raise KnowledgeError(f"{folder}: the attribution model cannot be read ({error}); {_AGAIN}") from error
        if hashlib.sha256(model).hexdigest() != facts["sha256"]:
            raise KnowledgeError(
                f"{folder}: attribution.onnx is not the file that attribution.json describes; {_AGAIN}"
            )
        fit = facts["calibration"]
        calibration = Calibration(intercept=fit["intercept"], weights=tuple(fit["weights"]))
        return cls.of(model, folder / "tokenizer.json", calibration)

    @classmethod
    def of(cls, model: Path | bytes, tokenizer: Path, calibration: Calibration) -> Tagger:
        """A model by its files, or the bytes of the first."""
        import onnxruntime
        import tokenizers

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        pieces = tokenizers.Tokenizer.from_file(str(tokenizer))
        pieces.no_padding()
        pieces.no_truncation()
        return cls(session, pieces, calibration)

    def tag(self, text: str, split: Sequence[Sentence]) -> list[Tagged]:
        """The attributions of a report, one layer, in text order; cues without a content too."""
        return [found for window in windows(text, split, self._tokenizer) for found in self._of(window)]

    def tag_within(self, text: str, spans: Sequence[Span]) -> Iterator[list[Tagged]]:
        """The attributions within each of the stretches of a text, read by itself."""
        for found in of_spans(text, spans, self._tokenizer):
            yield [one for window in found for one in self._of(window)]

    def _of(self, window: Window) -> list[Tagged]:
        start = window.starts[0]
        return [one.moved(start) for one in self._found_in(window.moved(-start))]

    def _run(self, window: Window) -> tuple[Tagged, ...]:
        size = len(window) + 2
        ids, case, quoted = (np.zeros((1, size), dtype=np.int64) for _ in range(3))
        ids[0, 0], ids[0, -1] = OPENING, CLOSING
        ids[0, 1:-1], case[0, 1:-1], quoted[0, 1:-1] = window.ids, window.case, window.quoted
        mask = np.ones((1, size), dtype=np.int64)
        roles, to_source, to_cue = self._session.run(None, {"ids": ids, "case": case, "quoted": quoted, "mask": mask})
        found = decode(window, roles[0], to_source[0], to_cue[0])
        return tuple(replace(one, probability=self._calibration.probability(one.features)) for one in found)


@cache
def shipped() -> Tagger:
    """The model that comes with the package, loaded once a process."""
    return Tagger.load()
