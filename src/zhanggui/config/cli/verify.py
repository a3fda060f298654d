"""Comparing what is with what was recorded."""

import dataclasses
import sys

import click

from zhanggui.config.cli.output import as_json, write_json, write_table
from zhanggui.config.cli.starting import start_with_tables


@click.command(name="verify")
@as_json
def command(wants_json: bool) -> None:
    """Recompute balances, chains and histories, and name every row that does not agree.

    Exit status 0 when everything agrees, 1 with findings.
    """
    start_with_tables()
    from zhanggui.kernel import clock
    from zhanggui.mechanisms import trail

    findings = trail.verify(clock.now())
    if wants_json:
        write_json({"ok": not findings, "findings": [dataclasses.asdict(finding) for finding in findings]})
    elif findings:
        write_table(["kind", "table", "key", "what"], [dataclasses.astuple(finding) for finding in findings])
    else:
        click.echo("Everything agrees with what was recorded. 账实相符，留痕完整。")
    sys.exit(1 if findings else 0)
