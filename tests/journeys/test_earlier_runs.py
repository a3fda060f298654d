"""A show is compared with the earlier runs of its programme: with each of them, and with nothing else."""

import re
from datetime import timedelta

import pytest
from benchmarks.shelf import buyers

from tests.domain.broadcast.conftest import HOUR, studio  # noqa: F401
from zhanggui.domain.broadcast.operations.create_programme import create_programme
from zhanggui.domain.broadcast.operations.end_slot import end_slot
from zhanggui.domain.broadcast.operations.start_slot import start_slot
from zhanggui.domain.broadcast.states import ProgrammeKind
from zhanggui.identity.models import Account
from zhanggui.journeys.cancel_order import cancel_order
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import place_order
from zhanggui.journeys.slot_report import slot_report

pytestmark = pytest.mark.django_db
DAY, FEN = timedelta(days=1), 29_900


class Season:
    """Shows of one article, an hour each, with so many pieces ordered in each."""

    def __init__(self, studio):  # noqa: F811
        self.studio, self.sku, self.people = studio, studio.article(), buyers(4)

    def airs(self, after, orders, **change):
        """A show that begins so long after the first; ``orders`` are (who, pieces) of what was ordered."""
        scheduler, begins = self.studio.scheduler, self.studio.begins + after
        slot = self.studio.plan(starts_at=begins, ends_at=begins + HOUR, **change)
        goods = self.studio.put(slot, self.sku)
        self.studio.confirm(slot)
        start_slot(slot_id=slot.id, by=scheduler, at=begins)
        placed = [self._buys(goods, who, pieces, begins + HOUR / 2) for who, pieces in orders]
        end_slot(slot_id=slot.id, by=scheduler, at=begins + HOUR)
        return slot, placed

    def actor(self, who):
        return Account.objects.get(pk=self.people[who].account_id).actor()

    def _buys(self, goods, who, pieces, at):
        buyer = self.people[who]
        line = LineWish(sku_id=goods.sku_id, quantity=pieces, announced_fen=FEN, slot_goods_id=goods.id)
        wish = OrderWish(
            customer_id=buyer.account_id,
            channel="web",
            method="online",
            address_id=buyer.address_id,
            lines=(line,),
            key=f"{goods.id}:{who}",
        )
        return place_order(wish=wish, by=self.actor(who), at=at)


@pytest.fixture
def season(studio):  # noqa: F811
    return Season(studio)


def test_each_earlier_run_stands_beside_the_show_with_its_own_figures(season, client):
    scheduler, noon = season.studio.scheduler, season.studio.noon
    _, (_, regretted) = season.airs(timedelta(0), [(0, 1), (1, 2)])
    cancel_order(order_id=regretted.id, reason="不要了", by=season.actor(1), at=season.studio.begins + HOUR)
    season.airs(DAY, [(0, 3)])
    other = create_programme(
        code="morning", title="清晨好物", kind=ProgrammeKind.HOME_SHOPPING, by=scheduler, at=noon
    )
    season.airs(DAY + 3 * HOUR, [(3, 5)], programme_id=other.id)
    shown, _ = season.airs(2 * DAY, [(2, 1)])
    season.airs(3 * DAY, [(2, 4)])

    report = slot_report(shown.id, by=scheduler, at=season.studio.begins + 4 * DAY)

    figures = [
        (one.slot.started_at, one.orders, one.amount_fen, one.cancelled, one.cancelled_fen, one.new_members)
        for one in (report.sums, *report.earlier)
    ]
    begins = season.studio.begins
    assert figures == [
        (begins + 2 * DAY, 1, FEN, 0, 0, 1),
        (begins + DAY, 1, 3 * FEN, 0, 0, 0),
        (begins, 2, 3 * FEN, 1, 2 * FEN, 2),
    ]
    assert [one.yuan_per_minute for one in report.earlier] == [3 * FEN // 100 // 60] * 2

    client.force_login(Account.objects.get(pk=scheduler.account_id))
    page = client.get(f"/console/schedule/{shown.id}/report/").content.decode()
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", page.split("与往期对比")[1].split("</section>")[0], re.S)
    cells = [[re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<td.*?</td>", row)] for row in rows[1:]]
    assert [row[1:] for row in cells] == [
        ["1", "¥299.00", "4", "1", "0", "0"],
        ["1", "¥897.00", "14", "0", "0", "0"],
        ["2", "¥897.00", "14", "2", "1", "0"],
    ]


def test_the_first_run_of_a_programme_stands_alone(season):
    shown, _ = season.airs(timedelta(0), [(0, 1)])
    season.airs(DAY, [(1, 1)])
    assert slot_report(shown.id, by=season.studio.scheduler, at=season.studio.begins + 2 * DAY).earlier == []
