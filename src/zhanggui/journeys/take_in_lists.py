"""Taking in lists of money that people bring: bank statements, carriers' remittances, downloaded bills.

A bank statement comes first as news: a transfer whose note names an open payment is that payment, arrived.
Then each list is compared with the books like any other. What nobody can be matched to stays a difference,
with a case.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.partners.models import Carrier
from zhanggui.domain.payments import layouts, sheets
from zhanggui.domain.payments.capabilities import COMPARE
from zhanggui.domain.payments.comparing import last_day
from zhanggui.domain.payments.models import Bill, Correction, Payment
from zhanggui.domain.payments.operations import BillWish, compare_bill, settle_difference
from zhanggui.domain.payments.operations.finish_refund import finish_refund
from zhanggui.domain.payments.queries import refund_numbered
from zhanggui.domain.payments.refusals import EmptyList
from zhanggui.domain.payments.rules import BillRow
from zhanggui.domain.payments.sheets import Collected
from zhanggui.domain.payments.states import PaymentState, RefundState
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.journeys.receive_payment import receive_payment
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm
from zhanggui.kernel.refusal import NotFound

TRANSFER, AT_THE_DOOR = Payment.Method.BANK_TRANSFER, Payment.Method.CASH_ON_DELIVERY
CHUNK = 5_000
BILLS: dict[str, Callable[[bytes], list[BillRow]]] = {
    Payment.Method.ALIPAY: layouts.alipay_bill,
    Payment.Method.WECHAT: layouts.wechat_bill,
}
"""Bills that somebody has downloaded by hand, on a day on which the gateway would not give them to us."""


@transaction.atomic
def take_in_bill(*, method: str, content: bytes, source: str, by: Actor, at: datetime) -> Bill:
    """Compare a bill that was downloaded by hand. Raises ``NotSuchAList``."""
    by.require(COMPARE)
    if method not in BILLS:
        raise NotFound
    rows = BILLS[method](content)
    if not rows:
        raise EmptyList
    wish = BillWish(method=method, day=last_day(rows), rows=rows, source=source)
    return compare_bill(wish=wish, by=by, at=at)


@transaction.atomic
def take_in_statement(*, content: bytes, source: str, by: Actor, at: datetime) -> Bill:
    """Take in what the bank lists: transfers that name their payment arrive, refunds paid out are done."""
    by.require(COMPARE)
    rows = sheets.bank_statement(content)
    for row in sorted(rows, key=lambda one: (one.number, one.at)):
        if row.refund_number:
            _finish(row, at)
        elif row.number:
            _receive(row, at)
    wish = BillWish(method=TRANSFER, day=last_day(rows), rows=rows, source=source)
    return compare_bill(wish=wish, by=by, at=at)


def _receive(row: BillRow, at: datetime) -> None:
    waiting = Payment.objects.filter(number=row.number, method=TRANSFER, amount_fen=row.amount_fen)
    payment = waiting.exclude(state=PaymentState.PAID).first()
    if payment is not None:
        receive_payment(payment_id=payment.pk, gateway_trade=row.gateway_trade[:64], by=SYSTEM, at=at)


def _finish(row: BillRow, at: datetime) -> None:
    refund = refund_numbered(row.refund_number)
    if refund is None or refund.payment.method != TRANSFER or refund.amount_fen != -row.amount_fen:
        return
    if refund.state != RefundState.DONE:
        finish_refund(refund_id=refund.pk, answer=row.gateway_trade, by=SYSTEM, at=at)


@transaction.atomic
def take_in_remittance(*, carrier_id: UUID, content: bytes, source: str, by: Actor, at: datetime) -> Bill:
    """Compare the cash a carrier hands over with what it collected; what it should have handed over, too."""
    by.require(COMPARE)
    if not Carrier.objects.filter(pk=carrier_id).exists():
        raise NotFound
    collected = sheets.remittance(content)
    numbers = _payments_of(carrier_id, [one.waybill for one in collected])
    rows = [_row(one, numbers.get(one.waybill, "")) for one in collected]
    day = at.astimezone(SHANGHAI).date()
    due = due_from(carrier_id, on=day)
    wish = BillWish(method=AT_THE_DOOR, day=day, rows=rows, source=source, carrier_id=carrier_id, due=due)
    return compare_bill(wish=wish, by=by, at=at)


def _row(one: Collected, number: str) -> BillRow:
    return BillRow(
        number=number,
        refund_number="",
        gateway_trade=one.waybill,
        amount_fen=one.amount_fen,
        at=one.at,
        fee_fen=one.fee_fen,
        note=one.waybill,
    )


def _payments_of(carrier_id: UUID, waybills: Sequence[str]) -> dict[str, str]:
    """By waybill, the number of the payment that was made at the door for its order."""
    found: dict[str, str] = {}
    for start in range(0, len(waybills), CHUNK):
        parcels = Shipment.objects.filter(
            carrier_id=carrier_id, tracking_number__in=waybills[start : start + CHUNK]
        )
        orders = dict(parcels.values_list("tracking_number", "order_id"))
        paid = dict(
            Payment.objects.filter(order_id__in=set(orders.values()), method=AT_THE_DOOR).values_list(
                "order_id", "number"
            )
        )
        found |= {waybill: paid[order] for waybill, order in orders.items() if order in paid}
    return found


def due_from(carrier_id: UUID, *, on: date) -> list[str]:
    """Payments this carrier collected so long ago that it should have handed them over by this day."""
    at = datetime(on.year, on.month, on.day, tzinfo=SHANGHAI)
    until = at - timedelta(days=norm("cash_on_delivery.remit_days", on=at))
    paid = Payment.objects.filter(method=AT_THE_DOOR, state=PaymentState.PAID, paid_at__lt=until)
    theirs = Shipment.objects.filter(carrier_id=carrier_id, order_id__in=paid.values("order_id"))
    numbers: Iterable[str] = paid.filter(order_id__in=theirs.values("order_id")).values_list(
        "number", flat=True
    )
    return list(numbers)


@transaction.atomic
def take_what_was_agreed(*, correction_id: UUID, at: datetime) -> None:
    """Take the payment in that two people agreed has arrived, and settle the difference. Twice is once."""
    found = Correction.objects.select_related("difference__line", "payment")
    correction = found.get(pk=correction_id)
    difference, payment = correction.difference, correction.payment
    if payment is None or difference.settled_at is not None:
        return
    if Payment.objects.locked().get(pk=payment.pk).state != PaymentState.PAID:
        trade = difference.line.gateway_trade if difference.line else ""
        receive_payment(payment_id=payment.pk, gateway_trade=trade, by=SYSTEM, at=at)
    settle_difference(difference_id=difference.pk, finding=correction.reason, by=SYSTEM, at=at)
