"""The shortest way to the server: statements it keeps by name, values as text, answers as they come.

What psycopg's cursor does for each statement costs more than the statement, where it is one of the few that
are said a thousand times a second. Here a statement is prepared once a connection, under a name of ours,
its values' types being what the server makes of them. Everything else (adapting, loading, waiting, errors) is
psycopg's.
"""

import re
from collections.abc import Callable, Generator, Sequence
from functools import lru_cache
from itertools import count
from typing import Any

from psycopg import errors, generators
from psycopg._preparing import PrepareManager
from psycopg.abc import PyFormat
from psycopg.adapt import Transformer
from psycopg.pq import ExecStatus, PipelineStatus, TransactionStatus

Statement = tuple[str, Sequence[Any]]
BEGIN, COMMIT = b"BEGIN", b"COMMIT"
_numbers = count(1)
_NAMED = re.compile(r"%\((\w+)\)s")


@lru_cache(maxsize=2048)
def numbered(sql: str) -> bytes:
    """The statement with $1, $2, … for each %s."""
    first, *rest = sql.split("%s")
    text = first + "".join(f"${place}{part}" for place, part in enumerate(rest, 1))
    return text.replace("%%", "%").encode()


@lru_cache(maxsize=512)
def named(sql: str) -> tuple[bytes, tuple[str, ...]]:
    """The statement with $1, $2, … for each %(name)s, and the names in their order."""
    names = tuple(dict.fromkeys(_NAMED.findall(sql)))
    text = _NAMED.sub(lambda found: f"${names.index(found[1]) + 1}", sql)
    return text.replace("%%", "%").encode(), names


class Statements(PrepareManager):
    """psycopg's list of what a connection has prepared, and ours: psycopg throws all away at once."""

    def __init__(self, psycopgs: PrepareManager) -> None:
        super().__init__()
        vars(self).update(vars(psycopgs))
        self.names: dict[bytes, bytes] = {}

    @property
    def are_settled(self) -> bool:
        """Whether nothing waits to be thrown away on the server."""
        return not self._to_flush

    def clear(self) -> bool:
        gone = super().clear()
        if gone:
            self.names.clear()
        return gone


def statements(conn: Any) -> Statements:
    """What this connection has prepared."""
    if not isinstance(conn._prepared, Statements):
        conn._prepared = Statements(conn._prepared)
    known: Statements = conn._prepared
    return known


def is_free(conn: Any) -> bool:
    """Whether a statement can be said at once: no pipeline is open, and no transaction has to begin first."""
    begun = conn.autocommit or conn.pgconn.transaction_status == TransactionStatus.INTRANS
    return bool(begun and conn.pgconn.pipeline_status == PipelineStatus.OFF and statements(conn).are_settled)


def may_ride(conn: Any) -> bool:
    """Whether a statement can join the pipeline that psycopg has open."""
    begun = conn.autocommit or conn.pgconn.transaction_status != TransactionStatus.IDLE
    return bool(begun and conn._pipeline is not None and statements(conn).are_settled)


def ask(conn: Any, text: bytes, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Say one statement; its rows."""
    name = _name(conn, text, lambda name: _prepared_now(conn, name, text))
    transformer = Transformer(conn)
    conn.pgconn.send_query_prepared(name, _dumped(transformer, values))
    result = conn.wait(generators.execute(conn.pgconn))[-1]
    if result.status == ExecStatus.FATAL_ERROR:
        raise errors.error_from_result(result)
    transformer.set_pgresult(result)
    return transformer.load_rows(0, result.ntuples, tuple)


def ride(conn: Any, text: bytes, values: Sequence[Any]) -> None:
    """Let one statement join psycopg's pipeline; it is told of an error like any other."""
    queue = conn._pipeline.result_queue

    def prepare(name: bytes) -> None:
        conn.pgconn.send_prepare(name, text)
        queue.append(None)

    name = _name(conn, text, prepare)
    conn.pgconn.send_query_prepared(name, _dumped(Transformer(conn), values))
    queue.append(None)


def send_together(conn: Any, said: Sequence[Statement], *, commit: bool) -> None:
    """Say all of these in one round trip, BEGIN before them where none runs, COMMIT after if wanted.

    The first error is raised; what came after it was not done.
    """
    pgconn = conn.pgconn
    if not statements(conn).are_settled:
        conn.wait(conn._prepared.maintain_gen(conn))
    known = dict(statements(conn).names)
    pgconn.enter_pipeline_mode()
    try:
        if not conn.autocommit and pgconn.transaction_status == TransactionStatus.IDLE:
            pgconn.send_query_params(BEGIN, None)
        transformer = Transformer(conn)
        for sql, values in said:
            text = numbered(sql)
            name = _name(conn, text, lambda name, text=text: pgconn.send_prepare(name, text))  # type: ignore[misc]
            pgconn.send_query_prepared(name, _dumped(transformer, values))
        if commit:
            pgconn.send_query_params(COMMIT, None)
        pgconn.pipeline_sync()
        problem = conn.wait(_answers(pgconn))
    finally:
        pgconn.exit_pipeline_mode()
    if problem is not None:
        # A statement behind the one that failed was not prepared either.
        statements(conn).names = known
        raise errors.error_from_result(problem)


def _answers(pgconn: Any) -> Generator[Any, Any, Any]:
    """Send what is waiting, and take every answer up to the end; the first that is an error is returned."""
    problem = None
    yield from generators.send(pgconn)
    while results := (yield from generators.fetch_many(pgconn)):
        status = results[-1].status
        if status == ExecStatus.PIPELINE_SYNC:
            break
        if status == ExecStatus.FATAL_ERROR and problem is None:
            problem = results[-1]
    return problem


def _name(conn: Any, text: bytes, prepare: Callable[[bytes], object]) -> bytes:
    names = statements(conn).names
    name = names.get(text)
    if name is None:
        # Never the same name twice, so that one that could not be prepared is in nobody's way.
        name = b"house_%d" % next(_numbers)
        prepare(name)
        names[text] = name
    return name


def _prepared_now(conn: Any, name: bytes, text: bytes) -> None:
    conn.pgconn.send_prepare(name, text)
    result = conn.wait(generators.execute(conn.pgconn))[-1]
    if result.status == ExecStatus.FATAL_ERROR:
        raise errors.error_from_result(result)


def _dumped(transformer: Any, values: Sequence[Any]) -> Any:
    return transformer.dump_sequence(values, [PyFormat.TEXT] * len(values)) if values else None
