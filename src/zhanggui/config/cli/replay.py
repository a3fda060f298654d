"""Order histories of other platforms, run through the operations and journeys."""

import sys
from importlib import import_module

import click

from zhanggui.config.cli.commands import Problem
from zhanggui.config.cli.starting import migrate, start_django


@click.command(
    name="replay",
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def command(words: tuple[str, ...]) -> None:
    """Run an order history at its own simulated times: ``zhanggui replay olist DIR --help``."""
    start_django()
    try:
        replay: click.Command = import_module("zhanggui.replay.cli").command
    except ModuleNotFoundError as missing:
        raise Problem(f"this installation has no replay ({missing.name}).") from missing
    if not {"-h", "--help"} & set(words):
        migrate()
    sys.exit(replay.main(args=list(words), prog_name="zhanggui replay", standalone_mode=True))
