"""Who waits for a sold-out article is served in the order they came; nobody else takes what comes back."""

from datetime import timedelta

import pytest
from benchmarks.shelf import buyers

from tests.crowd import Crowd
from tests.domain.broadcast.conftest import HOUR, studio  # noqa: F401
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.broadcast import on_air, refusals
from zhanggui.domain.broadcast.models import WaitingPlace
from zhanggui.domain.broadcast.operations.end_slot import end_slot
from zhanggui.domain.broadcast.operations.join_waiting_list import WaitingWish, join_waiting_list
from zhanggui.domain.broadcast.operations.leave_waiting_list import leave_waiting_list
from zhanggui.domain.broadcast.operations.move_quota import move_quota
from zhanggui.domain.broadcast.operations.start_slot import start_slot
from zhanggui.domain.broadcast.queries import before_in_queue
from zhanggui.domain.messaging.models import Message
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.journeys.cancel_order import cancel_order
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import SoldOut, place_order
from zhanggui.journeys.serve_waiting import serve_waiting
from zhanggui.kernel.refusal import Malformed, NotFound
from zhanggui.mechanisms import ledger

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


class Evening:
    """A slot on air whose two pieces are sold, and people who want one."""

    def __init__(self, studio):  # noqa: F811
        self.studio, self.at = studio, studio.begins + MINUTE
        self.goods = studio.ready(quota=2)
        start_slot(slot_id=self.goods.slot_id, by=studio.scheduler, at=studio.begins)
        self.fen = on_air.running()[0].goods[0].price_fen
        self.people = buyers(6)
        self.first = self.buys(0, pieces=2)

    def actor(self, who):
        return Account.objects.get(pk=self.people[who].account_id).actor()

    def buys(self, who, *, pieces=1, at=None, key="k"):
        buyer = self.people[who]
        line = LineWish(
            sku_id=self.goods.sku_id, quantity=pieces, announced_fen=self.fen, slot_goods_id=self.goods.id
        )
        wish = OrderWish(
            customer_id=buyer.account_id,
            channel="web",
            method="online",
            address_id=buyer.address_id,
            lines=(line,),
            key=f"{key}{who}",
        )
        return place_order(wish=wish, by=self.actor(who), at=at or self.at)

    def waits(self, who, *, pieces=1):
        wish = WaitingWish(
            slot_goods_id=self.goods.id, customer_id=self.people[who].account_id, quantity=pieces
        )
        return join_waiting_list(wish=wish, by=self.actor(who), at=self.at)

    def returns(self):
        cancel_order(order_id=self.first.id, reason="不要了", by=self.actor(0), at=self.at)

    def states(self):
        return list(WaitingPlace.objects.order_by("number").values_list("state", flat=True))


@pytest.fixture
def evening(studio):  # noqa: F811
    return Evening(studio)


def test_what_comes_back_is_held_for_who_came_first(evening):
    first, second, third = (evening.waits(who) for who in (1, 2, 3))
    assert [before_in_queue(one) for one in (first, second, third)] == [0, 1, 2]

    evening.returns()
    assert evening.states() == ["offered", "offered", "waiting"]
    told = Message.objects.filter(account__in=[p.account_id for p in evening.people])
    assert {one.account_id for one in told} == {first.customer_id, second.customer_id}

    with nothing_changes(), pytest.raises(SoldOut):
        evening.buys(4)
    assert evening.buys(1).number
    assert evening.states() == ["taken", "offered", "waiting"]


def test_an_offer_that_is_not_taken_goes_to_the_next(evening):
    for who in (1, 2, 3):
        evening.waits(who)
    evening.returns()
    later = evening.at + 5 * MINUTE
    assert serve_waiting(by=SYSTEM, at=later) == 1
    assert evening.states() == ["lapsed", "lapsed", "offered"]
    with nothing_changes(), pytest.raises(SoldOut):
        evening.buys(1, at=later, pieces=2)
    assert evening.buys(3, at=later).number
    assert evening.buys(4, at=later).number, "nobody waits any more: the rest is free"


