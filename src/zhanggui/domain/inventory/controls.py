"""What goods accounts and inspections can prove."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from zhanggui.domain.inventory.accounts import CLAIMS, PLACES, sellable
from zhanggui.domain.inventory.models import Hold, Inspection, ReceiptLine, StockCorrection, StockCount
from zhanggui.domain.inventory.proving import accounts_of_shelves, pieces_of_unknown_lots
from zhanggui.domain.inventory.reach import FOOD
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.controls import Evidence, Records, Status, control, share_kept

SHOWN_AT_MOST = 100
INSPECT_WITHIN = timedelta(days=2)
DECIDE_WITHIN = timedelta(days=7)


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
        Records(len(differing), "admin:catalog_sku_changelist", {"id__in": skus} if skus else {}),
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
        Records(len(differing), "admin:catalog_sku_changelist", {"id__in": skus} if skus else {}),
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
