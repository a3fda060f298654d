"""A PostgreSQL of our own under ``VAR_DIR``, from a wheel: nothing to install, the engine of production.

It starts when the first process needs it and stops when the last one has gone, however that one
ended. It listens on a Unix socket only, asks for a password, and touches nothing outside ``VAR_DIR``.
"""

from zhanggui.integrations.embedded_postgres.server import (
    EmbeddedPostgres,
    EmbeddedPostgresProblem,
    the_embedded_postgres,
)

__all__ = ["EmbeddedPostgres", "EmbeddedPostgresProblem", "the_embedded_postgres"]
