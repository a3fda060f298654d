"""A customer on a telephone, from the first look to the rating; and the same way without JavaScript."""

import io
import re
from dataclasses import replace

import pytest
from PIL import Image

from tests.browser.conftest import PHONE
from tests.browser.test_finding import opened_standing_still, serious
from zhanggui.domain.care.models import Rating
from zhanggui.domain.payments import gateway
from zhanggui.domain.payments.models import Payment
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.operations import note_shipped
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import TextMessage
from zhanggui.integrations.gateway.client import OwnSpeaker, Rsa2Gateway
from zhanggui.integrations.gateway.transport import post_form
from zhanggui.journeys.confirm_receipt import confirm_receipt
from zhanggui.journeys.receive_notice import act_on
from zhanggui.kernel import clock

MOBILE = "138 0013 8000"


def code_sent():
    return re.search(r"\d{6}", TextMessage.objects.latest("created_at").body)[0]


def come_in(page):
    page.fill("input[name=mobile]", MOBILE)
    page.click("main form button")
    page.fill("input[name=code]", code_sent())
    page.click("main form button")


@pytest.fixture
def paying(live_server):
    """The stand-in of the payment gateway answers where this test runs."""
    usual = gateway.connected("gateway")
    here = replace(usual.endpoint, url=f"{live_server.url}/gateway/gateway.do")
    gateway.connect("gateway", Rsa2Gateway(here, OwnSpeaker(here, post_form)))
    yield
    gateway.connect("gateway", usual)


def test_from_the_first_look_to_the_rating_on_a_telephone(opened, shoot, world, paying):
    page = opened(size=PHONE)
    page.goto(f"/g/{world.numbers[1]}/")
    page.click("button[value=cart]")
    page.click("[data-step='1']")
    page.wait_for_selector(".cart-lines input[value='2']")
    shoot(page, "buyer-cart")
    page.click(".cart-sum .btn-primary")
    come_in(page)
    page.wait_for_url("**/checkout/")

    page.check("input[name=address][value=new]")
    page.select_option("#id_to-province", "浙江省")
    page.select_option("#id_to-city", "杭州市")
    page.wait_for_selector("select#id_to-district")
    shoot(page, "buyer-checkout")
    page.check("input[name=address]:not([value=new])")
    page.check("input[name=method][value=gateway]")
    page.click("button[name=order]")
    page.wait_for_url("**/pay/**")
    shoot(page, "buyer-pay")
    page.click("main form button")
    page.wait_for_url("**/gateway/**")
    page.locator("form button").first.click()
    page.wait_for_url("**/result/**")
    payment = Payment.objects.get()
    act_on("gateway", gateway.connected("gateway").query(payment.number, at=clock.now()), at=clock.now())

    order = Order.objects.get()
    page.goto(f"/orders/{order.number}/")
    shoot(page, "buyer-paid")
    now = clock.now()
    note_shipped(order_id=order.id, by=SYSTEM, at=now)
    confirm_receipt(order_id=order.id, by=world.customer.actor(), at=now)
    page.goto("/orders/?stage=to_rate")
    page.click(f"a[href='/orders/{order.number}/rating/']")
    page.click("label[for=s5]")
    page.fill("textarea[name=text]", "和节目里一样好")
    photograph = io.BytesIO()
    Image.new("RGB", (800, 600), "teal").save(photograph, "JPEG")
    page.set_input_files(
        "input[name=pictures]",
        {"name": "锅.jpg", "mimeType": "image/jpeg", "buffer": photograph.getvalue()},
    )
    page.click("main form button")
    page.wait_for_selector(".rating-picture")
    shoot(page, "buyer-rated")

    assert order.lines.get().quantity == 2
    assert Rating.objects.get().pictures.count() == 1


def test_a_visitor_orders_without_any_javascript(opened, world):
    page = opened(java_script_enabled=False, size=PHONE)
    page.goto(f"/g/{world.numbers[4]}/")
    page.click("button[value=checkout]")
    come_in(page)
    page.wait_for_url("**/checkout/")
    page.check("input[name=address][value=new]")
    for field, value in {"recipient": "李雷", "mobile": "13800138001", "street": "文三路 1 号"}.items():
        page.fill(f"#id_to-{field}", value)
    page.select_option("#id_to-province", "浙江省")
    page.select_option("#id_to-city", "杭州市")
    page.fill("#id_to-district", "西湖区")
    page.check("input[name=method][value=gateway]")
    page.click("button[name=order]")

    assert "/pay/" in page.url
    assert Order.objects.get().address.recipient == "李雷"


def test_the_pages_of_a_member_on_a_telephone(opened, shoot, world):
    page = opened(world.customer, size=PHONE)
    page.goto(f"/g/{world.numbers[1]}/")
    page.click("button[value=checkout]")
    page.wait_for_url("**/checkout/")
    for path in ("/checkout/", "/cart/", "/orders/"):
        opened_standing_still(page, path)
    for name in ("me", "points", "favourites", "addresses", "safety", "privacy", "notices"):
        path = "/me/" if name == "me" else f"/me/{name}/"
        opened_standing_still(page, path)
        assert serious(page) == [], path
        shoot(page, f"member-{name}")
