"""What a run notes for whoever runs it: lines of JSON or text on standard error, by structlog; nothing unless asked."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated, Any

import typer


class LogForm(StrEnum):
    """How a line is written."""

    JSON = "json"
    TEXT = "text"


class LogLevel(StrEnum):
    """What is worth a line, and all above it."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


Log = Annotated[
    LogForm | None,
    typer.Option("--log", help="Log each report to standard error, in place of lines for people."),
]
Level = Annotated[LogLevel, typer.Option("--log-level", help="The least that is logged, with --log.")]


@contextmanager
def logging_to_stderr(form: LogForm | None, level: LogLevel) -> Iterator[None]:
    """Within: what the package logs is written, one event a line, with the facts that came with it."""
    if form is None:
        yield
        return
    import structlog

    ends: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if form is LogForm.JSON:
        ends += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=True)]
    else:
        ends += [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
    formatter = structlog.stdlib.ProcessorFormatter(
        processors=ends,
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    package = logging.getLogger("reportedly")
    before = package.level
    package.addHandler(handler)
    package.setLevel(level.value.upper())
    try:
        yield
    finally:
        package.removeHandler(handler)
        package.setLevel(before)
