"""How the service writes events, and what they mean to the house."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from zhanggui.domain.delivery.notices import CarrierNotice
from zhanggui.kernel.clock import SHANGHAI

CODES = {
    "0": "in_transit",
    "1": "collected",
    "101": "ordered",
    "102": "ordered",
    "103": "collected",
    "1001": "in_transit",
    "1002": "in_transit",
    "1003": "in_transit",
    "2": "problem",
    "201": "problem",
    "202": "problem",
    "203": "refused",
    "204": "failed",
    "205": "failed",
    "206": "failed",
    "207": "wrong_address",
    "208": "problem",
    "209": "damaged",
    "210": "problem",
    "3": "signed",
    "301": "signed",
    "302": "signed",
    "303": "signed_by_other",
    "304": "signed_at_locker",
    "4": "returned",
    "401": "returned",
    "5": "out_for_delivery",
    "501": "at_station",
    "6": "returning",
    "7": "in_transit",
    "8": "in_transit",
    "14": "refused",
}
"""The service's status codes, general (one digit) and precise; the house's words for them."""

STATUSES = {
    "在途": "0", "揽收": "1", "疑难": "2", "签收": "3", "退签": "4", "派件": "5", "退回": "6", "转投": "7",
    "干线": "1002", "已揽收": "103", "到达派件城市": "1001", "本人签收": "301", "代签": "303",
    "投柜或站签收": "304", "投柜或驿站": "501", "拒收": "203", "拒签": "14", "派件异常": "204",
    "无法联系": "206", "超区": "207", "破损": "209", "滞留": "208",
}  # fmt: skip
"""The words it uses where it gives no code."""


class Unreadable(Exception):
    """What was sent is not what the protocol describes."""


def time_of(text: str) -> datetime:
    """A time as the service writes it: Shanghai, to the second."""
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=SHANGHAI)
    except ValueError as problem:
        raise Unreadable(text[:40]) from problem


def written(at: datetime) -> str:
    """The same, the other way."""
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")


def notices(result: Mapping[str, Any]) -> Iterator[CarrierNotice]:
    """The events of a ``lastResult``, oldest first. Raises ``Unreadable``.

    The service sends all it knows each time and gives events no name: the name is made of what they say, so
    that the same event told again is the same.
    """
    number, rows = result.get("nu"), result.get("data")
    if not isinstance(number, str) or not number or not isinstance(rows, list):
        raise Unreadable("nu, data")
    for row in reversed(rows[:500]):
        if not isinstance(row, dict):
            raise Unreadable("data")
        yield _notice(number, row)


def _notice(number: str, row: Mapping[str, Any]) -> CarrierNotice:
    said = str(row.get("context", ""))
    code = str(row.get("statusCode") or STATUSES.get(str(row.get("status", "")), ""))
    moment = str(row.get("ftime") or row.get("time") or "")
    name = sha256(f"{moment}|{code}|{said}".encode()).hexdigest()[:32]
    return CarrierNotice(
        tracking_number=number[:40],
        key=f"kd100-{name}",
        code=CODES.get(code, "said"),
        occurred_at=time_of(moment),
        place=str(row.get("areaName") or "").replace(",", "")[:120],
        note=said[:400],
        signer=said[:60] if code in ("303", "304") else "",
    )
