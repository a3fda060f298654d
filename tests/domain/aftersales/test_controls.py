"""What after-sales proves: each control is shown green, red, and green again."""

from datetime import timedelta

import pytest

from tests import swaps
from tests.vocabulary import behind_the_back
from zhanggui.domain.aftersales import controls
from zhanggui.domain.aftersales.operations.approve import approve
from zhanggui.domain.aftersales.operations.end_repair import end_repair
from zhanggui.domain.aftersales.operations.hand_back import hand_back
from zhanggui.domain.aftersales.operations.inspect import Found
from zhanggui.domain.aftersales.operations.note_sent import Parcel
from zhanggui.domain.aftersales.operations.refuse import refuse
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish, request
from zhanggui.domain.aftersales.operations.start_repair import start_repair
from zhanggui.domain.aftersales.operations.withdraw import withdraw
from zhanggui.domain.aftersales.states import (
    Disposition,
    Fault,
    Outcome,
    RefusalReason,
    Remedy,
    ReturnKind,
)
from zhanggui.domain.sales.models import OrderLine
from zhanggui.journeys.finish_return import finish_return
from zhanggui.journeys.receive_return import receive_return
from zhanggui.kernel.ids import new_id

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_refunds_in_time(order, give_back, warehouse, keeper, noon):
    assert controls.refunds_in_time(noon).status == "no_data"
    goods_return = give_back(1)
    receive_return(return_id=goods_return.id, warehouse_id=warehouse.id, by=keeper, at=noon)
    assert controls.refunds_in_time(noon + DAY).status == "kept"
    assert controls.refunds_in_time(noon + 6 * DAY).status == "at_risk"
    red = controls.refunds_in_time(noon + 8 * DAY)
    assert (red.status, red.figures["overdue now"]) == ("broken", 1)
    assert red.records.query == {"id__in": str(goods_return.id)}

    found = [Found(line_id=order.lines.get().id, disposition=Disposition.RESTOCK, pieces=1)]
    finish_return(return_id=goods_return.id, found=found, by=keeper, at=noon + 8 * DAY)
    green = controls.refunds_in_time(noon + 8 * DAY)
    assert (green.status, green.figures["refunded late"]) == ("kept", 1)


def test_requests_are_dealt_with(give_back, agent, noon):
    assert controls.requests_handled(noon).status == "no_data"
    goods_return = give_back(1, kind=ReturnKind.QUALITY, reason="壶嘴漏水")
    for days, status in ((10, "kept"), (11, "at_risk"), (16, "broken")):
        assert controls.requests_handled(noon + days * DAY).status == status
    approve(return_id=goods_return.id, by=agent, at=noon + 16 * DAY)
    assert controls.requests_handled(noon + 16 * DAY).status == "kept"


def test_refusals_are_lawful(deliver, confirmed_exclusion, give_back, agent, noon):
    assert controls.refusals_lawful(noon).status == "no_data"
    thing = confirmed_exclusion()
    bought = deliver(1, sku_id=thing.sku_id, announced_fen=thing.amount_fen, no_return_confirmed=True)
    goods_return = give_back(1, order=bought, by=agent)
    refuse(
        return_id=goods_return.id,
        refusal=RefusalReason.EXCLUSION_CONFIRMED,
        note="您在下单时确认了不支持七日无理由退货",
        by=agent,
        at=noon,
    )
    assert controls.refusals_lawful(noon).status == "kept"
    # The confirmation is gone: without it the refusal has no ground any more.
    OrderLine.objects.filter(order=bought).update(no_return_confirmed_at=None)
    red = controls.refusals_lawful(noon)
    assert (red.status, red.records.count) == ("broken", 1)
    approve(return_id=goods_return.id, note="重新处理", by=agent, at=noon)
    assert controls.refusals_lawful(noon).status == "kept"


def test_repairs_do_not_take_too_long(order, customer, agent, keeper, warehouse, noon):
    assert controls.repairs_in_time(noon).status == "no_data"
    wanted = ReturnWish(
        order_id=order.id,
        kind=ReturnKind.QUALITY,
        pieces=(Pieces(order.lines.get().id, 1),),
        key=new_id().hex,
        reason="不通电",
        remedy=Remedy.REPAIR,
        consent="已复述，顾客同意",
    )
    case = request(wish=wanted, by=agent, at=noon)
    approve(return_id=case.id, by=agent, at=noon)
    receive_return(return_id=case.id, warehouse_id=warehouse.id, by=keeper, at=noon)
    for days, status in ((20, "kept"), (21, "at_risk"), (31, "broken")):
        assert controls.repairs_in_time(noon + days * DAY).status == status
    start_repair(return_id=case.id, fault=Fault.POWER, by=keeper, at=noon)
    end_repair(return_id=case.id, outcome=Outcome.MENDED, work="换保险丝", by=keeper, at=noon)
    hand_back(return_id=case.id, parcel=Parcel(carrier="顺丰", tracking="SF1"), by=keeper, at=noon + 31 * DAY)
    green = controls.repairs_in_time(noon + 31 * DAY)
    assert (green.status, green.figures["ended in 30 days"]) == ("kept", 1)


def test_exchanges_are_paid_as_announced(order, thing, customer, keeper, warehouse, noon):
    assert controls.exchanges_paid(noon).status == "no_data"
    case = swaps.ask(order, swaps.variant(thing, dearer_fen=100), by=customer, at=noon)
    assert controls.exchanges_paid(noon).status == "kept"
    swaps.come_back(case, warehouse.id, by=keeper, at=noon + DAY)
    green = controls.exchanges_paid(noon + DAY)
    assert (green.status, green.figures["exchanged in 30 days"]) == ("kept", 1)
    with behind_the_back() as write:
        write("UPDATE payments_payment SET amount_fen = 1 WHERE carried_from_id IS NOT NULL")
    red = controls.exchanges_paid(noon + DAY)
    assert (red.status, red.records.query) == ("broken", {"id__in": str(case.id)})
    with behind_the_back() as write:
        write(
            f"UPDATE payments_payment SET amount_fen = {thing.amount_fen} WHERE carried_from_id IS NOT NULL"
        )
    assert controls.exchanges_paid(noon + DAY).status == "kept"


def test_articles_that_come_back_often_are_noticed(deliver, customer, noon):
    assert controls.rates_watched(noon + 2 * DAY).status == "no_data"
    bought = deliver(10)
    line_id = bought.lines.get().id
    for pieces, status in ((3, "kept"), (1, "at_risk"), (2, "at_risk"), (1, "broken")):
        wanted = ReturnWish(
            order_id=bought.id,
            kind=ReturnKind.NO_REASON,
            pieces=(Pieces(line_id, pieces),),
            key=new_id().hex,
        )
        case = request(wish=wanted, by=customer, at=noon)
        assert controls.rates_watched(noon + 2 * DAY).status == status
    withdraw(return_id=case.id, by=customer, at=noon)
    amber = controls.rates_watched(noon + 2 * DAY)
    assert (amber.status, amber.figures["articles that came back too often"]) == ("at_risk", 1)
