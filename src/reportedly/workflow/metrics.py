"""Figures of a run for Prometheus: counters and times by stage, on a port of this machine or in a file.

One registry a run, in the parent alone: workers tell how long they took with each result.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reportedly.workflow.adding_many import Step

STAGES = ("read", "parse", "extract", "store")
# Seconds: a report's parts take from some milliseconds to the time-out of two minutes.
BUCKETS_S = (0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 120.0)


class RunMetrics:
    """What `reportedly add` counts."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

        self.registry: Any = CollectorRegistry()
        self._read = Counter("reportedly_reports_read", "Reports that were read.", registry=self.registry)
        self._kept = Counter(
            "reportedly_reports_kept",
            "Reports that were kept, by what became of them.",
            ["outcome"],
            registry=self.registry,
        )
        self._claims = Counter("reportedly_claims_kept", "Claims that are new.", registry=self.registry)
        self._failed = Counter(
            "reportedly_records_failed", "Records that failed, by stage.", ["stage"], registry=self.registry
        )
        self._seconds = Histogram(
            "reportedly_stage_seconds",
            "Seconds of a record (parse, extract) or a batch (read, store).",
            ["stage"],
            buckets=BUCKETS_S,
            registry=self.registry,
        )
        self._queue = Gauge("reportedly_records_in_flight", "Records under way at the workers.", registry=self.registry)
        self._bytes = Gauge("reportedly_source_bytes", "Bytes read of the source at hand.", registry=self.registry)
        for stage in STAGES:  # so that a rate can be asked for before the first
            self._failed.labels(stage)
            self._seconds.labels(stage)

    def step(self, step: Step) -> None:
        """Count a batch."""
        self._read.inc(sum(len(parsed.outcomes) for parsed in step.parsed))
        for kept in step.kept:
            self._kept.labels(str(kept.added.outcome)).inc()
            self._claims.inc(kept.claims)
        for failed in step.failed:
            self._failed.labels(failed.stage).inc()
        for parsed in step.parsed:
            if parsed.outcomes:
                self._seconds.labels("parse").observe(parsed.parse_s)
                self._seconds.labels("extract").observe(parsed.extract_s)
        self._seconds.labels("read").observe(step.read_s)
        self._seconds.labels("store").observe(step.store_s)
        self._queue.set(step.queue)
        self._bytes.set(step.places[-1].done)

    def serve(self, port: int) -> Any:
        """Answer under /metrics to this machine alone; what is given has `shutdown`. Raises OSError."""
        from prometheus_client import start_http_server

        server, _ = start_http_server(port, addr="127.0.0.1", registry=self.registry)
        return server

    def write(self, path: Path) -> None:
        """The same into a file, whole or not at all, as the collector of text files wants it. Raises OSError."""
        from prometheus_client import write_to_textfile

        write_to_textfile(str(path), self.registry)
