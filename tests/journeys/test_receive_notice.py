"""The gateway's word is kept, judged and acted on once: forged, late, repeated, disordered, wrong."""

from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest

from zhanggui.domain.payments import gateway
from zhanggui.domain.payments.gateway import GatewayRefused, GatewayUnreachable, PayAsk, TradeState
from zhanggui.domain.payments.models import GatewayNotice, Payment, Refund
from zhanggui.domain.payments.operations import PaymentWish, open_payment
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM
from zhanggui.integrations.gateway import standin
from zhanggui.integrations.gateway.client import Endpoint, SignedGateway
from zhanggui.integrations.gateway.models import StandInTrade
from zhanggui.journeys.expire_unpaid_orders import expire_unpaid_orders
from zhanggui.journeys.receive_notice import receive_notice
from zhanggui.journeys.talk_to_gateway import (
    ask_about_payments,
    close_trade,
    compare_bill,
    send_refund,
)

pytestmark = pytest.mark.django_db(transaction=True)
SOON = timedelta(minutes=5)
LATE = timedelta(minutes=45)


@pytest.fixture(autouse=True)
def wire(noon):
    """The house's side of the protocol, connected to the stand-in without a network in between."""
    was = gateway.connected()
    endpoint = Endpoint("http://gateway.test/gateway.do", "zhanggui-local", "http://house.test/notices")
    ours = SignedGateway(endpoint, lambda url, form: standin.answer(form, at=noon + SOON).encode())
    gateway.connect(ours)
    yield ours
    gateway.connect(was)


@pytest.fixture
def trade(placed, customer, noon, wire):
    """A payment of the order, opened on the stand-in's pay page."""
    payment = open_payment(order_id=placed.id, wish=PaymentWish(), by=customer, at=noon)
    ask = PayAsk(
        number=payment.number, amount_fen=payment.amount_fen, subject="掌柜", return_url="http://house.test/",
        expires_at=noon + 2 * LATE,
    )  # fmt: skip
    asked = dict(parse_qsl(urlsplit(wire.pay_link(ask, at=noon)).query))
    assert standin.is_from_the_house(asked)
    return standin.open_trade(asked, at=noon)


def paid(trade, at):
    return standin.notice(standin.settle(trade.trade_no, StandInTrade.Status.SUCCESS, at=at), at=at)


def tell(form, at):
    return receive_notice(form=form, sender="203.0.113.7", at=at).value


def state(model=Order):
    return model.objects.get().state


def test_a_good_notification_confirms_the_order_and_its_repetition_changes_nothing(trade, noon):
    form = paid(trade, noon + SOON)
    assert tell(form, noon + SOON) == "accepted"
    assert tell(form, noon + SOON) == "repeated"

    assert (state(), state(Payment)) == ("confirmed", "paid")
    assert [n.verdict for n in GatewayNotice.objects.order_by("received_at", "id")] == [
        "accepted",
        "repeated",
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("total_amount", "0.01", id="amount changed on the way"),
        pytest.param("trade_status", "TRADE_FINISHED", id="status changed on the way"),
        pytest.param("sign", "bm9uc2Vuc2U=", id="somebody else's signature"),
        pytest.param("sign", "", id="no signature"),
        pytest.param("sign", "不是签名", id="no base64"),
        pytest.param("app_id", "another-shop", id="for another shop"),
    ],
)
def test_a_forged_notification_is_kept_and_nothing_is_believed(field, value, trade, noon):
    form = paid(trade, noon + SOON) | {field: value}
    assert tell(form, noon + SOON) == "forged"

    assert (state(), state(Payment)) == ("placed", "open")
    assert GatewayNotice.objects.get().sender == "203.0.113.7"


def test_a_signed_notification_of_another_amount_books_nothing(trade, noon):
    StandInTrade.objects.update(amount_fen=trade.amount_fen - 1)
    assert tell(paid(trade, noon + SOON), noon + SOON) == "wrong_amount"
    assert (state(), state(Payment)) == ("placed", "open")


def test_a_signed_notification_of_a_payment_nobody_knows_books_nothing(trade, noon):
    StandInTrade.objects.update(out_trade_no="26112400000001P1")
    assert tell(paid(trade, noon + SOON), noon + SOON) == "unknown_payment"


