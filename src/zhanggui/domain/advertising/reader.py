"""The port to whatever reads the words in a picture, and comparing them with what somebody transcribed.

A machine proposes, it never decides: whoever writes an advertisement transcribes its picture, and the
reviewer confirms that nothing is missing (AD-01).
"""

import unicodedata
from collections.abc import Sequence
from typing import Protocol


class PictureUnread(Exception):
    """The reader came to no end with this picture: it is tried again, and then left to people."""


class PictureReader(Protocol):
    """Something that finds the lines of text in a picture."""

    @property
    def name(self) -> str:
        """Which reader it is, in which edition; kept with what it read."""

    def read(self, picture: bytes) -> list[str]:
        """The lines in it, from the top down; none if there are none. Raises ``PictureUnread``."""


_connected: list[PictureReader] = []


def connect(reader: PictureReader) -> None:
    """Use this reader from now on."""
    _connected[:] = [reader]


def connected() -> PictureReader:
    """The reader in use."""
    return _connected[0]


def untranscribed(lines: Sequence[str], transcript: str) -> list[str]:
    """The lines of a picture that its transcript does not hold; spaces, signs and widths do not count."""
    said = _bare(transcript)
    return [line for line in lines if _bare(line) not in said]


def _bare(text: str) -> str:
    wide = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in wide if sign.isalnum())
