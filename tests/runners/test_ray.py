"""Actors of a Ray cluster. `make ray` installs Ray, which `make setup` does not, and these tests then run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import RunnerError
from reportedly.runners.ray import RayRunner
from tests.contracts.runner_contract import CrewContract, Make
from tests.runners.tasks import Doubling

ROOT = Path(__file__).parents[2]
needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="ray is not installed: make ray installs it")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One local cluster for all tests; starting one takes seconds."""
    import ray

    ray.init(
        num_cpus=2,
        include_dashboard=False,
        log_to_driver=False,
        logging_level="ERROR",
        runtime_env={"env_vars": {"PYTHONPATH": str(ROOT)}},
    )
    yield
    ray.shutdown()


@pytest.mark.filterwarnings("ignore")  # Ray's own, on unclosed files and what will change
@needs_ray
class TestRay(CrewContract):
    """The contract."""

    @pytest.fixture
    def make(self, cluster: None) -> Make:
        def ray_runner(**changes: Any) -> RayRunner:
            return RayRunner(2, **{"batch": 4, **changes})

        return ray_runner


@needs_ray
def test_a_cluster_that_is_not_there_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """And at once: Ray itself would try for minutes."""
    import ray

    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    with pytest.raises(RunnerError, match="check --ray-address"):
        list(RayRunner(1, address="127.0.0.1:9").run(Doubling(), [1]))


def test_without_ray_the_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(RunnerError, match="reportedly\\[ray\\]"):
        list(RayRunner(1).run(Doubling(), [1]))
