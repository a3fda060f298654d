"""What every desk is told by the server of live figures: that the queue is another one, not who rings."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from zhanggui.domain.care import telephony

CHANNEL = "@calls"
"""No channel of television is called so."""


def look(at: datetime) -> Mapping[str, Any]:
    """How many wait, and whose turn it is, without a name or a number."""
    waiting, first = telephony.head(at=at)
    return {"waiting": waiting, "first": str(first) if first else ""}
