"""The command line as a whole: help, exit codes, interrupts, closed pipes, and its documentation."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import typer

from reportedly import __version__
from reportedly.cli import terminal
from reportedly.cli.app import app
from reportedly.exporters import findings, forecasts, tabular

from .conftest import Cli

COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
GROUPED = [
    (name, below)
    for name, command in typer.main.get_command(app).commands.items()  # type: ignore[attr-defined]
    for below in getattr(command, "commands", {})
]
REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"


def test_version(cli: Cli) -> None:
    ran = cli("--version")
    assert (ran.code, ran.out) == (0, f"reportedly {__version__}\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(cli: Cli, command: str) -> None:
    ran = cli(command, "--help")
    assert ran.code == 0
    assert re.search(r"Examples?:", ran.out)
    assert f"reportedly {command}" in ran.out.split("Example")[1]


@pytest.mark.parametrize(("group", "command"), GROUPED)
def test_every_command_of_a_group_has_help_with_an_example(cli: Cli, group: str, command: str) -> None:
    ran = cli(group, command, "--help")
    assert ran.code == 0
    assert f"reportedly {group} {command}" in ran.out.split("Example")[1]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_each_of_its_options_is_in_the_reference(command: str) -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    section = text.partition(f"## reportedly {command}\n")[2].partition("\n## ")[0]
    assert section
    found = typer.main.get_command(app).commands[command]  # type: ignore[attr-defined]
    for parameter in (p for one in (found, *getattr(found, "commands", {}).values()) for p in one.params):
        long = [
            name for name in (*parameter.opts, *parameter.secondary_opts) if name.startswith("--") and name != "--help"
        ]
        assert all(name in section for name in long), long


def test_the_exit_codes_are_in_the_reference() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    assert all(f"{code.value}:" in text for code in terminal.Exit)


def test_the_csv_columns_are_one_name_each() -> None:
    for columns in (
        *(tabular.COLUMNS, tabular.ESTIMATE_COLUMNS, findings.FINDING_COLUMNS),
        *(forecasts.FORECAST_COLUMNS, forecasts.RECORD_COLUMNS),
    ):
        assert len(set(columns)) == len(columns)


def test_an_unknown_command_is_wrong_usage(cli: Cli) -> None:
    assert cli("frobnicate").code == 2


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "example.org", ""])
def test_where_others_can_reach_it_the_desk_asks_who_they_are(cli: Cli, store: Path, host: str) -> None:
    for command in ("serve", "demo"):
        ran = cli(command, "--host", host, "--store", store)
        assert ran.code == 2
        assert ran.err.count("\n") == 1
        assert all(way in ran.err for way in ("--token-file", "--identity-header", "--read-only", "--host 127.0.0.1"))
    assert not store.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--token-file", "nowhere.txt"], "cannot be read"),
        (["--identity-header", "X-User"], "--proxy-from together"),
        (["--proxy-from", "10.0.0.1"], "--proxy-from together"),
        (["--identity-header", "X-User", "--proxy-from", "next door"], "addresses or networks"),
    ],
)
def test_a_guard_that_guards_nothing_is_refused(cli: Cli, store: Path, arguments: list[str], words: str) -> None:
    ran = cli("serve", *arguments, "--store", store)
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert words in ran.err


def test_a_short_token_is_refused_and_never_printed(
    cli: Cli, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "token").write_text("too-short\n")
    (tmp_path / "empty").write_text("\n")
    for name in ("token", "empty"):
        assert "fewer than 16 characters" in cli("serve", "--token-file", tmp_path / name, "--store", store).err
    monkeypatch.setenv("REPORTEDLY_TOKEN", "too-short")
    ran = cli("serve", "--store", store)
    assert ran.code == 2
    assert "REPORTEDLY_TOKEN" in ran.err
    assert "too-short" not in ran.err


def test_a_desk_with_a_token_asks_for_it_and_its_reader_logs_in(tmp_path: Path) -> None:
    """The command itself, listening; nothing is told without the token, nothing but the token is asked for."""
    (tmp_path / "token").write_text("a-token-of-thirty-characters-1\n")
    command = [sys.executable, "-m", "reportedly", "serve", "--port", "0", "--host", "0.0.0.0", "--token-file"]
    store = str(tmp_path / "kept.db")
    with subprocess.Popen([*command, str(tmp_path / "token"), "--store", store], stdout=subprocess.PIPE) as serving:
        try:
            assert serving.stdout is not None
            line = next(line for line in serving.stdout if b"http://" in line).decode()
            port = re.search(r":(\d+) ", line)
            assert port is not None
            base = f"http://127.0.0.1:{port[1]}"
            with pytest.raises(urllib.error.HTTPError, match="401"):
                urllib.request.urlopen(f"{base}/api/v1/claims")
            asked = urllib.request.Request(f"{base}/api/v1/claims")
            asked.add_header("Authorization", "Bearer a-token-of-thirty-characters-1")
            with urllib.request.urlopen(asked) as answer:
                assert json.load(answer) == {"data": [], "next": None}
        finally:
            serving.send_signal(signal.SIGINT)
    assert serving.returncode == 0


def test_a_port_in_use_is_one_sentence(cli: Cli, store: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = cli("serve", "--port", taken.getsockname()[1], "--store", store)
    assert ran.code == 2
    assert ran.err.count("\n") == 1


def test_the_demo_loads_reports_and_prints_their_picture(cli: Cli, source: Path) -> None:
    ran = cli("demo", "--examples", source.parent, "--no-serve")
    assert ran.code == 0
    assert ran.out.startswith("1 reports, ")
    assert "Ada Vent" in ran.out


def test_a_reader_who_closes_the_pipe_ends_the_command_quietly(tmp_path: Path) -> None:
    lines = tmp_path / "many.jsonl"
    row = {"text": "Ada Vent said 40 boats sank. " * 40}
    lines.write_text("".join(json.dumps({"id": str(n), **row}) + "\n" for n in range(40)), encoding="utf-8")
    with _started("read", str(lines), "--format", "jsonl") as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.wait(timeout=60) == terminal.Exit.PIPE_CLOSED
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_ctrl_c_ends_the_command_quietly_with_130(tmp_path: Path) -> None:
    waiting = tmp_path / "pipe"
    os.mkfifo(waiting)
    with _started("read", str(waiting)) as process:
        writer = os.open(waiting, os.O_WRONLY)  # returns once the command reads
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == terminal.Exit.INTERRUPTED
        os.close(writer)
        assert process.stderr is not None
        assert process.stderr.read() == b""


def _started(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "reportedly", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
