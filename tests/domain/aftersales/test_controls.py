"""What after-sales proves: each control is shown green, red, and green again."""

from datetime import timedelta

import pytest

from zhanggui.domain.aftersales import controls
from zhanggui.domain.aftersales.operations.approve import approve
from zhanggui.domain.aftersales.operations.inspect import Found
from zhanggui.domain.aftersales.operations.refuse import refuse
from zhanggui.domain.aftersales.states import Disposition, RefusalReason, ReturnKind
from zhanggui.domain.sales.models import OrderLine
from zhanggui.journeys.finish_return import finish_return
from zhanggui.journeys.receive_return import receive_return

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
