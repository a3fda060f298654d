"""What goods accounts and inspections can prove."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from zhanggui.domain.inventory.accounts import CLAIMS, PLACES, sellable
from zhanggui.domain.inventory.goods_accounts import late_movements
from zhanggui.domain.inventory.models import (
    DeliveryNotice,
    Hold,
    Inspection,
    MonthClose,
    Recall,
    ReceiptLine,
    SpotCheck,
    StockCorrection,
    StockCount,
    StockDocument,
)
from zhanggui.domain.inventory.proving import (
    accounts_of_shelves,
    pieces_of_unknown_lots,
    pieces_set_aside_of,
)
from zhanggui.domain.inventory.reach import FOOD
from zhanggui.domain.inventory.states import DocumentKind, DocumentState, NoticeState
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.controls import Evidence, Records, Status, control, share_kept

SHOWN_AT_MOST = 100
INSPECT_WITHIN = timedelta(days=2)
DECIDE_WITHIN = timedelta(days=7)
DAY = timedelta(days=1)
TRANSFER_WITHIN = timedelta(days=7)
PREPARED_WITHIN = timedelta(days=14)
QUARTER = timedelta(days=90)
JUDGE_WITHIN = timedelta(days=14)
CLOSED_BY_DAY = 10


def _these(page: str, ids: Iterable[UUID]) -> Records:
    """The list of rows, showing exactly these (the first of them, if there are very many)."""
    known = list(ids)
    shown = ",".join(str(one) for one in known[:SHOWN_AT_MOST])
    return Records(len(known), f"admin:inventory_{page}_changelist", {"id__in": shown} if shown else {})


@control("A-4.3", title="The goods accounts agree: where goods are, and whose they are")
def goods_accounts_agree(at: datetime) -> Evidence:
    """For every SKU, what was accepted and not taken out again lies somewhere, and belongs to somebody."""
    articles, differing = ledger.differences(PLACES, CLAIMS)
    pieces = sum(abs(one.here - one.there) for one in differing)
    skus = ",".join(one.unit.removeprefix("sku:") for one in differing[:SHOWN_AT_MOST])
    return Evidence(
        share_kept(kept=articles - len(differing), of=articles),
        {"articles": articles, "articles that differ": len(differing), "pieces that differ": pieces},
        "0 articles that differ",
        Records(len(differing), "admin:inventory_lot_changelist", {"sku__in": skus} if skus else {}),
    )


@control("A-4.3", "A-5", title="Every piece on hand lies on a shelf, and its lot is known")
def shelves_agree(at: datetime) -> Evidence:
    """For every SKU in every warehouse, the shelves hold what is on hand: so lots lead to parcels (QL-05)."""
    places, differing = accounts_of_shelves()
    figures = {
        "articles in warehouses": places,
        "places that differ": len(differing),
        "pieces of unknown lots": pieces_of_unknown_lots(),
    }
    skus = ",".join(sorted({str(one.sku_id) for one in differing[:SHOWN_AT_MOST]}))
    return Evidence(
        share_kept(kept=places - len(differing), of=places),
        figures,
        "0 places that differ",
        Records(len(differing), "admin:inventory_lot_changelist", {"sku__in": skus} if skus else {}),
    )


@control("A-4.3", title="Differences found by counts are corrected")
def differences_corrected(at: datetime) -> Evidence:
    """A count that differs from the books has a standing correction, booked within its review's time."""
    differing = [
        count
        for count in StockCount.objects.filter(counted_at__lte=at).prefetch_related("lines", "corrections")
        if any(line.difference for line in count.lines.all())
    ]
    deadline = at - timedelta(days=int(norm("inventory.correct_days", on=at)))
    open_: list[UUID] = []
    late: list[UUID] = []
    for count in differing:
        if not any(correction.posted_at for correction in count.corrections.all()):
            (late if count.counted_at < deadline else open_).append(count.id)
    figures = {
        "counts": StockCount.objects.filter(counted_at__lte=at).count(),
        "counts that differ": len(differing),
        "not yet corrected": len(open_) + len(late),
        "corrections booked": StockCorrection.objects.filter(posted_at__lte=at).count(),
    }
    status = share_kept(kept=0, of=figures["counts"], broken=len(late), risk=len(open_))
    return Evidence(status, figures, "0 uncorrected beyond their time", _these("stockcount", late + open_))


