"""How commands answer: a table for a person, one JSON document for a program."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import click
from rich.console import Console
from rich.table import Table

as_json = click.option("--json", "wants_json", is_flag=True, help="One JSON document instead of a table.")


def write_json(document: Any) -> None:
    """The document on standard output, as UTF-8 with Chinese characters readable."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def write_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table for reading."""
    table = Table(*columns, header_style="bold")
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    Console().print(table)
