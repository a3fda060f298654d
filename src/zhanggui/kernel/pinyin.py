"""How Chinese is spelt in Latin letters.

The tables take a quarter of a second to load, which no program spends that never asks for a sound.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any


def syllables(text: str, **how: Any) -> list[str]:
    """The syllables of a text without tones; what has no sound stays as it is, or as ``how`` says."""
    return _reader()(text, **how)


@cache
def readings() -> Mapping[int, str]:
    """Every way in which a character is read, with tones and between commas, by its code point."""
    from pypinyin.constants import PINYIN_DICT

    known: Mapping[int, str] = PINYIN_DICT
    return known


@cache
def _reader() -> Callable[..., list[str]]:
    from pypinyin import lazy_pinyin

    reader: Callable[..., list[str]] = lazy_pinyin
    return reader
