"""The limits of the door: how often, how long, how many. Pure."""

import ipaddress
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

CODE_LIFE = timedelta(minutes=5)
CODE_TRIES = 5
CODES_PER_NUMBER = ((1, timedelta(seconds=60)), (5, timedelta(hours=1)), (10, timedelta(days=1)))
CODES_PER_ADDRESS = ((20, timedelta(hours=1)), (60, timedelta(days=1)))

REGISTRATIONS = ((6, timedelta(hours=1)), (20, timedelta(days=1)))
"""Accounts that one network address may open: a family, an office, not a program."""
REGISTRATIONS_REMEMBERED = 20

WRONG_TRIES = 5
WRONG_TRIES_PER_ADDRESS = 50
LOCK_OUT = timedelta(minutes=15)

IDLE_STAFF = timedelta(minutes=30)
IDLE_OTHERS = timedelta(days=30)
SECOND_FACTOR_WITHIN = timedelta(minutes=10)
SEEN_EVERY = timedelta(seconds=60)

PASSWORD_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request comes from: the network address and the device, as the request says."""

    address: str | None = None
    device: str = ""

    @classmethod
    def of(cls, address: str, device: str = "") -> "Origin":
        """An origin from what a request claims; what is no address is left out."""
        try:
            ipaddress.ip_address(address)
        except ValueError:
            return cls(None, device[:200])
        return cls(address, device[:200])


def locked_until(wrong: list[datetime], at: datetime, limit: int = WRONG_TRIES) -> datetime | None:
    """Until when the door stays shut after these wrong tries (newest first), or None when it is open."""
    recent = [when for when in wrong if when > at - LOCK_OUT]
    return recent[0] + LOCK_OUT if len(recent) >= limit else None


def wait_until(
    sent: list[datetime], limits: tuple[tuple[int, timedelta], ...], at: datetime
) -> datetime | None:
    """From when another code may be sent, or None if now; ``sent`` newest first."""
    waits = [
        sent[count - 1] + period
        for count, period in limits
        if len(sent) >= count and sent[count - 1] > at - period
    ]
    return max(waits, default=None)


def weak(password: str, username: str) -> bool:
    """Whether a password is too easy: short, of one kind of character, or the name itself."""
    kinds = sum(bool(re.search(kind, password)) for kind in ("[a-z]", "[A-Z]", "[0-9]", "[^a-zA-Z0-9]"))
    return len(password) < PASSWORD_LENGTH or kinds < 2 or username.lower() in password.lower()
