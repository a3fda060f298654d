"""A parcel goes wrong, in the browser: its carrier says so, it is brought back, the customer follows it."""

from datetime import timedelta

import pytest

from tests.browser.conftest import PHONE
from tests.journeys.road import Road
from zhanggui.domain.delivery.following_links import code_of
from zhanggui.domain.delivery.models import CarrierClaim, Shipment
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.kernel import clock


@pytest.fixture
def world(transactional_db: None) -> Road:
    """A paid parcel, an hour on its way, with a carrier that writes into the portal."""
    road = Road(clock.now() - timedelta(hours=3))
    road.sent()
    road.hears("in_transit", 1, place="上海转运中心")
    return road


def account(by: Actor) -> Account:
    return Account.objects.get(pk=by.account_id)


def test_a_damaged_parcel_is_told_claimed_disputed_and_followed(opened, shoot, world):
    parcel = Shipment.objects.get()
    carrier = opened(account(world.courier))
    carrier.goto("/partners/parcels/")
    carrier.click("summary")
    carrier.fill("[name=tracking_number]", parcel.tracking_number)
    carrier.select_option("[name=code]", "damaged")
    with carrier.expect_navigation():
        carrier.click("details button.btn-primary")

    desk = opened(account(world.manager))
    desk.goto("/console/road/")
    shoot(desk, "parcels-at-risk")
    desk.click(f"table >> nth=-1 >> text={parcel.number}")
    desk.wait_for_selector("text=工单")
    desk.goto(f"/console/delivery/shipment/{parcel.pk}/change/")
    desk.click("text=要求退回")
    desk.fill("[name=reason]", "外箱破损，顾客不收")
    with desk.expect_navigation():
        desk.click("button.btn-primary")

    carrier.goto("/partners/claims/")
    with carrier.expect_navigation():
        carrier.click("text=照办")
    carrier.fill("textarea[name=answer]", "包装不足")
    with carrier.expect_navigation():
        carrier.click("button[name=dispute]")
    shoot(carrier, "carrier-claims")
    assert CarrierClaim.objects.get().state == "disputed"
    assert parcel.instructions.get().taken_at is not None

    phone = opened(None, size=PHONE)
    phone.goto(f"/t/{code_of(parcel.number)}")
    phone.wait_for_selector(".route-now >> text=上海转运中心")
    shoot(phone, "parcel-link")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
