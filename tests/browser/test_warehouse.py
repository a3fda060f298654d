"""The warehouse in the browser: a wave is walked by scan on a phone, packed at a bench and handed over."""

import re
from typing import Any

import pytest

from tests.browser.conftest import PHONE
from tests.domain.packing.benches import Benches
from tests.domain.packing.test_hand_over import load
from tests.domain.packing.test_hand_over import opened as list_of
from zhanggui.domain.delivery.models import Allocation, PickList, Shipment
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.identity.models import Account
from zhanggui.journeys.allocate_orders import allocate_orders
from zhanggui.kernel import clock


@pytest.fixture
def world(transactional_db: None) -> Benches:
    """Three orders of one article, allocated, in two lots."""
    hall = Benches(clock.now())
    hall.stock(hall.near, 2, lot=("L-早", None))
    hall.stock(hall.near, 9, lot=("L-晚", None))
    for pieces in (2, 1, 1):
        hall.order(pieces)
    allocate_orders(by=SYSTEM, at=hall.at)
    return hall


def account(by: Actor) -> Account:
    return Account.objects.get(pk=by.account_id)


def packed_at_the_bench(phone: Any, mate: Any, shoot: Any, hall: Benches, part: Allocation) -> Shipment:
    """Scanned piece by piece; the scales say too much, somebody else looks, and the label is printed."""
    phone.goto("/console/pack/")
    phone.fill("#code", str(part.pick_list))
    with phone.expect_navigation():
        phone.press("#code", "Enter")
    phone.fill("#code", hall.code())
    with phone.expect_navigation():
        phone.press("#code", "Enter")
    phone.fill("#code", "WRONG")
    phone.keyboard.press("Enter")
    phone.wait_for_selector("text=不属于此包裹")
    shoot(phone, "pack-scan")
    while phone.locator("#code").count():
        phone.fill("#code", hall.code())
        with phone.expect_navigation():
            phone.press("#code", "Enter")
    shoot(phone, "pack-box")
    phone.fill("#weight", "9000")
    phone.select_option("#box", "L")
    phone.keyboard.press("Enter")
    phone.wait_for_selector("text=请叫其他同事复看")

    mate.goto("/console/pack/")
    mate.click(".code a >> nth=0")
    mate.fill("#reason", "随箱放入赠品样册")
    shoot(mate, "pack-second-look")
    mate.click("button:has-text('放行')")
    phone.goto(phone.url)
    for check in phone.locator("[name=check]").all():
        check.check()
    phone.click("button:has-text('封箱并打印面单')")
    phone.wait_for_selector(".parcel-label .barcode")
    shoot(phone, "pack-label")
    return Shipment.objects.get()


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
    mate = opened(account(world.mate))
    parcel = packed_at_the_bench(phone, mate, shoot, world, parts[0])
    desk.goto("/console/hand-over/")
    desk.select_option("[name=warehouse]", str(world.near.pk))
    desk.select_option("[name=carrier]", str(world.carrier.pk))
    desk.click("button:has-text('开始扫描交接')")
    desk.fill("#tracking_number", "SF10000001")
    desk.fill("#code", parcel.number)
    desk.press("#code", "Enter")
    desk.wait_for_selector("#driver")
    desk.fill("#driver", "王师傅")
    desk.click("button:has-text('已签字')")
    desk.wait_for_selector("text=交接单已关闭")
    shoot(desk, "hand-over")
    assert desk.locator(".printed tbody tr").count() == 1
    assert Allocation.objects.get(pk=parcel.allocation_id).state == "shipped"


def test_labels_and_notes_of_a_hand_over_are_pages_of_their_own(opened, shoot, world):
    listed = list_of(world)
    for which in range(3):
        load(world, listed, world.boxed(1, which + 1).number, number=f"SF4000000{which}")
    desk = opened(account(world.keeper))
    desk.goto(f"/console/hand-over/{listed.pk}/")
    desk.click("a:has-text('面单')")
    desk.wait_for_selector("[data-print]:focus")  # so that Enter prints
    shoot(desk, "print-labels")
    assert pages(desk) == [(100, 150)] * 3
    turn_to(desk, "A5")
    assert pages(desk) == [(148, 210)] * 3
    turn_to(desk, "A4")
    assert pages(desk) == [(210, 297)] * 3


def turn_to(desk: Any, paper: str) -> None:
    """The same papers on another size, once that page stands whole."""
    with desk.expect_navigation():
        desk.click(f"a:has-text('{paper}')")


def pages(desk: Any) -> list[tuple[int, int]]:
    """Width and height in millimetres of each page that the printer gets."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", desk.pdf(prefer_css_page_size=True))
    return [(round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)) for width, height in boxes]
