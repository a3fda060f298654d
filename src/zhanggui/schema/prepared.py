"""Statements that the server plans once for each connection: for pages that are asked for all the time."""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from psycopg import Cursor


def fetch(sql: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a prepared statement. It is counted where Django counts queries."""
    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        rows = cursor.execute(sql, parameters, prepare=True).fetchall()
    if connection.queries_logged:
        connection.queries_log.append({"sql": sql, "time": "0.000"})
    return rows