@control("A-5", title="What comes in is inspected before it is sold")
def goods_inspected(at: datetime) -> Evidence:
    """Nothing can be sold uninspected (the ledger has no way); and what waits must not wait long."""
    lines = ReceiptLine.objects.filter(receipt__received_at__lte=at)
    waiting = lines.filter(inspection=None)
    overdue = list(waiting.filter(receipt__received_at__lt=at - INSPECT_WITHIN).values_list("id", flat=True))
    figures = {
        "lots received": lines.count(),
        "lots inspected": lines.count() - waiting.count(),
        "waiting for more than two days": len(overdue),
        "lots with rejected pieces": Inspection.objects.filter(rejected__gt=0, inspected_at__lte=at).count(),
    }
    status = share_kept(kept=0, of=figures["lots received"], broken=0, risk=len(overdue))
    return Evidence(status, figures, "every lot inspected within 2 days", _these("receiptline", overdue))


@control("A-5", title="Goods on hold are decided about")
def holds_decided(at: datetime) -> Evidence:
    """A hold is released or scrapped within a week."""
    holds = Hold.objects.filter(held_at__lte=at)
    overdue = list(holds.filter(ended_at=None, held_at__lt=at - DECIDE_WITHIN).values_list("id", flat=True))
    figures = {
        "holds": holds.count(),
        "undecided": holds.filter(ended_at=None).count(),
        "undecided for more than a week": len(overdue),
    }
    status = share_kept(kept=0, of=figures["holds"], broken=len(overdue))
    return Evidence(status, figures, "0 undecided for more than a week", _these("hold", overdue))


@control("B-2.2.2", "A-5", title="Purchase records of food are complete")
def purchase_records_complete(at: datetime) -> Evidence:
    """Every lot of food names supplier, address, contact, lot or production date, and expiry (FD-03)."""
    food = ReceiptLine.objects.filter(
        receipt__received_at__lte=at, sku__goods__category__legal_class__in=[kind.value for kind in FOOD]
    )
    complete = food.exclude(receipt__supplier_address="").exclude(receipt__supplier_contact="")
    complete = complete.exclude(expires_on=None, sku__goods__category__shelf_life_needed=True)
    lacking = list(food.exclude(pk__in=complete.values("pk")).values_list("id", flat=True))
    figures = {"lots of food": food.count(), "incomplete records": len(lacking)}
    status = share_kept(kept=food.count() - len(lacking), of=food.count())
    return Evidence(status, figures, "0 incomplete records", _these("receiptline", lacking))


@control("A-5", title="Expired lots are not kept for sale")
def lots_not_expired(at: datetime) -> Evidence:
    """An article whose newest lot has expired while pieces of it are still sellable is a danger (FD-04)."""
    newest: dict[UUID, ReceiptLine] = {}
    passed = ReceiptLine.objects.filter(expires_on__isnull=False, inspection__passed__gt=0)
    for line in passed.order_by("expires_on").iterator():
        newest[line.sku_id] = line
    expired = [line for line in newest.values() if line.expires_on and line.expires_on <= at.date()]
    from_stock = ledger.balances([sellable(line.sku_id) for line in expired])
    dangerous = [line.id for line in expired if from_stock[sellable(line.sku_id)].available > 0]
    figures = {"articles with a shelf life": len(newest), "sellable though expired": len(dangerous)}
    status = Status.NO_DATA if not newest else Status.BROKEN if dangerous else Status.KEPT
    return Evidence(status, figures, "0 sellable though expired", _these("receiptline", dangerous))


@control("A-4.3", title="Announced deliveries arrive, and are received against their announcement")
def deliveries_as_announced(at: datetime) -> Evidence:
    """What a supplier announced is received or called off; what is overdue is asked about."""
    notices = DeliveryNotice.objects.filter(announced_at__lte=at)
    overdue = list(
        notices.filter(state=NoticeState.ANNOUNCED, arrives_until__lt=at - DAY).values_list("id", flat=True)
    )
    figures = {
        "announced deliveries": notices.count(),
        "received": notices.filter(state=NoticeState.RECEIVED).count(),
        "overdue for a day": len(overdue),
    }
    status = share_kept(kept=0, of=figures["announced deliveries"], broken=0, risk=len(overdue))
    return Evidence(status, figures, "0 overdue for a day", _these("deliverynotice", overdue))


