"""The demo: an example world, a web server and a worker, with one word."""

import os
import time
from collections.abc import Callable
from dataclasses import asdict
from functools import partial

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from zhanggui.config.cli.output import as_json, write_json
from zhanggui.config.cli.serve import refuse_if_taken
from zhanggui.config.cli.starting import PORT, migrate, start_database
from zhanggui.config.cli.supervision import Household


@click.command(name="demo")
@click.option("--build-only", is_flag=True, help="Make the example world and return.")
@click.option("--host", envvar="HOST", default="127.0.0.1", show_default=True)
@click.option("--port", envvar="PORT", type=PORT, default=8000, show_default=True)
@as_json
def command(build_only: bool, host: str, port: int, wants_json: bool) -> None:
    """Make the example world if it is not there, then run web server and worker until Ctrl-C.

    Everything lies under VAR_DIR; remove that folder to begin anew. With --json, the address and the sign-ins
    are one JSON document on standard output, as soon as the house answers.

    Exit status 0 after Ctrl-C, 1 if server or worker ended by themselves.
    """
    os.environ["DEMO"] = "1"
    os.environ["PORT"] = str(port)
    console = Console(stderr=wants_json)
    if not build_only:
        refuse_if_taken(host, port)
    prepare(console)
    if build_only:
        console.print("The example world is there. 演示环境已就绪。")
        if wants_json:
            tell(host, port)
        return
    from django.conf import settings

    household = Household(host=host, port=port, logs=settings.VAR_DIR / "log")
    ready = tell if wants_json else partial(welcome, console)
    raise SystemExit(household.run(ready=lambda: ready(host, port)))


def prepare(console: Console) -> None:
    """Database, tables and example world, with progress."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console) as shown:
        for title, step in (
            ("Database 启动数据库", start_database),
            ("Tables 建立数据表", migrate),
        ):
            _timed(shown, title, step)
        _build(shown)


def _timed(shown: Progress, title: str, step: Callable[[], None]) -> None:
    task = shown.add_task(title, total=1)
    began = time.monotonic()
    step()
    shown.update(task, completed=1, description=f"{title} ({time.monotonic() - began:.1f} s)")
    if not shown.console.is_terminal:
        shown.console.print(f"{title}: {time.monotonic() - began:.1f} s")


def _build(shown: Progress) -> None:
    from zhanggui.demo.building import build

    task = shown.add_task("Example world 演示数据", total=None)

    def progress(title: str, done: int, total: int) -> None:
        shown.update(task, description=f"Example world 演示数据 · {title}", completed=done, total=total)
        if not shown.console.is_terminal:
            shown.console.print(f"Example world {done + 1}/{total}: {title}")

    build(progress)
    shown.update(task, description="Example world 演示数据", total=1, completed=1)


def address_of(host: str, port: int) -> str:
    """Where a browser on this machine finds the house."""
    return f"http://{'localhost' if host in {'127.0.0.1', '0.0.0.0'} else host}:{port}"  # noqa: S104


def tell(host: str, port: int) -> None:
    """The address and the sign-ins, for a program."""
    from zhanggui.demo.sign_ins import sign_ins

    write_json({"address": address_of(host, port), "sign_ins": [asdict(one) for one in sign_ins()]})


def welcome(console: Console, host: str, port: int) -> None:
    """The address, and one sign-in per role."""
    from zhanggui.demo.sign_ins import sign_ins

    table = Table(header_style="bold")
    for heading in ("role 角色", "page 页面", "name 账号", "password 密码"):
        table.add_column(heading, overflow="fold")
    for sign_in in sign_ins():
        table.add_row(sign_in.role, sign_in.path, sign_in.username, sign_in.password)
    console.print(f"\n[bold]Zhanggui 掌柜[/bold] → [link]{address_of(host, port)}/[/link]\n")
    if table.row_count:
        console.print(table)
    console.print("Ctrl-C stops everything. 按 Ctrl-C 停止。")
