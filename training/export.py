"""The trained tagger as an ONNX file: fp32 through torch's legacy exporter, then dynamic int8, weights per channel.

Weights take 7 of their 8 bits (`reduce_range`): on processors without VNNI the products of two full 8-bit numbers are
added up in 16 bits and can overflow. With 7 bits every processor computes the same sums.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.encoders import Tagger

INPUTS = ("ids", "case", "quoted", "mask")
OUTPUTS = ("roles", "to_source", "to_cue")


def export(model: Tagger, target: Path) -> None:
    """Write `model` as fp32. Axes: batch and length."""
    model = model.float().eval()
    example = tuple(torch.ones(2, 16, dtype=torch.long) for _ in INPUTS)
    axes = {name: {0: "batch", 1: "length"} for name in (*INPUTS, "roles")}
    axes |= {name: {0: "batch", 1: "length", 2: "target"} for name in OUTPUTS[1:]}
    torch.onnx.export(
        model,
        example,
        str(target),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def quantise(source: Path, target: Path, *, reduce_range: bool = True) -> None:
    """Write the int8 of an fp32 file."""
    with tempfile.TemporaryDirectory() as folder:
        shaped = Path(folder) / "shaped.onnx"
        onnx.save(onnx.shape_inference.infer_shapes(onnx.load(source)), shaped)
        quantize_dynamic(
            shaped,
            target,
            per_channel=True,
            reduce_range=reduce_range,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
