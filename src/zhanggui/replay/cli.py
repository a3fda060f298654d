"""``zhanggui replay FORMAT DIR``: live an order history of another platform."""

import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from zhanggui.replay.mapping import NoSuchFormat, load
from zhanggui.replay.planning import Choice
from zhanggui.replay.report import Asked, report
from zhanggui.replay.running import Ran, run
from zhanggui.replay.staging import FileMissing

DAY = click.DateTime(formats=["%Y-%m-%d"])


class NotPossible(click.ClickException):
    """There is nothing here that could be replayed."""

    exit_code = 3


@click.command(name="replay", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("form")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--orders", type=click.IntRange(min=1), help="At most so many orders, the earliest first.")
@click.option("--since", type=DAY, help="Only orders from this day on.")
@click.option("--until", type=DAY, help="Only orders up to this day.")
@click.option("--workers", type=click.IntRange(1, 16), default=min(os.cpu_count() or 1, 4), show_default=True)
@click.option("--json", "wants_json", is_flag=True, help="One JSON document instead of tables.")
def command(
    form: str,
    folder: Path,
    orders: int | None,
    since: datetime | None,
    until: datetime | None,
    workers: int,
    wants_json: bool,
) -> None:
    """Run an order history through the house's operations, at its own times 历史订单重放.

    FORM is the layout of the files (olist, online_retail, or a mapping file of your own), FOLDER where they
    lie. Interrupted (Ctrl-C), it goes on where it stopped when it is run again. Exit status 1 if the records
    do not verify afterwards, or if it was interrupted; 3 if the layout or a file is not there.
    """
    choice = Choice(orders, since.date() if since else None, until.date() if until else None)
    try:
        layout = load(form)
        ran = _shown(lambda tell: run(layout, folder, choice, workers=workers, progress=tell))
    except (NoSuchFormat, FileMissing) as problem:
        raise NotPossible(str(problem)) from problem
    told = report(layout.name, ran, asked=Asked(verify=not ran.interrupted))
    if wants_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2, default=str))
    else:
        _table(told)
    sys.exit(0 if told.get("verify", {}).get("ok") else 1)


def _shown(work: Any) -> Ran:
    """Do it with a progress bar: how many, how fast, how long yet."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
    )
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("replay", total=None, rate="")

        def tell(what: str, done: int, total: int) -> None:
            speed = bar.tasks[0].speed
            rate = f"{speed:.0f}/s" if speed else ""
            bar.update(task, description=what, completed=done, total=total, rate=rate)

        ran: Ran = work(tell)
    return ran


def _table(told: dict[str, Any]) -> None:
    table = Table("", "", show_header=False)
    for name, value in told.items():
        if name == "rejected_rows":
            table.add_row("rejected rows", str(len(value)))
        elif name == "verify":
            table.add_row("verify", "ok" if value["ok"] else f"{len(value['findings'])} findings")
        elif isinstance(value, dict):
            table.add_row(name, "\n".join(f"{key}: {entry}" for key, entry in value.items()))
        else:
            table.add_row(name, str(value))
    console = Console()
    console.print(table)
    for row in told["rejected_rows"][:20]:
        console.print(f"{row['file']}:{row['line']} {row['reason']}")
