"""What every command needs before it can work: Django, the database, its tables."""

import os
from functools import cache

import click

from zhanggui.config.cli.commands import Problem
from zhanggui.kernel import garbage

PORT = click.IntRange(1, 65_535)
"""What a port may be."""


@cache
def start_django() -> None:
    """Load settings and applications."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        with garbage.loading():
            django.setup()
    except ImproperlyConfigured as problem:
        raise Problem(str(problem)) from problem


def start_database() -> None:
    """Have the database answering: the one of ``DATABASE_URL``, or the embedded one, started if need be."""
    start_django()
    from django.db import connection
    from django.db.utils import DatabaseError, InterfaceError

    try:
        connection.ensure_connection()
    except (DatabaseError, InterfaceError, RuntimeError, OSError) as problem:
        where = "DATABASE_URL" if os.environ.get("DATABASE_URL") else "the embedded PostgreSQL"
        raise Problem(f"the database ({where}) does not answer. {problem}") from problem


def start_with_tables() -> None:
    """Have the database answering, with every table as this version of the program knows it."""
    start_database()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Problem("the tables are not up to date. Run: zhanggui manage migrate")


def migrate() -> None:
    """Bring the tables to this version of the program."""
    start_database()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
