"""Where contents lie: sealed, named by their digest, written whole or not at all."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from zhanggui.kernel.crypto import digest_hex, key_version, open_sealed, rewrap, seal
from zhanggui.schema.encrypted import keyring


class ContentMissing(LookupError):
    """The file of a document is not in the vault. Restore it from a backup."""


def place_of(sha256: str) -> Path:
    """The file that holds this content."""
    return Path(settings.MEDIA_ROOT) / "vault" / sha256[:2] / f"{sha256}.sealed"


def keep(content: bytes) -> str:
    """Seal and keep this content; the answer is its digest. The same content is kept once."""
    sha256 = digest_hex(content)
    place = place_of(sha256)
    if place.exists():
        os.utime(place)
    else:
        _write(place, seal(content, keys=keyring(), context=sha256.encode()))
    return sha256


def content_of(sha256: str) -> bytes:
    """The content again, exactly as it came. Raises ``ContentMissing``, or ``NotOpened`` if altered."""
    try:
        sealed = place_of(sha256).read_bytes()
    except FileNotFoundError as problem:
        raise ContentMissing(sha256) from problem
    return open_sealed(sealed, keys=keyring(), context=sha256.encode())


def everything() -> Iterator[tuple[str, datetime]]:
    """The digest of every content kept, and when it was last brought in."""
    for place in sorted((Path(settings.MEDIA_ROOT) / "vault").glob("*/*.sealed")):
        yield place.stem, datetime.fromtimestamp(place.stat().st_mtime, UTC)


def drop(sha256: str) -> None:
    """Remove a content that no document names."""
    place_of(sha256).unlink(missing_ok=True)


def rewrap_all() -> int:
    """Wrap the data key of every file by the active key. Returns how many it touched; may be run again."""
    touched = 0
    for sha256, _ in everything():
        sealed = place_of(sha256).read_bytes()
        if key_version(sealed) != keyring().active().version:
            _write(place_of(sha256), rewrap(sealed, keys=keyring(), context=sha256.encode()))
            touched += 1
    return touched


def _write(place: Path, sealed: bytes) -> None:
    """On disk before anything names it: written aside, flushed, renamed, and the folder flushed too."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = place.with_suffix(f".{os.getpid()}.{os.urandom(4).hex()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    os.replace(aside, place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
