"""Holding the embedded PostgreSQL: start it if need be, keep it while this process lives."""

import fcntl
import os
import subprocess
import sys
import threading
import time
from functools import cache
from pathlib import Path

import psycopg
from psycopg import pq, sql

from zhanggui.integrations.embedded_postgres import binaries, cluster
from zhanggui.integrations.embedded_postgres.places import PORT, Places
from zhanggui.kernel.installation import secret_of_installation

START_SECONDS_MAX = 90
"""Time for a start, recovery after a crash included."""

LOG_BYTES_MAX = 20_000_000
KEEPER = Path(__file__).with_name("keeper.py")


class EmbeddedPostgresProblem(RuntimeError):
    """The embedded PostgreSQL cannot be started."""


class EmbeddedPostgres:
    """The one server of one ``VAR_DIR``."""

    def __init__(self, var_dir: Path) -> None:
        self.places = Places(var_dir.resolve())
        self._users_lock: int | None = None
        self._guard = threading.Lock()

    @property
    def settings(self) -> dict[str, str]:
        """How Django reaches it. Reading this starts nothing."""
        return {
            "NAME": cluster.DATABASE,
            "USER": cluster.USER,
            "PASSWORD": self.password(),
            "HOST": str(self.places.socket),
            "PORT": str(PORT),
        }

    def conninfo(self, database: str = cluster.DATABASE) -> str:
        """The connection string of libpq, password included: not for logs."""
        return psycopg.conninfo.make_conninfo(
            dbname=database,
            user=cluster.USER,
            password=self.password(),
            host=str(self.places.socket),
            port=PORT,
        )

    def program(self, name: str) -> Path:
        """One of PostgreSQL's own programs in the version of the data, such as ``pgbench``."""
        return binaries.for_data(self.places.data) / name

    def password(self) -> str:
        """The password of this installation: whoever may read the file may use the database."""
        return secret_of_installation(self.places.password)

    def hold(self) -> None:
        """Have the server running until this process ends. Cheap when it is held already."""
        if self._users_lock is not None:
            return
        with self._guard:
            if self._users_lock is None:
                self.places.home.mkdir(parents=True, exist_ok=True, mode=0o700)
                lock = os.open(self.places.users_lock, os.O_RDWR | os.O_CREAT, 0o600)
                fcntl.flock(lock, fcntl.LOCK_SH)
                self._users_lock = lock
                try:
                    self.ensure()
                except BaseException:
                    self._let_go()
                    raise

    def release(self) -> None:
        """No longer hold the server. It stops when nobody does."""
        with self._guard:
            if self._users_lock is not None:
                self._let_go()

    def _let_go(self) -> None:
        assert self._users_lock is not None
        os.close(self._users_lock)
        self._users_lock = None

    def answers(self) -> bool:
        """Whether the server accepts connections now."""
        return pq.PGconn.ping(self.conninfo("postgres").encode()) == pq.Ping.OK

    def ensure(self) -> None:
        """Start the server unless it runs. Safe to call from several processes; for holders only."""
        if self.answers():
            return
        lock = os.open(self.places.start_lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not self.answers():
                self._start()
        finally:
            os.close(lock)

    def _start(self) -> None:
        way = cluster.way_of(self.places)
        first_time = not self.places.data.exists()
        if first_time:
            cluster.create(self.places, way)
        cluster.clear_after_crash(self.places)
        self.places.make_socket_folder()
        keeper = self._spawn_keeper(cluster.server_command(self.places, way))
        self._await(keeper)
        self._create_database()

    def _spawn_keeper(self, command: list[str]) -> "subprocess.Popen[bytes]":
        log = self.places.log
        if log.exists() and log.stat().st_size > LOG_BYTES_MAX:
            log.replace(log.with_suffix(".log.1"))
        with log.open("ab") as output:
            # A session of its own: Ctrl-C in the terminal is for the program, not for its database.
            return subprocess.Popen(  # noqa: S603
                [sys.executable, "-S", str(KEEPER), *self._keeping(), *command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                cwd=self.places.home,
            )

    def _keeping(self) -> list[str]:
        spare = self.places.socket if self.places.socket != self.places.home else ""
        return [str(self.places.users_lock), str(spare)]

    def _await(self, keeper: "subprocess.Popen[bytes]") -> None:
        until = time.monotonic() + START_SECONDS_MAX
        while not self.answers():
            if keeper.poll() is not None or time.monotonic() > until:
                raise EmbeddedPostgresProblem(
                    f"{EmbeddedPostgresProblem.__doc__} The end of {self.places.log}:\n{self._end_of_log()}"
                )
            time.sleep(0.05)

    def _end_of_log(self) -> str:
        return "\n".join(self.places.log.read_text(errors="replace").splitlines()[-12:])

    def _create_database(self) -> None:
        with psycopg.connect(self.conninfo("postgres"), autocommit=True) as connection:
            known = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [cluster.DATABASE]
            ).fetchone()
            if not known:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(cluster.DATABASE)))


@cache
def the_embedded_postgres(var_dir: Path) -> EmbeddedPostgres:
    """The server of this ``VAR_DIR``: one object per process, so that it is held once."""
    return EmbeddedPostgres(var_dir)
