"""Points: earned by what is kept, spent oldest first, taken back with the goods, gone after their time."""

from datetime import timedelta

import pytest
from django.db import transaction

from tests.vocabulary import nothing_changes
from zhanggui.domain.aftersales.operations.approve import approve
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish
from zhanggui.domain.aftersales.states import Disposition, ReturnKind
from zhanggui.domain.members import accounts, queries, rules
from zhanggui.domain.members.models import PointsGrant
from zhanggui.domain.members.operations.earn_points import Bought, earn_points
from zhanggui.domain.members.operations.expire_points import expire_points
from zhanggui.domain.members.operations.take_back_points import GivenBack, take_back_points
from zhanggui.domain.members.sweeping import sweep_points
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.finish_orders import complete_order
from zhanggui.journeys.finish_return import Found, finish_return
from zhanggui.journeys.receive_return import receive_return
from zhanggui.journeys.request_return import request_return
from zhanggui.kernel.deadlines import after_months
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotAllowed
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Entry, Transfer
from zhanggui.mechanisms.trail import Subject

pytestmark = pytest.mark.django_db

LEVELS = rules.levels_of(["ordinary", "silver", "gold"], [0, 1000, 5000], [100, 110, 125])


def spend(member, points, at):
    key = f"test:{new_id()}"
    transfer = Transfer(accounts.points(member), accounts.spent(member), points)
    subject = Subject("sales.order", new_id())
    ledger.post(Entry(kind="test", key=key, at=at, subject=subject, transfers=[transfer]), by=SYSTEM)


def points_of(order):
    return queries.points_of(order.customer_id)


@pytest.mark.parametrize(
    ("fen", "level"),
    [
        pytest.param(0, "ordinary", id="who has bought nothing"),
        pytest.param(999_99, "ordinary", id="one fen short"),
        pytest.param(1000_00, "silver", id="to the fen"),
        pytest.param(9999_00, "gold", id="beyond the highest"),
    ],
)
def test_a_year_of_buying_makes_the_level(fen, level):
    assert rules.level_at(fen, LEVELS).code == level


def test_a_finished_order_brings_its_points_once(finish, noon):
    order = finish(2)
    grant = PointsGrant.objects.get(order=order)

    assert points_of(order) == grant.points == order.goods_fen // 100
    assert grant.expires_at == after_months(noon, 12)
    bought = Bought(account_id=order.customer_id, order_id=order.id, order_number=order.number, paid_fen=1_00)
    with nothing_changes():
        earn_points(bought=bought, by=SYSTEM, at=noon)


def test_an_order_that_is_not_finished_brings_nothing(deliver):
    assert points_of(deliver(1)) == 0


def test_the_level_multiplies_what_comes_after(finish, noon):
    first = finish(9)
    PointsGrant.objects.filter(order=first).update(paid_fen=5000_00)

    second = finish(1)

    assert PointsGrant.objects.get(order=second).percent == 125
    assert PointsGrant.objects.get(order=second).points == second.goods_fen * 125 // 100 // 100


def test_nobody_earns_by_their_own_word(finish, customer, noon):
    order = finish(1)
    bought = Bought(
        account_id=customer.account_id, order_id=order.id, order_number=order.number, paid_fen=10**6
    )
    with nothing_changes(), pytest.raises(NotAllowed):
        earn_points(bought=bought, by=customer, at=noon)


def test_goods_that_come_back_take_their_points_along(deliver, customer, keeper, warehouse, noon):
    """Through the journeys: completed, then a defect is found inside its own time."""
    order = complete_order(order_id=deliver(2).id, by=SYSTEM, at=noon + timedelta(days=1))
    line = order.lines.get()
    asked = request_return(
        wish=ReturnWish(
            order_id=order.id, kind=ReturnKind.QUALITY, pieces=(Pieces(line.id, 1),), key="q", reason="裂"
        ),
        by=customer,
        at=noon + timedelta(days=2),
    )
    if asked.state == "requested":
        approve(return_id=asked.id, by=SYSTEM, at=noon + timedelta(days=2))
    receive_return(return_id=asked.id, warehouse_id=warehouse.id, by=keeper, at=noon + timedelta(days=3))
    found = Found(line_id=line.id, disposition=Disposition.SCRAP, pieces=1, note="裂")
    finish_return(return_id=asked.id, found=[found], by=SYSTEM, at=noon + timedelta(days=4))

    assert points_of(order) == line.unit_fen // 100


def test_points_already_spent_are_owed_and_settled_by_the_next(finish, noon):
    order = finish(1)
    member, worth = order.customer_id, points_of(order)
    spend(member, worth - 10, noon)

    take_back_points(given_back=GivenBack(order.id, new_id(), order.goods_fen), by=SYSTEM, at=noon)
    owed = queries.standing(member, noon).owed
    assert (points_of(order), owed) == (0, worth - 10)

    later = finish(1)
    assert points_of(later) == worth - owed
    assert queries.standing(member, noon).owed == 0


def test_a_repeated_return_takes_no_more_than_the_order_brought(finish, noon):
    order = finish(1)
    for _ in range(2):
        take_back_points(given_back=GivenBack(order.id, new_id(), order.goods_fen), by=SYSTEM, at=noon)
    assert points_of(order) == 0
    assert queries.standing(order.customer_id, noon).owed == 0


@pytest.mark.parametrize(
    ("spent", "gone"),
    [
        pytest.param(0, 79, id="nothing was spent"),
        pytest.param(20, 59, id="a part was spent"),
        pytest.param(100, 0, id="more was spent than has come to its end"),
    ],
)
def test_the_oldest_are_spent_first_and_what_is_left_of_them_expires(finish, noon, spent, gone):
    old, young = finish(4), finish(4)
    PointsGrant.objects.filter(order=old).update(expires_at=noon + timedelta(days=1))
    if spent:
        spend(young.customer_id, spent, noon)
    there = points_of(young)

    over = sweep_points(by=SYSTEM, at=noon + timedelta(days=2))

    assert over == gone
    assert points_of(young) == there - over
    with nothing_changes():
        assert expire_points(account_id=young.customer_id, by=SYSTEM, at=noon + timedelta(days=3)) == 0


def test_points_do_not_run_out_before_their_day(finish, noon):
    order = finish(1)
    grant = PointsGrant.objects.get(order=order)
    with nothing_changes():
        assert sweep_points(by=SYSTEM, at=grant.expires_at - timedelta(seconds=1)) == 0
    assert sweep_points(by=SYSTEM, at=grant.expires_at) == grant.points


def test_nobody_spends_more_points_than_they_have(finish, noon):
    order = finish(1)
    with nothing_changes(), pytest.raises(ledger.Insufficient), transaction.atomic():
        spend(order.customer_id, points_of(order) + 1, noon)


def test_the_books_of_points_balance(finish, noon):
    order = finish(3)
    member = order.customer_id
    spend(member, 50, noon)
    expire_points(account_id=member, by=SYSTEM, at=noon + timedelta(days=500))
    amounts = {ref.kind.code: balance.amount for ref, balance in ledger.balances(
        [accounts.points(member), accounts.issued(member), accounts.spent(member), accounts.expired(member)]
    ).items()}  # fmt: skip
    assert amounts["members.points_issued"] == sum(
        amounts[code] for code in ("members.points", "members.points_spent", "members.points_expired")
    )
