"""Runs a command with ``DATABASE_URL`` naming a new PostgreSQL 15 of Debian's, on loopback.

Debian's packages are used where they are installed. Otherwise they are fetched and unpacked beside the data,
so that nothing is installed and no service of the system starts; this needs no root.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from zhanggui.integrations.embedded_postgres.privileges import Way, choose_way  # noqa: E402

INSTALLED = Path("/usr/lib/postgresql/15/bin")
PATIENCE_S = 30


def var_dir() -> Path:
    return Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()


def programs() -> tuple[Path, dict[str, str]]:
    """The folder of PostgreSQL's programs, and what their environment needs."""
    if (INSTALLED / "postgres").exists():
        return INSTALLED, {}
    unpacked = var_dir() / "postgresql-15" / "unpacked"
    folder = unpacked / "usr/lib/postgresql/15/bin"
    if not (folder / "postgres").exists():
        _fetch(unpacked)
    libraries = [str(path.parent) for path in unpacked.rglob("lib*.so*")]
    return folder, {"LD_LIBRARY_PATH": os.pathsep.join(dict.fromkeys(libraries))}


def _fetch(unpacked: Path) -> None:
    """Fetch Debian's packages and unpack them, with lists and cache of apt kept in our own folder."""
    print("· Debian's PostgreSQL 15", flush=True)
    home = unpacked.parent
    for part in ("lists/partial", "archives/partial"):
        (home / part).mkdir(parents=True, exist_ok=True)
    options = [
        *("-o", f"Dir::State::lists={home / 'lists'}", "-o", f"Dir::Cache::archives={home / 'archives'}"),
        *(
            "-o",
            f"Dir::Cache::pkgcache={home / 'pkgcache.bin'}",
            "-o",
            f"Dir::Cache::srcpkgcache={home / 'src.bin'}",
        ),
        *("-o", "Debug::NoLocking=true", "-o", "APT::Sandbox::User=", "-qq"),
    ]
    subprocess.run(["apt-get", *options, "update"], check=True)
    subprocess.run(
        ["apt-get", *options, "install", "--download-only", "--no-install-recommends", "-y", "postgresql-15"],
        check=True,
    )
    for package in sorted((home / "archives").glob("*.deb")):
        subprocess.run(["dpkg-deb", "--extract", str(package), str(unpacked)], check=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster() -> Iterator[str]:
    """A new server on loopback, with a password. Yields its address."""
    folder, environment = programs()
    home = Path(tempfile.mkdtemp(prefix="zhanggui-pg15-"))
    way = choose_way(binary=folder / "postgres", folder=home, owner=None)
    if way.owner is not None:
        os.chown(home, way.owner, way.owner)
    password, port = secrets.token_hex(16), free_port()
    try:
        _create(home, folder, way, password, environment)
        server = _start(home, folder, way, port, environment)
        try:
            yield f"postgresql://zhanggui:{password}@127.0.0.1:{port}/postgres"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(PATIENCE_S)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _create(home: Path, folder: Path, way: Way, password: str, environment: dict[str, str]) -> None:
    secret = home / "password"
    secret.write_text(password)
    subprocess.run(
        way.command(
            *(folder / "initdb", "-D", home / "data", "-U", "zhanggui", "--pwfile", secret),
            *("-A", "scram-sha-256", "-E", "UTF8", "--locale", "C.UTF-8", "--no-instructions"),
        ),
        check=True,
        stdout=subprocess.DEVNULL,
        env=os.environ | environment,
    )


def _start(
    home: Path, folder: Path, way: Way, port: int, environment: dict[str, str]
) -> "subprocess.Popen[bytes]":
    settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": ""}
    settings |= {"shared_buffers": "256MB", "max_wal_size": "2GB", "jit": "off", "timezone": "UTC"}
    words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    log = (home / "log").open("wb")
    server = subprocess.Popen(
        way.dying_with_parent(folder / "postgres", "-D", home / "data", *words),
        stdout=log,
        stderr=log,
        env=os.environ | environment,
        start_new_session=True,
    )
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server
        time.sleep(0.1)
    sys.exit(f"PostgreSQL 15 did not start:\n{(home / 'log').read_text()}")


def main(command: list[str]) -> int:
    with cluster() as address:
        print(f"· PostgreSQL 15 at {address.rsplit('@')[-1]}", flush=True)
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
