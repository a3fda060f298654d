"""Reporting a price violation: a case is opened, and a grave one stops the sale at once (B-4.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import pgettext

from zhanggui.domain.catalog.operations.stop_sale import stop_sale
from zhanggui.domain.catalog.queries import goods_of, is_stopped
from zhanggui.domain.catalog.states import StopCause
from zhanggui.domain.pricing.capabilities import REPORT_VIOLATIONS
from zhanggui.domain.pricing.facts import ViolationReported
from zhanggui.domain.pricing.models import PriceViolation
from zhanggui.domain.pricing.policies import VIOLATION
from zhanggui.domain.pricing.states import Gravity, ViolationKind
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Malformed, NotFound
from zhanggui.mechanisms import cases, trail
from zhanggui.mechanisms.cases import Opening
from zhanggui.mechanisms.trail import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class ViolationReport:
    """What was found about the prices of goods, or about a promotion.

    ``price_id`` or ``promotion_id`` is what may be suspended over it. ``found_key`` names what a check
    found: the same is reported once.
    """

    goods_id: UUID | None
    kind: ViolationKind
    gravity: Gravity
    what: str
    evidence: Sequence[UUID] = field(default_factory=tuple)
    price_id: UUID | None = None
    promotion_id: UUID | None = None
    found_key: str | None = None


@transaction.atomic
def report_price_violation(*, report: ViolationReport, by: Actor, at: datetime) -> PriceViolation:
    """Keep what was found and open its case. A major one takes the goods off sale until it is put right.

    Raises ``NotFound``, and ``Malformed`` without the facts.
    """
    by.require(REPORT_VIOLATIONS)
    goods = goods_of(by).filter(pk=report.goods_id).first() if report.goods_id else None
    if goods is None and (report.goods_id is not None or report.promotion_id is None):
        raise NotFound
    if not report.what.strip():
        raise Malformed(field="what", problem="—")

    violation = PriceViolation(
        goods=goods,
        price_id=report.price_id,
        promotion_id=report.promotion_id,
        found_key=report.found_key,
        kind=report.kind,
        gravity=report.gravity,
        what=report.what,
        evidence=list(report.evidence),
        reported_by_id=by.account_id,
        reported_at=at,
    )
    violation.save(force_insert=True)
    number = goods.number if goods is not None else "—"
    _open_case(violation, number, by, at)
    if goods is not None and report.gravity == Gravity.MAJOR and not is_stopped(goods.pk, StopCause.PRICE):
        stop_sale(goods_id=goods.pk, cause=StopCause.PRICE, reason=report.what, by=by, at=at)

    fact = ViolationReported(number=number, kind=report.kind, gravity=report.gravity)
    trail.record(fact, on=violation, by=by, at=at, thread=goods or violation)
    return violation


def _open_case(violation: PriceViolation, number: str, by: Actor, at: datetime) -> None:
    opening = Opening(
        subject=Subject.of(violation),
        title=f"{number} {pgettext('code', violation.kind)}",
        severity=violation.gravity,
        text=violation.what,
        thread=Subject("catalog.goods", violation.goods_id) if violation.goods_id else None,
    )
    cases.open_case(VIOLATION, opening, by=by, at=at)
