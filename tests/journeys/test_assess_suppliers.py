"""A quarter is counted from what was recorded; what is found reports itself; customers are told."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.domain.appraisal.conftest import (
    DAY,
    accountant,
    agent,
    buyer,
    customer,
    deliver,
    director,
    heard,
    keeper,
    manager,
    officer,
    reported,
    ruled,
    seller,
    sold,
    supplier,
    thing,
    warehouse,
    wish,
)
from tests.domain.inventory.stockroom import Stockroom
from tests.vocabulary import nothing_changes
from zhanggui.domain.appraisal.models import AffectedOrder, Assessment
from zhanggui.domain.appraisal.rules import Period
from zhanggui.domain.appraisal.states import MeasureKind
from zhanggui.domain.care.operations.rate import Opinion, rate
from zhanggui.domain.inventory.models import ShelfLot
from zhanggui.domain.inventory.operations import judge_spot_check, take_spot_check
from zhanggui.domain.messaging.models import Message
from zhanggui.domain.partners.models import Verification
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.assess_suppliers import assess_newcomers, assess_suppliers, counted
from zhanggui.journeys.help_affected import help_affected
from zhanggui.journeys.report_findings import report_failed_check, report_forged_paper
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.approvals.models import Review

__all__ = [
    "accountant", "agent", "buyer", "customer", "deliver", "director", "heard", "keeper", "manager",
    "officer", "reported", "ruled", "seller", "sold", "supplier", "thing", "warehouse", "wish",
]  # fmt: skip

pytestmark = pytest.mark.django_db
FOURTH = Period.of_quarter(date(2026, 11, 24))
AFTER = timedelta(days=45)


def test_a_quarter_is_counted_from_ledger_orders_ratings_and_rulings(sold, supplier, customer, ruled, noon):
    order: Order = sold(3)
    line = order.lines.get()
    rate(opinion=Opinion(order_id=order.id, line_id=line.id, score=4), by=customer, at=noon + 9 * DAY)
    ruled(MeasureKind.WARNING)
    found = counted(supplier.id, FOURTH)
    assert (found.pieces, found.ratings, found.stars, found.major) == (3, 1, 4, 1)
    assert found.sales_fen == line.amount_fen
    assert counted(supplier.id, Period.of_quarter(date(2026, 7, 1))).pieces == 0


def test_every_active_supplier_is_assessed_once(sold, supplier, noon):
    sold(1)
    (made,) = assess_suppliers(quarter=date(2026, 11, 1), by=SYSTEM, at=noon + AFTER)
    assert made.supplier == supplier
    with nothing_changes():
        assert assess_suppliers(quarter=date(2026, 11, 1), by=SYSTEM, at=noon + AFTER) == []


def test_a_new_supplier_is_assessed_after_its_first_three_weeks(supplier, noon):
    Verification.objects.create(
        organisation=supplier.organisation,
        method="application",
        verified_by_id=SYSTEM.account_id,
        verified_at=noon,
        holds_until=date(2027, 5, 24),
    )
    assert assess_newcomers(by=SYSTEM, at=noon + 20 * DAY) == []
    (made,) = assess_newcomers(by=SYSTEM, at=noon + 21 * DAY)
    assert (made.term, made.quarter, (made.until - made.since).days) == ("trial", date(2026, 10, 1), 21)
    assert assess_newcomers(by=SYSTEM, at=noon + 22 * DAY) == []
    assert Assessment.objects.count() == 1


def test_affected_customers_are_found_and_told_once(
    sold: Callable[..., Order], ruled, supplier, customer, noon
):
    order = sold(1)
    violation = ruled(MeasureKind.WARNING, affected_since=date(2026, 11, 1))
    at = noon + 10 * DAY
    assert help_affected(violation_id=violation.id, by=SYSTEM, at=at) == 1
    row = AffectedOrder.objects.get()
    assert (row.order_id, row.told_at, row.told_by) == (order.id, at, "notice")
    told = Message.objects.filter(account=customer.account_id, kind="appraisal.affected")
    count = told.count()
    assert count >= 1
    assert help_affected(violation_id=violation.id, by=SYSTEM, at=at) == 0
    assert told.count() == count


def test_nobody_is_told_where_nobody_is_affected(sold, ruled, noon):
    sold(1)
    violation = ruled(MeasureKind.WARNING)
    assert help_affected(violation_id=violation.id, by=SYSTEM, at=noon + 10 * DAY) == 0
    assert not AffectedOrder.objects.exists()


def test_a_failed_spot_check_reports_its_supplier_once(noon):
    room = Stockroom(noon)
    room.stock(20)
    shelf = ShelfLot.objects.get()
    check = take_spot_check(shelf_id=shelf.id, pieces=2, reason="季度抽检", by=room.inspector, at=noon)
    assert report_failed_check(spot_check_id=check.id, by=SYSTEM, at=noon) is None, "not judged yet"
    judge_spot_check(spot_check_id=check.id, passed=False, found="水分超标", by=room.inspector, at=noon)
    violation = report_failed_check(spot_check_id=check.id, by=SYSTEM, at=noon)
    assert violation is not None
    assert (violation.kind, violation.source, violation.gravity) == ("counterfeit", "program", "major")
    assert violation.supplier == check.sku.goods.supplier
    assert violation.proofs.get().record_id == check.id
    assert report_failed_check(spot_check_id=check.id, by=SYSTEM, at=noon) is None


def test_a_paper_that_was_not_genuine_reports_its_firm_once(supplier, noon):
    review = Review.objects.create(
        kind="partners.renewal",
        title="食品经营许可证",
        subject_type="partners.renewal",
        subject_id=new_id(),
        digest="0" * 64,
        thread_type="identity.organisation",
        thread_id=supplier.organisation_id,
        author_id=SYSTEM.account_id,
        submitter_id=SYSTEM.account_id,
        submitted_at=noon,
        state="open",
    )
    told = {"review_id": review.id, "by": SYSTEM, "at": noon}
    assert report_forged_paper(not_in_order=["validity"], **told) is None, "a wrong day is no forgery"
    violation = report_forged_paper(not_in_order=["genuine"], **told)
    assert violation is not None
    assert (violation.kind, violation.supplier) == ("false_certificate", supplier)
    assert report_forged_paper(not_in_order=["genuine"], **told) is None
