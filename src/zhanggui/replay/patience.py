"""A cursor for pipelines: it waits for the server only where somebody wants to know an answer."""

from typing import Any

from django.db.backends.postgresql.base import ServerBindingCursor

from zhanggui.schema.pipeline import Gathering


class PatientCursor(Gathering, ServerBindingCursor):
    """In a pipeline, the answer to a write is awaited when its row count is looked at, not before."""

    @property
    def rowcount(self) -> int:
        cursor: Any = super()
        if cursor.pgresult is None:
            cursor._fetch_pipeline()
        count: int = cursor.rowcount
        return count


def options() -> dict[str, Any]:
    """Connection options for a program that says the same few statements thousands of times.

    The server plans them once and binds their values itself; writes are sent without waiting.
    """
    return {"server_side_binding": True, "prepare_threshold": 3, "cursor_factory": PatientCursor}
