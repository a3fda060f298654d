"""Traditional characters as the simplified ones they are read as (OpenCC, Apache 2)."""

import re
from functools import cache

import opencc

_HAN = re.compile(r"[\u3400-\u9fff]")


@cache
def _converter() -> opencc.OpenCC:
    """Its tables take a moment to load, which no process should spend that never asks."""
    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """The text in simplified characters; anything else stays as it is."""
    return str(_converter().convert(text)) if _HAN.search(text) else text