@control("A-4.3", title="Goods documents come to their end")
def documents_finished(at: datetime) -> Evidence:
    """A transfer that left arrives, and nothing stays prepared for weeks (else goods are lost)."""
    documents = StockDocument.objects.filter(prepared_at__lte=at)
    under_way = documents.filter(kind=DocumentKind.TRANSFER, state=DocumentState.LEFT)
    late = list(under_way.filter(left_at__lt=at - TRANSFER_WITHIN).values_list("id", flat=True))
    open_ = documents.filter(state__in=[DocumentState.PREPARED, DocumentState.APPROVED])
    stale = list(open_.filter(prepared_at__lt=at - PREPARED_WITHIN).values_list("id", flat=True))
    figures = {
        "goods documents": documents.count(),
        "transfers under way": under_way.count(),
        "transfers under way for more than a week": len(late),
        "prepared for more than two weeks": len(stale),
    }
    status = share_kept(kept=0, of=figures["goods documents"], broken=len(late), risk=len(stale))
    return Evidence(
        status, figures, "0 under way for more than a week", _these("stockdocument", late + stale)
    )


@control("A-4.3", title="Closed months of the goods accounts stay as they were closed")
def closed_months_stay(at: datetime) -> Evidence:
    """Nothing is dated into a closed month afterwards, and last month is closed by the tenth."""
    closes = list(MonthClose.objects.filter(closed_at__lte=at).order_by("-month"))
    late = {close.id: len(late_movements(close)) for close in closes[:12]}
    changed = [close for close, movements in late.items() if movements]
    last = at.astimezone(SHANGHAI).date().replace(day=1) - DAY
    unclosed = at.astimezone(SHANGHAI).day > CLOSED_BY_DAY and not any(
        close.month == last.replace(day=1) for close in closes
    )
    figures = {
        "months closed": len(closes),
        "movements dated into closed months": sum(late.values()),
        "last month not closed": int(unclosed and bool(closes)),
    }
    status = share_kept(kept=0, of=len(closes), broken=len(changed), risk=figures["last month not closed"])
    return Evidence(status, figures, "0 movements dated into closed months", _these("monthclose", changed))


@control("A-5", title="Goods on sale are spot-checked every quarter, and what fails leaves the sale")
def spot_checks_made(at: datetime) -> Evidence:
    """Enough checks in ninety days, each judged within its time (A-5: regular sampling)."""
    wanted = int(norm("inventory.spot_checks_a_quarter", on=at))
    recent = SpotCheck.objects.filter(taken_at__lte=at, taken_at__gt=at - QUARTER)
    undecided = list(
        SpotCheck.objects.filter(result="", taken_at__lt=at - JUDGE_WITHIN).values_list("id", flat=True)
    )
    figures = {
        "spot checks in 90 days": recent.count(),
        "failed": recent.filter(result="failed").count(),
        "not judged for two weeks": len(undecided),
        "wanted in 90 days": wanted,
    }
    few = max(0, wanted - figures["spot checks in 90 days"])
    status = share_kept(kept=0, of=SpotCheck.objects.count(), broken=len(undecided), risk=few)
    return Evidence(status, figures, "0 not judged for two weeks", _these("spotcheck", undecided))


@control("A-5", title="A recalled lot reaches nobody any more, and its cases are opened")
def recalls_followed(at: datetime) -> Evidence:
    """No order has pieces of a recalled lot set aside, and each recall has its case (QL-07)."""
    recalls = list(Recall.objects.filter(recalled_at__lte=at).values_list("id", "lot_id"))
    aside = pieces_set_aside_of([lot for _, lot in recalls])
    told = set(
        Case.objects.filter(thread_id__in=[one for one, _ in recalls]).values_list("thread_id", flat=True)
    )
    wrong = [one for one, lot in recalls if one not in told or aside.get(lot)]
    figures = {"recalls": len(recalls), "without cases, or still being sent": len(wrong)}
    status = share_kept(kept=len(recalls) - len(wrong), of=len(recalls))
    return Evidence(status, figures, "0 without cases, or still being sent", _these("recall", wrong))
