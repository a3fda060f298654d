"""Static files: gathered from the installed packages under ``VAR_DIR/static``; the server hands them out.

Their names carry the hash of their content, so that browsers keep them for a year and never show an old one.
"""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import File
from django.core.management import call_command


class HashedStaticFiles(ManifestStaticFilesStorage):
    """Hashed names; a file that nobody gathered keeps its plain name instead of stopping a page."""

    manifest_strict = False
    max_post_process_passes = 10

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self._addresses: dict[str, str] = {}

    def url(self, name: str | None, force: bool = False) -> str:
        """Where the file is had. Names stay while a process runs, and a page asks for a dozen of them."""
        if name is None or force:
            return str(super().url(name or "", force))
        if name not in self._addresses:
            self._addresses[name] = str(super().url(name))
        return self._addresses[name]

    def stored_name(self, name: str) -> str:
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name

    def hashed_name(self, name: str, content: "File[Any] | None" = None, filename: str | None = None) -> str:
        # A style sheet of an installed package may name a picture that the package does not ship.
        try:
            return str(super().hashed_name(name, content, filename))
        except ValueError:
            return name


def collect_if_changed() -> None:
    """Gather static files unless none has changed since the last time."""
    root = Path(settings.STATIC_ROOT)
    mark = root / ".collected"
    found = _fingerprint()
    if mark.exists() and mark.read_text() == found:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(found)


def _fingerprint() -> str:
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
