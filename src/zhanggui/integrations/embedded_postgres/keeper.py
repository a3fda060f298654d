"""The process that keeps one PostgreSQL running while anybody uses it, and stops it afterwards.

Users hold a shared lock on a file; the kernel lets go of it however a process ends, by SIGKILL too.
The keeper waits for the exclusive lock. When it gets it, nobody is left, and the server is stopped.
"""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import threading


def _stop_when_nobody_is_left(users_lock: int, server: "subprocess.Popen[bytes]") -> None:
    fcntl.flock(users_lock, fcntl.LOCK_EX)
    server.send_signal(signal.SIGINT)  # PostgreSQL's "fast" shutdown: clients go, data is safe


def keep(users_lock_path: str, spare_folder: str, command: list[str]) -> int:
    """Run the server until nobody uses it, then remove ``spare_folder``, if any. Returns its status."""
    users_lock = os.open(users_lock_path, os.O_RDWR | os.O_CREAT, 0o600)
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603
    signal.signal(signal.SIGTERM, lambda *_: server.send_signal(signal.SIGINT))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_stop_when_nobody_is_left, args=(users_lock, server), daemon=True).start()
    status = server.wait()
    if spare_folder:
        with contextlib.suppress(OSError):
            os.rmdir(spare_folder)
    return status


if __name__ == "__main__":
    sys.exit(keep(sys.argv[1], sys.argv[2], sys.argv[3:]))
