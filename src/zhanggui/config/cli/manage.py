"""Django's own commands, under the house's name."""

import sys

import click


@click.command(
    name="manage",
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    short_help="Django's own commands",
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def command(words: tuple[str, ...]) -> None:
    """Run a command of Django: ``zhanggui manage migrate``. Without words, list them."""
    from django.core.management import execute_from_command_line

    from zhanggui.config.cli.starting import start_django

    start_django()
    execute_from_command_line([sys.argv[0], *(words or ("help",))])
