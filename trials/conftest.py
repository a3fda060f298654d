"""One installation for all trials: its own folder and database, the example world, a web server.

Nothing here knows how the house is built. Trials use the command line, a browser and HTTP; they look into the
database only to find out what to ask for.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

import pytest

from trials import installing
from trials.installing import FOLDER

SHOTS = FOLDER.parent / "shots"
PASSWORD = "zhanggui-demo-2026"


@pytest.fixture(scope="session")
def installation(testrun_uid: str) -> dict[str, str]:
    """A folder with keys, files and a database that holds the example world; its environment.

    Of several processes that run trials at once the first one builds it, and the others wait for that.
    """
    environment = installing.environment()
    with _one_at_a_time() as mark:
        if mark.read() != testrun_uid:
            if "KEEP_TRIALS" not in os.environ:
                installing.clear()
            installing.build(environment)
            mark.truncate(0)
            mark.write(testrun_uid)
    return environment


@contextmanager
def _one_at_a_time() -> Iterator[TextIO]:
    """What only one process may do at a moment: build the installation, start a server in it."""
    FOLDER.parent.mkdir(parents=True, exist_ok=True)
    with FOLDER.with_suffix(".run").open("a+") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        mark.seek(0)
        yield mark


@pytest.fixture(scope="session")
def house(installation: dict[str, str]) -> Iterator[str]:
    """The address of a running house with the example world in it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "zhanggui.config.cli", "serve", "--port", str(port), "--workers", "2"]
    address = f"http://127.0.0.1:{port}"
    with _one_at_a_time():
        server = subprocess.Popen(command, env=installation)
        try:
            _wait_for(address, server)
        except RuntimeError:
            server.kill()
            raise
    try:
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode}")
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=2)
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError("the server did not answer within a minute")


@pytest.fixture(scope="session")
def records(installation: dict[str, str]) -> Iterator[None]:
    """Django in this process, over the same database, to look things up by."""
    os.environ.update(installation, DJANGO_SETTINGS_MODULE="zhanggui.config.settings")
    import django
    from django.db import connections

    django.setup()
    yield
    connections.close_all()


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """Debian's Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed: apt-get install chromium (make test does it as root)")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def page_as(chromium: object, house: str) -> Iterator[Callable[..., object]]:
    """A page of the browser, signed in as one of the example world's people (or as nobody)."""
    contexts = []

    def open_page(username: str = "", *, path: str = "/console/", width: int = 1440) -> object:
        context = chromium.new_context(  # type: ignore[attr-defined]
            viewport={"width": width, "height": 900}, locale="zh-CN", base_url=house
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        if username:
            sign_in(page, username, path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def sign_in(page: object, username: str, path: str = "/console/") -> None:
    """Through the door that belongs to the page wanted, by name and password."""
    page.goto(path)  # type: ignore[attr-defined]
    page.fill("input[name=name]", username)  # type: ignore[attr-defined]
    page.fill("input[name=password]", PASSWORD)  # type: ignore[attr-defined]
    page.keyboard.press("Enter")  # type: ignore[attr-defined]
    page.wait_for_url(lambda url: "login" not in url and "sign-in" not in url)  # type: ignore[attr-defined]


@pytest.fixture
def shot() -> Callable[[object, str], None]:
    """Keeps a picture of the whole page under ``var/shots/``."""

    def keep(page: object, name: str) -> None:
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)  # type: ignore[attr-defined]

    return keep


@pytest.fixture(scope="session")
def visitor(house: str) -> Callable[[str], object]:
    """Somebody who visits the house without a browser, signed in once and remembered."""
    from trials.people import CARRIERS, SUPPLIERS
    from trials.web import Visitor

    known: dict[str, Visitor] = {}

    def visit(username: str = "") -> Visitor:
        if username not in known:
            known[username] = Visitor(house)
            if username:
                door = "/partners/login/" if username in {*SUPPLIERS, *CARRIERS} else "/console/login/"
                known[username].sign_in(username, door)
        return known[username]

    return visit


@pytest.fixture(scope="session")
def customer(house: str) -> Callable[[str], object]:
    """A customer who came in by the code that was sent to their telephone."""
    from trials.web import Visitor

    known: dict[str, Visitor] = {}

    def visit(mobile: str) -> Visitor:
        if mobile not in known:
            known[mobile] = Visitor(house).come_in(mobile)
        return known[mobile]

    return visit
