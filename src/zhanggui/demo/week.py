"""A week of programmes planned ahead, a show shown again, and people who wait for what is sold out."""

from datetime import datetime, timedelta

from zhanggui.demo.air import air, close, plan
from zhanggui.demo.cast import customers, staff
from zhanggui.demo.firms import judge
from zhanggui.demo.story import on_day
from zhanggui.domain.broadcast.models import Channel, Slot
from zhanggui.domain.broadcast.operations.confirm_slot import confirm_slot
from zhanggui.domain.broadcast.operations.copy_days import Days, copy_days
from zhanggui.domain.broadcast.operations.join_waiting_list import WaitingWish, join_waiting_list
from zhanggui.domain.broadcast.operations.move_quota import move_quota
from zhanggui.domain.broadcast.operations.plan_rerun import plan_rerun
from zhanggui.domain.broadcast.operations.save_template import save_template
from zhanggui.domain.broadcast.operations.submit_slot import submit_slot
from zhanggui.domain.broadcast.queries import day_span, quotas_of
from zhanggui.domain.broadcast.states import SlotState
from zhanggui.domain.inventory import accounts as stock
from zhanggui.domain.pricing.queries import offers_of
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import ledger

DAY = timedelta(days=1)
NUMBERS_FROM = 700


def a_show_is_shown_again() -> None:
    """The last evening but one is repeated the next morning, after a review of its own."""
    by = staff("scheduler")
    starts, asked = on_day(34, 9, 30), on_day(33, 15)
    ended = Slot.objects.filter(state=SlotState.ENDED, started_at__lt=on_day(33)).order_by("-started_at")
    aired = next(slot for slot in ended if _can_be_had(slot, starts))
    slot = plan_rerun(slot_id=aired.pk, starts_at=starts, by=by, at=asked)
    plan_of_it = submit_slot(slot_id=slot.pk, by=by, at=asked + timedelta(hours=1))
    judge(plan_of_it.pk, "review", staff("ad-reviewer"), asked + timedelta(hours=2))
    again = confirm_slot(slot_id=slot.pk, by=by, at=asked + timedelta(hours=3))
    air(again)
    close(again)


def _can_be_had(slot: Slot, at: datetime) -> bool:
    """Whether everything it showed may still be sold, and lies in stock for its quotas."""
    goods = list(slot.goods.all())
    offers = offers_of([one.sku_id for one in goods], at=at, from_slot=True)
    left = ledger.balances(stock.sellable(one.sku_id) for one in goods)
    return all(
        offers[one.sku_id].may_be_sold and left[stock.sellable(one.sku_id)].available >= one.quota
        for one in goods
    )


def the_week_is_planned() -> None:
    """Three days from now is planned and kept as a template; the days after are copies of it."""
    now, by = clock.now(), staff("scheduler")
    first = now.astimezone(SHANGHAI).date() + 3 * DAY
    midnight, _ = day_span(first)
    for place, (programme, hour) in enumerate((("HARVEST", 10), ("HOME", 14), ("KITCHEN", 20))):
        starts = midnight + timedelta(hours=hour)
        plan(
            "ZG1",
            programme,
            starts,
            starts + timedelta(hours=2),
            numbers_from=NUMBERS_FROM + place * 10,
            at=now - timedelta(hours=10),
        )
    channel = Channel.objects.get(code="ZG1").pk
    save_template(name="标准日", channel_id=channel, day=first, by=by, at=now)
    for later in range(1, 5):
        copy_days(channel_id=channel, days=Days(first=first, to=first + later * DAY), by=by, at=now)


def somebody_waits() -> None:
    """The quota of an article on air is cut to what is sold, and three customers queue for it."""
    now = clock.now()
    live = Slot.objects.filter(state=SlotState.ON_AIR).order_by("period")[0]
    goods = list(live.goods.order_by("position"))
    left = quotas_of(goods)
    article = max(goods, key=lambda one: one.quota - left[one.id].available)
    sold = article.quota - left[article.id].available
    reason = "主播试用件留样，其余退回销售"
    move_quota(slot_goods_id=article.pk, quota=max(sold, 1), reason=reason, by=staff("scheduler"), at=now)
    for customer in customers()[:3]:
        wish = WaitingWish(slot_goods_id=article.pk, customer_id=customer.account_id, channel="phone")
        join_waiting_list(wish=wish, by=staff("agent"), at=now)
    move_quota(
        slot_goods_id=article.pk, quota=max(sold, 1) + 1, reason="加一件", by=staff("scheduler"), at=now
    )
