"""The port to the tax platform: what the house asks of it, and what it answers.

``integrations.tax_platform`` speaks the signed protocol. Which one is in force is said once, by ``connect``,
when the program starts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """The platform's answer: the invoice's number for all the country, when, and its data message."""

    number: str
    at: datetime
    original: str


class Stands(StrEnum):
    """What became of a red-letter confirmation (红字信息确认单)."""

    AWAITED = "awaited"
    """The buyer uses the invoice already and has to agree."""
    CONFIRMED = "confirmed"
    """The buyer agreed, or did not have to: it has neither taken the tax off nor booked the invoice."""
    DECLINED = "declined"
    LAPSED = "lapsed"
    """Nobody answered in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What the platform says of a red letter over a special invoice, and until when the buyer may answer."""

    number: str
    stands: Stands
    until: datetime
    page: str
    """Where the buyer answers."""


class PlatformUnreachable(Exception):
    """Nothing that can be believed came back: it is asked again later, with the same content."""


class PlatformRefused(Exception):
    """The platform says no, and why. Asking the same again would change nothing."""


class TaxPlatform(Protocol):
    """Whoever issues invoices for us. The same content under the same serial gets the same number."""

    def issue(self, content: Mapping[str, Any], *, at: datetime) -> Issued: ...

    def confirm(self, content: Mapping[str, Any], *, at: datetime) -> Confirmation:
        """Ask for the confirmation of a red letter; asked again, how it stands now."""


_connected: list[TaxPlatform] = []


def connect(platform: TaxPlatform) -> None:
    """Use this platform from now on."""
    _connected[:] = [platform]


def connected() -> TaxPlatform:
    """The platform in use."""
    return _connected[0]
