"""The database backend."""
# exempt: Django looks for a backend in a module of this name

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base, features

from zhanggui.integrations.embedded_postgres import the_embedded_postgres


class DatabaseFeatures(features.DatabaseFeatures):
    """What the house needs of PostgreSQL. Django says clearly when the version is not met."""

    minimum_database_version = (15,)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to ``DATABASE_URL``, or to the embedded server under ``VAR_DIR``."""

    features_class = DatabaseFeatures

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if settings.EMBEDDED_POSTGRES is not None:
            the_embedded_postgres(settings.EMBEDDED_POSTGRES).hold()
        return super().get_new_connection(conn_params)
