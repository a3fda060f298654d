"""Statements that the server plans once for each connection: for pages that are asked for all the time."""

from collections.abc import Mapping
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import Cursor

from zhanggui.schema import wire


def fetch(sql: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a prepared statement. It is counted where Django counts queries."""
    wrapper: Any = connections[DEFAULT_DB_ALIAS]
    wrapper.ensure_connection()
    with wrapper.wrap_database_errors:
        conn = wrapper.connection
        if wire.is_free(conn):
            text, names = wire.named(sql)
            rows = wire.ask(conn, text, [parameters[name] for name in names])
        else:
            with Cursor(conn) as cursor:
                rows = cursor.execute(sql, parameters, prepare=True).fetchall()
    if wrapper.queries_logged:
        wrapper.queries_log.append({"sql": sql, "time": "0.000"})
    return rows
