"""May this message go, and when: pure decisions over what is known at the moment of sending."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from zhanggui.domain.messaging.states import Channel, Reason, Topic
from zhanggui.kernel.clock import SHANGHAI

PLACEHOLDER = re.compile(r"\{(\w*)\}")
SMS_FIRST_PART, SMS_NEXT_PARTS = 70, 67
"""Characters of one short message in UCS-2, and of each part of a longer one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known about a recipient at the last moment."""

    open_account: bool
    address: str | None
    address_fails: bool = False
    complained: bool = False
    refused: bool = False
    consented: bool = False
    marketing_lately: int = 0


def reason_not_to_send(topic: Topic, channel: Channel, known: Standing, *, cap: int) -> Reason | None:
    """Why this message must not go, or ``None``. The gravest reason is named first.

    Marketing needs consent (AD-18, CP-21) and stays below the cap; what the customer's own order or account
    is about goes wherever it can arrive.
    """
    if not known.open_account:
        return Reason.ACCOUNT_CLOSED
    if channel is not Channel.INBOX and not known.address:
        return Reason.NO_ADDRESS
    if known.address_fails:
        return Reason.ADDRESS_FAILS
    if known.refused:
        return Reason.REFUSED
    if topic is not Topic.MARKETING:
        return None
    if not known.consented:
        return Reason.NO_CONSENT
    if known.complained:
        return Reason.COMPLAINED
    return Reason.CAP if known.marketing_lately >= cap else None


def quiet_until(at: datetime, hours: tuple[int, int]) -> datetime | None:
    """The end of the quiet hours that ``at`` falls into, or ``None``. ``hours`` run from the first hour of
    Shanghai to before the second, over midnight where the first is later."""
    first, last = hours
    here = at.astimezone(SHANGHAI)
    quiet = first <= here.hour < last if first < last else here.hour >= first or here.hour < last
    if not quiet:
        return None
    end = datetime.combine(here.date(), time(last % 24), tzinfo=SHANGHAI)
    return end if end > here else end + timedelta(days=1)


def placeholders(text: str) -> frozenset[str]:
    """The names in braces."""
    return frozenset(PLACEHOLDER.findall(text))


def filled(text: str, values: dict[str, str]) -> str:
    """The text with its placeholders filled; one without a value stays empty, and no value is read as one."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], ""), text)


def sms_parts(text: str) -> int:
    """How many short messages a carrier counts (and bills)."""
    length = len(text.encode("utf-16-be")) // 2
    return 1 if length <= SMS_FIRST_PART else -(-length // SMS_NEXT_PARTS)


def allowance(left: float, per_hour: int, seconds: float) -> float:
    """What a throttle lets through, ``seconds`` after ``left`` were left. It saves up a minute at most."""
    return min(left + seconds * per_hour / 3600, max(per_hour / 60, 1.0))


GATHER_SECONDS = 2.0


def worthwhile(per_hour: int, portion: int) -> float:
    """How many messages the throttle should have let through before it is worth opening a line."""
    return min(max(per_hour * GATHER_SECONDS / 3600, 1.0), float(portion))


def seconds_until(wanted: float, left: float, per_hour: int) -> float:
    """In how many seconds the throttle will have let that many through."""
    return max((wanted - left) * 3600 / per_hour, 0.0)


DEAD_ADDRESS = re.compile(r"\b5\.(?:1\.\d+|2\.1|0\.0)\b")


def is_dead(answer: str) -> bool:
    """Whether a carrier says that there is no such mailbox (RFC 3463: 5.1.x, 5.2.1, or 5.0.0 for want of a
    better one). A full mailbox or an objection to the content is not the end of an address."""
    return DEAD_ADDRESS.search(answer) is not None


STOP_WORDS = frozenset({"R", "T", "TD", "N", "拒收", "退订", "取消"})


def means_stop(text: str) -> bool:
    """Whether somebody who answers a short message wants no more of them."""
    return text.strip().upper() in STOP_WORDS
