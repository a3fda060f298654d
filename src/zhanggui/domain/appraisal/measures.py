"""Taking the measures of a ruling, at once or when the time of appeal is over, and taking them back."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from zhanggui.domain.appraisal.models import Ruling, TakenMeasure, Violation
from zhanggui.domain.appraisal.states import AFTER_APPEAL, MeasureKind
from zhanggui.domain.catalog.operations.resume_sale import resume_sale
from zhanggui.domain.catalog.operations.stop_sale import stop_sale
from zhanggui.domain.catalog.refusals import AlreadyStopped, NotStopped
from zhanggui.domain.catalog.states import StopCause
from zhanggui.domain.finance.operations.propose_charge import ChargeWish, propose_charge
from zhanggui.domain.finance.states import ChargeKind
from zhanggui.domain.partners.operations.end_partnership import end_partnership
from zhanggui.domain.partners.operations.reinstate_partner import reinstate_partner
from zhanggui.domain.partners.operations.suspend_partner import suspend_partner
from zhanggui.domain.partners.refusals import StillWanting
from zhanggui.domain.partners.states import PARTNER
from zhanggui.identity.actor import Actor


def take_now(violation: Violation, ruling: Ruling, *, by: Actor, at: datetime) -> list[TakenMeasure]:
    """Write every measure down and take those that need not wait for the time of appeal."""
    rows = [TakenMeasure(violation=violation, kind=kind) for kind in ruling.measures]
    if MeasureKind.END in ruling.measures and MeasureKind.SUSPENSION not in ruling.measures:
        # Who is to go sells nothing while it may still appeal.
        rows.append(TakenMeasure(violation=violation, kind=MeasureKind.SUSPENSION.value))
    for row in rows:
        if MeasureKind(row.kind) not in AFTER_APPEAL:
            _take(row, ruling, by, at)
    return TakenMeasure.objects.bulk_create(rows)


def take_rest(violation: Violation, ruling: Ruling, *, by: Actor, at: datetime) -> list[TakenMeasure]:
    """Take what waited for the time of appeal."""
    waiting = list(TakenMeasure.objects.locked().filter(violation=violation, taken_at=None))
    for row in waiting:
        _take(row, ruling, by, at)
        row.save(update_fields=["taken_at", "was_so_at", "charge", "note"])
    return waiting


def take_back(violation: Violation, *, by: Actor, at: datetime) -> list[TakenMeasure]:
    """Undo what was done: goods go back on sale, the supplier trades again, what waited never happens."""
    rows = list(TakenMeasure.objects.locked().filter(violation=violation))
    for row in rows:
        if row.taken_at is not None and row.kind == MeasureKind.GOODS_OFF:
            for goods_id in _concerned(violation):
                with suppress(NotStopped):
                    resume_sale(
                        goods_id=goods_id, cause=StopCause.VIOLATION, reason=violation.number, by=by, at=at
                    )
        elif row.taken_at is not None and row.kind == MeasureKind.SUSPENSION and row.was_so_at is None:
            _let_go_on(violation, row, by, at)
        row.taken_back_at = at
        row.save(update_fields=["taken_back_at", "note"])
    return rows


def _take(row: TakenMeasure, ruling: Ruling, by: Actor, at: datetime) -> None:
    violation = row.violation
    match MeasureKind(row.kind):
        case MeasureKind.GOODS_OFF:
            for goods_id in _concerned(violation):
                with suppress(AlreadyStopped):
                    stop_sale(
                        goods_id=goods_id, cause=StopCause.VIOLATION, reason=violation.number, by=by, at=at
                    )
        case MeasureKind.SUSPENSION:
            _stop(row, by, at)
        case MeasureKind.PENALTY:
            row.charge = propose_charge(wish=_penalty(violation, ruling), by=by, at=at)
        case MeasureKind.END:
            _end(row, by, at)
        case MeasureKind.REFERRAL:
            row.note = ruling.authority
    row.taken_at = at


def _concerned(violation: Violation) -> Iterable[UUID]:
    return violation.concerned.order_by("goods_id").values_list("goods_id", flat=True)


def _penalty(violation: Violation, ruling: Ruling) -> ChargeWish:
    return ChargeWish(
        supplier_id=violation.supplier_id,
        kind=ChargeKind.PENALTY,
        amount_fen=ruling.penalty_fen,
        reason=f"{violation.number}: {ruling.basis}",
        evidence=violation.number,
        from_deposit=ruling.from_deposit,
    )


def _stop(row: TakenMeasure, by: Actor, at: datetime) -> None:
    """A supplier that is stopped already stays so; the ruling adds nothing that could be lifted."""
    supplier = row.violation.supplier
    if not PARTNER.allows(supplier.state, "suspend"):
        row.was_so_at = at
        return
    suspend_partner(organisation_id=supplier.organisation_id, reason=row.violation.number, by=by, at=at)


def _end(row: TakenMeasure, by: Actor, at: datetime) -> None:
    supplier = row.violation.supplier
    if not PARTNER.allows(supplier.state, "leave"):
        row.was_so_at = at
        return
    end_partnership(organisation_id=supplier.organisation_id, reason=row.violation.number, by=by, at=at)


def _let_go_on(violation: Violation, row: TakenMeasure, by: Actor, at: datetime) -> None:
    """Let the supplier trade again, unless papers or agreement ran out meanwhile."""
    supplier = violation.supplier
    if not PARTNER.allows(supplier.state, "reinstate"):
        return
    try:
        reinstate_partner(organisation_id=supplier.organisation_id, reason=violation.number, by=by, at=at)
    except StillWanting as wanting:
        row.note = str(wanting.details["wanting"])[:200]
