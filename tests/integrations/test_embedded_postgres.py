"""The embedded PostgreSQL: starts for the first, stays for all, stops after the last, hurts nobody."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from zhanggui.integrations.embedded_postgres import EmbeddedPostgres, cluster, privileges
from zhanggui.integrations.embedded_postgres.privileges import Way

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(tmp_path / "var")
    yield server
    server.release()
    stopped(server)


def stopped(server: EmbeddedPostgres, patience_s: float = 20) -> bool:
    until = time.monotonic() + patience_s
    while cluster.is_running(server.places.data) and time.monotonic() < until:
        time.sleep(0.05)
    return not cluster.is_running(server.places.data)


def ask(server: EmbeddedPostgres, query: str) -> object:
    with psycopg.connect(server.conninfo(), autocommit=True) as connection:
        cursor = connection.execute(query)
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def postmaster(server: EmbeddedPostgres) -> int:
    return int((server.places.data / "postmaster.pid").read_text().split()[0])


def another_process_holding(server: EmbeddedPostgres) -> "subprocess.Popen[str]":
    program = (
        "import sys, pathlib; from zhanggui.integrations.embedded_postgres import EmbeddedPostgres;"
        "EmbeddedPostgres(pathlib.Path(sys.argv[1])).hold(); print('held', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(server.places.var_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_it_is_a_postgresql_that_waits_for_the_disk_at_every_commit(server):
    server.hold()

    assert str(ask(server, "SHOW server_version")).startswith("18.")
    assert ask(server, "SHOW synchronous_commit") == "on"
    assert ask(server, "SHOW fsync") == "on"
    assert ask(server, "SHOW listen_addresses") == ""


def test_it_wants_the_password(server):
    server.hold()

    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(psycopg.conninfo.make_conninfo(server.conninfo(), password="guess"))


def test_it_stops_when_the_last_holder_has_gone_and_keeps_what_was_written(server):
    server.hold()
    other = another_process_holding(server)
    ask(server, "CREATE TABLE kept AS SELECT 42 AS n")

    server.release()
    time.sleep(0.3)
    assert cluster.is_running(server.places.data)

    other.send_signal(signal.SIGKILL)
    other.wait()
    assert stopped(server)

    server.hold()
    assert ask(server, "SELECT n FROM kept") == 42


def test_it_recovers_when_everything_was_killed(server):
    server.hold()
    ask(server, "CREATE TABLE kept AS SELECT 42 AS n")
    pid = postmaster(server)
    keeper = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    os.kill(keeper, signal.SIGKILL)
    os.kill(pid, signal.SIGKILL)

    assert stopped(server)
    assert (server.places.data / "postmaster.pid").exists()
    server.ensure()

    assert ask(server, "SELECT n FROM kept") == 42


def test_a_stale_mark_that_names_a_living_stranger_does_not_keep_it_from_starting(server):
    server.hold()
    mark = (server.places.data / "postmaster.pid").read_text().splitlines()
    server.release()
    assert stopped(server)

    (server.places.data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *mark[1:]]) + "\n")
    server.hold()

    assert ask(server, "SELECT 1") == 1


def test_it_stops_in_order_when_only_its_keeper_was_killed(server):
    server.hold()
    pid = postmaster(server)
    keeper = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])

    os.kill(keeper, signal.SIGKILL)

    assert stopped(server)
    assert "database system is shut down" in server.places.log.read_text()


def test_many_processes_may_ask_for_the_first_start_at_the_same_moment(server):
    program = (
        "import sys, pathlib; from zhanggui.integrations.embedded_postgres import EmbeddedPostgres;"
        "EmbeddedPostgres(pathlib.Path(sys.argv[1])).hold()"
    )
    command = [sys.executable, "-c", program, str(server.places.var_dir)]
    rush = [subprocess.Popen(command) for _ in range(4)]

    assert [process.wait(60) for process in rush] == [0, 0, 0, 0]


def test_a_folder_with_a_very_long_name_works_and_leaves_no_file_elsewhere(tmp_path):
    server = EmbeddedPostgres(tmp_path / ("long" * 25) / "var")
    server.hold()

    assert server.places.socket.stat().st_mode & 0o777 == 0o700
    assert ask(server, "SELECT 1") == 1
    server.release()
    assert stopped(server)
    time.sleep(0.2)
    assert not server.places.socket.exists()


def test_two_folders_have_two_servers(server, tmp_path):
    neighbour = EmbeddedPostgres(tmp_path / "neighbour")
    server.hold()
    neighbour.hold()
    ask(server, "CREATE TABLE mine AS SELECT 1 AS n")

    assert ask(neighbour, "SELECT to_regclass('mine')::text") is None
    neighbour.release()
    assert stopped(neighbour)
    assert ask(server, "SELECT n FROM mine") == 1


@as_root
def test_for_root_no_folder_outside_changes_and_the_files_stay_roots(server, tmp_path):
    (tmp_path / "var").mkdir(mode=0o700)
    tmp_path.chmod(0o700)
    before = [(folder, folder.stat().st_mode, folder.stat().st_uid) for folder in server.places.home.parents]

    server.hold()

    assert before == [
        (folder, folder.stat().st_mode, folder.stat().st_uid) for folder in server.places.home.parents
    ]
    assert server.places.data.stat().st_uid == 0
    assert ask(server, "SELECT 1") == 1


@as_root
@pytest.mark.parametrize(
    "closed_to_root_without_privileges",
    [
        pytest.param(True, id="in the closed home of another person"),
        pytest.param(False, id="where namespaces are forbidden"),
    ],
)
def test_for_root_without_a_namespace_it_runs_as_a_lesser_account(
    closed_to_root_without_privileges, tmp_path, monkeypatch
):
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    if closed_to_root_without_privileges:
        os.chown(home, 4711, 4711)
    else:
        real = privileges._candidates
        monkeypatch.setattr(
            privileges, "_candidates", lambda owner: list(real(owner))[1:] or list(real(owner))
        )
    server = EmbeddedPostgres(home / "var")

    server.hold()

    assert server.places.data.stat().st_uid == privileges.DAEMON
    assert home.stat().st_mode & 0o777 == 0o700
    assert ask(server, "SELECT 1") == 1
    server.release()
    assert stopped(server)
    server.hold()
    assert ask(server, "SELECT 1") == 1
    server.release()
    assert stopped(server)


def test_an_ordinary_account_needs_no_detour(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: privileges.DAEMON)

    assert privileges.choose_way(binary=tmp_path, folder=tmp_path, owner=None) == Way(())


@as_root
def test_an_account_without_a_name_as_containers_have_them_starts_it_too():
    """In a folder that is open to that number, which pytest's own folders are not."""
    nameless = {"user": 4242, "group": 4242, "extra_groups": [], "cwd": "/"}
    program = (
        "import sys, pathlib, psycopg; from zhanggui.integrations.embedded_postgres import EmbeddedPostgres\n"
        "server = EmbeddedPostgres(pathlib.Path(sys.argv[1]) / 'var'); server.hold()\n"
        "print(psycopg.connect(server.conninfo()).execute('SELECT 42').fetchone()[0])"
    )
    for needed in (Path(sys.executable).resolve(), Path(privileges.__file__)):
        if subprocess.run(["test", "-r", needed], **nameless, check=False).returncode:
            pytest.skip(f"{needed} is closed to other accounts")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.chown(home, 4242, 4242)
        said = subprocess.run(
            [sys.executable, "-c", program, home], **nameless, capture_output=True, text=True, check=False
        )
        server = EmbeddedPostgres(Path(home) / "var")

        assert (said.stdout, said.stderr) == ("42\n", "")
        assert server.places.data.stat().st_uid == 4242
        assert stopped(server)
