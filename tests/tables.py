"""The tables are made once and then copied: a database for tests takes a second instead of half a minute.

The pattern is a database with every migration applied. Its name follows from the migrations, so that
a changed one makes a new pattern.
"""

from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection

PREFIX = "zhanggui_tables_"
KEPT = 8
LOCK = 7_301_145
PACKAGES = ("django", "procrastinate", "django-oauth-toolkit", "django-pgtrigger")


def pattern() -> str:
    """The name of the pattern for the migrations as they are now, made if it is not there."""
    name = PREFIX + _digest()
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            if name not in _patterns(cursor):
                _make(cursor, name)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    return name


def _digest() -> str:
    # The month too: tables that are partitioned by month are made from the current one on.
    digest = sha256(f"{datetime.now(UTC):%Y-%m}".encode())
    for package in PACKAGES:
        digest.update(f"{package}={version(package)}\n".encode())
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for path in sorted(Path(config.path, "migrations").glob("*.py")):
            digest.update(f"{config.label}/{path.name}\n".encode() + path.read_bytes())
    for path in _used_by_migrations():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _used_by_migrations() -> list[Path]:
    source = Path(__file__).parents[1] / "src" / "zhanggui"
    kinds = ("**/*.sql", "schema/*.py", "identity/*.py", "**/states.py")
    return sorted(path for kind in kinds for path in source.glob(kind))


def _patterns(cursor: object) -> list[str]:
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid", [PREFIX + "%"]
    )
    return [row[0] for row in cursor.fetchall()]  # type: ignore[attr-defined]


def _make(cursor: object, name: str) -> None:
    draft, mine = f"{name}_draft", connection.settings_dict["NAME"]
    for old in [draft, *_patterns(cursor)[:-KEPT]]:
        cursor.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')  # type: ignore[attr-defined]
    cursor.execute(f'CREATE DATABASE "{draft}"')  # type: ignore[attr-defined]
    connection.close()
    try:
        connection.settings_dict["NAME"] = draft
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = mine
    cursor.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')  # type: ignore[attr-defined]
