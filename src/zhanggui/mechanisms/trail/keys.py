"""The key of the seals, and the newest seal as remembered outside the database.

Whoever can rewrite the database can recompute digests, but not the code over them without this key; and
cannot cut off the newest seals unnoticed while the head is kept.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hmac import HMAC
from django.conf import settings
from django.db import connection

from zhanggui.mechanisms.trail.sealed import ALGORITHMS, digest


@dataclass(frozen=True, slots=True)
class SealKey:
    """A secret of this installation; ``id`` tells which one a seal was made with."""

    secret: bytes

    @property
    def id(self) -> str:
        return digest("sha256", b"zhanggui seal key" + self.secret).hex()[:16]

    def code(self, algorithm: str, content: bytes) -> bytes:
        """The code (HMAC) of ``content`` under this key."""
        keyed = HMAC(self.secret, ALGORITHMS[algorithm])
        keyed.update(content)
        return keyed.finalize()


def seal_key() -> SealKey:
    """The key under ``VAR_DIR/keys``, made on first use."""
    path = _directory() / "seal.key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return SealKey(bytes.fromhex(path.read_text().strip()))
    with os.fdopen(handle, "w") as file:
        file.write(os.urandom(32).hex())
    return SealKey(bytes.fromhex(path.read_text().strip()))


def remember_head(number: int, code: bytes) -> None:
    """Keep outside the database which seal is the newest."""
    heads = _heads()
    heads[_database()] = [number, code.hex()]
    path = _directory() / "seals.head"
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps(heads))
    fresh.replace(path)


def remembered_head() -> tuple[int, bytes] | None:
    """The newest seal of this database, as remembered outside it."""
    head = _heads().get(_database())
    return (head[0], bytes.fromhex(head[1])) if head else None


def forget_head() -> None:
    """Begin anew: the database was emptied or restored on purpose."""
    (_directory() / "seals.head").unlink(missing_ok=True)


def _directory() -> Path:
    directory = Path(settings.VAR_DIR) / "keys"
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    return directory


def _heads() -> dict[str, list[Any]]:
    path = _directory() / "seals.head"
    return json.loads(path.read_text()) if path.exists() else {}


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT system_identifier || '/' || oid FROM pg_control_system(), pg_database
            WHERE datname = current_database()"""
        )
        return str(cursor.fetchone()[0])
