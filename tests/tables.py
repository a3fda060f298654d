"""The tables are made once and then copied: a database for tests takes a second instead of half a minute.

The pattern is a database with every migration applied. Its name follows from the migrations, so that
a changed one makes a new pattern. Where only migrations were added, the new pattern begins as a copy of an
earlier one. Which migrations a pattern holds, and what they said, is the comment on its database.
"""

import json
import subprocess
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from psycopg.conninfo import make_conninfo

from zhanggui.integrations.embedded_postgres import EmbeddedPostgres

PREFIX = "zhanggui_tables_"
COMES_WITH = "catalog_groupedword"
"""The one table that migrations fill for the shop: what they put there is kept aside, to be put back."""
KEEP_ASIDE = f"""
DROP SCHEMA IF EXISTS as_made CASCADE;
CREATE SCHEMA as_made;
CREATE TABLE as_made.{COMES_WITH} AS TABLE public.{COMES_WITH};
"""
PUT_BACK = f"INSERT INTO {COMES_WITH} SELECT * FROM as_made.{COMES_WITH}"
KEPT = 12
LOCK = 7_301_145
PACKAGES = ("django", "procrastinate", "django-oauth-toolkit", "django-pgtrigger")


def pattern() -> str:
    """The name of the pattern for the migrations as they are now, made if it is not there."""
    holds = _content()
    name = PREFIX + _short(json.dumps(holds, sort_keys=True))
    with connection._nodb_cursor() as cursor:
        if name in _patterns(cursor):
            return name
        cursor.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [LOCK, name])
        try:
            if name not in _patterns(cursor):
                _make(cursor, name, holds)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [LOCK, name])
    return name


def furnish(house: EmbeddedPostgres) -> None:
    """Put the tables into the empty database of a house of its own, whatever server they were made on."""
    tests = connection.settings_dict
    where = {
        name: tests[name.upper()] for name in ("user", "password", "host", "port") if tests[name.upper()]
    }
    made = make_conninfo(dbname=pattern(), **where)
    house.hold()
    try:
        dump = [house.program("pg_dump"), "--no-owner", "--exclude-schema=as_made", f"--dbname={made}"]
        load = [house.program("psql"), "-qX", "--set=ON_ERROR_STOP=1", f"--dbname={house.conninfo()}"]
        with subprocess.Popen(dump, stdout=subprocess.PIPE) as dumping:
            subprocess.run(load, stdin=dumping.stdout, stdout=subprocess.DEVNULL, check=True)
        if dumping.returncode:
            raise subprocess.CalledProcessError(dumping.returncode, dump)
    finally:
        house.release()


def _content() -> dict[str, str]:
    """Every migration by its digest, and under ``rest`` the digest of all that migrations rest on."""
    # The month too: tables that are partitioned by month are made from the current one on.
    rest = f"{datetime.now(UTC):%Y-%m}" + KEEP_ASIDE
    rest += "".join(f"{package}={version(package)}\n" for package in PACKAGES)
    rest += "".join(path.read_text() for path in _used_by_migrations())
    found = {"rest": _short(rest)}
    for config in apps.get_app_configs():
        for path in Path(config.path, "migrations").glob("*.py"):
            found[f"{config.label}.{path.stem}"] = _short(path.read_text())
    return found


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _used_by_migrations() -> list[Path]:
    source = Path(__file__).parents[1] / "src" / "zhanggui"
    kinds = ("**/*.sql", "schema/*.py", "identity/roles.py", "identity/actor.py")
    return sorted(path for kind in kinds for path in source.glob(kind))


def _patterns(cursor: Any) -> dict[str, dict[str, str]]:
    """The finished patterns on this server with what they hold, the oldest first."""
    cursor.execute(
        "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database"
        " WHERE datname LIKE %s AND datname NOT LIKE %s ORDER BY oid",
        [PREFIX + "%", "%\\_draft"],
    )
    return {name: json.loads(comment or "{}") for name, comment in cursor.fetchall()}


def _nearest(known: dict[str, dict[str, str]], holds: dict[str, str]) -> str:
    """The pattern to which the fewest migrations have to be added, or the empty one."""
    fitting = {name: held for name, held in known.items() if held and held.items() <= holds.items()}
    return max(fitting, key=lambda name: len(fitting[name]), default="template1")


def _make(cursor: Any, name: str, holds: dict[str, str]) -> None:
    draft, mine = f"{name}_draft", connection.settings_dict["NAME"]
    known = _patterns(cursor)
    for old in [draft, *list(known)[:-KEPT]]:
        cursor.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
        known.pop(old, None)
    cursor.execute(f'CREATE DATABASE "{draft}" TEMPLATE "{_nearest(known, holds)}"')
    connection.close()
    try:
        connection.settings_dict["NAME"] = draft
        call_command("migrate", verbosity=0, interactive=False)
        with connection.cursor() as made:
            made.execute(KEEP_ASIDE)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = mine
    comment = json.dumps(holds, sort_keys=True)
    cursor.execute(f'COMMENT ON DATABASE "{draft}" IS {_quoted(comment)}')
    cursor.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
