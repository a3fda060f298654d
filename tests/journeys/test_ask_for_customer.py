"""An agent asks after the sale for a caller: what is told is what is asked for, and what goes back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import swaps
from tests.domain.aftersales.conftest import (
    agent,
    buyer,
    customer,
    deliver,
    keeper,
    order,
    outsider,
    thing,
    warehouse,
    wish,
)
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.aftersales import refusals as r
from zhanggui.domain.aftersales.offering import offered
from zhanggui.domain.aftersales.operations.inspect import Found
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish
from zhanggui.domain.aftersales.queries import returns_of
from zhanggui.domain.aftersales.states import Cause, Disposition, Remedy, ReturnKind
from zhanggui.domain.care.operations.accept_call import accept_call
from zhanggui.domain.care.operations.receive_call_event import ToldEvent, receive_call_event
from zhanggui.domain.care.refusals import NotYourCall
from zhanggui.domain.care.states import CallEventKind
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account, TextMessage
from zhanggui.identity.roles import Role
from zhanggui.journeys.ask_for_customer import CaseForCustomer, ask_for_customer, weigh
from zhanggui.journeys.cancel_order import cancel_order
from zhanggui.journeys.decide_return import approve_return
from zhanggui.journeys.finish_return import finish_return
from zhanggui.journeys.place_order import TotalChanged, place_order
from zhanggui.journeys.receive_return import receive_return
from zhanggui.journeys.request_return import ExchangeWish
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms.trail.models import Fact

__all__ = [
    "agent", "buyer", "customer", "deliver", "keeper", "order", "outsider", "thing", "warehouse", "wish",
]  # fmt: skip

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SAID = "退 2 件，退回 39.80 元；顾客说：同意"


def wanted(order, pieces=2, **more):
    usual = {"kind": ReturnKind.NO_REASON, "key": new_id().hex, "consent": SAID}
    lines = (Pieces(order.lines.get().id, pieces),)
    return ReturnWish(order_id=order.id, pieces=lines, **(usual | more))


def case_of(wish, by, at, **more):
    """The case as it would be announced at this moment."""
    usual = {"announced_fen": weigh(wish=wish, by=by, at=at).announced_fen, "caller_id": None}
    return CaseForCustomer(wish=wish, **(usual | more))


@pytest.mark.parametrize(
    ("kind", "reason", "bearer"),
    [
        pytest.param(ReturnKind.NO_REASON, "", "customer", id="without a reason"),
        pytest.param(ReturnKind.QUALITY, "壶嘴漏水", "house", id="defective, with the way out"),
    ],
)
def test_what_was_told_goes_back_the_way_it_was_paid(
    order, agent, keeper, warehouse, noon, kind, reason, bearer
):
    asked = wanted(order, kind=kind, reason=reason)
    told = weigh(wish=asked, by=agent, at=noon)
    assert (told.bearer, told.ways, told.uncovered_fen) == (bearer, (("gateway", told.refund_fen),), 0)
    case = ask_for_customer(case=case_of(asked, agent, noon), by=agent, at=noon)
    if case.state == "requested":
        approve_return(return_id=case.id, by=agent, at=noon)
    receive_return(return_id=case.id, warehouse_id=warehouse.id, by=keeper, at=noon + DAY)
    found = [Found(line_id=order.lines.get().id, disposition=Disposition.RESTOCK, pieces=2)]
    done = finish_return(return_id=case.id, found=found, by=keeper, at=noon + DAY)
    assert done.refund_fen == told.refund_fen > 0


def test_the_customer_sees_it_at_once_with_who_asked_and_what_was_said(client, order, agent, customer, noon):
    case = ask_for_customer(case=case_of(wanted(order), agent, noon), by=agent, at=noon)
    assert [one.number for one in returns_of(customer.account_id)] == [case.number]
    assert (case.requested_by_id, case.consent) == (agent.account_id, SAID)
    fact = Fact.objects.get(name="aftersales.return_requested")
    assert fact.on_behalf_of == customer.account_id
    client.force_login(Account.objects.get(pk=customer.account_id))
    assert case.number in client.get(reverse("storefront:cases")).content.decode()


def test_asked_twice_it_is_one_case(order, agent, noon):
    asked = case_of(wanted(order), agent, noon)
    first = ask_for_customer(case=asked, by=agent, at=noon)
    with nothing_changes():
        assert ask_for_customer(case=asked, by=agent, at=noon).id == first.id


def called_off(order, wish, customer, noon):
    placed = place_order(wish=wish(2), by=customer, at=noon)
    return cancel_order(order_id=placed.id, reason="不要了", by=customer, at=noon)


def rung(by, noon):
    told = ToldEvent(
        name="c1", call="c1", kind=CallEventKind.INCOMING, happened_at=noon, caller="13800138000"
    )
    call = receive_call_event(event=told, by=SYSTEM, at=noon)
    return accept_call(call_id=call.id, by=by, at=noon)


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        pytest.param({"said": ""}, r.AgreementUnspoken, id="the customer was not asked"),
        pytest.param({"told": 1}, TotalChanged, id="another sum was told"),
        pytest.param({"caller": "outsider"}, NotFound, id="the order of somebody else than the caller"),
        pytest.param({"by": "outsider"}, NotFound, id="another customer asks"),
        pytest.param({"by": "keeper"}, NotAllowed, id="a keeper asks"),
        pytest.param({"call": True}, NotYourCall, id="on the call of a colleague"),
        pytest.param({"over": True}, r.OrderOver, id="the order was called off"),
        pytest.param({"pieces": 4}, r.MoreThanBought, id="more than was bought"),
    ],
)
def test_what_may_not_be_asked_changes_nothing(request, order, wish, agent, customer, noon, more, refusal):
    of = called_off(order, wish, customer, noon) if more.get("over") else order
    call = rung(somebody("周到", Role.CS_AGENT), noon) if more.get("call") else None
    told = more.get("told") or -weigh(wish=wanted(order), by=agent, at=noon).refund_fen
    by = request.getfixturevalue(more["by"]) if "by" in more else agent
    case = CaseForCustomer(
        wish=wanted(of, more.get("pieces", 2), consent=more.get("said", SAID)),
        announced_fen=told,
        caller_id=request.getfixturevalue(more["caller"]).account_id if "caller" in more else None,
        call_id=call.id if call else None,
    )
    with nothing_changes(), pytest.raises(refusal):
        ask_for_customer(case=case, by=by, at=noon)


def test_an_exchange_tells_the_difference_and_sends_the_link_kept_with_the_call(order, thing, agent, noon):
    Account.objects.filter(pk=order.customer_id).update(mobile="13800138000")
    dearer, call = swaps.variant(thing, dearer_fen=100), rung(agent, noon)
    asked = ExchangeWish(
        order_id=order.id,
        pieces=Pieces(order.lines.get().id, 1),
        sku_id=dearer.sku_id,
        announced_fen=100,
        kind=ReturnKind.NO_REASON,
        key="x-1",
        cause=Cause.DOES_NOT_FIT,
        consent=SAID,
    )
    told = weigh(wish=asked, by=agent, at=noon)
    assert (told.pay_fen, told.refund_fen) == (100, 0)
    case = ask_for_customer(
        case=case_of(asked, agent, noon, call_id=call.id, pay_address="https://shop/pay/{number}/"),
        by=agent,
        at=noon,
    )
    other = Order.objects.get(replaces__goods_return=case)
    assert f"/pay/{other.number}/" in TextMessage.objects.latest("created_at").body
    assert call.fruits.get().number == case.number
    assert case.exchange.difference_fen == 100


def test_every_right_is_told_with_its_law_and_every_refusal_with_its_reason(order, agent, customer, noon):
    late = noon + 30 * DAY
    mine = {(one.remedy, one.kind): one for one in offered(order.id, by=customer, at=late)[0].offered}
    plain = mine[Remedy.RETURN, ReturnKind.NO_REASON]
    assert (type(plain.refusal), plain.goodwill, plain.is_open) == (r.WindowOver, False, False)
    assert "消费者权益保护法 25" in plain.source
    assert type(mine[Remedy.REPAIR, ReturnKind.QUALITY].refusal) is r.NoGuarantee
    theirs = offered(order.id, by=agent, at=late)[0].offered
    assert all(one.source for one in theirs)
    assert [one.is_open for one in theirs] == [True] * 6
    assert {one.goodwill for one in theirs if one.refusal} == {True}
    with pytest.raises(NotFound):
        offered(order.id, by=somebody("别人", Role.CUSTOMER), at=noon)


def test_of_what_was_never_sent_only_the_money_can_be_asked(order, wish, customer, agent, noon):
    waiting = Order.objects.get(pk=place_order(wish=wish(1), by=customer, at=noon).id)
    ways = offered(waiting.id, by=agent, at=noon)[0].offered
    assert [one.remedy for one in ways if one.is_open] == [Remedy.REFUND_ONLY]
    over = called_off(order, wish, customer, noon)
    refusals = {type(one.refusal) for one in offered(over.id, by=agent, at=noon)[0].offered}
    assert refusals == {r.OrderOver}
