"""The stand-in's red-letter confirmations: whether the buyer has to agree, and what it says.

A special invoice whose buyer has neither taken its tax off nor booked it may be taken back by the seller
alone; otherwise the buyer has 72 hours, after which it lapses (国家税务总局公告 2024 年第 11 号).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.urls import reverse

from zhanggui.integrations.tax_platform.models import StandInConfirmation, StandInInvoice
from zhanggui.integrations.tax_platform.wire import DONE
from zhanggui.kernel.clock import SHANGHAI

ANSWERED_WITHIN = timedelta(hours=72)


class Refused(Exception):
    """The bureau's code and words."""


@transaction.atomic
def confirmation(content: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """The confirmation a question names, or one for its red letter: the last, unless that came to nothing."""
    if content["confirmation"]:
        known = StandInConfirmation.objects.filter(number=content["confirmation"]).first()
        if known is None:
            raise Refused("0434 没有这张红字信息确认单")
    else:
        known = _asked(content, at)
    return {
        "code": DONE,
        "confirmation": known.number,
        "stands": known.stands(at),
        "until": known.until.isoformat(),
        "page": reverse("tax_platform:buyer", args=[known.blue.number]),
    }


def _asked(content: Mapping[str, Any], at: datetime) -> StandInConfirmation:
    number = content["red_of_number"]
    blue = StandInInvoice.objects.locked().filter(number=number, red_of=None).first()
    if blue is None:
        raise Refused("0431 没有对应的蓝字发票")
    last = StandInConfirmation.objects.filter(serial=content["serial"]).order_by("asked_at").last()
    if last is not None and last.stands(at) in ("awaited", "confirmed"):
        return last
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('tax_platform_number')")
        (running,) = cursor.fetchone()
    return StandInConfirmation.objects.create(
        number=f"{at.astimezone(SHANGHAI):%Y%m}{running:014d}",
        serial=content["serial"],
        blue=blue,
        total_fen=content["net_fen"] + content["tax_fen"],
        reason=content["red_reason"],
        asked_at=at,
        until=at + ANSWERED_WITHIN,
        confirmed_at=None if blue.used_at else at,
    )


def refuse_unconfirmed(blue: StandInInvoice, content: Mapping[str, Any], at: datetime) -> None:
    """Refuse a red letter over a special invoice without its confirmation, or with one of another sum."""
    if not blue.special:
        return
    known = StandInConfirmation.objects.filter(number=content["confirmation"], blue=blue).first()
    if known is None or known.stands(at) != "confirmed":
        raise Refused("0433 红字信息确认单未经确认")
    if (known.serial, known.total_fen) != (content["serial"], content["net_fen"] + content["tax_fen"]):
        raise Refused("0435 与红字信息确认单不符")


@transaction.atomic
def use(number: str, *, at: datetime) -> None:
    """The buyer says what it uses an invoice for: from then on it cannot be taken back without it."""
    blue = StandInInvoice.objects.locked().filter(number=number, red_of=None).first()
    if blue is not None and blue.used_at is None:
        blue.used_at = at
        blue.save(update_fields=["used_at"])


@transaction.atomic
def agree(number: str, *, at: datetime) -> None:
    """The buyer confirms every red letter that waits for it on this invoice."""
    _awaited(number, at).update(confirmed_at=at)


@transaction.atomic
def decline(number: str, *, at: datetime) -> None:
    """The buyer confirms none of them."""
    _awaited(number, at).update(declined_at=at)


def _awaited(number: str, at: datetime) -> Any:
    mine = StandInConfirmation.objects.locked().filter(blue__number=number)
    return mine.filter(confirmed_at=None, declined_at=None, until__gt=at)
