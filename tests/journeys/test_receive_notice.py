"""Each gateway's word is kept, judged and acted on once: forged, late, repeated, disordered, wrong, lost.

Every test ends with the same question: is what the ledger holds at the gateway what the gateway's bill says?
"""

from datetime import datetime, time, timedelta

import pytest

from tests.integrations.gateways import METHODS, PAID, connected, lines
from tests.journeys.lists import row, settle
from zhanggui.domain.payments import accounts, gateway
from zhanggui.domain.payments.gateway import GatewayUnreachable, Told
from zhanggui.domain.payments.models import Difference, GatewayNotice, Payment, Refund
from zhanggui.domain.payments.operations import (
    BillWish,
    PaymentWish,
    RefundWish,
    compare_bill,
    open_payment,
    request_refund,
)
from zhanggui.domain.payments.operations.request_refund import MoreThanPaid
from zhanggui.domain.payments.states import Remedy
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM
from zhanggui.integrations.gateway import till
from zhanggui.integrations.gateway.models import StandInRefund, StandInTrade
from zhanggui.journeys.cancel_order import cancel_order
from zhanggui.journeys.expire_unpaid_orders import expire_unpaid_orders
from zhanggui.journeys.place_order import place_order
from zhanggui.journeys.receive_notice import receive_notice
from zhanggui.journeys.talk_to_gateway import (
    ask_about_payments,
    ask_about_refunds,
    close_trade,
    prepare_payment,
    send_refund,
)
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import ledger

pytestmark = pytest.mark.django_db(transaction=True)
SOON, LATE = timedelta(minutes=5), timedelta(minutes=45)
FORM_GATEWAYS = ("alipay", "gateway")


@pytest.fixture
def now():
    return clock.now()


@pytest.fixture
def noon(now):
    """The stand-ins live at the hour it is, so the shop does too."""
    return now


@pytest.fixture(params=METHODS)
def line(request, live_server, settings):
    found = lines(live_server.url, settings)
    with connected(found):
        yield found[request.param]


@pytest.fixture
def payment(line, placed, customer, now):
    """A payment of the order, of which the gateway has been asked for a code. In the end both books agree."""
    wish = PaymentWish(method=line.method, kind="code")
    opened = open_payment(order_id=placed.id, wish=wish, by=customer, at=now)
    prepare_payment(payment_id=opened.id, at=now)
    opened.refresh_from_db()
    assert opened.address.endswith(trade_of(opened).trade_no + "/")
    yield opened
    held = ledger.balance(accounts.clearing(line.method)).amount
    assert held == line.bill(now.astimezone(SHANGHAI).date())


def trade_of(payment):
    return StandInTrade.objects.get(firm=payment.method, out_trade_no=payment.number)


def tell(told, at):
    return receive_notice(told=told, sender="203.0.113.7", at=at).value


def states():
    return Order.objects.get().state, Payment.objects.get().state


def test_a_good_notification_confirms_the_order_and_its_repetition_changes_nothing(line, payment, now):
    told = line.told(line.pay(trade_of(payment), now), now)
    assert [tell(told, now + SOON), tell(told, now + SOON)] == ["accepted", "repeated"]
    assert states() == ("confirmed", "paid")
    kept = GatewayNotice.objects.order_by("received_at", "id")
    assert [(one.verdict, one.method, one.body) for one in kept] == [
        ("accepted", line.method, told.body),
        ("repeated", line.method, told.body),
    ]


def test_a_forged_notification_is_kept_and_nothing_is_believed(line, payment, now):
    told = line.told(trade_of(payment), now)
    forged = Told(method=line.method, body=told.body.replace("WAIT_BUYER_PAY", "TRADE_SUCCESS") + " &x=1")
    assert tell(forged, now + SOON) == "forged"
    assert states() == ("placed", "open")
    assert GatewayNotice.objects.get().sender == "203.0.113.7"


