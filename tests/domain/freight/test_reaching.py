"""Where the house's table of days does not go, a carrier may by its own agreement: then that is promised."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.domain.freight.conftest import FAR, NEAR, SURCHARGES
from zhanggui.domain.delivery.lanes import promise_to
from zhanggui.domain.delivery.refusals import OutOfArea
from zhanggui.domain.freight.operations.confirm_tariff import confirm_tariff
from zhanggui.domain.freight.rules import Table
from zhanggui.domain.partners.models import Carrier

MACAO = "澳门特别行政区"
DAY = timedelta(days=1)


def test_a_carrier_that_has_agreed_to_go_there_is_promised_by_its_own_hours(hall, offered, noon):
    skus = [hall.goods[0].sku_id]
    there = replace(FAR, code="macao", provinces=(MACAO,), hours=100)
    tariff = offered(table=Table(zones=(NEAR, there), surcharges=SURCHARGES))
    with pytest.raises(OutOfArea):
        promise_to(MACAO, skus, at=noon)
    confirm_tariff(tariff_id=tariff.id, by=hall.courier, at=noon - 39 * DAY)

    promised = promise_to(MACAO, skus, at=noon)
    # A day of handling, and a hundred hours are five days.
    assert (promised.on - noon.date()).days == 6
    assert promised.carrier == hall.carrier.organisation.name
    with pytest.raises(OutOfArea):
        promise_to("台湾省", skus, at=noon)
    Carrier.objects.filter(pk=hall.carrier.pk).update(trades_until=noon - DAY)
    with pytest.raises(OutOfArea):
        promise_to(MACAO, skus, at=noon)
