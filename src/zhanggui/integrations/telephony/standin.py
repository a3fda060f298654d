"""The stand-in: it plays calls as a telephone system would tell them, signed, over HTTP."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from zhanggui.integrations.telephony.transport import post
from zhanggui.kernel.ids import new_id

LINE = "4008001234"
SAMPLES = tuple(f"139{n:08d}" for n in range(1, 13))
"""Numbers of the example world's customers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One event of a played call, and in how many seconds from the beginning it is told."""

    after: float
    told: dict[str, str]


def ringing(number: str) -> dict[str, str]:
    """Somebody calls."""
    name = f"standin-{new_id().hex[-12:]}"
    return {"name": f"{name}-in", "call": name, "kind": "incoming", "caller": number, "line": LINE}


def ended(call: str) -> dict[str, str]:
    """They hang up."""
    return {"name": f"{call}-end", "call": call, "kind": "ended"}


def rush(numbers: Sequence[str], *, calls: int, seconds: float, patience: float, seed: int = 1) -> list[Said]:
    """So many calls within so many seconds, each ending when its patience is over. In the order of time."""
    chance = random.Random(seed)  # noqa: S311 (it plays calls)
    said = []
    for place in range(calls):
        begins = chance.uniform(0, seconds)
        told = ringing(numbers[place % len(numbers)])
        said.append(Said(after=begins, told=told))
        said.append(Said(after=begins + patience * chance.uniform(0.6, 1.4), told=ended(told["call"])))
    return sorted(said, key=lambda each: each.after)


def tell(told: dict[str, str], *, at: datetime) -> None:
    """Tell the house. Raises ``TelephoneSilent``."""
    body = {**told, "happened_at": at.isoformat()}
    post(settings.PUBLIC_URL + "/api/calls/events", body, at=at)


def play(
    said: Sequence[Said], *, now: Callable[[], datetime], sleep: Callable[[float], object]
) -> Iterator[Said]:
    """Tell each in its time; what was just told comes out, so that somebody may watch."""
    began = now()
    for each in said:
        due = began + timedelta(seconds=each.after)
        sleep(max((due - now()).total_seconds(), 0))
        tell(each.told, at=now())
        yield each