def test_a_signed_notification_of_another_amount_books_nothing_until_two_people_look(
    line, payment, clerk, head, now
):
    StandInTrade.objects.update(amount_fen=payment.amount_fen - 1)
    told = line.told(line.pay(trade_of(payment), now), now)
    assert tell(told, now + SOON) == "wrong_amount"
    assert states() == ("placed", "open")
    settle_the_bill(line, clerk, head, now)
    assert ledger.balance(accounts.UNCLEAR).amount == payment.amount_fen - 1


def settle_the_bill(line, clerk, head, now):
    """The gateway has money that we have not: the morning's comparison finds it, and two people book it."""
    day = now.astimezone(SHANGHAI).date()
    at = datetime.combine(day, time(12), tzinfo=SHANGHAI)
    rows = [
        row(one.trade.out_trade_no, one.amount_fen, at=at, trade=one.trade.trade_no)
        for one in till.movements(line.method, day)
    ]
    wish = BillWish(method=line.method, day=day, rows=rows, source="test")
    compare_bill(wish=wish, by=SYSTEM, at=at + timedelta(days=1))
    settle(Difference.objects.get(), Remedy.TO_UNCLEAR, clerk, head, at + timedelta(days=1))


def test_a_payment_nobody_knows_or_of_another_gateway_waits_on_an_account_of_its_own(
    line, payment, clerk, head, now
):
    trade = line.pay(trade_of(payment), now)
    Payment.objects.update(method="elsewhere")
    assert tell(line.told(trade, now), now + SOON) == "unknown_payment"
    StandInTrade.objects.update(out_trade_no="26112400000001P1")
    assert tell(line.told(trade_of_any(), now), now + SOON) == "unknown_payment"
    settle_the_bill(line, clerk, head, now)
    assert ledger.balance(accounts.UNCLEAR).amount == trade.amount_fen


def trade_of_any():
    return StandInTrade.objects.get()


def test_query_and_notification_may_come_in_any_order(line, payment, now):
    waiting = line.told(trade_of(payment), now)
    told = line.told(line.pay(trade_of(payment), now), now)
    assert ask_about_payments(at=now + LATE) == 1
    assert states() == ("confirmed", "paid")
    assert tell(told, now + LATE) == "repeated"
    assert tell(waiting, now + LATE) in {"overtaken", "repeated"}
    assert ask_about_payments(at=now + LATE) == 0
    assert states() == ("confirmed", "paid")


def test_paid_after_closed_is_still_money(line, payment, now):
    trade = trade_of(payment)
    trade.status = StandInTrade.Status.CLOSED
    assert tell(line.told(trade, now), now) == "accepted"
    assert Payment.objects.get().state == "closed"
    assert tell(line.told(line.pay(trade_of(payment), now), now), now + SOON) == "accepted"
    assert states() == ("confirmed", "paid")


def test_a_late_payment_is_honoured_or_goes_back(line, payment, thing, now):
    trade = line.pay(trade_of(payment), now)
    expire_unpaid_orders(by=SYSTEM, at=now + LATE)
    close_trade(payment_id=payment.id, at=now + LATE)
    assert states() == ("confirmed", "paid"), "closing asked, and learned that it was paid"
    assert tell(line.told(trade, now), now + LATE) == "repeated"


def test_a_payment_too_late_for_its_goods_goes_back(line, payment, wish, thing, customer, now):
    expire_unpaid_orders(by=SYSTEM, at=now + LATE)
    place_order(wish=wish(9), by=customer, at=now + LATE)
    assert tell(line.told(line.pay(trade_of(payment), now), now), now + LATE) == "accepted"
    refund = Refund.objects.get()
    send_refund(refund_id=refund.id, at=now + LATE)
    finish(line, refund, now)
    assert StandInRefund.objects.get().amount_fen == payment.amount_fen


def finish(line, refund, now):
    """Hear that a refund went through, by notification or by asking; twice, to no effect."""
    told = line.told_refund(trade_of(refund.payment), now)
    if told is not None:
        assert tell(told, now) in {"accepted", "repeated"}
        assert tell(told, now) == "repeated"
    refund.refresh_from_db()
    assert refund.state == "done"


