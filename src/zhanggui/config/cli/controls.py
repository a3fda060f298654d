"""The register of clauses with their live evidence."""

import sys

import click

from zhanggui.config.cli.output import as_json, write_json, write_table
from zhanggui.config.cli.starting import start_with_tables


@click.command(name="controls")
@as_json
def command(wants_json: bool) -> None:
    """Judge every clause of the register now, by evidence from live records; uncovered ones are shown too.

    Exit status 1 if a control is broken, else 0.
    """
    start_with_tables()
    from zhanggui.kernel import clock
    from zhanggui.mechanisms.controls import as_document

    verdicts = as_document(clock.now())
    if wants_json:
        write_json(verdicts)
    else:
        columns = ["clause", "status", "figure", "threshold", "records"]
        write_table(columns, [[verdict[column] for column in columns] for verdict in verdicts])
    sys.exit(1 if any(verdict["status"] == "broken" for verdict in verdicts) else 0)
