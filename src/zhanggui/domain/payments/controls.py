"""What payments can prove: booked to the fen, every word of the gateway judged, refunds in time."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from zhanggui.domain.payments.models import GatewayNotice, Payment, Refund
from zhanggui.domain.payments.states import PaymentState, RefundState
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.controls import Evidence, Records, control, share_kept

SHOWN_AT_MOST = 100
JUDGE_WITHIN = timedelta(minutes=10)
UNBOOKED = """
    SELECT p.id FROM payments_payment p
    LEFT JOIN (
        SELECT e.subject_id, sum(t.amount) AS amount
        FROM ledger_entry e JOIN ledger_transfer t ON t.entry_id = e.id AND t.xid = e.xid
        WHERE e.kind = 'payments.taken' GROUP BY 1
    ) AS booked ON booked.subject_id = p.id
    WHERE p.state = 'paid' AND booked.amount IS DISTINCT FROM p.amount_fen
    ORDER BY p.paid_at
"""


def _these(page: str, ids: Iterable[UUID]) -> Records:
    known = list(ids)
    shown = ",".join(str(one) for one in known[:SHOWN_AT_MOST])
    return Records(len(known), f"admin:payments_{page}_changelist", {"id__in": shown} if shown else {})


@control("A-4.3", title="Every payment is booked in the ledger, to the fen")
def payments_booked(at: datetime) -> Evidence:
    """What customers paid, as the payments say, is what the ledger took in, payment by payment."""
    paid = Payment.objects.filter(state=PaymentState.PAID).count()
    with connection.cursor() as cursor:
        cursor.execute(UNBOOKED)
        wrong = [row[0] for row in cursor.fetchall()]
    return Evidence(
        share_kept(kept=paid - len(wrong), of=paid),
        {"payments": paid, "not booked, or otherwise": len(wrong)},
        "0 not booked, or otherwise",
        _these("payment", wrong),
    )


@control("A-4.3", title="What gateways tell is judged, and what is forged moves no money")
def notices_judged(at: datetime) -> Evidence:
    """A notification is kept as it came, and judged within minutes; only what is accepted moves money."""
    notices = GatewayNotice.objects.filter(received_at__lte=at)
    waiting = notices.filter(verdict="", received_at__lt=at - JUDGE_WITHIN)
    figures = notices.aggregate(
        told=Count("pk"),
        accepted=Count("pk", filter=Q(verdict=GatewayNotice.Verdict.ACCEPTED)),
        forged=Count("pk", filter=Q(verdict=GatewayNotice.Verdict.FORGED)),
    )
    overdue = list(waiting.values_list("pk", flat=True)[: SHOWN_AT_MOST * 10])
    return Evidence(
        share_kept(kept=figures["told"] - len(overdue), of=figures["told"]),
        {
            "notifications": figures["told"],
            "accepted": figures["accepted"],
            "forged": figures["forged"],
            "not judged for ten minutes": len(overdue),
        },
        "0 not judged for ten minutes",
        Records(len(overdue)),
    )


@control("A-4.3", title="Refunds go back the way the money came, in time")
def refunds_in_time(at: datetime) -> Evidence:
    """A refund that is owed is sent within the days of the law (CP-01); a refused one is a risk."""
    days = timedelta(days=int(norm("return.refund_days", on=at)))
    refunds = Refund.objects.filter(requested_at__lte=at)
    late = refunds.filter(done_at=None, requested_at__lt=at - days).order_by("requested_at")
    overdue = list(late.values_list("pk", flat=True))
    refused = refunds.filter(state=RefundState.REFUSED).count()
    figures = {
        "refunds": refunds.count(),
        "sent": refunds.filter(done_at__isnull=False).count(),
        "refused by the gateway": refused,
        "owed beyond their time": len(overdue),
    }
    status = share_kept(kept=figures["refunds"] - len(overdue), of=figures["refunds"], risk=refused)
    return Evidence(status, figures, "0 owed beyond their time", _these("refund", overdue))