def test_partial_refunds_go_back_each_once(line, payment, now):
    tell(line.told(line.pay(trade_of(payment), now), now), now)
    for place, part in enumerate((100, 250), start=1):
        wish = RefundWish(amount_fen=part, reason="少发一件", key=f"part{place}")
        refund = request_refund(payment_id=payment.id, wish=wish, by=SYSTEM, at=now)
        send_refund(refund_id=refund.id, at=now)
        send_refund(refund_id=refund.id, at=now)
        finish(line, refund, now)
    assert sorted(StandInRefund.objects.values_list("amount_fen", flat=True)) == [100, 250]


def test_a_closed_payment_has_nothing_to_refund(line, payment, customer, now):
    expire_unpaid_orders(by=SYSTEM, at=now + LATE)
    close_trade(payment_id=payment.id, at=now + LATE)
    wish = RefundWish(amount_fen=1, reason="x", key="k")
    with pytest.raises(MoreThanPaid):
        request_refund(payment_id=payment.id, wish=wish, by=SYSTEM, at=now + LATE)
    assert line.pay(trade_of(payment), now).status == StandInTrade.Status.CLOSED


def test_a_refund_the_gateway_refuses_waits_for_a_person(line, payment, placed, customer, now):
    tell(line.told(line.pay(trade_of(payment), now), now), now)
    StandInTrade.objects.update(amount_fen=1)
    cancel_order(order_id=placed.id, reason="changed my mind", by=customer, at=now)
    send_refund(refund_id=Refund.objects.get().id, at=now)
    assert Refund.objects.get().state == "refused"
    StandInTrade.objects.update(amount_fen=payment.amount_fen)


def test_a_gateway_down_for_an_hour_loses_nothing(
    line, payment, placed, customer, now, live_server, settings
):
    """Paid while we cannot reach it, cancelled while it is down: afterwards both sides agree."""
    line.pay(trade_of(payment), now)
    down = lines("http://127.0.0.1:9", settings)[line.method]
    gateway.connect(line.method, down.house)
    assert ask_about_payments(at=now + LATE) == 0
    assert states() == ("placed", "open")
    lines(live_server.url, settings)
    gateway.connect(line.method, line.house)
    assert ask_about_payments(at=now + LATE) == 1
    assert states() == ("confirmed", "paid")

    cancel_order(order_id=placed.id, reason="changed my mind", by=customer, at=now + LATE)
    refund = Refund.objects.get()
    gateway.connect(line.method, down.house)
    with pytest.raises(GatewayUnreachable):
        send_refund(refund_id=refund.id, at=now + LATE)
    assert ask_about_refunds(at=now + 2 * LATE) == 0
    gateway.connect(line.method, line.house)
    for _round in range(2):
        ask_about_refunds(at=now + 2 * LATE)
    refund.refresh_from_db()
    assert refund.state == "done"
    assert StandInRefund.objects.count() == 1


def test_the_door_keeps_what_it_is_told_and_answers_as_each_gateway_wants(line, payment, client, now):
    trade = line.pay(trade_of(payment), now)
    letter = line.firm.letter(trade, at=now)
    headers = {name: value for name, value in letter.headers.items() if name != "Content-Type"}
    kind = letter.headers["Content-Type"]
    address = f"/api/payments/notices/{line.method}"
    answer = client.post(address, letter.body, content_type=kind, headers=headers)
    assert line.firm.heard(answer.status_code, answer.content)
    assert states() == ("confirmed", "paid")
    forged = client.post(address, b"trade_status=TRADE_SUCCESS", content_type=kind)
    assert not line.firm.heard(forged.status_code, forged.content)
    assert client.post("/api/payments/notices/nobody", b"", content_type=kind).status_code == 404
    assert GatewayNotice.objects.count() == 2
    assert trade.status == PAID
