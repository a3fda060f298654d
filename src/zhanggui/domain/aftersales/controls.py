"""What after-sales can prove."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet

from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.reading import is_lawful
from zhanggui.domain.aftersales.states import RefusalReason, Remedy, ReturnState
from zhanggui.domain.aftersales.statistics import By, rates
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.deadlines import after_days
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.controls import Evidence, Records, Status, control

WINDOW = timedelta(days=30)
SHOWN_AT_MOST = 100


def _these(ids: Iterable[UUID]) -> Records:
    """The list of returns, showing exactly these (the first of them, if there are very many)."""
    known = list(ids)
    shown = ",".join(str(one) for one in known[:SHOWN_AT_MOST])
    return Records(len(known), "admin:aftersales_return_changelist", {"id__in": shown} if shown else {})


@control("B-2.4.2", title="No return is refused without a lawful ground")
def refusals_lawful(at: datetime) -> Evidence:
    """Every refusal of the last 30 days is judged again, by what the records say now."""
    known = Return.objects.filter(requested_at__lte=at)
    refused = known.filter(state=ReturnState.REFUSED, decided_at__gte=at - WINDOW).select_related("order")
    unlawful = [one.id for one in refused if not is_lawful(one, RefusalReason(one.refusal))]
    figures = {
        "returns": known.count(),
        "refused in 30 days": refused.count(),
        "refused without a lawful ground": len(unlawful),
    }
    status = Status.BROKEN if unlawful else Status.KEPT
    return Evidence(
        status if known.exists() else Status.NO_DATA,
        figures,
        "0 refused without a lawful ground",
        _these(unlawful),
    )


def _late_refunds(at: datetime) -> QuerySet[Return]:
    return Return.objects.awaiting_refund().filter(refund_by__lt=at).order_by("refund_by")


@control("B-6.3.3", "B-2.4.2", title="Refunds are made within seven days of the goods coming back")
def refunds_in_time(at: datetime) -> Evidence:
    """No refund is overdue now; what was refunded late in the last 30 days is counted."""
    days = norm("return.refund_days", on=at)
    overdue = _late_refunds(at)
    done = Return.objects.filter(finished_at__gte=at - WINDOW, finished_at__lte=at)
    late = done.filter(finished_at__gt=F("refund_by")).count()
    soon = Return.objects.awaiting_refund().filter(refund_by__lt=at + timedelta(days=2)).exists()
    figures = {"refunded in 30 days": done.count(), "refunded late": late, "overdue now": overdue.count()}
    status = Status.KEPT if Return.objects.filter(received_at__lte=at).exists() else Status.NO_DATA
    if overdue.exists():
        status = Status.BROKEN
    elif soon:
        status = Status.AT_RISK
    return Evidence(
        status, figures, f"0 overdue, within {days} days", _these(overdue.values_list("id", flat=True))
    )


@control("B-6.3.3", title="Requests for returns are dealt with")
def requests_handled(at: datetime) -> Evidence:
    """Alarm after ten days without a decision; from the sixteenth the delay counts as deliberate (CP-06)."""
    alarm, breach = (norm(f"return.delay_{kind}_days", on=at) for kind in ("alarm", "breach"))
    waiting = list(
        Return.objects.waiting_for_decision().filter(requested_at__lte=at).order_by("requested_at")
    )
    slow = [one for one in waiting if at > after_days(one.requested_at, alarm)]
    late = [one for one in slow if at > after_days(one.requested_at, breach)]
    figures = {
        "waiting for a decision": len(waiting),
        "longer than 10 days": len(slow),
        "longer than 15 days": len(late),
    }
    status = Status.KEPT if Return.objects.filter(Q(requested_at__lte=at)).exists() else Status.NO_DATA
    if slow:
        status = Status.BROKEN if late else Status.AT_RISK
    return Evidence(status, figures, f"0 longer than {breach} days", _these(one.id for one in slow))


@control("B-6.3.3", "B-2.4.2", title="Repairs do not take longer than they may")
def repairs_in_time(at: datetime) -> Evidence:
    """Nothing is kept for repair beyond thirty days (CP-09); at risk ten days before."""
    days = norm("guarantee.repair_days_max", on=at)
    brought = Return.objects.filter(remedy=Remedy.REPAIR, received_at__lte=at)
    kept = list(brought.filter(Q(finished_at=None) | Q(finished_at__gt=at)).order_by("received_at"))
    late = [one for one in kept if one.received_at and at > after_days(one.received_at, days)]
    soon = [one for one in kept if one.received_at and at > after_days(one.received_at, days - 10)]
    done = brought.filter(finished_at__gte=at - WINDOW, finished_at__lte=at)
    figures = {"being repaired": len(kept), "ended in 30 days": done.count(), "kept too long": len(late)}
    status = Status.KEPT if brought.exists() else Status.NO_DATA
    if soon:
        status = Status.BROKEN if late else Status.AT_RISK
    return Evidence(status, figures, f"0 kept longer than {days} days", _these(one.id for one in soon))


EXCHANGED = """
SELECT count(*), array_remove(array_agg(CASE
    WHEN paid.fen IS DISTINCT FROM least(x.credit_fen, x.unit_fen * x.pieces - x.discount_fen)
    THEN x.goods_return_id END), NULL)
  FROM aftersales_exchange x
  LEFT JOIN LATERAL (
      SELECT coalesce(sum(p.amount_fen), 0) AS fen FROM payments_payment p
       WHERE p.order_id = x.order_id AND p.carried_from_id IS NOT NULL
  ) paid ON TRUE
 WHERE x.settled_at > %s AND x.settled_at <= %s
"""


@control("A-4.3", "B-6.3.3", title="What was paid for exchanged goods pays for those that replace them")
def exchanges_paid(at: datetime) -> Evidence:
    """In every exchange of the last 30 days, as much was carried over as had been announced."""
    with connection.cursor() as cursor:
        cursor.execute(EXCHANGED, [at - WINDOW, at])
        settled, wrong = cursor.fetchone()
    waiting = Return.objects.filter(remedy=Remedy.EXCHANGE, requested_at__lte=at).open().count()
    figures = {
        "exchanged in 30 days": settled,
        "still open": waiting,
        "paid otherwise than announced": len(wrong or ()),
    }
    status = Status.KEPT if settled or waiting else Status.NO_DATA
    return Evidence(
        Status.BROKEN if wrong else status, figures, "0 paid otherwise than announced", _these(wrong or ())
    )


@control("B-2.4.5", title="Articles that come back often are noticed")
def rates_watched(at: datetime) -> Evidence:
    """Of no article delivered in 30 days more came back than is normal; twice as much is red."""
    most, least = norm("return.rate_alarm_percent", on=at), norm("return.rate_least_pieces", on=at)
    rows = rates(By.ARTICLE, since=at - WINDOW, until=at, by=SYSTEM)
    counted = [row for row in rows if row.delivered >= least]
    often = [row for row in counted if row.rate * 100 > most]
    figures = {
        "articles delivered": len(rows),
        "pieces that came back": sum(row.given_back for row in rows),
        "articles that came back too often": len(often),
    }
    status = Status.NO_DATA if not rows else Status.AT_RISK if often else Status.KEPT
    if any(row.rate * 100 > 2 * most for row in often):
        status = Status.BROKEN
    records = Records(len(often), "admin:return_rates", {"by": "article", "days": "30"})
    return Evidence(status, figures, f"0 above {most} %", records)
