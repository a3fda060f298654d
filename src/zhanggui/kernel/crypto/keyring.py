"""The keys of one installation, each a file that only its owner may read.

``wrap-0001.json`` and so on are the key-encryption keys; the highest number wraps, the older ones only open.
They are never deleted: backups and the history of rows still need them. ``lookup.json`` is the key
of the hashes by which encrypted values are found; it never changes.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from zhanggui.kernel.crypto import digests
from zhanggui.kernel.crypto.ciphers import Algorithm


class KeyMissing(LookupError):
    """The key that opens this is not in the key folder of this installation."""


@dataclass(frozen=True, slots=True)
class WrappingKey:
    """One version of the key-encryption key."""

    version: int
    algorithm: Algorithm
    key: bytes


class Keyring:
    """The folder of keys. Keys are made when first needed, written once, and read once by a process."""

    def __init__(self, folder: Path, algorithm: Algorithm = Algorithm.AES_256_GCM) -> None:
        self.folder = folder
        self.algorithm = algorithm
        self._wrapping: dict[int, WrappingKey] = {}
        self._lookup: tuple[bytes, digests.Digest] | None = None

    def active(self) -> WrappingKey:
        """The key that wraps new data keys. The first one is made on the way."""
        if not self._wrapping:
            self._read()
        if not self._wrapping:
            self._write_wrapping(1)
        return self._wrapping[max(self._wrapping)]

    def version(self, version: int) -> WrappingKey:
        """The key of this version. Raises ``KeyMissing``."""
        if version not in self._wrapping:
            self._read()
        if version not in self._wrapping:
            raise KeyMissing(f"wrapping key {version} is not in {self.folder}")
        return self._wrapping[version]

    def rotate(self) -> WrappingKey:
        """Make the next key-encryption key, of the algorithm now chosen; from now on it wraps."""
        self._read()
        self._write_wrapping(max(self._wrapping, default=0) + 1)
        return self.active()

    def lookup(self, text: str) -> str:
        """The keyed hash by which an encrypted value is found again."""
        if self._lookup is None:
            self._lookup = self._lookup_key()
        key, name = self._lookup
        return digests.keyed_hex(key, text, name)

    def _lookup_key(self) -> tuple[bytes, digests.Digest]:
        name: digests.Digest = "sm3" if self.algorithm is Algorithm.SM4_GCM else "sha256"
        path = self.folder / "lookup.json"
        self._write_once(path, {"digest": name, "key": os.urandom(32).hex()})
        held = json.loads(path.read_text())
        return bytes.fromhex(held["key"]), held["digest"]

    def _read(self) -> None:
        for path in sorted(self.folder.glob("wrap-*.json")):
            held = json.loads(path.read_text())
            key = WrappingKey(held["version"], Algorithm[held["algorithm"]], bytes.fromhex(held["key"]))
            self._wrapping[key.version] = key

    def _write_wrapping(self, version: int) -> None:
        held = {"version": version, "algorithm": self.algorithm.name, "key": self.algorithm.new_key().hex()}
        self._write_once(self.folder / f"wrap-{version:04}.json", held)
        self._read()

    def _write_once(self, path: Path, held: dict[str, object]) -> None:
        """Two processes may want the same new key at once: the first one's is everybody's."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.exists():
            return
        draft = path.with_suffix(f".{os.getpid()}.{os.urandom(4).hex()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(held, file)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
