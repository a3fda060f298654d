"""Columns that hold personal data: encrypted at rest, found by a keyed hash kept beside them."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from zhanggui.kernel.crypto import Algorithm, Keyring, key_version, open_sealed, rewrap, seal


@cache
def keyring() -> Keyring:
    """The keys of this installation, under ``VAR_DIR/keys``; the algorithm is the setting ``CIPHER``."""
    return Keyring(settings.VAR_DIR / "keys", Algorithm[settings.CIPHER])


def keyed_hash(text: str) -> str:
    """64 hexadecimal digits by which an encrypted text (a mobile number) is found again.

    Without the key of this installation, nobody can try all numbers to find whose hash it is.
    """
    return keyring().lookup(text)


class EncryptedTextField(models.Field):
    """A text that the database only ever sees sealed, bound to its table and column.

    It can be neither searched nor sorted; a ``keyed_hash`` in a column beside it finds it. For a raw
    ``INSERT``, ``Model._meta.get_field(name).get_prep_value(text)`` is the value to write.
    """

    description = "Encrypted text"
    _pyi_private_set_type: str
    _pyi_private_get_type: str

    def get_internal_type(self) -> str:
        return "BinaryField"

    @property
    def context(self) -> bytes:
        """Where this value belongs: it opens nowhere else."""
        return f"{self.model._meta.db_table}.{self.column}".encode()

    def get_prep_value(self, value: Any) -> bytes | None:
        if value is None:
            return None
        return seal(str(value).encode(), keys=keyring(), context=self.context)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return value if prepared else self.get_prep_value(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        if value is None:
            return None
        return open_sealed(bytes(value), keys=keyring(), context=self.context).decode()

    def to_python(self, value: Any) -> str | None:
        return None if value is None else str(value)

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError("Encrypted columns are not serialised.")


def encrypted_fields() -> Iterator[EncryptedTextField]:
    """Every encrypted column of the house."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, EncryptedTextField):
                yield field


def rewrap_columns(*, told: Callable[[str, int], object], batch: int = 500) -> int:
    """Wrap the data keys of all encrypted columns by the active key. Returns how many values it touched.

    Works in small transactions in primary key order; interrupted, it is simply run again. ``told`` is called
    in each of them with the table and the number of rows, so that none is changed without a fact.
    """
    return sum(_rewrap_column(field, batch, told) for field in encrypted_fields())


def _rewrap_column(field: EncryptedTextField, batch: int, told: Callable[[str, int], object]) -> int:
    table, column = field.model._meta.db_table, field.column
    key, touched, after = field.model._meta.pk.column, 0, None
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f'SELECT "{key}", "{column}" FROM "{table}"'  # noqa: S608
                f' WHERE "{column}" IS NOT NULL AND (%s::text IS NULL OR "{key}"::text > %s)'
                f' ORDER BY "{key}"::text LIMIT %s FOR UPDATE',
                [after, after, batch],
            )
            rows = cursor.fetchall()
            stale = [row for row in rows if key_version(bytes(row[1])) != keyring().active().version]
            for pk, sealed in stale:
                renewed = rewrap(bytes(sealed), keys=keyring(), context=field.context)
                cursor.execute(
                    f'UPDATE "{table}" SET "{column}" = %s WHERE "{key}" = %s',  # noqa: S608
                    [renewed, pk],
                )
            if stale:
                told(table, len(stale))
        touched += len(stale)
        if len(rows) < batch:
            return touched
        after = str(rows[-1][0])
