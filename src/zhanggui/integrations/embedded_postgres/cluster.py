"""The data directory: made once, and made ready for a start after a crash."""

import os
import shutil
import subprocess
import time
from pathlib import Path

from zhanggui.integrations.embedded_postgres import binaries
from zhanggui.integrations.embedded_postgres.places import PORT, Places
from zhanggui.integrations.embedded_postgres.privileges import Way, choose_way

USER = "zhanggui"
DATABASE = "zhanggui"

TUNING = {
    # For a small machine that also runs the program. Commits wait for the disk: money is kept here.
    "shared_buffers": "256MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "128MB",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",
    "max_connections": "120",
    "synchronous_commit": "on",
    "wal_buffers": "16MB",
    "wal_compression": "pglz",
    "min_wal_size": "256MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "checkpoint_completion_target": "0.9",
    "jit": "off",
    "io_method": "sync",
    "max_parallel_workers_per_gather": "1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %a ",
}


def owner_of(data: Path) -> int | None:
    """Who owns the data directory, if there is one."""
    return data.stat().st_uid if data.exists() else None


def way_of(places: Places) -> Way:
    """How PostgreSQL can be run here, by this account."""
    binary = binaries.for_data(places.data) / "postgres"
    folder = places.data if places.data.exists() else places.home
    return choose_way(binary=binary, folder=folder, owner=owner_of(places.data))


def create(places: Places, way: Way) -> None:
    """Make the data directory. An interrupted attempt leaves nothing that a later one would trust."""
    fresh = places.home / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    if way.owner is not None:
        os.chown(fresh, way.owner, way.owner)
    _, folder = binaries.newest()
    done = subprocess.run(  # noqa: S603
        way.command(
            *(folder / "initdb", "--pgdata", fresh, "--username", USER, "--pwfile", places.password),
            *("--auth", "scram-sha-256", "--encoding", "UTF8", "--no-instructions"),
            *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C"),
            # The password is 256 random bits: guessing it does not get harder by repeating the hash.
            *("--set", "scram_iterations=1"),
        ),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"initdb failed:\n{done.stdout}{done.stderr}")
    fresh.rename(places.data)


def server_command(places: Places, way: Way) -> list[str]:
    """The command line of the server."""
    settings = TUNING | {
        "listen_addresses": "",
        "port": str(PORT),
        "unix_socket_directories": str(places.socket),
    }
    settings["unix_socket_permissions"] = "0700"
    words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    return way.dying_with_parent(binaries.for_data(places.data) / "postgres", "-D", places.data, *words)


def is_running(data: Path) -> bool:
    """Whether any process of a server works in this data directory (each of them stays in its folder)."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if os.readlink(entry / "cwd") == str(data):
                    return True
            except OSError:
                continue
    return False


def clear_after_crash(places: Places, patience_s: float = 20) -> None:
    """Remove the marks of a server that was killed, once none of its processes is left.

    PostgreSQL itself refuses to start when the number in a stale mark now belongs to any other process.
    """
    until = time.monotonic() + patience_s
    while is_running(places.data):
        if time.monotonic() > until:
            raise RuntimeError(f"Processes of an earlier server still work in {places.data}.")
        time.sleep(0.1)
    socket = places.socket / f".s.PGSQL.{PORT}"
    for mark in (places.data / "postmaster.pid", socket, socket.with_name(f"{socket.name}.lock")):
        mark.unlink(missing_ok=True)
