"""The catalogue a house begins with, as it stands in ``catalogue.toml``."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from zhanggui.identity.actor import SYSTEM_ACCOUNT
from zhanggui.kernel.ids import named_id
from zhanggui.mechanisms.trail import Subject

CATALOGUE = Subject("improvement.catalogue", named_id(SYSTEM_ACCOUNT, "metrics"))
"""What facts about the whole catalogue are recorded on."""


@cache
def standard() -> tuple[dict[str, Any], ...]:
    """Its lines."""
    text = files("zhanggui.domain.improvement").joinpath("catalogue.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["metric"])
