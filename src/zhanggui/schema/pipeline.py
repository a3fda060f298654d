"""Many statements, one round trip.

A write that nothing waits for is sent without waiting for its answer. What goes wrong comes out at the end
of the block, as the refusal it stands for. Rows are therefore named before they are written.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, LiteralString

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.transaction import TransactionManagementError
from psycopg import Cursor
from psycopg.pq import PipelineStatus

from zhanggui.schema import wire
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
    wrapper: Any = connections[DEFAULT_DB_ALIAS]
    if not wrapper.in_atomic_block:
        raise TransactionManagementError("Statements are pipelined inside a transaction only.")
    outermost = not wrapper.savepoint_ids and not _is_open()
    if _is_open() or _is_watched(wrapper):
        with pipelined():
            yield
            if outermost:
                with wrapper.cursor() as cursor:
                    cursor.execute("COMMIT")
        return
    letter = Letter(wrapper)
    with refusing(), wrapper.wrap_database_errors, letter.written():
        yield
        letter.send(commit=outermost)


class Letter:
    """Statements of ``say`` that are kept until all have been said, and sent in one go.

    Where another statement comes between, psycopg's own pipeline takes over, with what was said before it.
    """

    def __init__(self, wrapper: Any) -> None:
        self.wrapper = wrapper
        self.statements: list[wire.Statement] = []
        self._pipeline: ExitStack | None = None

    @contextmanager
    def written(self) -> Iterator[None]:
        """Keep what is said in this block."""
        with self.wrapper.execute_wrapper(self._between):
            self.wrapper.letter = self
            try:
                yield
            except BaseException:
                if self._pipeline is not None:
                    self._pipeline.close()
                raise
            finally:
                self.wrapper.letter = None

    def send(self, *, commit: bool) -> None:
        """Send it; wait for the answer."""
        self.wrapper.letter = None
        if self._pipeline is None:
            wire.send_together(self.wrapper.connection, self.statements, commit=commit)
            return
        with self._pipeline:
            if commit:
                with self.wrapper.cursor() as cursor:
                    cursor.execute("COMMIT")
            self._pipeline = None

    def _between(self, execute: Any, sql: Any, parameters: Any, many: bool, context: Any) -> Any:
        if self._pipeline is None and self.wrapper.letter is self:
            self.wrapper.letter = None
            self._pipeline = ExitStack()
            self._pipeline.enter_context(self.wrapper.connection.pipeline())
            for said, values in self.statements:
                _through_psycopg(self.wrapper.connection, said, values)
        return execute(sql, parameters, many, context)


def say(statement: LiteralString, values: Sequence[Any]) -> None:
    """Execute a write that comes again and again: the server plans it once and binds the values itself.

    For the few statements of the hot paths. Their answer is not looked at, so they may ride in a pipeline.
    """
    wrapper: Any = connections[DEFAULT_DB_ALIAS]
    letter = getattr(wrapper, "letter", None)
    if letter is not None:
        letter.statements.append((statement, values))
        return
    if _is_watched(wrapper):
        # Somebody counts or watches statements: let them see this one too.
        with wrapper.cursor() as watched:
            watched.execute(statement, values)
        return
    wrapper.ensure_connection()
    wrapper.validate_no_broken_transaction()
    with wrapper.wrap_database_errors:
        conn = wrapper.connection
        if wire.may_ride(conn):
            wire.ride(conn, wire.numbered(statement), values)
        elif wire.is_free(conn):
            wire.ask(conn, wire.numbered(statement), values)
        else:
            _through_psycopg(conn, statement, values)


def _is_watched(wrapper: Any) -> bool:
    return bool(wrapper.queries_logged or wrapper.execute_wrappers)


def _through_psycopg(conn: Any, statement: LiteralString, values: Sequence[Any]) -> None:
    with GatheringCursor(conn) as cursor:
        cursor.execute(statement, values, prepare=True)
