"""The warehouses at work: shelves, announced deliveries, goods documents, plans, spot checks, a recall."""

from datetime import timedelta

from zhanggui.demo.cast import firm, staff
from zhanggui.demo.rounds import refunds_go_out
from zhanggui.demo.story import on_day
from zhanggui.demo.world import told
from zhanggui.domain.catalog.models import Category, Sku
from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.models import DeliveryNotice, Lot, ShelfLot, StockDocument, Warehouse
from zhanggui.domain.inventory.operations import (
    add_location,
    announce_delivery,
    arrive_document,
    close_month,
    count_stock,
    dispatch_document,
    inspect_receipt_line,
    judge_spot_check,
    plan_inspection,
    prepare_document,
    receive_goods,
    set_home,
    take_spot_check,
)
from zhanggui.domain.inventory.operations.announce_delivery import Announcement
from zhanggui.domain.inventory.operations.plan_inspection import PlanTerms
from zhanggui.domain.inventory.operations.prepare_document import DocumentWish, LineWish
from zhanggui.domain.inventory.policies import DOCUMENT
from zhanggui.domain.inventory.rules import Delivered, Found, Papers
from zhanggui.domain.inventory.states import DocumentKind
from zhanggui.domain.partners.models import Supplier
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.journeys.recall_lot import recall_lot
from zhanggui.kernel import clock
from zhanggui.mechanisms import approvals, ledger
from zhanggui.mechanisms.approvals import Judgement, Verdict

CHECKS = ["外包装与封口", "标签与有效期", "数量与规格", "外观"]
AISLES = "ABCD"


def shelves_are_arranged() -> None:
    """Locations in the order of the walk, and a home for every SKU."""
    keeper, at = staff("warehouse"), on_day(2, 9)
    skus = list(Sku.objects.filter(released_at__isnull=False).order_by("code"))
    for warehouse in Warehouse.objects.order_by("code"):
        for place, sku in enumerate(skus):
            code = f"{AISLES[place // 8 % 4]}-{place % 8 + 1:02}-{place // 32 + 1}"
            there = add_location(
                warehouse_id=warehouse.pk, code=code, walk=10 * (place + 1), by=keeper, at=at
            )
            set_home(sku_id=sku.pk, location_id=there.pk, by=keeper, at=at)
    for category in Category.objects.filter(parent=None).order_by("path"):
        terms = PlanTerms(percent=10, least=5, defects_most=4, checks=CHECKS)
        plan_inspection(category_id=category.pk, terms=terms, by=staff("inspector"), at=at)


def the_warehouse_keeps_its_books() -> None:
    """Deliveries announced and received, a transfer, scrap and a return with a second pair of eyes."""
    for number, row in enumerate(told("firms")["supplier"][:3]):
        _announced(row["code"], number)
    _transfer()
    _scrap()
    for number, place in enumerate(_fullest()[:4]):
        at = on_day(22 + number, 11)
        by = staff("inspector")
        check = take_spot_check(shelf_id=place.pk, pieces=1, reason="季度抽检", by=by, at=at)
        judge_spot_check(
            spot_check_id=check.pk, passed=True, found="送检合格", by=by, at=at + timedelta(days=2)
        )


def the_month_is_closed() -> None:
    """A count agrees with the books, refunds are sent, and the month of the opening is closed for good."""
    now, house = clock.now(), Warehouse.objects.order_by("code")[0]
    refunds_go_out()
    places = _fullest()[10:14]
    booked = ledger.balances([accounts.on_hand(house.pk, one.sku_id) for one in places])
    counted = {one.sku_id: booked[accounts.on_hand(house.pk, one.sku_id)].amount for one in places}
    count_stock(warehouse_id=house.pk, counted=counted, by=staff("warehouse"), at=now - timedelta(hours=3))
    # What is on record when it is closed counts, and all of this story was put on record just now.
    close_month(month=on_day(0).date(), by=staff("finance"), at=clock.now())


def a_lot_is_recalled() -> None:
    """A maker calls a small lot back; nothing of it is sent any more, and its parcels are found."""
    lot, at = Lot.objects.filter(code="L-ZH01").first(), clock.now() - timedelta(hours=2)
    if lot is not None:
        recall_lot(lot_id=lot.pk, reason="生产厂通知：内衬胶味超标", by=staff("inspector"), at=at)


def _supplier_of(code: str) -> tuple[Actor, Supplier]:
    account = Account.objects.get(username=code)
    return firm(code), Supplier.objects.get(organisation_id=account.organisation_id)


