"""PostgreSQL refuses to run as root, and its initdb as an account without a name. No folder changes for that.

Making the way to the data readable for an ordinary account would change the permissions of folders
that are not ours (a home folder, say). Instead the process itself changes:

1. in a user namespace of its own, where root's files belong to an ordinary account: it keeps no
   privilege at all, and the files on disk stay root's. Containers often run as a number that no passwd
   file knows; there it is the same way, and gives the number a name;
2. where namespaces are forbidden, or the way leads through another person's closed folder: as the
   account ``daemon`` (or whoever owns the data already), with the single privilege to pass folders.

Both use ``unshare`` and ``setpriv`` of util-linux, which every Debian has.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

DAEMON = 1
"""The account ``daemon``: in every passwd file, and PostgreSQL's initdb wants an account with a name."""

PASSING = "-all,+dac_override,+dac_read_search"


@dataclass(frozen=True, slots=True)
class Way:
    """A way to run PostgreSQL's programs: the words before the command, and who will own the files."""

    words: tuple[str, ...]
    owner: int | None = None

    def command(self, *command: object) -> list[str]:
        """The whole command line."""
        return [*self.words, *(str(word) for word in command)]

    def dying_with_parent(self, *command: object) -> list[str]:
        """The same, stopped quickly but in order should the process that started it disappear."""
        if shutil.which("setpriv") is None:
            return self.command(*command)
        return self.command("setpriv", "--pdeathsig", "INT", "--", *command)


class NoWay(RuntimeError):
    """This account cannot start PostgreSQL: neither user namespaces nor another account are possible here."""


IN_A_NAMESPACE = Way(("unshare", "--user", f"--map-user={DAEMON}", f"--map-group={DAEMON}", "--"))


def choose_way(*, binary: Path, folder: Path, owner: int | None) -> Way:
    """The first way that can run ``binary`` and write to ``folder``. ``owner`` owns existing data, if any."""
    user = os.geteuid()
    if user and _has_a_name(user):
        return Way(())
    for way in _candidates(owner) if user == 0 else (IN_A_NAMESPACE,):
        if _works(way, binary, folder):
            return way
    raise NoWay(f"{NoWay.__doc__} Set DATABASE_URL, or run as an ordinary account with a name.")


def _has_a_name(user: int) -> bool:
    try:
        return bool(pwd.getpwuid(user).pw_name)
    except KeyError:
        return False


def _candidates(owner: int | None) -> Iterator[Way]:
    if not owner:
        yield IN_A_NAMESPACE
    if owner is None or owner != 0:
        yield Way(_as_account(owner or DAEMON), owner=owner or DAEMON)


def _as_account(uid: int) -> tuple[str, ...]:
    return (
        *("setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups"),
        *(f"--inh-caps={PASSING}", f"--ambient-caps={PASSING}", f"--bounding-set={PASSING}", "--"),
    )


def _works(way: Way, binary: Path, folder: Path) -> bool:
    probe = folder / ".probe"
    try:
        return _runs(way.command(binary, "--version")) and _runs(way.command("touch", probe))
    finally:
        probe.unlink(missing_ok=True)


def _runs(command: Sequence[str]) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=30, check=False)  # noqa: S603
    except OSError:
        return False
    return done.returncode == 0
