"""A process that adds reports until it is done or killed: `python -m tests.stores.writer STORE FIRST LAST`.

Prints one line once each is acknowledged: the digest of its text and the outcome.
"""

from __future__ import annotations

import sys
from pathlib import Path

from reportedly.stores import open_store
from tests.builders import claims_of, numbered_report


def main(location: str, first: int, last: int) -> None:
    with open_store(Path(location)) as store:
        for number in range(first, last):
            report = numbered_report(number)
            added = store.add(report, claims_of(report))
            print(report.sha256, added.outcome, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
