"""The console command: what others script against."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests import tables
from zhanggui.config.cli import demo
from zhanggui.config.cli.commands import COMMANDS
from zhanggui.integrations.embedded_postgres import EmbeddedPostgres

ZHANGGUI = [sys.executable, "-m", "zhanggui.config.cli"]


@pytest.fixture(scope="module")
def environment(tmp_path_factory, django_db_blocker):
    """A house of its own: an embedded database with the tables, under a folder nobody else uses."""
    home = tmp_path_factory.mktemp("house")
    ours = {"DATABASE_URL", "DEBUG", "DEMO"}
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    environment |= {"VAR_DIR": str(home / "var"), "DJANGO_SETTINGS_MODULE": "zhanggui.config.settings"}
    environment["PYTHONPATH"] = str(Path(__file__).resolve().parents[2] / "src")
    with django_db_blocker.unblock():
        tables.furnish(EmbeddedPostgres(home / "var"))
    return environment


def run(environment, *words):
    return subprocess.run(
        [*ZHANGGUI, *words], env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {"manage"}))
def test_every_command_explains_itself(command, environment):
    said = run(environment, command, "--help")

    assert said.returncode == 0
    assert "Usage: zhanggui" in said.stdout


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param("nonsense", 2, id="no command"),
        pytest.param("serve --port 99999", 2, id="no port"),
        pytest.param("replay olist /nowhere", 2, id="no folder"),
        pytest.param("replay nonsense /", 3, id="no layout of this name"),
        pytest.param("replay olist /", 3, id="a folder without its files"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(environment, words, status):
    said = run(environment, *words.split())

    assert said.returncode == status
    assert "Error: " in said.stderr
    assert "Traceback" not in said.stderr


def test_the_demo_tells_a_program_where_it_is_and_who_may_sign_in(capsys):
    demo.tell("127.0.0.1", 8123)
    told = json.loads(capsys.readouterr().out)

    assert told["address"] == "http://localhost:8123"
    assert all({"role", "path", "username", "password"} == set(one) for one in told["sign_ins"])
    assert {"/console/", "/partners/", "/control-room/", "/desk/", "/"} == {
        one["path"] for one in told["sign_ins"]
    }


def test_verify_of_a_new_house_finds_nothing(environment):
    said = run(environment, "verify", "--json")

    assert (said.returncode, json.loads(said.stdout)) == (0, {"ok": True, "findings": []})


def test_controls_tells_every_clause_of_the_register(environment):
    said = run(environment, "controls", "--json")
    told = json.loads(said.stdout)

    assert len(told) >= 149
    assert all({"clause", "status", "figure", "threshold", "records"} <= set(clause) for clause in told)
    assert said.returncode == (1 if any(clause["status"] == "broken" for clause in told) else 0)


def test_keys_are_rotated(environment):
    first = json.loads(run(environment, "keys", "rotate", "--json").stdout)
    second = json.loads(run(environment, "keys", "rotate", "--json").stdout)

    assert second["key"] == first["key"] + 1


@pytest.mark.parametrize(
    ("url", "said"),
    [
        pytest.param("postgresql://nobody@127.0.0.1:1/none", "does not answer", id="nobody answers"),
        pytest.param("mysql://nobody@127.0.0.1/none", "DATABASE_URL must read", id="another engine"),
    ],
)
def test_without_a_database_it_is_said_in_a_sentence(environment, url, said):
    done = run(environment | {"DATABASE_URL": url}, "verify")

    assert done.returncode == 3
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_tables_of_another_version_are_told(environment, tmp_path):
    done = run(environment | {"VAR_DIR": str(tmp_path / "var")}, "verify")

    assert done.returncode == 3
    assert "zhanggui manage migrate" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_the_web_server_serves_and_stops(environment, number, free_port):
    server = subprocess.Popen([*ZHANGGUI, "serve", "--port", str(free_port)], env=environment)
    try:
        assert eventually(lambda: answer(f"http://127.0.0.1:{free_port}/healthz") == 200)
        taken = run(environment, "serve", "--port", str(free_port))
        assert taken.returncode == 3
        assert "Set PORT" in taken.stderr
    finally:
        server.send_signal(number)
    assert server.wait(30) in {0, -number}


@pytest.mark.slow
def test_a_household_whose_worker_ends_says_so_and_stops(environment, free_port, tmp_path):
    program = (
        "import sys; from pathlib import Path; from zhanggui.config.cli.supervision import Household\n"
        f"house = Household(host='127.0.0.1', port={free_port}, logs=Path({str(tmp_path)!r}))\n"
        "sys.exit(house.run(ready=lambda: print('ready', house.children['worker'].pid, flush=True)))"
    )
    house = subprocess.Popen(
        [sys.executable, "-c", program],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert house.stdout is not None
    worker = int(house.stdout.readline().split()[1])

    os.kill(worker, signal.SIGKILL)

    _, said = house.communicate(timeout=60)
    assert house.returncode == 1
    assert "worker ended by itself" in said
    assert answer(f"http://127.0.0.1:{free_port}/healthz") is None


@pytest.fixture
def free_port():
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answer(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310
            return response.status
    except OSError:
        return None


def eventually(true, patience_s=60):
    until = time.monotonic() + patience_s
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.2)
    return False
