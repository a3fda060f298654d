"""The database backend."""
# exempt: Django looks for a backend in a module of this name

import time
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base, features

from zhanggui.integrations.embedded_postgres import the_embedded_postgres

ASKED_AFTER_SECONDS = 30
"""A connection that rested this long is asked whether it still stands, before a request relies on it."""


class DatabaseFeatures(features.DatabaseFeatures):
    """What the house needs of PostgreSQL. Django says clearly when the version is not met."""

    minimum_database_version = (15,)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to ``DATABASE_URL``, or to the embedded server under ``VAR_DIR``."""

    features_class = DatabaseFeatures
    rested_since = float("inf")

    def close_if_unusable_or_obsolete(self) -> None:
        """Called before and after each request. After a rest the server may have been started anew."""
        super().close_if_unusable_or_obsolete()
        now = time.monotonic()
        rested = self.connection is not None and now - self.rested_since > ASKED_AFTER_SECONDS
        if rested and not self.is_usable():
            self.close()
        self.rested_since = now

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if settings.EMBEDDED_POSTGRES is not None:
            the_embedded_postgres(settings.EMBEDDED_POSTGRES).hold()
        return super().get_new_connection(conn_params)
