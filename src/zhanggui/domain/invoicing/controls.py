"""What invoicing can prove."""

from datetime import datetime, timedelta

from django.db.models import F, Q, Sum

from zhanggui.domain.catalog.queries import categories_on_sale
from zhanggui.domain.invoicing import queries, taxation
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.states import Colour, InvoiceState
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.controls import Evidence, Records, Status, control, share_kept

LOOKS_BACK = timedelta(days=90)
LIST = "admin:invoicing_invoice_changelist"


@control("A-4.3", "B-1.3.4", title="Invoices are issued in the time promised")
def invoices_in_time(at: datetime) -> Evidence:
    """Of the invoices asked for in ninety days, none waits beyond its time, and none was issued late."""
    asked = Invoice.objects.filter(requested_at__range=(at - LOOKS_BACK, at)).exclude(
        state=InvoiceState.WITHDRAWN
    )
    theirs = asked.filter(state=InvoiceState.TO_CONFIRM)
    overdue = asked.filter(issued_at=None, due_at__lt=at).exclude(state=InvoiceState.TO_CONFIRM)
    late = asked.filter(issued_at__gt=F("due_at"))
    refused = asked.filter(state=InvoiceState.REFUSED)
    total, waiting = asked.count(), overdue.count()
    figures = {
        "invoices asked for": total,
        "waiting beyond their time": waiting,
        "issued late": late.count(),
        "refused by the tax platform": refused.count(),
        "their buyers have to confirm": theirs.count(),
    }
    status = share_kept(kept=total, of=total, broken=waiting, risk=figures["issued late"] + refused.count())
    bad = (overdue | late | refused).values_list("id", flat=True)[:100]
    shown = {"id__in": ",".join(map(str, bad))} if bad else {}
    return Evidence(status, figures, "0 waiting, 0 late, 0 refused", Records(len(bad), LIST, shown))


@control("A-4.3", "B-1.3.4", title="What came back was taken off its invoice, and never more than was on it")
def red_letters_match(at: datetime) -> Evidence:
    """No red letter is missing for a day, and no invoice was taken back beyond its amount."""
    missing = len(queries.returned_after_invoice(at - timedelta(days=1)))
    live = ~Q(red_letters__state=InvoiceState.WITHDRAWN)
    blue = Invoice.objects.filter(colour=Colour.BLUE, requested_at__gt=at - 4 * LOOKS_BACK)
    beyond = blue.annotate(taken=Sum("red_letters__total_fen", filter=live, default=0)).filter(
        total_fen__lt=-F("taken")
    )
    wrong = beyond.count()
    figures = {"red letters missing for a day": missing, "taken back beyond their amount": wrong}
    status = Status.KEPT if Invoice.objects.exists() else Status.NO_DATA
    if wrong:
        status = Status.BROKEN
    elif missing:
        status = Status.AT_RISK
    bad = beyond.values_list("id", flat=True)[:100]
    shown = {"id__in": ",".join(map(str, bad))} if bad else {}
    return Evidence(status, figures, "0 missing, 0 beyond", Records(wrong, LIST, shown))


@control("B-1.3.4", title="It is known how everything on sale is taxed")
def goods_are_classed(at: datetime) -> Evidence:
    """Every category with goods on sale has a tax class, of its own or from above."""
    selling = categories_on_sale()
    lacking = taxation.unclassed(selling, at.astimezone(SHANGHAI).date())
    figures = {"categories with goods on sale": len(selling), "without a tax class": len(lacking)}
    status = share_kept(kept=len(selling) - len(lacking), of=len(selling))
    shown = {"id__in": ",".join(map(str, sorted(lacking)))} if lacking else {}
    records = Records(len(lacking), "admin:catalog_category_changelist", shown)
    return Evidence(status, figures, "0 without a tax class", records)
