"""The process that does what operations have left to be done: mail, SMS, notices, deadlines, seals."""

import click

from zhanggui.config.cli.starting import start_with_tables


@click.command(name="worker")
@click.option(
    "--concurrency",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="Jobs at work at the same time.",
)
def command(concurrency: int) -> None:
    """Do jobs until stopped. Any number of workers may run, on any number of machines.

    SIGTERM or Ctrl-C lets jobs at work finish.
    """
    start_with_tables()
    from django.core.management import call_command
    from django.db import connection

    connection.close()
    call_command(
        *("procrastinate", "worker", "--concurrency", str(concurrency)),
        *("--shutdown-graceful-timeout", "8", "--delete-jobs", "successful"),
    )
