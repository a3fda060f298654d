"""What a supplier's quarter is counted from. Figures and their source rows are the same queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from zhanggui.domain.aftersales.models import ReturnLine
from zhanggui.domain.aftersales.states import Cause
from zhanggui.domain.appraisal.models import Violation
from zhanggui.domain.appraisal.rules import Period, span
from zhanggui.domain.appraisal.states import RULED
from zhanggui.domain.care.models import Complaint, GoodsQuestion, GoodsRating, Rating
from zhanggui.domain.inventory.models import Recall, SpotCheck
from zhanggui.domain.partners.models import Supplier
from zhanggui.domain.partners.queries import with_us_before
from zhanggui.domain.payments.accounts import supplier_payable
from zhanggui.domain.sales.models import OrderLine
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import Fen
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.documents.models import Document

SUPPLIERS_FAULTS = (Cause.NOT_AS_DESCRIBED, Cause.DEFECTIVE, Cause.WRONG_GOODS, Cause.INCOMPLETE)
"""Why goods come back that their supplier answers for: not what the road or a customer's mind did."""
COMPLAINTS_RIGHT = ("goods_defect", "goods_other_than_shown", "misleading_words")
"""The causes of settled complaints that a supplier answers for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """Whose time, and from when to when."""

    supplier: Supplier
    since: datetime
    until: datetime

    @classmethod
    def of(cls, supplier: Supplier, period: Period) -> "Time":
        """This period of the supplier."""
        return cls(supplier=supplier, since=period.since, until=period.until)


def sales(of: Time) -> Fen:
    """What became the supplier's in the ledger: customers' money for kept goods, discounts of the house."""
    account = supplier_payable(of.supplier.id)
    end, before = of.until - ledger.JUST_BEFORE, of.since - ledger.JUST_BEFORE
    return ledger.balance(account, end).credits_posted - ledger.balance(account, before).credits_posted


def lines(of: Time) -> QuerySet[OrderLine]:
    """Lines of orders that were paid, or confirmed, in the quarter."""
    span_ = Q(order__confirmed_at__gte=of.since, order__confirmed_at__lt=of.until)
    return OrderLine.objects.filter(span_, supplier=of.supplier)


def returned(of: Time) -> QuerySet[ReturnLine]:
    """Pieces that somebody asked to send back in the quarter for a fault of the goods."""
    span_ = Q(goods_return__requested_at__gte=of.since, goods_return__requested_at__lt=of.until)
    return ReturnLine.objects.filter(
        span_, line__supplier=of.supplier, goods_return__cause__in=SUPPLIERS_FAULTS
    )


def ratings(of: Time) -> QuerySet[Rating]:
    """Ratings of its goods, by buyers; nobody deletes them."""
    mine = GoodsRating.objects.filter(rating=OuterRef("pk"), goods__supplier=of.supplier)
    return Rating.objects.filter(Exists(mine), rated_at__gte=of.since, rated_at__lt=of.until)


def complaints(of: Time) -> QuerySet[Complaint]:
    """Complaints about its goods that were settled in the quarter and found right."""
    about = Q(line__supplier=of.supplier) | Q(line=None, goods__supplier=of.supplier)
    return Complaint.objects.filter(
        about,
        case__resolved_at__gte=of.since,
        case__resolved_at__lt=of.until,
        case__cause__in=COMPLAINTS_RIGHT,
    )


def questions(of: Time) -> QuerySet[GoodsQuestion]:
    """Questions about its goods."""
    return GoodsQuestion.objects.filter(
        goods__supplier=of.supplier, asked_at__gte=of.since, asked_at__lt=of.until
    )


def answered_in_time(of: Time) -> QuerySet[GoodsQuestion]:
    """Those that somebody answered within the hours of the house."""
    limit = timedelta(hours=norm("appraisal.answer_hours", on=of.since))
    return questions(of).filter(answered_at__lte=F("asked_at") + limit)


def violations(of: Time, gravity: str) -> QuerySet[Violation]:
    """Violations that were ruled in the quarter, and still stand."""
    return Violation.objects.filter(
        supplier=of.supplier,
        state__in=RULED,
        gravity=gravity,
        decided_at__gte=of.since,
        decided_at__lt=of.until,
    )


def expired(of: Time) -> QuerySet[Document]:
    """Papers whose last day fell into the quarter, without a newer one in their place by then."""
    first, after = of.since.astimezone(SHANGHAI).date(), of.until.astimezone(SHANGHAI).date()
    ran_out = Document.objects.filter(
        organisation=of.supplier.organisation_id, valid_to__gte=first, valid_to__lt=after, withdrawn_at=None
    )
    return ran_out.exclude(replaced_by__filed_at__date__lte=F("valid_to"))


def spot_checks(of: Time) -> QuerySet[SpotCheck]:
    """Spot checks of its goods that were judged in the quarter."""
    return SpotCheck.objects.filter(
        sku__goods__supplier=of.supplier, judged_at__gte=of.since, judged_at__lt=of.until
    )


def failed(of: Time) -> QuerySet[SpotCheck]:
    """Those that failed."""
    return spot_checks(of).filter(result="failed")


def recalls(of: Time) -> QuerySet[Recall]:
    """Lots of its goods that were called back."""
    return Recall.objects.filter(
        lot__sku__goods__supplier=of.supplier, recalled_at__gte=of.since, recalled_at__lt=of.until
    )


def rows_behind(of: Time) -> Mapping[str, QuerySet[Any]]:
    """The source rows of every figure, by its name: what was counted, and nothing else."""
    return {
        "pieces": lines(of).order_by("-order__confirmed_at", "-id"),
        "returned": returned(of).order_by("-goods_return__requested_at", "-id"),
        "ratings": ratings(of).order_by("-rated_at", "-id"),
        "complaints": complaints(of).order_by("-received_at", "-id"),
        "questions": questions(of).order_by("-asked_at", "-id"),
        "minor": violations(of, "minor").order_by("-decided_at", "-id"),
        "major": violations(of, "major").order_by("-decided_at", "-id"),
        "papers_expired": expired(of).order_by("-valid_to", "-id"),
        "spot_checks": spot_checks(of).order_by("-judged_at", "-id"),
        "recalls": recalls(of).order_by("-recalled_at", "-id"),
    }


def whole(rows: QuerySet[Any], column: str) -> int:
    """The sum of a column, nothing where there are no rows."""
    return int(rows.aggregate(whole=Sum(column))["whole"] or 0)


def active_in(quarter: date) -> list[UUID]:
    """Suppliers that were with us: admitted before the quarter's end and here still, or with sales in it."""
    since, until = span(quarter)
    sold = OrderLine.objects.filter(
        supplier=OuterRef("pk"), order__confirmed_at__gte=since, order__confirmed_at__lt=until
    )
    gone = Supplier.objects.exclude(state__in=("active", "suspended")).filter(Exists(sold))
    return sorted({*with_us_before(until), *gone.values_list("pk", flat=True)})
