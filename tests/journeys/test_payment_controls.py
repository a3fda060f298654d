"""Each control of payments, green and turning red."""

from datetime import timedelta

import pytest

from tests.vocabulary import behind_the_back
from zhanggui.domain.payments import controls
from zhanggui.domain.payments.models import GatewayNotice, Payment
from zhanggui.domain.payments.operations import RefundWish, open_payment, request_refund
from zhanggui.domain.payments.operations.open_payment import PaymentWish
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.receive_payment import receive_payment
from zhanggui.mechanisms.controls import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid(placed, customer, noon) -> Payment:
    payment = open_payment(order_id=placed.id, wish=PaymentWish(), by=customer, at=noon)
    receive_payment(payment_id=payment.id, gateway_trade="T1", by=SYSTEM, at=noon)
    payment.refresh_from_db()
    return payment


def test_payments_booked_to_the_fen_or_not(db, noon, request):
    assert controls.payments_booked(noon).status is Status.NO_DATA
    payment = request.getfixturevalue("paid")
    assert controls.payments_booked(noon).status is Status.KEPT

    with behind_the_back() as change:
        change("UPDATE payments_payment SET amount_fen = amount_fen + 1 WHERE id = %s", [payment.id])
    evidence = controls.payments_booked(noon)
    assert evidence.status is Status.BROKEN
    assert evidence.records.count == 1


def test_notifications_judged_or_left_lying(db, noon):
    assert controls.notices_judged(noon).status is Status.NO_DATA
    GatewayNotice.objects.create(received_at=noon, body="x", verdict="forged", judged_at=noon)
    assert controls.notices_judged(noon).status is Status.KEPT

    GatewayNotice.objects.create(received_at=noon, body="y")
    assert controls.notices_judged(noon + timedelta(minutes=9)).status is Status.KEPT
    assert controls.notices_judged(noon + timedelta(minutes=11)).status is Status.BROKEN


def test_refunds_sent_in_time_or_owed_too_long(paid, noon):
    assert controls.refunds_in_time(noon).status is Status.NO_DATA
    wish = RefundWish(amount_fen=100, reason="少发一件", key="r1")
    request_refund(payment_id=paid.id, wish=wish, by=SYSTEM, at=noon)

    assert controls.refunds_in_time(noon + timedelta(days=6)).status is Status.KEPT
    assert controls.refunds_in_time(noon + timedelta(days=8)).status is Status.BROKEN
