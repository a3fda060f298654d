"""Closing the goods accounts of a month: what they say then, they say for good."""

from datetime import date, datetime

from django.db import transaction

from zhanggui.domain.inventory.capabilities import CLOSE_MONTH
from zhanggui.domain.inventory.closing import bounds
from zhanggui.domain.inventory.facts import MonthClosed
from zhanggui.domain.inventory.models import CloseLine, MonthClose
from zhanggui.domain.inventory.refusals import MonthNotOver
from zhanggui.domain.inventory.valuing import Place, accounts_of, closing_of
from zhanggui.domain.inventory.worth import Account
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("inventory_monthclose_month_key", MonthNotOver)
refuse_as("inventory_monthclose_ends_at_key", MonthNotOver)


@transaction.atomic
def close_month(*, month: date, by: Actor, at: datetime) -> MonthClose:
    """Write down pieces and value of every article, place and owner. The first close takes all before it too.

    From now on no goods document may be dated into the month. Raises ``MonthNotOver``.
    """
    by.require(CLOSE_MONTH)
    first = month.replace(day=1)
    starts_at, ends_at = bounds(first)
    before = MonthClose.objects.order_by("-ends_at").first()
    if at < ends_at or (before is not None and before.ends_at != starts_at):
        raise MonthNotOver
    since = starts_at if before is not None else datetime.min.replace(year=2000, tzinfo=starts_at.tzinfo)
    opening = closing_of(before.lines.all()) if before is not None else {}
    accounts = accounts_of(since, ends_at, known=at, opening=opening)

    with refusing():
        close = MonthClose.objects.create(
            month=first, starts_at=starts_at, ends_at=ends_at, closed_by_id=by.account_id, closed_at=at
        )
    lines = [_line(close, place, account) for place, account in accounts.items()]
    CloseLine.objects.bulk_create(lines, batch_size=2000)
    value = sum(line.closing_fen for line in lines if line.owner_id is None)
    fact = MonthClosed(month=f"{first:%Y-%m}", articles=len(lines), value_fen=value)
    trail.record(fact, on=close, by=by, at=at)
    return close


def _line(close: MonthClose, place: Place, account: Account) -> CloseLine:
    return CloseLine(
        close=close,
        sku_id=place.sku_id,
        warehouse_id=place.warehouse_id,
        owner_id=place.owner_id,
        opening=account.opening.pieces,
        came=account.came.pieces,
        went=account.went.pieces,
        closing=account.closing.pieces,
        opening_fen=account.opening.value_fen,
        came_fen=account.came.value_fen,
        went_fen=account.went.value_fen,
        closing_fen=account.closing.value_fen,
    )
