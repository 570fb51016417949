"""GET /metrics: figures of the desk for Prometheus. Guarded as every other address is."""

from __future__ import annotations

import time
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PATH = "/metrics"
BUCKETS_S = (0.005, 0.025, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0, 120.0)
router = APIRouter()


class DeskMetrics:
    """Of one desk since it was opened: requests, their times and how many are being answered. What the store holds is
    asked of it when somebody asks for the figures."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

        self.registry: Any = CollectorRegistry()
        self.requests = Counter(
            "reportedly_desk_requests",
            "Requests, by how they were answered.",
            ["method", "status"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "reportedly_desk_request_seconds", "Seconds to answer.", buckets=BUCKETS_S, registry=self.registry
        )
        self.under_way = Gauge("reportedly_desk_requests_in_flight", "Requests being answered.", registry=self.registry)
        self.held = Gauge("reportedly_store_held", "What the store holds.", ["what"], registry=self.registry)


class Measuring:
    """A middleware that counts requests and times them; the outermost, so that refusals count, too."""

    def __init__(self, app: ASGIApp, *, metrics: DeskMetrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        start = time.perf_counter()
        method = scope["method"] if scope["method"] in ("GET", "HEAD", "POST") else "other"
        with self._metrics.under_way.track_inprogress():
            try:
                await self._app(scope, receive, noted)
            finally:
                self._metrics.requests.labels(method, str(status)).inc()
                self._metrics.seconds.observe(time.perf_counter() - start)


@router.get(PATH)
def metrics(request: Request) -> Response:
    """The figures in the text form of Prometheus."""
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

    kept: DeskMetrics = request.app.state.metrics
    counts = request.app.state.desk.store.counts()
    for what in ("reports", "versions", "claims", "origins"):
        kept.held.labels(what).set(getattr(counts, what))
    return Response(generate_latest(kept.registry), media_type=CONTENT_TYPE_LATEST)
