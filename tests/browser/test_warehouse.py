"""The warehouse in the browser: a wave is planned, walked by scan on a phone, packed and handed over."""

from typing import Any

import pytest

from tests.browser.conftest import PHONE
from tests.domain.delivery.dispatch import Dispatch
from zhanggui.domain.delivery.models import Allocation, PickList, Shipment
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.identity.models import Account
from zhanggui.journeys.allocate_orders import allocate_orders
from zhanggui.kernel import clock


@pytest.fixture
def world(transactional_db: None) -> Dispatch:
    """Three orders of one article, allocated, in two lots."""
    hall = Dispatch(clock.now())
    hall.stock(hall.near, 2, lot=("L-早", None))
    hall.stock(hall.near, 9, lot=("L-晚", None))
    for pieces in (2, 1, 1):
        hall.order(pieces)
    allocate_orders(by=SYSTEM, at=hall.at)
    return hall


def account(by: Actor) -> Account:
    return Account.objects.get(pk=by.account_id)


def packed_and_handed_over(desk: Any, hall: Dispatch, part: Allocation) -> None:
    desk.goto(f"/console/delivery/allocation/{part.pk}/act/pack/")
    desk.fill("[name=weight]", "650")
    desk.fill("[name=material]", "瓦楞纸箱")
    desk.check("[name=checked]")
    desk.click(".desk-form button[type=submit]")
    desk.wait_for_url("**/change/")
    parcel = Shipment.objects.get(allocation=part)
    desk.goto(f"/console/delivery/shipment/{parcel.pk}/act/ship/")
    desk.select_option("[name=carrier]", str(hall.carrier.pk))
    desk.fill("[name=tracking_number]", f"SF{parcel.number[-5:]}001")
    desk.click(".desk-form button[type=submit]")
    desk.wait_for_url("**/change/")


def test_a_wave_is_walked_by_scan_packed_and_handed_over(opened, shoot, world):
    desk = opened(account(world.keeper))
    desk.goto("/console/delivery/wave/start/plan/")
    desk.select_option("[name=warehouse]", str(world.near.pk))
    desk.fill("[name=orders]", "50")
    desk.fill("[name=walk]", "20")
    desk.click(".desk-form button[type=submit]")
    desk.wait_for_url("**/change/")
    walk = PickList.objects.get()

    phone = opened(account(world.keeper), size=PHONE)
    phone.goto(f"/console/walk/{walk.pk}/")
    phone.click("button:has-text('领取')")
    phone.wait_for_selector("#code")
    shoot(phone, "walk")
    phone.fill("#code", "WRONG")
    phone.keyboard.press("Enter")
    phone.wait_for_selector("text=请放回")
    while phone.locator("#code").count():
        code = phone.locator(".walk-stop .code").inner_text()
        left = phone.locator("#pieces").get_attribute("max")
        phone.fill("#pieces", str(left))
        phone.fill("#code", code)
        with phone.expect_navigation():
            phone.press("#code", "Enter")
    with phone.expect_navigation():
        phone.click("button:has-text('完成拣货')")

    parts = list(Allocation.objects.filter(state="picked"))
    assert len(parts) == 3
    packed_and_handed_over(desk, world, parts[0])
    assert Allocation.objects.get(pk=parts[0].pk).state == "shipped"
    desk.goto("/console/hand-over/")
    shoot(desk, "hand-over")
    assert desk.locator(".printed tbody tr").count() == 1
