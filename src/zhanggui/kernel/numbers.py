"""Whole numbers as people type them and addresses carry them."""

import re

WRITTEN = re.compile(r"-?\d{1,18}")


def whole_number(text: str, *, most: int, least: int = 0) -> int | None:
    """The number that is written here, if it is one from ``least`` to ``most``; otherwise none.

    Digits of every script count, as a Chinese keyboard may type them wide; nothing else does.

    >>> [whole_number(text, most=99) for text in ("12", "１２", "100", "²", "-1", "")]
    [12, 12, None, None, None, None]
    """
    written = text.strip()
    if not WRITTEN.fullmatch(written):
        return None
    number = int(written)
    return number if least <= number <= most else None
