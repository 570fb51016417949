"""Figures of a run: what is counted, served on this machine alone, and written whole."""

from __future__ import annotations

import urllib.request
from pathlib import Path

from reportedly.readers.base import Place
from reportedly.stores import Added, Outcome
from reportedly.workflow.adding_many import Failed, Step
from reportedly.workflow.metrics import RunMetrics
from reportedly.workflow.reading import Kept
from reportedly.workflow.tasks import Parsed, Understood
from tests.builders import claims_of, numbered_report
from tests.web.test_metrics import figures

REPORT = numbered_report(1)
PLACE = Place(source="/news/a.warc", fingerprint="1:1:1", position="bytes:9", done=9, total=12)
STEP = Step(
    kept=(Kept(report=REPORT, added=Added(outcome=Outcome.NEW, report_id=REPORT.id, version=1), claims=2),),
    failed=(Failed(name="b.html", sentence="b.html: is empty; give another", stage="parse"),),
    places=(PLACE,),
    parsed=(
        Parsed(
            place=PLACE,
            outcomes=(Understood(report=REPORT, claims=claims_of(REPORT)),),
            parse_s=0.02,
            extract_s=0.2,
        ),
        Parsed(place=PLACE, outcomes=()),  # only a further place
    ),
    store_s=0.004,
    read_s=0.5,
    queue=7,
)


def test_a_batch_is_counted_by_outcome_and_stage(tmp_path: Path) -> None:
    metrics = RunMetrics()
    metrics.step(STEP)
    metrics.write(tmp_path / "run.prom")
    found = figures((tmp_path / "run.prom").read_text())
    assert found["reportedly_reports_read_total"] == 1
    assert found['reportedly_reports_kept_total{outcome="new"}'] == 1
    assert found["reportedly_claims_kept_total"] == 2
    assert found['reportedly_records_failed_total{stage="parse"}'] == 1
    assert found['reportedly_records_failed_total{stage="store"}'] == 0
    assert found["reportedly_records_in_flight"] == 7
    assert found["reportedly_source_bytes"] == 9
    for stage, seconds in (("read", 0.5), ("parse", 0.02), ("extract", 0.2), ("store", 0.004)):
        assert found[f'reportedly_stage_seconds_count{{stage="{stage}"}}'] == 1
        assert found[f'reportedly_stage_seconds_sum{{stage="{stage}"}}'] == seconds


def test_two_runs_in_one_process_count_apart() -> None:
    """No registry is shared: the desk adds reports, too."""
    first, second = RunMetrics(), RunMetrics()
    first.step(STEP)
    assert second.registry.get_sample_value("reportedly_reports_read_total") == 0


def test_the_figures_are_served_to_this_machine() -> None:
    metrics = RunMetrics()
    metrics.step(STEP)
    server = metrics.serve(0)
    try:
        host, port = server.server_address[:2]
        assert host == "127.0.0.1"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
            assert b"reportedly_reports_read_total 1.0" in answer.read()
    finally:
        server.shutdown()
        server.server_close()
