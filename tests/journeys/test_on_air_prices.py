"""What is promised on air holds while it is on air: no minute before, none after."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests import shop
from tests.domain.broadcast.conftest import studio  # noqa: F401
from tests.vocabulary import nothing_changes
from zhanggui.domain.broadcast.operations.confirm_slot import confirm_slot
from zhanggui.domain.broadcast.operations.end_slot import end_slot
from zhanggui.domain.broadcast.operations.start_slot import start_slot
from zhanggui.domain.pricing.states import PriceKind
from zhanggui.identity.models import Account
from zhanggui.journeys.place_order import NotOnAir, place_order
from zhanggui.journeys.quote import QuoteWish, quote

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE = timedelta(minutes=1)


def test_on_air_price_and_quota_count_only_while_the_slot_is_on_air(studio, wish, noon, set_clock):  # noqa: F811
    sku = studio.article()
    period = {"starts_at": studio.begins, "ends_at": studio.begins + 60 * MINUTE}
    shop.priced(studio.who, noon, {sku: 19_900}, kind=PriceKind.ON_AIR, **period)
    slot = studio.plan()
    goods = studio.put(slot, sku)
    confirm_slot(slot_id=studio.reviewed(slot).id, by=studio.scheduler, at=noon)
    placing = wish(announced_fen=19_900)
    line = replace(placing.lines[0], sku_id=goods.sku_id, slot_goods_id=goods.id)
    placing = replace(placing, lines=(line,))
    by = Account.objects.get(pk=placing.customer_id).actor()
    with nothing_changes(), pytest.raises(NotOnAir):
        place_order(wish=placing, by=by, at=studio.begins)
    asked = QuoteWish(lines=placing.lines, customer_id=placing.customer_id)
    assert quote(wish=asked, by=by, at=studio.begins).lines[0].stops == ["not_on_air"]
    set_clock.move_to(studio.begins)
    start_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins)
    unit = quote(wish=asked, by=by, at=studio.begins).lines[0].unit_fen
    shelf = replace(line, slot_goods_id=None)
    both = quote(wish=QuoteWish(lines=(line, shelf), customer_id=None), by=by, at=studio.begins)
    assert both.lines[0].unit_fen < both.lines[1].unit_fen
    placing = replace(placing, lines=(replace(line, announced_fen=unit),))
    assert place_order(wish=placing, by=by, at=studio.begins).state == "placed"
    end_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins + MINUTE)
    with nothing_changes(), pytest.raises(NotOnAir):
        place_order(wish=replace(placing, key="late"), by=by, at=studio.begins + MINUTE)
