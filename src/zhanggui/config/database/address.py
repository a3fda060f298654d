"""Where the database is: ``DATABASE_URL``, or the embedded server under ``VAR_DIR``."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from zhanggui.integrations.embedded_postgres import the_embedded_postgres

KEPT_SECONDS = 3600
"""How long a thread that answers requests keeps its connection: one for each request it may have at work."""


PREPARE_AFTER = 5
"""How often a statement with parameters bound by the server is sent before the server keeps its plan."""


def database_settings(url: str | None, *, var_dir: Path, kept: bool, test_name: str | None) -> dict[str, Any]:
    """Django's settings of the one database. Reading them connects to nothing and starts nothing."""
    address: dict[str, Any] = (
        _of_url(url) if url else {**the_embedded_postgres(var_dir).settings, "OPTIONS": {}}
    )
    # Without a threshold psycopg prepares nothing, even where it is asked to.
    address["OPTIONS"].setdefault("prepare_threshold", PREPARE_AFTER)
    return {
        "ENGINE": "zhanggui.config.database",
        "CONN_HEALTH_CHECKS": False,
        "CONN_MAX_AGE": KEPT_SECONDS if kept else 0,
        "TEST": {"NAME": test_name},
        **address,
    }


def _of_url(text: str) -> dict[str, Any]:
    url = urlsplit(text)
    if url.scheme not in {"postgres", "postgresql"} or not url.path.lstrip("/"):
        raise ImproperlyConfigured("DATABASE_URL must read postgresql://user:password@host:port/name.")
    options: dict[str, Any] = dict(parse_qsl(url.query))
    return {
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        # A folder of a Unix socket is written as ?host=/run/postgresql
        "HOST": options.pop("host", None) or unquote(url.hostname or ""),
        "PORT": url.port or "",
        "OPTIONS": options,
    }
