"""Our side: a picture goes into a process of its own, lines come back.

The models take half a gigabyte and run in native code on a file that somebody uploaded. In a process that
ends with its picture, neither stays with a worker, and a crash costs one picture.
"""

import json
import subprocess
import sys
from importlib.metadata import version

from zhanggui.domain.advertising.reader import PictureUnread

CHILD = "zhanggui.integrations.picture_words.reading"
SECONDS_MOST = 60


class ReaderProcess:
    """RapidOCR, started for one picture."""

    @property
    def name(self) -> str:
        """Program and edition; its models are those of the edition."""
        return f"rapidocr {version('rapidocr')}"

    def read(self, picture: bytes) -> list[str]:
        """The lines in it, from the top down. Raises ``PictureUnread``."""
        command = [sys.executable, "-m", CHILD]
        try:
            done = subprocess.run(command, input=picture, capture_output=True, timeout=SECONDS_MOST)  # noqa: S603
        except subprocess.TimeoutExpired as problem:
            raise PictureUnread(f"no end after {SECONDS_MOST} s") from problem
        if done.returncode != 0:
            raise PictureUnread(done.stderr.decode(errors="replace")[-400:])
        return [str(line) for line in json.loads(done.stdout)]