def test_the_ledger_may_let_go_of_an_offer_before_the_list_does(evening):
    evening.waits(1)
    evening.waits(2, pieces=2)
    evening.returns()
    later = evening.at + 5 * MINUTE
    ledger.expire(later)
    with nothing_changes(), pytest.raises(SoldOut):
        evening.buys(4, at=later)
    assert serve_waiting(by=SYSTEM, at=later) == 1
    assert evening.states() == ["lapsed", "offered"]


def test_who_wants_more_than_is_left_is_not_overtaken(evening):
    evening.waits(1, pieces=2)
    evening.waits(2)
    move_quota(
        slot_goods_id=evening.goods.id, quota=3, by=evening.studio.scheduler, at=evening.at, reason="加一件"
    )
    assert evening.states() == ["waiting", "waiting"]
    move_quota(
        slot_goods_id=evening.goods.id, quota=5, by=evening.studio.scheduler, at=evening.at, reason="再加"
    )
    assert evening.states() == ["offered", "offered"]


def test_leaving_gives_the_pieces_to_the_next(evening):
    one, _ = evening.waits(1, pieces=2), evening.waits(2)
    evening.returns()
    with nothing_changes(), pytest.raises(NotFound):
        leave_waiting_list(place_id=one.id, by=evening.actor(2), at=evening.at)
    leave_waiting_list(place_id=one.id, by=evening.actor(1), at=evening.at)
    assert serve_waiting(by=SYSTEM, at=evening.at) == 1
    assert evening.states() == ["left", "offered"]


def test_the_list_closes_with_the_slot(evening):
    evening.waits(1)
    evening.waits(2, pieces=2)
    evening.returns()
    end_slot(slot_id=evening.goods.slot_id, by=evening.studio.scheduler, at=evening.at + HOUR)
    assert evening.states() == ["closed", "closed"]
    evening.goods.refresh_from_db()
    assert evening.goods.leftover_returned_at is not None


def test_who_may_not_wait(evening):
    evening.waits(1)
    for who, pieces, refusal in ((1, 1, refusals.AlreadyWaiting), (2, 3, Malformed)):
        with nothing_changes(), pytest.raises(refusal):
            evening.waits(who, pieces=pieces)
    stranger = evening.actor(3)
    wish = WaitingWish(slot_goods_id=evening.goods.id, customer_id=evening.people[2].account_id)
    with nothing_changes(), pytest.raises(NotFound):
        join_waiting_list(wish=wish, by=stranger, at=evening.at)
    agent = somebody("坐席", Role.CS_AGENT)
    assert join_waiting_list(wish=wish, by=agent, at=evening.at).customer_id == wish.customer_id


def test_what_can_be_had_is_not_waited_for(studio):  # noqa: F811
    goods = studio.ready(quota=2)
    buyer = buyers(1)[0]
    wish = WaitingWish(slot_goods_id=goods.id, customer_id=buyer.account_id)
    actor = Account.objects.get(pk=buyer.account_id).actor()
    with nothing_changes(), pytest.raises(refusals.NotOnAirNow):
        join_waiting_list(wish=wish, by=actor, at=studio.noon)
    start_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins)
    with nothing_changes(), pytest.raises(refusals.StillToBeHad):
        join_waiting_list(wish=wish, by=actor, at=studio.begins)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_served_in_their_order_and_nothing_twice(studio):  # noqa: F811
    evening = Evening(studio)
    places = [evening.waits(who) for who in (1, 2, 3, 4)]
    deeds = [
        evening.returns,
        *([lambda: serve_waiting(by=SYSTEM, at=evening.at)] * 2),
        *([lambda: evening.buys(5)] * 2),
    ]
    with Crowd(5) as crowd:
        answers = crowd.do(deeds)
    assert [type(one).__name__ for one in answers if isinstance(one, Exception)] == ["SoldOut", "SoldOut"]
    assert evening.states() == ["offered", "offered", "waiting", "waiting"]

    with Crowd(4) as crowd:
        taken = crowd.do([lambda who=who: evening.buys(who) for who in (1, 2, 3, 4)])
    assert [isinstance(one, SoldOut) for one in taken] == [False, False, True, True]
    assert evening.states() == ["taken", "taken", "waiting", "waiting"]
    assert places[0].number < places[1].number
