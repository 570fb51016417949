"""How sure is sure: a logistic fit from the model's features to "all three spans right", and a table of how well it
holds.

Fitted by Newton's method with a little ridge; fitted and checked on PolNeAR's development split, documents in two
halves, each half judged by the fit to the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from evaluation import attributions
from evaluation.attributions import Text

from reportedly.extraction.decoding import Tagged
from training.data import Row
from training.measure import predictions

RIDGE = 1e-3
BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0001)


def judged(rows: Sequence[Row], found: Sequence[Sequence[Tagged]]) -> list[list[bool]]:
    """For each attribution, whether the scorer pairs it with one of the gold in all three roles."""
    made = []
    for row, predicted, here in zip(rows, predictions(rows, found), found, strict=True):
        text = Text(row["text"])
        gold, marked = text.marked(row), text.marked(predicted)
        pairs = attributions.paired([g for g in gold if g.content], marked, attributions.MATCHES["full"])
        right = {j for _, j in pairs}
        made.append([number in right for number in range(len(here))])
    return made


def fit(features: Any, right: Any) -> tuple[float, list[float]]:
    """(intercept, weights)."""
    x = np.column_stack([np.ones(len(features)), features]).astype(float)
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(w))
        w += np.linalg.solve(hessian, x.T @ (right - p) - RIDGE * w)
    return float(w[0]), [float(v) for v in w[1:]]


def calibration(rows: Sequence[Row], found: Sequence[Sequence[Tagged]]) -> dict[str, Any]:
    """The fit to all, and the reliability of fits to halves."""
    right = judged(rows, found)
    half = [number % 2 for number, here in enumerate(found) for _ in here]
    x = np.array([one.features for here in found for one in here])
    y = np.array([good for here in right for good in here], dtype=float)
    side = np.array(half)
    said = np.zeros(len(y))
    for part in (0, 1):
        intercept, weights = fit(x[side != part], y[side != part])
        said[side == part] = 1 / (1 + np.exp(-intercept - x[side == part] @ np.array(weights)))
    table = []
    for low, high in pairwise(BINS):
        here = (said >= low) & (said < high)
        if here.any():
            table.append(
                {
                    "from": low,
                    "to": min(high, 1.0),
                    "attributions": int(here.sum()),
                    "said": round(float(said[here].mean()), 3),
                    "right": round(float(y[here].mean()), 3),
                }
            )
    error = float(sum(row["attributions"] * abs(row["said"] - row["right"]) for row in table) / len(y))
    intercept, weights = fit(x, y)
    return {
        "intercept": round(intercept, 4),
        "weights": [round(w, 4) for w in weights],
        "reliability": table,
        "expected_calibration_error": round(error, 4),
    }
