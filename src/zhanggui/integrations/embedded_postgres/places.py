"""The places of one embedded PostgreSQL under one ``VAR_DIR``. Everything follows from the folder alone."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

SOCKET_PATH_BYTES_MAX = 107
"""Linux allows no longer address for a Unix socket."""

PORT = 5432
"""Only a part of the socket's name: nothing listens on the network."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where data, socket, locks and log of one server are."""

    var_dir: Path

    @property
    def home(self) -> Path:
        return self.var_dir / "postgres"

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def users_lock(self) -> Path:
        """Held shared by every process that uses the server."""
        return self.home / "users.lock"

    @property
    def start_lock(self) -> Path:
        """Held by the one process that is starting the server."""
        return self.home / "start.lock"

    @property
    def password(self) -> Path:
        return self.var_dir / "keys" / "postgres.password"

    @property
    def socket(self) -> Path:
        """The folder of the socket: with the data, or, where its path would be too long, a private one in the
        system's temporary folder, which goes when the server stops. Its name follows from ``var_dir``.
        """
        if len(os.fsencode(self.home / f".s.PGSQL.{PORT}")) <= SOCKET_PATH_BYTES_MAX:
            return self.home
        digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:24]
        return Path(tempfile.gettempdir()) / f"zhanggui-{digest}"

    def make_socket_folder(self) -> None:
        """Make the folder for the socket, for nobody else's eyes. Refuses one that somebody else has laid."""
        self.socket.mkdir(mode=0o700, exist_ok=True)
        found = self.socket.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise PermissionError(f"{self.socket} belongs to somebody else; choose a shorter VAR_DIR.")