def _announced(code: str, number: int) -> None:
    """One delivery is received a little short; one waits at the gate; one comes tomorrow."""
    by, supplier = _supplier_of(code)
    skus = Sku.objects.filter(goods__supplier=supplier, released_at__isnull=False).order_by("code")[:2]
    warehouse = Warehouse.objects.order_by("code")[0]
    at = on_day((22, 24)[number], 9) if number < 2 else clock.now() - timedelta(hours=6)
    made = (at - timedelta(days=9)).date()
    lines = [
        Delivered(
            sku_id=sku.pk,
            quantity=40,
            lot="L-ZH01" if number == 0 and place == 1 else f"N{at:%m%d}-{place}",
            produced_on=made,
            expires_on=made + timedelta(days=540),
            unit_cost_fen=4500 + 700 * place,
        )
        for place, sku in enumerate(skus)
    ]
    wish = Announcement(
        warehouse_id=warehouse.pk,
        delivery_note=f"YG{number + 1:04}",
        arrives_from=at + timedelta(days=1),
        arrives_until=at + timedelta(days=1, hours=4),
        lines=lines,
        terms="consigned" if number == 1 else "bought",
    )
    notice = announce_delivery(wish=wish, by=by, at=at)
    if number < 2:
        _received(notice, lines, number)


def _received(notice: DeliveryNotice, lines: list[Delivered], number: int) -> None:
    at = notice.arrives_from + timedelta(hours=1)
    short = [
        Delivered(
            sku_id=one.sku_id,
            quantity=one.quantity - (2 if place == 0 and number == 0 else 0),
            lot=one.lot,
            produced_on=one.produced_on,
            expires_on=one.expires_on,
            unit_cost_fen=one.unit_cost_fen,
        )
        for place, one in enumerate(lines)
    ]
    papers = Papers(
        delivery_note=notice.delivery_note,
        purchased_on=at.date(),
        terms=notice.terms,
        notice_id=notice.pk,
    )
    receipt = receive_goods(
        warehouse_id=notice.warehouse_id,
        supplier_id=notice.supplier_id,
        lines=short,
        papers=papers,
        by=staff("warehouse"),
        at=at,
    )
    for line in receipt.lines.order_by("position"):
        found = Found(passed=line.quantity, sampled=10, note="抽检合格")
        inspect_receipt_line(line_id=line.pk, found=found, by=staff("inspector"), at=at + timedelta(hours=2))


def _fullest() -> list[ShelfLot]:
    """Shelves of the first warehouse, by their SKUs."""
    house = Warehouse.objects.order_by("code")[0]
    return list(ShelfLot.objects.filter(warehouse=house, lot__code__startswith="L2").order_by("sku__code"))


def _transfer() -> None:
    """Twenty pieces travel from one house to the other."""
    one, other = Warehouse.objects.order_by("code")[:2]
    place, keeper, at = _fullest()[5], staff("warehouse"), on_day(25, 10)
    wish = DocumentWish(
        kind=DocumentKind.TRANSFER,
        warehouse_id=one.pk,
        destination_id=other.pk,
        lines=[LineWish(place.sku_id, 20, place.pk)],
        reason="华东备货",
    )
    document = prepare_document(wish=wish, by=keeper, at=at)
    dispatch_document(document_id=document.pk, by=keeper, at=at + timedelta(hours=4))
    arrive_document(document_id=document.pk, arrived={}, by=keeper, at=at + timedelta(days=1))


def _scrap() -> None:
    """Broken pieces are scrapped when the logistics manager has agreed; others still wait for that."""
    house, keeper = Warehouse.objects.order_by("code")[0], staff("warehouse")
    for number, place in enumerate(_fullest()[7:9]):
        at = on_day(27 + 6 * number, 15)
        wish = DocumentWish(
            kind=DocumentKind.SCRAP,
            warehouse_id=house.pk,
            lines=[LineWish(place.sku_id, 2, place.pk)],
            reason="搬运破损",
        )
        document = prepare_document(wish=wish, by=keeper, at=at)
        if number == 0:
            _agree(document, staff("logistics"))
            dispatch_document(document_id=document.pk, by=keeper, at=at + timedelta(hours=3))


def _agree(document: StockDocument, by: Actor) -> None:
    review = approvals.review_of(document.pk)
    assert review is not None
    judgement = Judgement(step="review", verdict=Verdict.APPROVE, answers=DOCUMENT.all_ok("review"))
    approvals.decide(
        review_id=review.pk, judgement=judgement, by=by, at=document.prepared_at + timedelta(hours=2)
    )
