"""How fast a source is read: its records alone, and parsed to reports; in CPU-seconds, with the peak of memory.

    python -m benchmarks.reading SOURCE [--parse N]

Records are what one process hands out; parsing the first N of them (2,000) is what each worker does. No claims are
extracted. Figures hold for the machine they were taken on.
"""

from __future__ import annotations

import argparse
import resource
import time
from itertools import islice

from reportedly.errors import SourceError
from reportedly.readers import ReadOptions
from reportedly.readers.sources import parse, records

PARSED = 2_000


def main() -> None:
    """Time it and print one line each."""
    parser = argparse.ArgumentParser(description="Time reading a source.")
    parser.add_argument("source")
    parser.add_argument("--parse", type=int, default=PARSED, help="how many records to parse")
    asked = parser.parse_args()
    options = ReadOptions()
    start_s = time.process_time()
    given = [0, 0]
    for record in records(asked.source, options):
        if record.given is not None:
            given[isinstance(record.given, SourceError)] += 1
    had_s = time.process_time() - start_s
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{sum(given):,} records, {given[1]:,} of them errors: {sum(given) / had_s:,.0f} a CPU-second; "
        f"{peak_mib:,.0f} MiB at most"
    )
    first = list(islice((one for one in records(asked.source, options) if one.given is not None), asked.parse))
    start_s = time.process_time()
    reports = [outcome for record in first for outcome in parse(record, options)]
    parsed_s = time.process_time() - start_s
    words = sum(len(outcome.text.split()) for outcome in reports if not isinstance(outcome, SourceError))
    print(
        f"{len(reports):,} parsed: {len(reports) / parsed_s:,.0f} a CPU-second, "
        f"{words / max(1, len(reports)):,.0f} words each"
    )


if __name__ == "__main__":
    main()
