"""Train the attribution model: from annotated documents to the ONNX file and its figures. One command, seeded,
restartable.

    python -m training --work DIR [--shared DIR]

Stages, each skipped where its result is in the work folder:
  teacher   MPNet (110 M) fitted to PolNeAR's training split
  soft      what the teacher says of every piece of the training split, of altered copies of its paragraphs, and of
            reports on conflicts that nobody annotated
  student   MiniLM (22 M) fitted to gold and teacher together, and to passages annotated for chains
  export    fp32 and int8 ONNX; figures of both on PolNeAR's development split

Text of the corpora stays in the work folder. What is shipped is the int8 file, the tokenizer and the figures.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Read by libc and OpenMP when a process starts: keep freed memory, use huge pages, let idle threads sleep. Without them
# a third of the time goes to the kernel.
ENVIRONMENT = {
    "GOMP_SPINCOUNT": "0",
    "MALLOC_MMAP_MAX_": "0",
    "MALLOC_TRIM_THRESHOLD_": str(1 << 34),
    "MALLOC_TOP_PAD_": str(1 << 28),
    "MALLOC_ARENA_MAX": "1",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
    "PYTHONHASHSEED": "0",
}
SEED = 13
# Reports on conflicts without annotation, for the teacher to read to the student: corpus, and the share of it that is
# used.
UNMARKED = (
    ("fakes_syria/train.jsonl", 0.8),
    ("geoparse/trnews.jsonl", 1.0),
    ("geoparse/geowebnews.jsonl", 0.3),
    ("re3d/train.jsonl", 0.7),
    ("muc4/train.jsonl", 0.04),
)


def main() -> int:
    """Run the stages."""
    parser = argparse.ArgumentParser(
        prog="python -m training", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--work", type=Path, required=True, help="where checkpoints and intermediate results are kept")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="where the corpora are")
    parser.add_argument(
        "--chains", type=Path, default=ROOT / "training" / "passages.jsonl", help="passages annotated for chains"
    )
    gold = ROOT / "evaluation" / "gold"
    parser.add_argument(
        "--held",
        type=Path,
        nargs="*",
        default=[gold / "chains-held.jsonl", gold / "sources-held.jsonl"],
        help="what is held out",
    )
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--until", choices=("teacher", "soft", "student", "export"), default="export")
    chosen = parser.parse_args()
    if any(os.environ.get(name) != value for name, value in ENVIRONMENT.items()):
        os.execve(sys.executable, [sys.executable, "-m", "training", *sys.argv[1:]], {**os.environ, **ENVIRONMENT})
    from training import stages

    began = time.monotonic()
    stages.run(chosen, seed=SEED, unmarked=UNMARKED)
    print(f"done in {(time.monotonic() - began) / 60:.0f} minutes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
