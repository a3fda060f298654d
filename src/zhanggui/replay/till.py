"""The till of the other platform: it took the money, sends it back when asked, and lists it day by day.

Its books hold what the history says was paid, at the history's times, under the numbers under which the house
asked for it. So its lists are another word than ours about the same money.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from zhanggui.domain.payments.models import Payment, Refund
from zhanggui.domain.payments.operations import finish_refund
from zhanggui.domain.payments.rules import BillRow
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.replay import cast
from zhanggui.replay.models import Movement
from zhanggui.replay.past import PastOrder
from zhanggui.schema.compiled import Compiled, Given
from zhanggui.schema.rows import insert

_OWED: Compiled[tuple[UUID, str, int, str, str]] = Compiled(
    lambda: (
        Refund.objects.filter(payment__order=Given("order"), done_at=None)
        .order_by("requested_at", "id")
        .values_list("id", "number", "amount_fen", "payment__number", "payment__method")
    )
)


def trade(history: str, past: PastOrder, position: int) -> str:
    """The till's own number of a payment: the order and which of its payments."""
    return f"{history[:5]}-{past.key}"[:58] + f"/{position}"


def take(history: str, past: PastOrder, numbers: Sequence[str]) -> None:
    """The customer pays, as the history says, what the house asked for under these numbers."""
    told = [payment.amount_fen for payment in past.payments if payment.amount_fen]
    rows = [
        Movement(
            history=history,
            number=number,
            trade=trade(history, past, position),
            amount_fen=amount,
            at=past.paid_at,
        )
        for position, (number, amount) in enumerate(zip(numbers, told, strict=True), start=1)
    ]
    if rows:
        insert(*rows)


def send_back(history: str, order_id: UUID, at: datetime) -> None:
    """What the house owes back on an order goes back, and the house hears of it."""
    for refund, number, amount, payment, method in _OWED.all(order=order_id):
        if method == Payment.Method.ELSEWHERE:
            insert(
                Movement(
                    history=history,
                    number=payment,
                    refund_number=number,
                    trade=f"back/{number}",
                    amount_fen=-amount,
                    at=at,
                )
            )
        finish_refund(refund_id=refund, answer="replayed", by=cast.system(), at=at)


def bill(day: date) -> list[BillRow]:
    """Everything that came and went back on a day of Shanghai, in order of time."""
    begins = datetime.combine(day, time(), tzinfo=SHANGHAI)
    moved = Movement.objects.filter(at__gte=begins, at__lt=begins + timedelta(days=1))
    return [
        BillRow(
            number=one.number,
            refund_number=one.refund_number,
            gateway_trade=one.trade,
            amount_fen=one.amount_fen,
            at=one.at,
            note=one.history,
        )
        for one in moved.order_by("at", "number", "refund_number")
    ]
