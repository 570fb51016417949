"""A process that adds reports until it is done or killed: `python -m tests.stores.writer STORE FIRST LAST [draw]`.

With `draw`, the reports are those of `told`, and each is drawn into the picture.

Prints one line once each is acknowledged: the digest of its text and the outcome.
"""

from __future__ import annotations

import sys

from reportedly.model.quantity import exactly, more_than
from reportedly.stores import open_store
from reportedly.workflow import draw
from tests.builders import Reading, claims_of, made_up_knowledge, numbered_report, report_saying


def told(number: int) -> Reading:
    """Three reports tell one act of saying, the second of them without the bound."""
    figure = 1_000 + number // 3
    of = more_than(figure).with_words(f"more than {figure:,}", "soldiers")
    if number % 3 == 1:
        of = exactly(figure).with_words(f"{figure:,}", "soldiers")
    words = f"Ada Vent said {of.as_written} soldiers were killed near the Ister."
    reading = {"words": words, "source": "Ada Vent", "actor": "ada-vent", "measure": "killed", "quantity": of}
    return report_saying(reading, title=f"Battle {number}", url=f"https://gazette.example/{number}")


def main(location: str, first: int, last: int, *, draws: bool) -> None:
    with open_store(location) as store:
        for number in range(first, last):
            report, claims = told(number) if draws else (numbered_report(number), claims_of(numbered_report(number)))
            added = store.add(report, claims)
            if draws:
                draw(store, made_up_knowledge())
            print(report.sha256, added.outcome, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), draws="draw" in sys.argv[4:])
