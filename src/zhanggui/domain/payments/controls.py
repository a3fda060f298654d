"""What payments can prove: booked to the fen, every word of the gateway judged, refunds in time."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from zhanggui.domain.payments.models import Bill, Difference, GatewayNotice, Payment, Refund
from zhanggui.domain.payments.rules import ONLINE
from zhanggui.domain.payments.states import DifferenceState, PaymentState, RefundState
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.controls import Evidence, Records, Status, control, share_kept

SHOWN_AT_MOST = 100
JUDGE_WITHIN = timedelta(minutes=10)
BILL_WITHIN = timedelta(days=2)
"""The bill of a day comes the next morning; a day later it has been compared."""
LOOK_BACK = timedelta(days=30)
DAYS_WITH_MONEY = """
    SELECT p.method, (p.paid_at AT TIME ZONE 'Asia/Shanghai')::date AS day FROM payments_payment p
    WHERE p.method = ANY(%s) AND p.state = 'paid' AND p.paid_at >= %s AND p.paid_at < %s
    GROUP BY 1, 2 ORDER BY 1, 2
"""
ON_NOBODYS_WORD = """
    SELECT p.id FROM payments_payment p
    WHERE p.method = ANY(%s) AND p.state = 'paid' AND p.paid_at >= %s AND p.paid_at < %s
      AND NOT EXISTS (SELECT FROM payments_gatewaynotice n
                      WHERE n.payment_id = p.id AND n.verdict = 'accepted')
      AND NOT EXISTS (SELECT FROM payments_billline l WHERE l.method = p.method AND l.number = p.number)
    ORDER BY p.paid_at
"""
NOT_HANDED_OVER = """
    SELECT p.id FROM payments_payment p
    WHERE p.method = 'cash_on_delivery' AND p.state = 'paid' AND p.paid_at >= %s AND p.paid_at < %s
      AND NOT EXISTS (SELECT FROM payments_billline l WHERE l.method = p.method AND l.number = p.number)
      AND NOT EXISTS (SELECT FROM payments_difference d WHERE d.payment_id = p.id)
    ORDER BY p.paid_at
"""
UNBOOKED = """
    SELECT p.id FROM payments_payment p
    LEFT JOIN (
        SELECT e.subject_id, sum(t.amount) AS amount
        FROM ledger_entry e JOIN ledger_transfer t ON t.entry_id = e.id AND t.xid = e.xid
        WHERE e.kind IN ('payments.taken', 'payments.carried_over') GROUP BY 1
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
        _these("gatewaynotice", overdue),
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


def _days(at: datetime) -> tuple[datetime, datetime]:
    """Whole days of Shanghai whose bills must have been compared by now."""
    today = at.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - LOOK_BACK, today - BILL_WITHIN + timedelta(days=1)


@control("A-4.3", title="Others' lists of our money are compared each day, differences settled")
def lists_compared(at: datetime) -> Evidence:
    """Each gateway's bill of each day with payments was compared; differences settled in time (EC-21)."""
    since, until = _days(at)
    with connection.cursor() as cursor:
        cursor.execute(DAYS_WITH_MONEY, [list(ONLINE), since, until])
        expected: set[tuple[str, date]] = set(cursor.fetchall())
    compared = set(Bill.objects.filter(day__gte=since.date()).values_list("method", "day"))
    late = timedelta(days=int(norm("reconciliation.settle_days", on=at)))
    standing = Difference.objects.exclude(state=DifferenceState.SETTLED).filter(found_at__lte=at)
    overdue = list(standing.filter(found_at__lt=at - late).values_list("pk", flat=True))
    waiting, missing = standing.count(), len(expected - compared)
    half = standing.filter(found_at__lt=at - late / 2).count()
    status = share_kept(
        kept=len(expected) - missing if not overdue else 0, of=len(expected) or len(overdue), risk=half
    )
    figures = {
        "days of gateways with payments": len(expected),
        "not compared": missing,
        "differences waiting": waiting,
        "waiting too long": len(overdue),
    }
    threshold = "0 not compared, 0 waiting too long"
    return Evidence(status, figures, threshold, _these("difference", overdue))


@control("A-7", title="Payment safety: money is booked on the word of the gateway, and of nobody else")
def on_the_gateways_word(at: datetime) -> Evidence:
    """Each payment by a gateway stands on its signed notification or on its bill; what was forged on none."""
    since, until = _days(at)
    paid = Payment.objects.filter(
        method__in=ONLINE, state=PaymentState.PAID, paid_at__gte=since, paid_at__lt=until
    ).count()
    with connection.cursor() as cursor:
        cursor.execute(ON_NOBODYS_WORD, [list(ONLINE), since, until])
        alone = [row[0] for row in cursor.fetchall()]
    forged = GatewayNotice.objects.filter(verdict=GatewayNotice.Verdict.FORGED, received_at__lte=at)
    believed = forged.filter(payment__isnull=False).count()
    status = share_kept(kept=paid - len(alone), of=paid)
    figures = {
        "payments by gateways": paid,
        "on nobody's word": len(alone),
        "forged notifications": forged.count(),
        "forged and believed": believed,
    }
    return Evidence(
        Status.BROKEN if believed else status,
        figures,
        "0 on nobody's word, 0 believed",
        _these("payment", alone),
    )


@control("A-4.3", title="Cash collected at the door is handed over in time")
def cash_handed_over(at: datetime) -> Evidence:
    """What carriers collected longer ago than agreed is on one of their lists, or has a case."""
    until = at - timedelta(days=int(norm("cash_on_delivery.remit_days", on=at)))
    words = [until - LOOK_BACK, until]
    collected = Payment.objects.filter(
        method=Payment.Method.CASH_ON_DELIVERY,
        state=PaymentState.PAID,
        paid_at__gte=words[0],
        paid_at__lt=until,
    ).count()
    with connection.cursor() as cursor:
        cursor.execute(NOT_HANDED_OVER, words)
        owed = [row[0] for row in cursor.fetchall()]
    return Evidence(
        share_kept(kept=collected - len(owed), of=collected),
        {"collected and due": collected, "not handed over": len(owed)},
        "0 not handed over",
        _these("payment", owed),
    )