def test_older_news_after_newer_news_change_nothing(trade, noon):
    waiting = standin.notice(trade, at=noon)
    assert tell(paid(trade, noon + SOON), noon + SOON) == "accepted"
    assert tell(waiting, noon + SOON) == "overtaken"
    trade.status = StandInTrade.Status.CLOSED
    assert tell(standin.notice(trade, at=noon), noon + SOON) == "overtaken"
    assert (state(), state(Payment)) == ("confirmed", "paid")


def test_paid_after_closed_is_still_money(trade, noon):
    trade.status = StandInTrade.Status.CLOSED
    assert tell(standin.notice(trade, at=noon), noon) == "accepted"
    assert state(Payment) == "closed"
    assert tell(paid(trade, noon + SOON), noon + SOON) == "accepted"
    assert (state(), state(Payment)) == ("confirmed", "paid")


def test_a_late_notification_is_honoured(trade, noon):
    expire_unpaid_orders(by=SYSTEM, at=noon + LATE)
    assert state() == "expired"
    assert tell(paid(trade, noon + LATE), noon + LATE) == "accepted"
    assert state() == "confirmed"


def test_a_lost_notification_is_asked_for(trade, noon):
    paid(trade, noon + SOON)
    assert ask_about_payments(at=noon + LATE) == 1
    assert state() == "confirmed"
    assert ask_about_payments(at=noon + LATE) == 0


def test_a_payment_closed_too_late_is_taken_in(trade, noon):
    paid(trade, noon + SOON)
    expire_unpaid_orders(by=SYSTEM, at=noon + LATE)
    close_trade(payment_id=Payment.objects.get().id, at=noon + LATE)
    assert (state(), state(Payment)) == ("confirmed", "paid")


def test_a_refund_goes_back_once_and_the_day_s_bill_agrees(trade, placed, customer, noon):
    from zhanggui.journeys.cancel_order import cancel_order

    tell(paid(trade, noon + SOON), noon + SOON)
    cancel_order(order_id=placed.id, reason="changed my mind", by=customer, at=noon + SOON)
    refund = Refund.objects.get()
    send_refund(refund_id=refund.id, at=noon + SOON)
    send_refund(refund_id=refund.id, at=noon + SOON)

    assert state(Refund) == "done"
    assert trade.refunds.get().amount_fen == placed.payable_fen
    assert compare_bill(day=noon.date(), at=noon + LATE) == 0
    Payment.objects.update(amount_fen=1)
    assert compare_bill(day=noon.date(), at=noon + LATE) == 1


def test_a_refund_the_gateway_refuses_waits_for_a_person(trade, placed, customer, noon):
    from zhanggui.journeys.cancel_order import cancel_order

    tell(paid(trade, noon + SOON), noon + SOON)
    StandInTrade.objects.update(amount_fen=1)
    cancel_order(order_id=placed.id, reason="changed my mind", by=customer, at=noon + SOON)
    send_refund(refund_id=Refund.objects.get().id, at=noon + SOON)
    assert state(Refund) == "refused"


def test_an_answer_the_gateway_did_not_sign_is_not_believed(wire, trade, noon):
    good = standin.answer(
        wire._signed("alipay.trade.query", {"out_trade_no": trade.out_trade_no}, noon), at=noon
    )
    wire.post = lambda url, form: good.replace("WAIT_BUYER_PAY", "TRADE_SUCCESS").encode()
    with pytest.raises(GatewayUnreachable):
        wire.query(trade.out_trade_no, at=noon)
    wire.post = lambda url, form: b"<html>502</html>"
    with pytest.raises(GatewayUnreachable):
        wire.query(trade.out_trade_no, at=noon)


def test_the_gateway_answers_only_the_house(wire, trade, noon):
    asked = wire._signed("alipay.trade.query", {"out_trade_no": trade.out_trade_no}, noon)
    assert "invalid-signature" in standin.answer(asked | {"timestamp": "2020-01-01 00:00:00"}, at=noon)
    assert wire.query("nobody's", at=noon).state is TradeState.UNKNOWN
    wire.close("nobody's", at=noon)
    paid(trade, noon)
    with pytest.raises(GatewayRefused):
        wire.close(trade.out_trade_no, at=noon)
