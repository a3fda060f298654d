"""What orders prove: each control is shown green, and red."""

from datetime import timedelta

import pytest

from tests import shop
from tests.journeys.conftest import buyer, customer, thing, wish
from tests.people import somebody
from zhanggui.domain.partners.models import Agreement
from zhanggui.domain.partners.operations.ask_support import ask_support
from zhanggui.domain.sales import controls
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.journeys.expire_unpaid_orders import expire_unpaid_orders
from zhanggui.journeys.place_order import place_order
from zhanggui.mechanisms import cases

__all__ = ["buyer", "customer", "thing", "wish"]
pytestmark = pytest.mark.django_db


def test_ordered_once(wish, customer, noon):
    assert controls.ordered_once(noon).status == "no_data"
    place_order(wish=wish(1), by=customer, at=noon)
    place_order(wish=wish(2), by=customer, at=noon + timedelta(seconds=3))
    place_order(wish=wish(2), by=customer, at=noon + timedelta(minutes=1))
    later = noon + timedelta(hours=1)
    assert controls.ordered_once(later).status == "kept", "other lines, or a minute later"

    again = place_order(wish=wish(2), by=customer, at=noon + timedelta(seconds=63))
    red = controls.ordered_once(later)
    assert (red.status, red.figures["placed twice"]) == ("broken", 1)
    assert red.records.query["id__in"] == str(again.id)


def test_orders_move_on(wish, customer, noon):
    assert controls.orders_move_on(noon).status == "no_data"
    placed = place_order(wish=wish(1), by=customer, at=noon)
    assert controls.orders_move_on(noon).status == "kept"

    late = noon + timedelta(minutes=41)
    red = controls.orders_move_on(late)
    assert (red.status, red.records.query["id__in"]) == ("broken", str(placed.id))

    place_order(wish=wish(1), by=customer, at=late)
    expire_unpaid_orders(by=SYSTEM, at=late)
    assert controls.orders_move_on(late).status == "kept"
    assert Order.objects.get(pk=placed.id).state == "expired"


def test_every_line_names_its_seller_and_partners_are_helped_in_time(wish, customer, thing, noon):
    assert controls.sellers_named(noon).status == "no_data"
    placed = place_order(wish=wish(1), by=customer, at=noon)
    red = controls.sellers_named(noon)
    assert (red.status, red.records.query["id__in"]) == ("broken", str(placed.id))

    who = shop.seller_of(Order.objects.get(pk=placed.id).lines.get().sku)
    day = noon.date()
    Agreement.objects.create(
        organisation=who.organisation, number="XY-1", terms_version="2026-1", starts_on=day,
        ends_on=day + timedelta(days=300), signed_on=day, signatory="周明远", recorded_at=noon,
        signed_file=who.paper("quality_report"), recorded_by_id=who.writer.account_id,
    )  # fmt: skip
    assert controls.sellers_named(noon).status == "kept"

    asked = ask_support(text="主图发灰", by=who.writer, at=noon)
    assert controls.sellers_named(noon + timedelta(hours=7)).status == "kept"
    late = controls.sellers_named(noon + timedelta(hours=9))
    assert (late.status, late.records.query["id__in"]) == ("broken", str(asked.id))
    helper = somebody("供应商经理", Role.SUPPLIER_MANAGER)
    cases.answer(case_id=asked.id, text="请用 sRGB。", by=helper, at=noon + timedelta(hours=9))
    assert controls.sellers_named(noon + timedelta(days=3)).status == "kept"
