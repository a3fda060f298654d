"""Many statements, one round trip.

A write that nothing waits for is sent without waiting for its answer. What goes wrong comes out at the end
of the block, as the refusal it stands for. Rows are therefore named before they are written.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, LiteralString

from django.db import connection
from django.db.transaction import TransactionManagementError
from psycopg import Cursor
from psycopg.pq import PipelineStatus

from zhanggui.schema.violations import refusing


class Gathering:
    """For cursors: in a pipeline, statements are gathered, and sent together when an answer is looked at.

    psycopg itself sends each statement on its own, which wakes the server once for each.
    """

    def _execute_gen(self: Any, query: Any, params: Any = None, **options: Any) -> Any:
        pipeline = self._conn._pipeline
        if pipeline is None:
            yield from super()._execute_gen(query, params, **options)  # type: ignore[misc]
            return
        yield from self._start_query(query)
        yield from self._maybe_prepare_gen(self._convert_query(query, params), **options)
        # A command only fills the buffer of the connection, which is sent with the next flush.
        while pipeline.command_queue:
            pipeline.command_queue.popleft()()
        self._last_query = query
        yield from self._conn._prepared.maintain_gen(self._conn)


class GatheringCursor(Gathering, Cursor[Any]):
    """psycopg's cursor, sending in a pipeline what was gathered only when an answer is looked at."""


@contextmanager
def pipelined() -> Iterator[None]:
    """Send the statements of this block together; wait once, at its end. Inside a transaction only.

    Nothing may be fetched inside: a fetch waits. Blocks nest; only the outermost waits.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("Statements are pipelined inside a transaction only.")
    if _is_open():
        yield
        return
    with refusing(), connection.wrap_database_errors, connection.connection.pipeline():
        yield


def _is_open() -> bool:
    return bool(connection.connection.pgconn.pipeline_status != PipelineStatus.OFF)


@contextmanager
def pipelined_commit() -> Iterator[None]:
    """The last statements of a transaction, its COMMIT among them where this transaction is the outermost.

    A row locked by the last statement is then held for no round trip at all, which is what a hot article
    needs. Nothing may be written after this block in the same transaction.
    """
    outermost = connection.in_atomic_block and not connection.savepoint_ids and not _is_open()
    with pipelined():
        yield
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("COMMIT")


def say(statement: LiteralString, values: Sequence[Any]) -> None:
    """Execute a write that comes again and again: the server plans it once and binds the values itself.

    For the few statements of the hot paths. Their answer is not looked at, so they may ride in a pipeline.
    """
    if connection.queries_logged or connection.execute_wrappers:
        # Somebody counts or watches statements: let them see this one too.
        with connection.cursor() as watched:
            watched.execute(statement, values)
        return
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors, GatheringCursor(connection.connection) as cursor:
        cursor.execute(statement, values, prepare=True)
