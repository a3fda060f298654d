"""An exchange in the browser: chosen on a phone, fetched, looked at in the warehouse, the difference paid."""

from datetime import timedelta

import pytest

from tests import swaps
from tests.browser.conftest import PHONE
from tests.domain.aftersales.conftest import deliver, keeper, warehouse
from tests.journeys.conftest import buyer, customer, thing, wish
from tests.surfaces.storefront.test_after_sales import png
from zhanggui.domain.aftersales.models import Return
from zhanggui.identity.models import Account
from zhanggui.kernel import clock

__all__ = ["buyer", "customer", "deliver", "keeper", "thing", "warehouse", "wish"]


@pytest.fixture
def noon(transactional_db):
    """Yesterday: what was signed for then can still be exchanged."""
    return clock.now() - timedelta(days=1)


@pytest.fixture
def order(noon, deliver):
    return deliver(1)


def account(by) -> Account:
    return Account.objects.get(pk=by.account_id)


def test_an_exchange_from_the_phone_over_the_warehouse_to_the_difference(
    opened, shoot, order, thing, customer, keeper, warehouse
):
    swaps.variant(thing, dearer_fen=500)
    phone = opened(account(customer), size=PHONE)
    phone.goto(f"/orders/{order.number}/")
    phone.click("a:has-text('退换货与维修')")
    shoot(phone, "after-sales-rights")
    phone.click("a.btn:has-text('换货')")
    phone.check("label:has-text('需补差价') input")
    phone.select_option("#cause", "does_not_fit")
    shoot(phone, "after-sales-exchange")
    phone.click("button:has-text('申请换货')")
    phone.wait_for_selector("text=如何寄回")
    phone.click("button:has-text('预约取件')")
    phone.wait_for_selector("text=快递员上门时间")
    shoot(phone, "after-sales-case")

    case = Return.objects.get()
    desk = opened(account(keeper))
    desk.goto(f"/console/aftersales/return/{case.pk}/change/")
    desk.click("a[href$='/act/receive/']")
    desk.select_option("[name=warehouse]", str(warehouse.pk))
    desk.click(".desk-form button[type=submit]")
    desk.wait_for_url("**/change/")
    desk.click("a[href$='/act/finish/']")
    seen = {"name": "照片.png", "mimeType": "image/png", "buffer": png().read()}
    desk.set_input_files("[name=pictures]", [seen, seen])
    shoot(desk, "after-sales-inspection")
    desk.click(".desk-form button[type=submit]")
    desk.wait_for_url("**/change/")
    assert case.pictures.count() == 2

    phone.goto(f"/returns/{case.number}/")
    phone.click("a:has-text('补差价')")
    phone.wait_for_selector("text=¥5")
    case.refresh_from_db()
    assert (case.state, swaps.replacement(case).state) == ("finished", "placed")
    swaps.pay(swaps.replacement(case), by=customer, at=clock.now())
    assert swaps.replacement(case).state == "confirmed"
