"""A customer at a large screen pays with a telephone: the page goes on by itself, and only on true word."""

import pytest

from tests.browser.conftest import PHONE
from tests.integrations.gateways import connected, lines
from zhanggui.domain.payments.models import Payment
from zhanggui.domain.sales.models import Order
from zhanggui.integrations.gateway.models import StandInTrade
from zhanggui.journeys.receive_notice import receive_notice
from zhanggui.journeys.talk_to_gateway import prepare_payment
from zhanggui.kernel import clock


@pytest.fixture
def found(live_server, settings):
    made = lines(live_server.url, settings)
    with connected(made):
        yield made


def begin(desk, way):
    """Choose a way of paying at the desk; the code appears once the gateway has been asked for it."""
    desk.check(f"input[name=way][value={way}]", force=True)
    desk.click("main form button.btn-primary")
    desk.wait_for_selector("#pay-here")
    payment = Payment.objects.get(method=way)
    prepare_payment(payment_id=payment.id, at=clock.now())
    payment.refresh_from_db()
    desk.wait_for_selector(".pay-code svg")
    return payment


def tell(line, payment):
    """The gateway's notification of where this payment stands; how it was judged."""
    trade = StandInTrade.objects.get(firm=payment.method, out_trade_no=payment.number)
    now = clock.now()
    return receive_notice(told=line.told(trade, now), sender="203.0.113.7", at=now).value


def test_a_code_at_the_desk_is_paid_on_a_telephone(opened, shoot, world, found):
    desk = opened(world.customer)
    desk.goto(f"/g/{world.numbers[4]}/")
    desk.click("button[value=checkout]")
    desk.wait_for_url("**/checkout/")
    desk.check("input[name=method][value=alipay]", force=True)
    desk.click("button[name=order]")
    desk.wait_for_url("**/pay/**")

    called_off = begin(desk, "alipay")
    shoot(desk, "pay-code")
    telephone = opened(size=PHONE)
    telephone.goto(called_off.address)
    shoot(telephone, "pay-telephone")
    telephone.click("button:not(.pay)")
    assert tell(found["alipay"], called_off) == "accepted"
    desk.wait_for_selector("text=这笔付款没有成功")
    shoot(desk, "pay-called-off")

    desk.click("#pay-state .btn-primary")
    payment = begin(desk, "wechat")
    telephone.goto(payment.address)
    telephone.click("button.pay")
    StandInTrade.objects.filter(out_trade_no=payment.number).update(amount_fen=payment.amount_fen - 1)
    assert tell(found["wechat"], payment) == "wrong_amount"
    desk.wait_for_timeout(2_200)
    assert desk.locator(".pay-code svg").is_visible(), "another amount is no payment of this one"
    StandInTrade.objects.filter(out_trade_no=payment.number).update(amount_fen=payment.amount_fen)
    assert tell(found["wechat"], payment) == "accepted"
    desk.wait_for_selector(".result.tone-good")
    shoot(desk, "pay-done")
    assert Order.objects.get().state == "confirmed"
    states = dict(Payment.objects.values_list("method", "state"))
    assert states == {"alipay": "closed", "wechat": "paid"}
