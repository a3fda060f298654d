"""The register as it comes with the program, from ``register.toml`` beside this module."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _file() -> dict[str, Any]:
    text = files("zhanggui.domain.compliance").joinpath("register.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def instruments() -> list[dict[str, Any]]:
    """Each text: code, name, number, issuer, version, from, to and successor where it is repealed."""
    return list(_file()["instrument"])


def obligations() -> list[dict[str, Any]]:
    """Each duty: code, by (its text), article, demand, area, right, owner, controls, norms."""
    return list(_file()["obligation"])
