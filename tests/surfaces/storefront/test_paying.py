"""The pages on which a customer pays: by code, by link, by the bank; on a screen and on a phone."""

import pytest
from benchmarks.shelf import buyers, goods_on_sale

from zhanggui.domain.payments.models import Payment
from zhanggui.domain.payments.operations import keep_address
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import place_order
from zhanggui.journeys.receive_payment import receive_payment
from zhanggui.kernel import clock
from zhanggui.kernel.ids import new_id

pytestmark = pytest.mark.django_db
PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def buyer(client):
    found = buyers(1)[0]
    client.force_login(Account.objects.get(pk=found.account_id))
    return found


def ordered(buyer, method="gateway"):
    thing = goods_on_sale(1, pieces=10)[0]
    wish = OrderWish(
        customer_id=buyer.account_id, channel="web", method=method, address_id=buyer.address_id,
        lines=(LineWish(sku_id=thing.sku_id, quantity=1, announced_fen=thing.amount_fen),), key=new_id().hex,
    )  # fmt: skip
    by = Account.objects.get(pk=buyer.account_id).actor(via="web")
    return Order.objects.get(pk=place_order(wish=wish, by=by, at=clock.now()).id)


def test_a_code_is_shown_when_the_gateway_has_told_it_and_the_page_goes_on_when_it_is_paid(client, buyer):
    order = ordered(buyer)
    page = client.get(f"/pay/{order.number}/?way=wechat").content.decode()
    assert 'value="wechat" checked' in page
    assert 'value="alipay"' in page
    answer = client.post(f"/pay/{order.number}/", {"way": "wechat"})
    payment = Payment.objects.get()
    assert (payment.method, payment.kind) == ("wechat", "code")
    assert answer.url == f"/pay/{order.number}/by/{payment.number}/"
    assert "pay-code" not in client.get(answer.url, headers=HTMX).content.decode()

    keep_address(payment_id=payment.pk, address="weixin://wxpay/bizpayurl?pr=x", by=SYSTEM, at=clock.now())
    shown = client.get(answer.url, headers=HTMX).content.decode()
    assert "pay-code" in shown
    assert "weixin://" not in shown, "no browser opens that"
    receive_payment(payment_id=payment.pk, gateway_trade="T", by=SYSTEM, at=clock.now())
    assert client.get(answer.url, headers=HTMX)["HX-Redirect"] == f"/pay/{order.number}/result/"
    assert client.get(answer.url).url == f"/pay/{order.number}/result/"


@pytest.mark.parametrize(
    ("way", "kind", "leads"),
    [
        pytest.param("alipay", "phone", "alipay.trade.wap.pay", id="Alipay opens by a link we sign"),
        pytest.param("wechat", "phone", "/by/", id="WeChat is asked for its link"),
        pytest.param("gateway", "", "alipay.trade.page.pay", id="a card has a page of its own"),
        pytest.param("nonsense", "phone", "alipay.trade.wap.pay", id="a way nobody offers"),
    ],
)
def test_on_a_phone_it_opens_in_the_app(way, kind, leads, client, buyer):
    order = ordered(buyer)
    answer = client.post(f"/pay/{order.number}/", {"way": way}, headers=PHONE)
    assert leads in answer.url
    assert Payment.objects.get().kind == kind


def test_a_transfer_says_what_to_write_to_the_bank_and_its_goods_wait_for_days(client, buyer, settings):
    order = ordered(buyer, "bank_transfer")
    assert (order.expires_at - clock.now()).days == 2
    from zhanggui.surfaces.storefront.views.paying import begin_transfer

    by = Account.objects.get(pk=buyer.account_id).actor(via="web")
    address = begin_transfer(order.number, by=by)
    page = client.get(address).content.decode()
    assert Payment.objects.get().number in page
    assert settings.HOUSE_BANK["number"] in page
    assert address in client.get(f"/pay/{order.number}/").content.decode()


def test_nobody_sees_where_somebody_else_pays(client, buyer):
    order = ordered(buyer)
    client.post(f"/pay/{order.number}/", {"way": "wechat"})
    payment = Payment.objects.get()
    other = ordered(buyer)
    assert client.get(f"/pay/{other.number}/by/{payment.number}/").status_code == 404
    client.force_login(Account.objects.get(pk=buyers(1)[0].account_id))
    assert client.get(f"/pay/{order.number}/by/{payment.number}/").status_code == 404
