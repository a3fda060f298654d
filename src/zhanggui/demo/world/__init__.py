"""What the demo world is made of: invented firms, people and goods, as data."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def told(name: str) -> dict[str, Any]:
    """One of the files of this folder, such as ``goods``."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


USCC_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def uscc(body: str) -> str:
    """A credit code of 18 characters from its first 17: invented firms need a right check digit too."""
    total = sum(USCC_LETTERS.index(letter) * pow(3, i, 31) for i, letter in enumerate(body[:17]))
    return body[:17] + USCC_LETTERS[-total % 31]
