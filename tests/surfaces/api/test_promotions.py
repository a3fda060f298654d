"""Through the API: what is announced, a coupon claimed once, a quote that explains itself, and its order."""

from datetime import timedelta

import pytest

from tests import offers
from tests.journeys.conftest import buyer, customer, thing, wish
from tests.surfaces.api.test_after_the_sale import call
from zhanggui.domain.promotions.models import Coupon
from zhanggui.kernel.ids import new_id

__all__ = ["buyer", "call", "customer", "thing", "wish"]

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def key():
    return {"Idempotency-Key": new_id().hex}


def test_from_claiming_to_an_order_that_keeps_its_explanation(call, thing, buyer, customer, noon):
    reduction = offers.announced(noon - DAY, title="满100减30")
    coupon = offers.announced(noon - DAY, offers.OFF_20)
    status, running = call(customer, "GET", "promotions")
    assert (status, [one["title"] for one in running]) == (200, ["满100减30", "满100减20券"])
    assert [one["left"] for one in running] == [None, 20]

    once = key()
    claims = [call(customer, "POST", "coupons", {"promotion": str(coupon.pk)}, **once) for _ in range(2)]
    assert [status for status, _ in claims] == [201, 201]
    assert Coupon.objects.count() == 1
    status, again = call(customer, "POST", "coupons", {"promotion": str(coupon.pk)}, **key())
    assert (status, again["code"]) == (409, "had-already")
    status, mine = call(customer, "GET", "coupons")
    assert (status, mine[0]["state"], mine[0]["code"]) == (200, "usable", claims[0][1]["code"])

    line = {"sku": str(thing.sku_id), "quantity": 8, "announced_fen": thing.amount_fen}
    status, quoted = call(customer, "POST", "quotes", {"lines": [line]})
    steps = [(step["step"], step["fen"]) for step in quoted["lines"][0]["explanation"]]
    assert (status, steps[1:]) == (200, [("full_reduction", 30_00), ("coupon", 20_00)])
    assert quoted["coupons"][0]["used"]

    order = {"address": str(buyer.address_id), "lines": [line], "coupons": [mine[0]["code"]]}
    wrong = order | {"announced": {"payable_fen": quoted["payable_fen"] - 1}}
    status, refused = call(customer, "POST", "orders", wrong, **key())
    assert (status, refused["code"]) == (409, "total-changed")
    right = order | {"announced": {"payable_fen": quoted["payable_fen"]}}
    status, placed = call(customer, "POST", "orders", right, **key())
    assert (status, placed["payable_fen"]) == (201, quoted["payable_fen"])
    status, seen = call(customer, "GET", f"orders/{placed['number']}")
    assert seen["lines"][0]["explanation"][1]["number"] == reduction.plan.number
    assert seen["lines"][0]["discount_fen"] == seen["discount_fen"] == 50_00
